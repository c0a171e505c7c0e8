//! The situations of every built-in rulebook: on its few rows each clause says what it must.

#![cfg(test)]

use rulebook::{Rulebook, situation};

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
