//! One row against several that add up to it: claimed, suggested, ambiguous, or left alone.

#![cfg(test)]

mod support;

use ledger::Fen;
use ledger::tables::Asset;
use proptest::prelude::{Strategy, prop_assert, prop_assert_eq, proptest};
use std::collections::BTreeSet;
use support::{asset, matched, pair, run, told};

fn part(row: u32, name: &str, fen: i64) -> Asset {
    let mut out = asset("county", row, &format!("A{row}"));
    out.asset_name = Some(format!("红旗村{name}").into());
    out.original_value = Some(Fen(fen));
    out.net_value = None;
    out
}

/// A department's row that adds up a project of the township.
fn whole(row: u32, fen: i64) -> Asset {
    let mut out = asset("industry", row, "");
    out.asset_name = Some("2020年东风镇巷道硬化项目（合并登记）".into());
    out.original_value = Some(Fen(fen));
    out.net_value = None;
    out.village = None;
    out.quantity = None;
    out
}

#[test]
fn a_sum_made_in_one_way_by_telling_amounts_is_confirmed() {
    let out = run(vec![
        part(2, "巷道硬化", 77_362_764),
        part(3, "巷道硬化（二期）", 15_970_000),
        part(4, "巷道硬化（三期）", 80_570_000),
        whole(2, 173_902_764),
    ]);
    assert_eq!(
        matched(&out),
        (2..5).map(|n| pair(&format!("county-{n}"), "industry-2", "confirmed")).collect::<Vec<_>>()
    );
    assert!(out.rows.matches.iter().all(|m| m.rung.as_deref() == Some("sum")));
    assert_eq!(told(&out, "match"), Vec::<String>::new());
    assert_eq!(told(&out, "ledger"), Vec::<String>::new());
    // Three assets, each of which the department holds; the row that adds them up is none.
    assert_eq!(out.rows.assets.len(), 3);
    for asset in &out.rows.assets {
        assert_eq!(asset.ledgers, ["county".into(), "industry".into()]);
        assert_eq!(asset.status.as_deref(), Some("agreed"));
    }
}

#[test]
fn one_fen_off_is_no_sum() {
    let out = run(vec![
        part(2, "巷道硬化", 77_362_764),
        part(3, "冷库", 15_970_000),
        whole(2, 93_332_765),
    ]);
    assert!(out.rows.matches.iter().all(|m| m.rung.as_deref() != Some("sum")));
    assert!(matched(&out).iter().all(|m| m.2 == "ambiguous"));
}

#[test]
fn round_amounts_are_only_suggested() {
    let out = run(vec![
        part(2, "巷道硬化", 10_000_000),
        part(3, "冷库", 20_000_000),
        whole(2, 30_000_000),
    ]);
    assert_eq!(
        matched(&out),
        [pair("county-2", "industry-2", "suggested"), pair("county-3", "industry-2", "suggested")]
    );
    assert_eq!(told(&out, "match"), ["match.suggested A2 county|industry"]);
    assert_eq!(told(&out, "ledger"), Vec::<String>::new());
}

#[test]
fn a_sum_made_in_several_ways_is_ambiguous_with_their_number() {
    let out = run(vec![
        part(2, "巷道硬化", 43_340_000),
        part(3, "巷道硬化（二期）", 29_218_900),
        part(4, "巷道硬化（三期）", 72_558_900),
        whole(2, 72_558_900),
    ]);
    assert_eq!(out.rows.matches.len(), 3);
    for m in &out.rows.matches {
        assert_eq!(m.status.as_deref(), Some("ambiguous"));
        assert_eq!(m.alternatives, Some(2));
        assert!(m.why.as_deref().unwrap().contains("恰有2种"), "{:?}", m.why);
    }
    assert_eq!(told(&out, "ledger"), Vec::<String>::new());
}

#[test]
fn members_that_two_rows_want_are_claimed_by_neither() {
    let out = run(vec![
        part(2, "巷道硬化", 77_362_764),
        part(3, "冷库", 15_970_001),
        part(4, "机井", 80_570_007),
        whole(2, 93_332_765),
        whole(3, 96_540_008),
    ]);
    assert!(matched(&out).iter().all(|m| m.2 == "ambiguous"), "{:?}", matched(&out));
    assert!(out.rows.matches.iter().any(|m| m.rung.as_deref() == Some("sum")));
}

#[test]
fn where_only_place_and_year_hold_rows_together_a_sum_is_a_suggestion_at_most() {
    let without = |mut row: Asset| {
        row.project_id = None;
        row
    };
    let rows = |values: [i64; 2]| {
        vec![
            without(part(2, "机井", values[0])),
            without(part(3, "冷库", values[1])),
            without(whole(2, values[0] + values[1])),
        ]
    };
    let out = run(rows([77_362_764, 15_970_001]));
    assert!(matched(&out).iter().all(|m| m.2 == "suggested"));
    assert_eq!(out.rows.matches.len(), 2);
    // Round amounts prove nothing there: both stay missing.
    let out = run(rows([10_000_000, 20_000_000]));
    assert_eq!(matched(&out), []);
    assert_eq!(
        told(&out, "ledger"),
        ["ledger.missing A2 county|industry", "ledger.missing A3 county|industry"]
    );
}

#[test]
fn parts_of_one_county_asset_are_one_asset() {
    let mut rows = vec![part(2, "灌溉设施", 93_332_765)];
    for (n, (name, fen)) in (2..).zip([("机井", 77_362_764), ("冷库", 15_970_001)]) {
        let mut row = whole(n, fen);
        row.asset_name = Some(format!("红旗村{name}").into());
        row.village = Some("红旗村".into());
        rows.push(row);
    }
    let out = run(rows);
    assert!(matched(&out).iter().all(|m| m.2 == "confirmed"), "{:?}", matched(&out));
    assert_eq!(out.rows.matches.len(), 2);
    assert_eq!(out.rows.assets.len(), 1);
    assert!(!told(&out, "ledger").iter().any(|f| f.contains("value") || f.contains("duplicate")));
}

#[test]
fn the_smallest_set_that_explains_the_totals_is_told_as_a_hypothesis() {
    let other = |mut row: Asset, project: &str| {
        row.project_id = Some(project.into());
        row
    };
    let out = run(vec![
        other(part(2, "机井", 500), "P2"),
        other(part(3, "冷库", 700), "P3"),
        other(whole(2, 700), "P9"),
    ]);
    let trace = out.trace.iter().find(|t| t.subject_id.as_deref() == Some("county|industry"));
    let outcome = trace.and_then(|t| t.outcome.as_deref()).unwrap();
    assert!(outcome.contains("相差5.00元；最少1项即可解释，恰有1种"), "{outcome}");
    assert!(outcome.contains("机井"), "{outcome}");
}

/// Appropriations of round amounts, each split over some assets, with their project and document
/// numbers lost; some assets are missing on one side, some are on the other side only.
fn round_books() -> impl Strategy<Value = (Vec<Asset>, BTreeSet<(String, String)>)> {
    let appropriation = proptest::collection::vec(1_i64..9, 1..4);
    let books = proptest::collection::vec((appropriation, 0_u8..6), 1..8);
    (books, 0_u8..2).prop_map(|(books, known)| {
        let (mut rows, mut truth, mut n) = (Vec::new(), BTreeSet::new(), 2);
        for (at, (parts, slip)) in (2_u32..).zip(books) {
            let fen = |tens: i64| tens * 1_000_000;
            let mut sum = whole(at, fen(parts.iter().sum()));
            sum.project_id = (known == 1).then(|| "P1".into());
            for tens in parts {
                let mut row = part(n, &format!("设施{n}号"), fen(tens));
                row.project_id.clone_from(&sum.project_id);
                truth.insert((format!("county-{n}"), format!("industry-{at}")));
                n += 1;
                // An asset that the county ledger lost leaves the sum without its member.
                if slip != 1 {
                    rows.push(row);
                }
            }
            if slip != 2 {
                rows.push(sum);
            }
        }
        (rows, truth)
    })
}

proptest! {
    #[test]
    fn no_round_appropriation_is_claimed_falsely((rows, truth) in round_books()) {
        let out = run(rows);
        prop_assert!(out.rows.imbalances.is_empty());
        for (left, right, status) in matched(&out) {
            prop_assert!(status != "confirmed" || truth.contains(&(left.clone(), right.clone())), "{left} {right}");
        }
    }

    #[test]
    fn sums_do_not_depend_on_the_order_of_rows((rows, _) in round_books(), turn in 0_usize..20) {
        let mut turned = rows.clone();
        turned.reverse();
        let at = turn % turned.len().max(1);
        turned.rotate_left(at);
        let (one, other) = (run(rows), run(turned));
        prop_assert_eq!(one.rows.matches, other.rows.matches);
        prop_assert_eq!(one.rows.residue, other.rows.residue);
        prop_assert_eq!(one.rows.assets, other.rows.assets);
        prop_assert_eq!(one.trace, other.trace);
    }
}
