//! The scenarios of every built-in rulebook: each comes out as it says. What they show together is
//! counted in `coverage.rs`.

#![cfg(test)]

use rulebook::Rulebook;
use rulebook::scenario::{self, Scenario};

fn all() -> Vec<(Rulebook, Vec<Scenario>)> {
    Rulebook::builtin_ids()
        .map(|id| (Rulebook::builtin(id).unwrap(), scenario::builtin(id).unwrap()))
        .collect()
}

#[test]
fn every_scenario_comes_out_as_it_says() {
    for (book, scenarios) in all() {
        for scenario in scenarios {
            let expected = &scenario.expect;
            assert_eq!(&scenario.outcome(&book), expected, "{}：{}", book.id, scenario.name);
        }
    }
}

#[test]
fn unknown_facts_and_values_are_refused_with_their_place() {
    let with = |given: &str| {
        format!(
            "[[scenario]]\nname = \"x\"\non = 2021-01-01\ngiven = {{ {given} }}\n\
             expect = {{ owner = \"村集体\", by = \"X\" }}\n"
        )
    };
    assert!(scenario::parse(&with("coverage = \"单村\"")).is_ok());
    for given in ["weather = \"雨\"", "coverage = \"月球\""] {
        let error = scenario::parse(&with(given)).unwrap_err().to_string();
        assert!(error.contains("line 4"), "{error}");
    }
}
