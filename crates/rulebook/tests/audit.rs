//! The audit of a rulebook finds what is wrong before any data is read.

#![cfg(test)]

use ledger::Severity;
use rulebook::Rulebook;
use rulebook::audit::{Audit, audit};
use rulebook::checks::Check;

/// A book with these ownership clauses, silent on everything else.
fn book(order: &str, clauses: &str) -> Rulebook {
    let silent: Vec<String> = Check::FAMILIES
        .iter()
        .filter(|family| **family != "owner")
        .map(|family| format!("{family:?}"))
        .collect();
    let text = format!(
        "id = \"t\"\ntitle = \"t\"\neffective = 2020-01-01\nsilent = [{}]\n\
         [bodies]\nleading-group = [\"领导小组\"]\n[ownership]\norder = [{order}]\n{clauses}",
        silent.join(", ")
    );
    Rulebook::parse(&text).unwrap()
}

fn clause(id: &str, check: &str) -> String {
    format!(
        "[[clause]]\nid = \"{id}\"\ncite = \"一\"\nsays = \"某条。\"\nseverity = \"error\"\n{check}\n"
    )
}

fn owner(id: &str, when: &str, owner: &str) -> String {
    clause(id, &format!("check.owner = {{ when = {{ {when} }}, owner = \"{owner}\" }}"))
}

const SECTOR: &str = "sector = [\"教育\"]";
const SINGLE: &str = "coverage = [\"单村\"]";

fn says(audit: &Audit, about: &str) -> Vec<String> {
    let of = audit.problems.iter().filter(|p| p.about == about);
    of.map(|p| p.says.clone()).collect()
}

#[test]
fn a_book_that_answers_everything_once_is_fit() {
    let clauses = owner("S", SECTOR, "county_gov")
        + &owner("V", SINGLE, "village_collective")
        + &clause(
            "R",
            "check.owner = { owner = \"undetermined\", decided-by = [\"leading-group\"] }",
        )
        + "[[reading]]\nid = \"A1\"\non = [\"S\", \"V\"]\nbecause = \"特别先于一般。\"\n";
    let result = audit(&book("\"S\", \"V\", \"R\"", &clauses));
    assert_eq!(result.problems, []);
    assert!(result.is_fit());
    // Two values of each fact: the one that is named, and one for all others.
    assert_eq!(result.combinations, 4);
    assert_eq!(result.meetings.len(), 1);
    let meeting = &result.meetings[0];
    assert_eq!((&*meeting.won, &*meeting.set_aside, meeting.times), ("S", "V", 1));
    assert_eq!(meeting.reading.as_deref(), Some("A1"));
}

#[test]
fn a_meeting_without_a_reading_is_a_warning_and_one_with_the_same_answer_is_none() {
    let residual = clause("R", "check.owner = { owner = \"undetermined\" }");
    let differs = owner("S", SECTOR, "county_gov") + &owner("V", SINGLE, "village_collective");
    let result = audit(&book("\"S\", \"V\", \"R\"", &(differs + &residual)));
    assert_eq!(result.problems.len(), 1);
    assert_eq!(result.problems[0].severity, Severity::Warning);
    assert_eq!(result.problems[0].about, "S");
    assert!(result.is_fit());

    let same = owner("S", SECTOR, "village_collective") + &owner("V", SINGLE, "village_collective");
    assert_eq!(audit(&book("\"S\", \"V\", \"R\"", &(same + &residual))).problems, []);
}

#[test]
fn combinations_that_no_clause_answers_are_an_error() {
    let result = audit(&book("\"S\"", &owner("S", SECTOR, "county_gov")));
    assert_eq!(result.unanswered.len(), 1);
    assert_eq!(says(&result, "[ownership]").len(), 1);
    assert!(!result.is_fit());
}

#[test]
fn a_clause_that_can_never_decide_is_an_error() {
    let clauses = owner("S", SECTOR, "county_gov")
        + &owner("N", "sector = [\"教育\"], coverage = [\"单村\"]", "township")
        + &clause("R", "check.owner = { owner = \"undetermined\" }");
    let result = audit(&book("\"S\", \"N\", \"R\"", &clauses));
    assert_eq!(says(&result, "N"), ["任何情形下都轮不到它决定"]);
}

#[test]
fn the_order_names_every_ownership_clause_once_with_the_residual_last() {
    let clauses = owner("S", SECTOR, "county_gov")
        + &clause("R", "check.owner = { owner = \"undetermined\" }")
        + &clause("X", "attest = true");
    let fit = audit(&book("\"S\", \"R\"", &clauses));
    assert!(fit.is_fit(), "{fit}");
    assert_eq!(says(&audit(&book("\"R\"", &clauses)), "S").len(), 2, "absent, so never asked");
    assert_eq!(says(&audit(&book("\"R\", \"S\"", &clauses)), "R").len(), 1);
    assert_eq!(says(&audit(&book("\"S\", \"S\", \"R\"", &clauses)), "S").len(), 1);
    assert_eq!(says(&audit(&book("\"S\", \"X\", \"R\"", &clauses)), "X").len(), 1);
}

#[test]
fn every_family_is_ruled_or_silent_and_not_both() {
    let mut book = book("\"R\"", &clause("R", "check.owner = { owner = \"undetermined\" }"));
    book.silent.remove("pledge");
    book.silent.insert("owner".into());
    book.silent.insert("no-such-family".into());
    let result = audit(&book);
    for about in ["pledge", "owner", "no-such-family"] {
        assert_eq!(says(&result, about).len(), 1, "{about}");
    }
    assert_eq!(result.problems.len(), 3);
}

#[test]
fn clauses_readings_and_names_must_lead_somewhere() {
    let clauses = clause("A", "")
        + &clause("B", "note = true\ncheck.in-scope-money = {}")
        + &clause("C", "note = true")
        + &clause("Y", "check.yield-floor = { series = \"no-such-series\" }")
        + &clause("R", "check.owner = { owner = \"undetermined\", decided-by = [\"nobody\"] }")
        + "[[reading]]\nid = \"A1\"\non = [\"Z\"]\nbecause = \"x\"\n"
        + "[[reading]]\nid = \"A1\"\non = []\nbecause = \"x\"\n";
    let mut book = book("\"R\"", &clauses);
    book.silent.remove("in-scope-money");
    book.silent.remove("yield-floor");
    let result = audit(&book);
    for (about, times) in [("A", 1), ("B", 1), ("C", 0), ("Y", 1), ("R", 1), ("A1", 2)] {
        assert_eq!(says(&result, about).len(), times, "{about}: {result}");
    }
}

#[test]
fn the_built_in_books_are_fit_and_no_meeting_lacks_a_reading() {
    for id in Rulebook::builtin_ids() {
        let result = audit(&Rulebook::builtin(id).unwrap());
        assert!(result.problems.is_empty(), "{id}\n{result}");
        assert_eq!(result.unanswered, Vec::<String>::new());
    }
}

#[test]
fn every_clause_speaks_chinese() {
    for id in Rulebook::builtin_ids() {
        for clause in Rulebook::builtin(id).unwrap().clauses {
            let latin = clause.says.chars().filter(char::is_ascii_alphabetic).count();
            assert!(latin == 0 && clause.says.ends_with('。'), "{}：{}", clause.id, clause.says);
        }
    }
}

#[test]
fn every_day_on_which_the_table_changes_is_tried() {
    // The residual clause lapses a year before the text does: from then on nobody answers.
    let lapses = |until: &str, expires: &str| {
        let clauses = owner("S", SECTOR, "county_gov")
            + &clause(
                "R",
                &format!("until = {until}\ncheck.owner = {{ owner = \"undetermined\" }}"),
            );
        let mut book = book("\"S\", \"R\"", &clauses);
        book.expires = Some(expires.parse().unwrap());
        audit(&book).unanswered.len()
    };
    assert_eq!(lapses("2023-12-31", "2024-12-31"), 1);
    assert_eq!(lapses("2024-12-31", "2024-12-31"), 0);
}

#[test]
fn a_table_too_large_to_be_tried_is_refused() {
    let all = |name: &str| {
        let fact = rulebook::Fact::find(name).unwrap();
        let values: Vec<String> = fact.domain.iter().map(|value| format!("{value:?}")).collect();
        format!("{name} = [{}]", values.join(", "))
    };
    let when = |facts: &[rulebook::Fact]| {
        facts.iter().map(|fact| all(fact.name)).collect::<Vec<_>>().join(", ")
    };
    let clauses = owner("S", &when(rulebook::FACTS), "county_gov")
        + &clause("R", "check.owner = { owner = \"undetermined\" }");
    let result = audit(&book("\"S\", \"R\"", &clauses));
    assert_eq!(result.combinations, 0);
    assert_eq!(says(&result, "[ownership]").len(), 1, "{result}");
    assert!(!result.is_fit());
}

#[test]
fn texts_and_clauses_end_after_they_begin() {
    let clauses = clause("A", "note = true\nfrom = 2021-01-02\nuntil = 2021-01-01")
        + &clause("B", "note = true\nfrom = 2021-01-01\nuntil = 2021-01-01")
        + &clause("R", "check.owner = { owner = \"undetermined\" }");
    let mut book = book("\"R\"", &clauses);
    book.expires = Some("2019-12-31".parse().unwrap());
    let result = audit(&book);
    for (about, times) in [("A", 1), ("B", 0), ("t", 1)] {
        assert_eq!(says(&result, about).len(), times, "{about}: {result}");
    }
}

#[test]
fn combinations_without_an_answer_are_printed() {
    let result = audit(&book("\"S\"", &owner("S", SECTOR, "county_gov")));
    assert_eq!(result.unanswered.len(), 1);
    assert!(result.to_string().contains(&format!("没有条款回答：{}", result.unanswered[0])));
}
