//! Names that are alike: what is suggested, what is best as a whole, and what is never one.

#![cfg(test)]

mod support;

use ledger::Fen;
use ledger::tables::Asset;
use support::{asset, matched, of, pair, run, told};

/// A row without ids and project, so that only likeness is left.
fn loose(ledger: &str, row: u32, name: &str, yuan: i64) -> Asset {
    let mut out = asset(ledger, row, if ledger == "county" { "A" } else { "" });
    out.asset_id = (ledger == "county").then(|| format!("A{row}").into());
    out.asset_name = Some(format!("红旗村{name}").into());
    out.original_value = Some(Fen::from_yuan(yuan));
    out.net_value = None;
    out.project_id = None;
    out
}

#[test]
fn another_word_for_the_same_thing_is_suggested_with_its_features() {
    let out = run(vec![
        loose("county", 2, "村组道路硬化", 773_627),
        loose("township", 2, "村组水泥路", 773_627),
    ]);
    assert_eq!(matched(&out), [pair("county-2", "township-2", "suggested")]);
    assert_eq!(told(&out, "match"), ["match.suggested A2 county|township"]);
    assert_eq!(told(&out, "ledger"), Vec::<String>::new());
    let row = &out.rows.matches[0];
    assert_eq!(row.rung.as_deref(), Some("similar"));
    let why = row.why.as_deref().unwrap();
    assert!(why.contains("名称加权相似度1000‰") && why.contains("原值+250"), "{why}");
}

#[test]
fn phases_directions_numbers_and_letters_that_differ_are_fatal() {
    for (left, right) in [
        ("巷道硬化（二期）", "巷道水泥硬化（三期）"),
        ("东区养殖棚", "西区养殖场"),
        ("3号机井", "4号机电井"),
        ("A座厂房", "B座厂房间"),
        ("甲线饮水管网", "乙线饮水管道"),
    ] {
        // Of different worth, so that only the names could make them one.
        let rows = vec![loose("county", 2, left, 500), loose("township", 2, right, 400)];
        let out = run(rows);
        assert_eq!(matched(&out), [], "{left} {right}");
        assert_eq!(told(&out, "ledger"), ["ledger.missing A2 county|township"], "{left} {right}");
    }
}

#[test]
fn the_assignment_is_best_as_a_whole() {
    // Taken one by one, the first row of each side would be paired, and the others, which are of
    // different kinds, left over.
    let kind = |mut row: Asset, kind: &str| {
        row.asset_subclass = Some(kind.into());
        row
    };
    let out = run(vec![
        loose("county", 2, "蔬菜冷库房", 300_001),
        kind(loose("county", 3, "蔬菜冷库屋", 300_001), "甲"),
        loose("township", 2, "蔬菜冷库棚", 300_001),
        kind(loose("township", 3, "蔬菜冷库间", 300_001), "乙"),
    ]);
    assert_eq!(
        matched(&out),
        [pair("county-2", "township-3", "suggested"), pair("county-3", "township-2", "suggested")]
    );
    let why = out.rows.matches[0].why.as_deref().unwrap();
    assert!(why.contains("整体最优领先"), "{why}");
}

#[test]
fn without_a_margin_it_is_ambiguous() {
    let out = run(vec![
        loose("county", 2, "蔬菜冷库间", 300_001),
        loose("county", 3, "蔬菜冷库房", 300_001),
        loose("township", 2, "蔬菜冷藏库棚", 300_001),
    ]);
    assert_eq!(out.rows.matches.len(), 2);
    assert!(matched(&out).iter().all(|m| m.2 == "ambiguous"), "{:?}", matched(&out));
    assert_eq!(of(&out, "match.ambiguous").len(), 1);
    assert_eq!(told(&out, "ledger"), Vec::<String>::new());
}

#[test]
fn a_suggestion_does_not_hide_that_the_other_row_is_missing() {
    let mut gone = loose("county", 3, "蔬菜冷库保温门", 90_000);
    gone.quantity = Some(40.into());
    let out = run(vec![
        loose("county", 2, "蔬菜冷库", 300_001),
        gone,
        loose("township", 2, "蔬菜冷藏库", 300_001),
    ]);
    assert_eq!(matched(&out), [pair("county-2", "township-2", "suggested")]);
    assert_eq!(told(&out, "ledger"), ["ledger.missing A3 county|township"]);
}

#[test]
fn another_class_or_another_village_is_not_alike() {
    for change in [
        (|a: &mut Asset| a.asset_class = Some("operating".into())) as fn(&mut Asset),
        |a| a.village = Some("育才村".into()),
        |a| a.fund_year = Some(2021),
    ] {
        let mut other = loose("township", 2, "村组水泥路", 5);
        change(&mut other);
        let out = run(vec![loose("county", 2, "村组道路硬化", 773_627), other]);
        assert_eq!(matched(&out), []);
    }
}
