//! Questions, and what is refused.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first thing that is wrong")]

use ledger::tables::{Asset, Difference};
use ledger::{Fen, Row};
use query::{Database, Field, QueryError};

fn assets() -> Database {
    let asset = |id: &str, fen: Option<i64>, quantity: &str| {
        let mut asset = Asset { original_value: fen.map(Fen), ..Asset::default() };
        asset.asset_id = Some(id.into());
        asset.quantity = quantity.parse().ok();
        asset.origin_mut().unwrap().src_row = 7;
        asset
    };
    let mut database = Database::new().unwrap();
    let rows =
        [asset("A1", Some(10_000_001), "0.1"), asset("A2", Some(-5), "0.2"), asset("A3", None, "")];
    database.add("assets", &rows).unwrap();
    database.add::<Difference>("differences", &[]).unwrap();
    database
}

fn ask(sql: &str) -> Vec<Vec<String>> {
    let answer = assets().ask(sql).unwrap();
    answer.rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

#[test]
fn sums_of_money_are_exact_and_written_in_yuan() {
    let sql = "SELECT SUM(original_value), yuan(SUM(original_value)) AS 合计 FROM assets";
    assert_eq!(ask(sql), [["9999996", "99999.96"]]);
    assert_eq!(assets().ask(sql).unwrap().columns[1], "合计");
    assert_eq!(ask("SELECT original_value_yuan FROM assets"), [["100000.01"], ["-0.05"], [""]]);
}

#[test]
fn sums_of_quantities_are_exact() {
    assert_eq!(ask("SELECT exact_sum(quantity) FROM assets"), [["0.3"]]);
    assert_eq!(
        ask("SELECT exact_sum(quantity) IS NULL FROM assets WHERE asset_id = 'A3'"),
        [["1"]]
    );
    assert!(assets().ask("SELECT exact_sum(asset_id) FROM assets").is_err());
    // A text of yuan is no float either, whatever it is added up with.
    assert_eq!(
        ask("SELECT SUM(original_value_yuan), SUM(quantity) FROM assets"),
        [["99999.96", "0.3"]]
    );
    assert!(assets().ask("SELECT SUM(original_value * 0.5) FROM assets").is_err());
}

#[test]
fn rows_keep_their_address_and_what_is_not_stated() {
    assert_eq!(
        ask("SELECT src_row, original_value FROM assets WHERE asset_id = 'A3'"),
        [["7", ""]]
    );
    let answer = assets().ask("SELECT original_value FROM assets WHERE asset_id = 'A3'").unwrap();
    assert_eq!(answer.rows, [[Field::Null]]);
    assert_eq!(ask("SELECT COUNT(*) FROM differences"), [["0"]]);
}

#[test]
fn what_would_change_anything_or_reach_a_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.db");
    let file = file.display();
    let changes = [
        "DELETE FROM assets".to_owned(),
        "INSERT INTO assets (asset_id) VALUES ('x')".to_owned(),
        "DROP TABLE assets".to_owned(),
        "CREATE TABLE x (y)".to_owned(),
        format!("ATTACH '{file}' AS other"),
        format!("VACUUM INTO '{file}'"),
        "SELECT load_extension('x')".to_owned(),
        "SELECT 1; SELECT 2".to_owned(),
        String::new(),
    ];
    let database = assets();
    for sql in &changes {
        assert!(database.ask(sql).is_err(), "{sql}");
    }
    assert_eq!(folder.path().read_dir().unwrap().count(), 0);
    assert!(matches!(database.ask("DELETE FROM assets"), Err(QueryError::Changes)));
    assert_eq!(ask("SELECT COUNT(*) FROM assets"), [["3"]]);
}

#[test]
fn a_wrong_name_is_an_error_and_never_a_text() {
    let error = assets().ask("SELECT \"original_valu\" FROM assets").unwrap_err().to_string();
    assert!(error.contains("original_valu"), "{error}");
}
