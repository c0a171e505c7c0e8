//! Small books to reconcile.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]

pub mod cards;
pub mod checks;

use ledger::tables::{Asset, LedgerHeader};
use ledger::{Books, CaseInfo, Decimal, Fen, Finding, Origin, StepOutput};
use reconcile::Rows;
use rulebook::Rulebook;
use std::collections::BTreeMap;

/// A made-up county, so that nothing hangs on a real name.
pub fn case() -> CaseInfo {
    CaseInfo {
        county: "青山县".into(),
        year: 2024,
        as_of: "2024-12-31".parse().unwrap(),
        tolerance: BTreeMap::new(),
        tolerance_max_total: None,
    }
}

/// A rulebook with these clauses, of which there may be none.
pub fn book(clauses: &str) -> Rulebook {
    let clauses = if clauses.is_empty() { "clause = []" } else { clauses };
    Rulebook::parse(&format!("id = \"test\"\ntitle = \"t\"\neffective = 2020-01-01\n{clauses}"))
        .unwrap()
}

/// Books must agree, and names have light words.
pub fn plain_book() -> Rulebook {
    book(
        r#"[[clause]]
id = "T-1"
cite = "一"
says = "账账相符"
severity = "error"
check.books-agree = { ledgers = { industry = { keeper = "department" }, township = { keeper = "township" }, village = { keeper = "village", owners = ["village_collective"] } }, light_words = ["项目", "工程", "新建"] }
"#,
    )
}

/// A row of a ledger: a road of village 红旗村 in 东风镇, worth 1000 yuan.
pub fn asset(ledger: &str, row: u32, id: &str) -> Asset {
    let unit = match ledger {
        "county" => "青山县乡村振兴局",
        "industry" => "青山县交通运输局",
        "township" => "东风镇人民政府",
        _ => "东风镇红旗村村民委员会",
    };
    Asset {
        origin: Origin {
            row_id: format!("{ledger}-{row}").into(),
            src_file: format!("inbox/{ledger}.csv").into(),
            src_row: row,
            ..Origin::default()
        },
        ledger: Some(ledger.into()),
        ledger_unit: Some(unit.into()),
        asset_id: (!id.is_empty()).then(|| id.into()),
        asset_name: Some("红旗村巷道硬化".into()),
        asset_class: Some("public".into()),
        asset_status: Some("in_use".into()),
        project_id: Some("P1".into()),
        fund_year: Some(2020),
        fund_source: Some("special".into()),
        township: Some("东风镇".into()),
        village: Some("红旗村".into()),
        industry_dept: Some("青山县交通运输局".into()),
        owner_type: Some("village_collective".into()),
        owner_name: Some("红旗村股份经济合作社".into()),
        quantity: Some(Decimal::from(2)),
        quantity_unit: Some("公里".into()),
        original_value: Some(Fen(100_000)),
        net_value: Some(Fen(80_000)),
        ..Asset::default()
    }
}

/// The head of a ledger.
pub fn head(level: &str, unit: &str, records: i64, value: i64) -> LedgerHeader {
    LedgerHeader {
        ledger_level: Some(level.into()),
        ledger_unit: Some(unit.into()),
        ledger_record_count: Some(records),
        ledger_total_value: Some(Fen(value)),
        ..LedgerHeader::default()
    }
}

/// Books of these rows.
pub fn books(assets: Vec<Asset>) -> Books {
    let mut books = Books { assets, ..Books::default() };
    books.received.insert("assets");
    books
}

/// Reconciles rows under the plain book.
pub fn run(assets: Vec<Asset>) -> StepOutput<Rows> {
    reconcile::run(&books(assets), &plain_book(), &case())
}

/// The findings of one area, `code subject pair`.
pub fn told(out: &StepOutput<Rows>, area: &str) -> Vec<String> {
    out.findings
        .iter()
        .filter(|f| f.code.code.starts_with(area))
        .map(|f| format!("{} {} {}", f.code.code, f.subject.id, f.pair.as_deref().unwrap_or("-")))
        .collect()
}

/// The findings of one code.
pub fn of<'a>(out: &'a StepOutput<Rows>, code: &str) -> Vec<&'a Finding> {
    out.findings.iter().filter(|f| f.code.code == code).collect()
}

/// Left row, right row and status of every match.
pub fn matched(out: &StepOutput<Rows>) -> Vec<(String, String, String)> {
    out.rows
        .matches
        .iter()
        .map(|m| {
            let text = |t: &Option<ledger::Text>| t.as_deref().unwrap_or("").to_owned();
            (text(&m.left_row_id), text(&m.right_row_id), text(&m.status))
        })
        .collect()
}

/// What `matched` gives for one confirmed pair.
pub fn pair(left: &str, right: &str, status: &str) -> (String, String, String) {
    (left.to_owned(), right.to_owned(), status.to_owned())
}
