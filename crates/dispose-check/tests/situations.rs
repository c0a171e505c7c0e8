//! The situations of every built-in rulebook: on its few rows each clause says what it must, and
//! every clause that orders a check of this step fires in one and stays quiet in another.

#![cfg(test)]

use ledger::Books;
use rulebook::{Rulebook, situation};
use std::collections::BTreeSet;

#[test]
fn every_situation_comes_out_as_it_says() {
    let mut wrong = Vec::new();
    for id in Rulebook::builtin_ids() {
        let book = Rulebook::builtin(id).unwrap();
        for situation in situation::builtin(id, "dispose-check").unwrap() {
            let out = dispose_check::run(&situation.books().unwrap(), &book, &situation.case());
            wrong.extend(situation.verify(&out.findings, &out.checks).err());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_clause_checked_here_fires_in_one_situation_and_stays_quiet_in_another() {
    for id in Rulebook::builtin_ids() {
        let book = Rulebook::builtin(id).unwrap();
        let situations = situation::builtin(id, "dispose-check").unwrap();
        let case = situations.first().expect("situations").case();
        let checks = dispose_check::run(&Books::default(), &book, &case).checks;
        let ours: BTreeSet<_> = checks.into_iter().filter_map(|run| run.clause).collect();
        assert!(!ours.is_empty(), "{id}");
        for (clause, shown) in situation::coverage(&book, &situations) {
            if ours.contains(clause.id.as_str()) {
                assert!(shown.fires > 0 && shown.quiet > 0, "{id} {}: {shown:?}", clause.id);
            }
        }
    }
}
