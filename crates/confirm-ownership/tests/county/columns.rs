//! An empty cell is missing evidence, a column that nobody fills was not received.

use crate::common::{clean, found, lease, leased, origin, papers, road, run, text, title};
use ledger::Books;
use ledger::tables::{Asset, Contract};

/// Roads A01 to A`n`, none of which has custody rules.
fn roads(n: usize) -> Books {
    let mut books = clean();
    let ids: Vec<String> = (1..=n).map(|i| format!("A{i:02}")).collect();
    books.assets = ids.iter().map(|id| Asset { custody_rule_doc_no: None, ..road(id) }).collect();
    books.asset_owners = ids.iter().map(|id| title(id)).collect();
    books.handovers = ids.iter().flat_map(|id| papers(id)).collect();
    books
}

#[test]
fn few_empty_cells_are_findings_and_a_whole_empty_column_is_not_checkable() {
    assert_eq!(found(&roads(9)).len(), 9);
    let all = roads(10);
    assert!(found(&all).is_empty());
    let out = run(&all);
    let rules = |c: &&ledger::CheckRun| c.clause.as_deref() == Some("TL-4.3-01");
    let check = out.checks.iter().find(rules).unwrap();
    assert_eq!((check.seen, check.failed, check.unknown), (10, 0, 10));
    let mut one_has_it = roads(10);
    one_has_it.assets[3].custody_rule_doc_no = text("管护1");
    assert_eq!(found(&one_has_it).len(), 9);
}

#[test]
fn another_ledger_speaks_where_the_countys_has_no_such_column() {
    let mut books = roads(10);
    books.assets.push(Asset {
        origin: origin("township/A01"),
        ledger: text("township"),
        custody_rule_doc_no: text("管护1"),
        ..road("A01")
    });
    books.assets.push(Asset {
        origin: origin("township/A02"),
        ledger: text("township"),
        custody_rule_doc_no: None,
        ..road("A02")
    });
    assert_eq!(found(&books), ["custody.missing asset:A02 custody_rule_doc_no TL-5.3-01"]);
}

#[test]
fn the_same_of_contracts() {
    let with = |n: usize| {
        let mut books = leased();
        books.contracts = (0..n)
            .map(|i| Contract {
                origin: origin(&format!("contracts/{i}")),
                contract_id: text(&format!("C{i}")),
                linkage_mode: None,
                ..lease("A1")
            })
            .collect();
        found(&books).len()
    };
    assert_eq!((with(9), with(10)), (9, 0));
}
