//! 一总四分: lower ledgers against the county ledger, and what explains the difference.

#![cfg(test)]

mod support;

use ledger::Fen;
use ledger::tables::{Asset, RollUp};
use support::{asset, run};

/// The cells of the township ledger.
fn cells(rows: Vec<Asset>) -> (Vec<RollUp>, Vec<String>) {
    let out = run(rows);
    assert_eq!(out.rows.imbalances, Vec::<String>::new());
    let findings = out.findings.iter().map(|f| format!("{} {}", f.id(), f.code.code)).collect();
    let cells = out.rows.rollups.into_iter();
    (cells.filter(|cell| cell.ledger.as_deref() == Some("township")).collect(), findings)
}

fn pair(id: &str, row: u32) -> [Asset; 2] {
    ["county", "township"].map(|ledger| asset(ledger, row, id))
}

#[test]
fn ledgers_that_agree_roll_up_without_a_difference() {
    let (cells, _) = cells(pair("A", 2).to_vec());
    let [cell] = cells.as_slice() else { panic!("{cells:?}") };
    assert_eq!((cell.township.as_deref(), cell.class.as_deref()), (Some("东风镇"), Some("public")));
    assert_eq!((cell.year, cell.source.as_deref()), (Some(2020), Some("special")));
    assert_eq!((cell.county_rows, cell.own_rows), (Some(1), Some(1)));
    assert_eq!((cell.county_value, cell.own_value), (Some(Fen(100_000)), Some(Fen(100_000))));
    assert_eq!((cell.difference, cell.findings.len()), (Some(Fen(0)), 0));
}

#[test]
fn a_difference_names_the_finding_that_explains_it() {
    let [county, mut township] = pair("A", 2);
    township.original_value = Some(Fen(100_001));
    let (cells, findings) = cells(vec![county, township]);
    let cell = &cells[0];
    assert_eq!((cell.difference, cell.explained), (Some(Fen(-1)), Some(Fen(-1))));
    let named: Vec<_> = cell
        .findings
        .iter()
        .map(|id| {
            findings
                .iter()
                .find(|f| f.starts_with(&**id))
                .map(|f| f.split(' ').nth(1).unwrap_or(""))
        })
        .collect();
    assert_eq!(named, [Some("ledger.value-differs")]);
}

#[test]
fn what_the_township_lacks_is_counted_and_explained() {
    let mut other = asset("county", 3, "B");
    other.asset_name = Some("红旗村冷库".into());
    other.project_id = Some("P2".into());
    other.original_value = Some(Fen(50_000));
    let [county, township] = pair("A", 2);
    let (cells, _) = cells(vec![county, township, other]);
    let cell = &cells[0];
    assert_eq!((cell.county_rows, cell.own_rows), (Some(2), Some(1)));
    assert_eq!((cell.difference, cell.explained), (Some(Fen(50_000)), Some(Fen(50_000))));
    assert_eq!(cell.findings.len(), 1);
}

/// The two ledgers agree on the thing but not on its year: no finding speaks of that, so that the
/// difference of the cells stands unexplained.
#[test]
fn a_difference_that_no_finding_explains_is_shown_as_such() {
    let [county, mut township] = pair("A", 2);
    township.fund_year = Some(2021);
    let (cells, _) = cells(vec![county, township]);
    let shown: Vec<_> = cells.iter().map(|c| (c.year, c.difference, c.explained)).collect();
    assert_eq!(
        shown,
        [
            (Some(2020), Some(Fen(100_000)), Some(Fen(0))),
            (Some(2021), Some(Fen(-100_000)), Some(Fen(0)))
        ]
    );
}
