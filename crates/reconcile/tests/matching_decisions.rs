//! What people decided: it comes first, and holds as long as both rows say what they said.

#![cfg(test)]

mod support;

use ledger::tables::{Asset, MatchDecision};
use ledger::{Fen, StepOutput};
use reconcile::matching::decisions::{MATCH, NOT_MATCH, content_hash, record};
use reconcile::{Rows, run_with};
use support::{asset, books, case, matched, of, pair, plain_book, told};

fn decided(verdict: &str, left: &Asset, right: &Asset) -> MatchDecision {
    MatchDecision {
        verdict: Some(verdict.into()),
        by: Some("资产管理岗".into()),
        reason: Some("现场核实".into()),
        ..record(left, right)
    }
}

fn run(rows: Vec<Asset>, decisions: &[MatchDecision]) -> StepOutput<Rows> {
    run_with(&books(rows), &plain_book(), &case(), decisions)
}

/// Two rows that nothing but a person would pair.
fn strangers() -> (Asset, Asset) {
    let mut other = asset("township", 2, "");
    other.asset_name = Some("红旗村电商服务站".into());
    other.original_value = Some(Fen(7));
    other.project_id = None;
    (asset("county", 2, "A"), other)
}

#[test]
fn a_decided_pair_is_confirmed_and_compared() {
    let (left, right) = strangers();
    assert_eq!(matched(&run(vec![left.clone(), right.clone()], &[])), []);
    for decision in [decided(MATCH, &left, &right), decided(MATCH, &right, &left)] {
        let out = run(vec![left.clone(), right.clone()], &[decision]);
        assert_eq!(matched(&out), [pair("county-2", "township-2", "confirmed")]);
        assert_eq!(out.rows.matches[0].rung.as_deref(), Some("decision"));
        assert!(out.rows.matches[0].why.as_deref().unwrap().contains("资产管理岗"));
        assert!(told(&out, "ledger").contains(&"ledger.value-differs A county|township".into()));
        assert_eq!(told(&out, "match"), Vec::<String>::new());
    }
}

#[test]
fn rows_decided_together_that_share_an_id_are_placed_once() {
    let (left, right) = (asset("county", 2, "A"), asset("township", 2, "A"));
    let mut second = asset("township", 3, "A");
    second.original_value = Some(Fen(9));
    for rows in [vec![left.clone(), right.clone()], vec![left.clone(), right.clone(), second]] {
        let out = run(rows, &[decided(MATCH, &left, &right)]);
        assert_eq!(out.rows.imbalances, Vec::<String>::new());
        assert_eq!(matched(&out)[0], pair("county-2", "township-2", "confirmed"));
        assert_eq!(out.rows.matches[0].rung.as_deref(), Some("decision"));
    }
}

#[test]
fn rows_decided_apart_are_not_paired_by_any_rung() {
    let (left, right) = (asset("county", 2, "A"), asset("township", 2, "A"));
    for change in [
        |_: &mut Asset| {},
        |a: &mut Asset| a.asset_id = None,
        |a: &mut Asset| {
            a.asset_id = None;
            a.project_id = None;
        },
    ] {
        let mut right = right.clone();
        change(&mut right);
        assert_eq!(matched(&run(vec![left.clone(), right.clone()], &[])).len(), 1);
        let out = run(vec![left.clone(), right.clone()], &[decided(NOT_MATCH, &left, &right)]);
        assert_eq!(matched(&out), []);
        assert_eq!(told(&out, "ledger.missing"), ["ledger.missing A county|township"]);
        let failed = out.rows.residue[0].failed_at.as_deref().unwrap();
        assert_eq!(failed, "decision: 人工决定不是同一资产");
    }
}

#[test]
fn a_decision_outlives_a_file_that_is_sent_again_but_not_a_change_of_the_row() {
    let (left, mut right) = strangers();
    let decision = decided(MATCH, &left, &right);
    right.origin.row_id = "township-9".into();
    right.origin.src_row = 9;
    let out = run(vec![left.clone(), right.clone()], std::slice::from_ref(&decision));
    assert_eq!(matched(&out), [pair("county-2", "township-9", "confirmed")]);

    right.original_value = Some(Fen(8));
    let out = run(vec![left, right], &[decision]);
    assert_eq!(matched(&out), []);
    let stale = of(&out, "match.decision-stale");
    assert_eq!(stale.len(), 1);
    let said = stale[0].message(ledger::finding::Lang::Zh);
    assert!(said.contains("资产管理岗") && said.contains("红旗村电商服务站"), "{said}");
}

#[test]
fn the_last_of_two_decisions_counts() {
    let (left, right) = strangers();
    let both = [decided(NOT_MATCH, &left, &right), decided(MATCH, &left, &right)];
    assert_eq!(matched(&run(vec![left, right], &both)).len(), 1);
}

#[test]
fn one_row_decided_to_be_several_is_one_group() {
    let (left, right) = strangers();
    let mut second = right.clone();
    second.origin.row_id = "township-3".into();
    second.original_value = Some(Fen(9));
    let both = [decided(MATCH, &left, &right), decided(MATCH, &left, &second)];
    let out = run(vec![left, right, second], &both);
    let groups: std::collections::BTreeSet<_> =
        out.rows.matches.iter().map(|m| m.group_id.clone()).collect();
    assert_eq!((out.rows.matches.len(), groups.len()), (2, 1));
    assert!(out.rows.imbalances.is_empty());
}

#[test]
fn the_hash_is_of_what_the_row_says() {
    let one = asset("county", 2, "A");
    let mut other = one.clone();
    other.origin.src_file = "inbox/again.csv".into();
    assert_eq!(content_hash(&one), content_hash(&other));
    other.village = None;
    assert_ne!(content_hash(&one), content_hash(&other));
}
