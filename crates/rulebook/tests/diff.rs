//! Two rulebooks side by side.

#![cfg(test)]

use ledger::Severity;
use rulebook::diff::{Answer, FamilyDiff, families, values};
use rulebook::{Check, Rulebook};

fn book(id: &str, rest: &str) -> Rulebook {
    Rulebook::parse(&format!("id = '{id}'\ntitle = ''\neffective = 2022-01-01\n{rest}")).unwrap()
}

fn clause(id: &str, severity: &str, check: &str) -> String {
    format!("[[clause]]\nid = '{id}'\ncite = ''\nsays = ''\nseverity = '{severity}'\n{check}\n")
}

fn of<'a>(all: &'a [FamilyDiff<'a>], family: &str) -> &'a FamilyDiff<'a> {
    all.iter().find(|diff| diff.family == family).unwrap()
}

#[test]
fn every_family_stands_once_and_a_book_is_like_itself() {
    let tuoli = Rulebook::builtin("tuoli-2020").unwrap();
    let all = families(&tuoli, &tuoli);
    let names: Vec<&str> = all.iter().map(|diff| diff.family).collect();
    assert_eq!(names, Check::FAMILIES);
    assert!(all.iter().all(FamilyDiff::is_same));
    assert!(values(&tuoli, &tuoli).is_empty());
}

#[test]
fn the_same_order_under_another_clause_is_alike_under_another_severity_or_figure_it_is_not() {
    let threshold = |id: &str, severity: &str, yuan: &str| {
        let check = format!("check.agency-threshold = {{ at-least = '{yuan} 元' }}");
        book(id, &clause(&format!("{id}-1"), severity, &check))
    };
    let left = threshold("a", "error", "100000.00");
    for (right, same) in [
        (threshold("b", "error", "100000.00"), true),
        (threshold("b", "warning", "100000.00"), false),
        (threshold("b", "error", "100000.01"), false),
    ] {
        let all = families(&left, &right);
        let diff = of(&all, "agency-threshold");
        assert_eq!(diff.is_same(), same);
        assert_eq!((diff.left.orders[0].clause, diff.right.orders[0].clause), ("a-1", "b-1"));
        assert_eq!(diff.left.orders[0].severity, Severity::Error);
        assert_eq!(diff.left.orders[0].rule, "at-least 100000.00 元");
    }
}

#[test]
fn silent_inherited_and_open_are_told_apart() {
    let left = book("a", "silent = ['pledge']\n");
    let right = book("b", "extends = 'tuoli-2020'\nsilent = ['appraisal']\n");
    let all = families(&left, &right);
    assert_eq!(of(&all, "pledge").left.answer, Answer::Silent);
    assert_eq!(of(&all, "pledge").right.answer, Answer::Inherited);
    assert_eq!(of(&all, "appraisal").left.answer, Answer::Open);
    assert_eq!(of(&all, "appraisal").right.answer, Answer::Silent);
    let tuoli = Rulebook::builtin("tuoli-2020").unwrap();
    assert_eq!(of(&families(&tuoli, &right), "pledge").left.answer, Answer::Ruled);
}

#[test]
fn settings_and_dated_values_that_differ_are_named() {
    let left = book("a", "[settings]\ncampaign-end = '2020-12-31'\nsame = 'x'\n");
    let right = book(
        "b",
        "[settings]\nsame = 'x'\n[series.rate]\nunit = ''\nsource = ''\nvalues = { 2015-10-24 = '4.35%' }\n",
    );
    let all = values(&left, &right);
    let stated: Vec<_> =
        all.iter().map(|v| (v.name.as_str(), v.left.as_deref(), v.right.as_deref())).collect();
    assert_eq!(
        stated,
        [("campaign-end", Some("2020-12-31"), None), ("rate", None, Some("2015-10-24 起 4.35%"))]
    );
}
