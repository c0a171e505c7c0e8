//! The situations of every built-in rulebook: on its few rows each clause says what it must, and
//! each clause that orders a check of this step fires in one and stays quiet in another.

#![cfg(test)]

use ledger::Books;
use rulebook::{Rulebook, situation};
use std::collections::BTreeSet;

#[test]
fn every_situation_comes_out_as_it_says() {
    let mut wrong = Vec::new();
    for id in Rulebook::builtin_ids() {
        let book = Rulebook::builtin(id).unwrap();
        for situation in situation::builtin(id, "distribute").unwrap() {
            let out = distribute::run(&situation.books().unwrap(), &book, &situation.case());
            wrong.extend(situation.verify(&out.findings, &out.checks).err());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_clause_on_income_is_shown_to_fire_and_to_stay_quiet() {
    for id in Rulebook::builtin_ids() {
        let book = Rulebook::builtin(id).unwrap();
        let situations = situation::builtin(id, "distribute").unwrap();
        let case = situations.first().unwrap().case();
        let checks = distribute::run(&Books::default(), &book, &case).checks;
        let made: BTreeSet<&str> = checks.iter().filter_map(|run| run.clause.as_deref()).collect();
        for (clause, shown) in situation::coverage(&book, &situations) {
            let needed = made.contains(clause.id.as_str());
            assert!(
                !needed || (shown.fires > 0 && shown.quiet > 0),
                "{id} {}: {shown:?}",
                clause.id
            );
        }
    }
}
