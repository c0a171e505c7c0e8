//! The ladder: what is paired, what is only suggested, and what is never claimed.

#![cfg(test)]

mod support;

use ledger::Fen;
use ledger::tables::Asset;
use support::{asset, matched, of, pair, run, told};

fn named(mut row: Asset, name: &str, yuan: i64) -> Asset {
    row.asset_name = Some(name.into());
    row.original_value = Some(Fen::from_yuan(yuan));
    row.net_value = None;
    row
}

#[test]
fn an_id_pairs_whatever_its_width_case_and_blanks() {
    let out = run(vec![asset("county", 2, "ZC-001"), asset("township", 2, " ｚｃ-００１ ")]);
    assert_eq!(matched(&out), [pair("county-2", "township-2", "confirmed")]);
    assert_eq!(told(&out, "ledger.missing"), Vec::<String>::new());
}

#[test]
fn an_id_that_name_value_and_place_contradict_is_not_believed() {
    let mut alien = named(asset("township", 2, "1"), "育才村电商服务站", 7);
    alien.village = Some("育才村".into());
    alien.project_id = Some("P9".into());
    let out = run(vec![asset("county", 2, "1"), alien.clone()]);
    assert_eq!(matched(&out), [pair("county-2", "township-2", "suggested")]);
    assert_eq!(told(&out, "match"), ["match.suggested 1 county|township"]);
    assert_eq!(told(&out, "ledger"), Vec::<String>::new());

    // With the name alone against it, it is the same asset under another name.
    alien.village = Some("红旗村".into());
    alien.project_id = Some("P1".into());
    alien.original_value = Some(Fen(100_000));
    let out = run(vec![asset("county", 2, "1"), alien]);
    assert_eq!(matched(&out), [pair("county-2", "township-2", "confirmed")]);
    assert_eq!(told(&out, "ledger"), ["ledger.name-differs 1 county|township"]);
}

#[test]
fn ids_given_anew_by_a_township_claim_nothing_false() {
    let phases = ["红旗村巷道硬化", "红旗村巷道硬化（二期）", "红旗村巷道硬化（三期）"];
    let mut rows = Vec::new();
    for (i, name) in (2_u32..).zip(phases) {
        let yuan = i64::from(i) * 100;
        rows.push(named(asset("county", i, &i.to_string()), name, yuan));
        // The township numbers from another start: 2 → 3, 3 → 4, 4 → 2.
        let id = if i == 4 { 2 } else { i + 1 };
        rows.push(named(asset("township", i, &id.to_string()), name, yuan));
    }
    let out = run(rows);
    assert_eq!(
        matched(&out),
        (2..5)
            .map(|i| pair(&format!("county-{i}"), &format!("township-{i}"), "confirmed"))
            .collect::<Vec<_>>()
    );
    assert_eq!(told(&out, "ledger"), Vec::<String>::new());
}

#[test]
fn two_swapped_ids_are_set_right() {
    let out = run(vec![
        named(asset("county", 2, "A"), "红旗村养殖棚", 100),
        named(asset("county", 3, "B"), "红旗村养殖棚", 200),
        named(asset("township", 2, "B"), "红旗村养殖棚", 100),
        named(asset("township", 3, "A"), "红旗村养殖棚", 200),
    ]);
    assert_eq!(
        matched(&out),
        [pair("county-2", "township-2", "confirmed"), pair("county-3", "township-3", "confirmed")]
    );
}

#[test]
fn lost_ids_are_bridged_by_name_place_and_year() {
    let other = |mut row: Asset| {
        row.project_id = None;
        row
    };
    let mut row = other(asset("township", 2, ""));
    row.asset_name = Some("青山县东风镇红旗村 巷道硬化工程".into());
    row.village = Some("红旗村村委会".into());
    let out = run(vec![other(asset("county", 2, "A")), row.clone()]);
    assert_eq!(matched(&out), [pair("county-2", "township-2", "confirmed")]);
    assert_eq!(out.rows.matches[0].rung.as_deref(), Some("business-key"));
    let why = out.rows.matches[0].why.as_deref().unwrap();
    assert!(why.contains("名称归一") && why.contains("泛用词"), "{why}");

    row.asset_name = Some("红旗村巷道硬化（二期）".into());
    row.original_value = Some(Fen(7));
    let out = run(vec![other(asset("county", 2, "A")), row]);
    assert_eq!(matched(&out), []);
    assert_eq!(told(&out, "ledger.missing"), ["ledger.missing A county|township"]);
    let residue = &out.rows.residue[0];
    assert_eq!(residue.nearest, ["township-2".into()]);
    assert!(residue.failed_at.as_deref().unwrap().contains("business-key: 名称不同"));
}

#[test]
fn namesakes_are_told_apart_by_value_and_identical_twins_not_at_all() {
    let twin =
        |ledger: &str, row, id: &str, yuan| named(asset(ledger, row, id), "红旗村养殖棚", yuan);
    let out = run(vec![
        twin("county", 2, "A", 100),
        twin("county", 3, "B", 200),
        twin("township", 2, "", 200),
        twin("township", 3, "", 100),
    ]);
    assert_eq!(
        matched(&out),
        [pair("county-2", "township-3", "confirmed"), pair("county-3", "township-2", "confirmed")]
    );

    let out = run(vec![
        twin("county", 2, "A", 100),
        twin("county", 3, "B", 100),
        twin("township", 2, "", 100),
        twin("township", 3, "", 100),
    ]);
    assert_eq!(out.rows.matches.len(), 4);
    assert!(matched(&out).iter().all(|m| m.2 == "ambiguous"));
    assert_eq!(of(&out, "match.ambiguous").len(), 1);
    assert_eq!(told(&out, "ledger"), Vec::<String>::new());
}

#[test]
fn one_row_that_may_stand_for_several_assets_is_ambiguous_and_nothing_is_missing() {
    let mut whole = named(asset("industry", 2, ""), "2020年东风镇巷道硬化项目（合并登记）", 350);
    whole.village = None;
    whole.quantity = None;
    let out = run(vec![
        named(asset("county", 2, "A"), "红旗村巷道硬化", 100),
        named(asset("county", 3, "B"), "红旗村巷道硬化（二期）", 200),
        whole,
    ]);
    assert_eq!(
        matched(&out),
        [pair("county-2", "industry-2", "ambiguous"), pair("county-3", "industry-2", "ambiguous")]
    );
    assert_eq!(told(&out, "ledger"), Vec::<String>::new());
    assert_eq!(told(&out, "match"), ["match.ambiguous industry-2 county|industry"]);
}

#[test]
fn an_asset_missing_beside_one_left_out_is_not_explained_away() {
    // The department numbers as the county does, so another number is another asset.
    let alike = |ledger: &str, row, id: &str, name: &str| named(asset(ledger, row, id), name, 500);
    let out = run(vec![
        alike("county", 2, "A", "红旗村冷库"),
        alike("county", 3, "B", "红旗村电商站"),
        alike("county", 4, "C", "红旗村路灯"),
        alike("industry", 2, "A", "红旗村冷库"),
        alike("industry", 3, "C", "红旗村路灯"),
        alike("industry", 4, "X", "红旗村电商小站"),
    ]);
    assert_eq!(told(&out, "ledger.missing"), ["ledger.missing B county|industry"]);
    assert_eq!(told(&out, "match"), Vec::<String>::new());
}

#[test]
fn what_a_village_and_a_township_share_follows_to_the_county() {
    // The county row has no id; the township is paired by its key, the village by the id that it
    // shares with the township.
    let mut county = asset("county", 2, "");
    county.project_id = None;
    let mut township = asset("township", 2, "T-7");
    township.project_id = None;
    let mut village = named(asset("village", 2, "T-7"), "红旗村巷道水泥硬化", 1000);
    village.original_value = None;
    village.project_id = None;
    let out = run(vec![county, township, village]);
    assert_eq!(
        matched(&out),
        [pair("county-2", "township-2", "confirmed"), pair("county-2", "village-2", "confirmed")]
    );
    assert_eq!(out.rows.assets.len(), 1);
}

#[test]
fn pairings_that_make_two_county_rows_one_are_a_contradiction() {
    let plain = |ledger: &str, row, id: &str, name: &str| {
        let mut a = named(asset(ledger, row, id), name, 500);
        a.project_id = None;
        a
    };
    let mut industry = plain("industry", 2, "Z", "红旗村冷库");
    industry.prior_asset_id = Some("B".into());
    let out = run(vec![
        plain("county", 2, "A", "红旗村冷库"),
        plain("county", 3, "B", "红旗村冷库改造"),
        plain("township", 2, "Z", "红旗村冷库"),
        industry,
    ]);
    let found = of(&out, "match.contradiction");
    assert_eq!(found.len(), 1);
    // Industry row, township row and both county rows, three pairs with six columns for each row.
    assert_eq!(found[0].evidence.len(), 36);
}

#[test]
fn a_body_that_numbers_in_its_own_way_is_not_believed() {
    // Its numbers happen to be numbers of the county, one place on; two counterparts are missing.
    let villages = ["红旗村", "育才村", "前进村", "光明村"];
    let row = |ledger: &str, n: u32, id: u32, at: usize| {
        let village = villages[at];
        let yuan = 100 + i64::try_from(at).unwrap();
        let mut a = named(asset(ledger, n, &id.to_string()), &format!("{village}文化广场"), yuan);
        a.village = Some(village.into());
        a
    };
    let mut rows: Vec<Asset> =
        (0..4_u32).map(|n| row("county", n, n, usize::try_from(n).unwrap())).collect();
    rows.extend((0..3_u32).map(|n| row("township", n, n, usize::try_from(n + 1).unwrap())));
    let out = run(rows);
    assert_eq!(
        matched(&out),
        [
            pair("county-1", "township-0", "confirmed"),
            pair("county-2", "township-1", "confirmed"),
            pair("county-3", "township-2", "confirmed")
        ]
    );
    assert_eq!(told(&out, "ledger"), ["ledger.missing 0 county|township"]);
}

#[test]
fn a_namesake_of_another_size_and_value_is_only_a_suggestion() {
    let mut other = named(asset("township", 2, ""), "红旗村巷道硬化", 70);
    let out = run(vec![asset("county", 2, "A"), other.clone()]);
    assert_eq!(matched(&out), [pair("county-2", "township-2", "confirmed")]);
    assert_eq!(told(&out, "ledger"), ["ledger.value-differs A county|township"]);
    other.quantity = Some(5.into());
    let out = run(vec![asset("county", 2, "A"), other]);
    assert_eq!(matched(&out), [pair("county-2", "township-2", "suggested")]);
    assert_eq!(told(&out, "ledger"), Vec::<String>::new());
}

#[test]
fn an_id_that_every_row_carries_is_none() {
    let rows = |number: u32| {
        let row = |ledger, n| {
            let mut row = asset(ledger, n, "待编");
            row.project_id = Some(format!("P{n}").into());
            row
        };
        run((0..number).flat_map(|n| [row("county", n), row("township", n)]).collect())
    };
    // Up to the limit one asset in many rows; above it each row is paired by what else it says.
    assert!(rows(200).rows.matches.iter().all(|m| m.rung.as_deref() == Some("identifier")));
    let out = rows(201);
    assert!(out.rows.matches.iter().all(|m| m.rung.as_deref() == Some("evidence-key")));
    assert_eq!(matched(&out).len(), 201);
}
