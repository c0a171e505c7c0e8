//! How much of the law is shown: each clause that orders a check fires in one situation and stays
//! quiet in another; each that decides who owns, decides in one scenario and yields where it can.

#![cfg(test)]

use rulebook::coverage::{Kind, coverage, percent};
use rulebook::scenario::{self, Scenario};
use rulebook::situation::{self, STEPS, Situation};
use rulebook::{Check, Rulebook};

fn examples(id: &str) -> (Rulebook, Vec<Scenario>, Vec<Situation>) {
    let situations = STEPS.iter().flat_map(|step| situation::builtin(id, step).unwrap()).collect();
    (Rulebook::builtin(id).unwrap(), scenario::builtin(id).unwrap(), situations)
}

#[test]
fn every_built_in_book_is_shown_whole() {
    for id in Rulebook::builtin_ids() {
        let (book, scenarios, situations) = examples(id);
        let coverage = coverage(&book, &scenarios, &situations);
        let lacking: Vec<_> = coverage.rows.iter().filter(|row| !row.lacks.is_empty()).collect();
        assert!(lacking.is_empty(), "{id} {lacking:?}");
        assert!(coverage.is_whole(), "{id} {:?}", coverage.unused_readings);
        assert_eq!(coverage.rows.len(), book.clauses.len());
        let kinds = [Kind::Checked, Kind::Attest, Kind::Note].map(|kind| coverage.count(kind));
        assert_eq!(kinds.iter().sum::<usize>(), book.clauses.len());
        let ordered: usize = coverage.families().values().map(|total| total.clauses).sum();
        let stated: usize = book.clauses.iter().map(|clause| clause.stated.len()).sum();
        assert_eq!(ordered, stated, "{id}: every check of every clause is counted once");
    }
}

#[test]
fn a_clause_without_its_examples_is_named_with_what_it_lacks() {
    let (book, scenarios, situations) = examples("tuoli-2020");
    let lacks = |scenarios: &[Scenario], situations: &[Situation], id: &str| {
        let coverage = coverage(&book, scenarios, situations);
        let row = coverage.rows.iter().find(|row| row.id == id).unwrap();
        assert_eq!(coverage.is_whole(), row.lacks.is_empty());
        (row.lacks.clone(), coverage.unused_readings.clone())
    };
    let only_quiet: Vec<Situation> = situations
        .iter()
        .filter(|s| s.clause != "TL-5.6-04" || s.expect.is_empty())
        .cloned()
        .collect();
    assert_eq!(lacks(&scenarios, &only_quiet, "TL-5.6-04").0, ["没有提出问题的情形"]);
    let only_firing: Vec<Situation> = situations
        .iter()
        .filter(|s| s.clause != "TL-5.6-04" || !s.expect.is_empty())
        .cloned()
        .collect();
    assert_eq!(lacks(&scenarios, &only_firing, "TL-5.6-04").0, ["没有不提出问题的情形"]);
    let undecided: Vec<Scenario> =
        scenarios.iter().filter(|s| s.expect.by != "TL-5.2-04").cloned().collect();
    let (lacking, unused) = lacks(&undecided, &situations, "TL-5.2-04");
    assert_eq!(lacking, ["没有由它决定的情形"]);
    assert!(unused.contains(&"A24".to_owned()), "{unused:?}");
    let unyielding: Vec<Scenario> =
        scenarios.iter().filter(|s| !s.expect.sets_aside.contains("TL-5.2-02")).cloned().collect();
    assert_eq!(lacks(&unyielding, &situations, "TL-5.2-02").0, ["没有它让位的情形"]);
}

#[test]
fn clauses_of_a_superior_text_are_counted_apart() {
    let silent: Vec<String> = Check::FAMILIES
        .iter()
        .filter(|family| **family != "pledge")
        .map(|family| format!("{family:?}"))
        .collect();
    let text = format!(
        "id = 'down'\ntitle = ''\neffective = 2022-01-01\nextends = 'tuoli-2020'\nsilent = [{}]\n",
        silent.join(", ")
    );
    let book = Rulebook::parse(&text).unwrap();
    let coverage = coverage(&book, &[], &[]);
    assert!(coverage.rows.is_empty() && coverage.inherited > 0);
    assert!(coverage.is_whole(), "nothing of its own is left to be shown");
}

#[test]
fn only_the_whole_is_a_hundred_percent() {
    assert_eq!(percent(423, 423), "100.0");
    assert_eq!(percent(9999, 10_000), "99.9");
    assert_eq!(percent(1, 3), "33.3");
    assert_eq!(percent(0, 0), "-");
}
