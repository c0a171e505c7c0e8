//! An empty cell is missing evidence, a column that the sheet does not have is none.

use crate::common::{clean, found, lease, leased, origin, papers, road, run, text, title};
use ledger::tables::{Asset, AssetOwner, Contract};
use ledger::{Books, Row};
use std::collections::BTreeSet;

/// Roads A01 to A12, none of which has custody rules.
fn roads() -> Books {
    let mut books = clean();
    let ids: Vec<String> = (1..=12).map(|i| format!("A{i:02}")).collect();
    books.assets = ids.iter().map(|id| Asset { custody_rule_doc_no: None, ..road(id) }).collect();
    books.asset_owners = ids.iter().map(|id| title(id)).collect();
    books.handovers = ids.iter().flat_map(|id| papers(id)).collect();
    books
}

/// Says that the sheet of these rows has all columns but some.
fn without<R: Row>(books: &mut Books, row: &R, absent: &[&str]) {
    let origin = row.origin().unwrap();
    let columns: BTreeSet<_> = R::TABLE
        .columns
        .iter()
        .map(|column| column.name)
        .filter(|name| !absent.contains(name))
        .map(Into::into)
        .collect();
    books.columns.insert((origin.src_file.clone(), origin.src_sheet.clone()), columns);
}

#[test]
fn empty_cells_are_findings_however_many_and_an_absent_column_is_not_checkable() {
    let mut books = roads();
    assert_eq!(found(&books).len(), 12);
    let row = books.assets[0].clone();
    without(&mut books, &row, &[]);
    assert_eq!(found(&books).len(), 12);
    without(&mut books, &row, &["custody_rule_doc_no"]);
    assert!(found(&books).is_empty());
    let out = run(&books);
    let rules = |c: &&ledger::CheckRun| c.clause.as_deref() == Some("TL-4.3-01");
    let check = out.checks.iter().find(rules).unwrap();
    assert_eq!((check.seen, check.failed, check.unknown), (12, 0, 12));
}

#[test]
fn another_ledger_speaks_where_the_countys_has_no_such_column() {
    let mut books = roads();
    let row = books.assets[0].clone();
    without(&mut books, &row, &["custody_rule_doc_no"]);
    for (id, rules) in [("A01", text("管护1")), ("A02", None)] {
        let mut of_township =
            Asset { ledger: text("township"), custody_rule_doc_no: rules, ..road(id) };
        of_township.origin = origin(&format!("township/{id}"));
        of_township.origin.src_file = "inbox/b.csv".into();
        books.assets.push(of_township);
    }
    assert_eq!(
        found(&books),
        ["custody.missing asset:A02 custody_rule_doc_no TL-5.3-01;TL-4.3-01;TL-6.2-02"]
    );
}

#[test]
fn the_same_of_title_rows_and_contracts() {
    let mut books = leased();
    books.contracts = vec![Contract { linkage_mode: None, ..lease("A1") }];
    let untitled = AssetOwner { township_review_date: None, ..title("A1") };
    books.asset_owners = vec![untitled];
    assert_eq!(
        found(&books),
        [
            "contract.clause-missing contract:C-A1 linkage_mode TL-4-02",
            "owner.step-missing asset:A1 township_review_date TLA1-1.4-02"
        ]
    );
    // One sheet here: it has the columns of all.
    let row = books.contracts[0].clone();
    without(&mut books, &row, &["linkage_mode", "township_review_date"]);
    let columns = books.columns.values_mut().next().unwrap();
    columns.extend(Asset::TABLE.columns.iter().map(|c| c.name.into()));
    columns.extend(
        AssetOwner::TABLE
            .columns
            .iter()
            .map(|c| c.name)
            .filter(|name| *name != "township_review_date")
            .map(Into::into),
    );
    columns.extend(["handover_doc_no", "handover_date", "handover_parties"].map(Into::into));
    columns.extend(["publicity_start_date"].map(Into::into));
    assert!(found(&books).is_empty(), "{:?}", found(&books));
}
