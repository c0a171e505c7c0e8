//! Several owners of one asset: in numbered columns, in one cell, in two cells that answer each
//! other; and the ids of the lines that follow from them.

mod common;

use common::{codes, csv, ingest, input, only};
use ingest::IngestOutput;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Owner, percentage and value of every line of `asset_owners`.
fn lines(out: &IngestOutput) -> Vec<String> {
    let shown = |v: Option<String>| v.unwrap_or_default();
    out.books
        .asset_owners
        .iter()
        .map(|o| {
            let percent = shown(o.owner_share_pct.map(|p| p.to_string()));
            let value = shown(o.owner_share_value.map(|v| v.to_string()));
            let name = o.owner_name.as_deref().unwrap_or_default();
            format!("{name} {percent} {value}").trim_end().to_owned()
        })
        .collect()
}

#[test]
fn numbered_columns_are_owners_each_with_its_share() {
    for heads in [
        "所有权人1,份额1,所有权人2,份额2,所有权人3,份额3",
        "所有权人（一）,占股比例（一）,所有权人（二）,占股比例（二）,所有权人（三）,占股比例（三）",
        "第一所有权人,所有权人1份额,第二所有权人,所有权人2份额,第三所有权人,所有权人3份额",
    ] {
        let text = format!(
            "资产编号,资产名称,资产原值,{heads}\n\
             ZC-1,冷库,10,上滩村,50%,下滩村,30%,石桥村,20%\n\
             ZC-2,泵房,10,上滩村,,,,,\n\
             ZC-3,机井,10,上滩村,60%,下滩村,40%,,\n"
        );
        let out = csv(&text, "assets");
        assert_eq!(codes(&out), [], "{heads}");
        let expected = ["上滩村 50", "下滩村 30", "石桥村 20", "上滩村 60", "下滩村 40"];
        assert_eq!(lines(&out), expected, "{heads}");
        let names: Vec<_> = out.books.assets.iter().map(|a| a.owner_name.as_deref()).collect();
        let several = [Some("上滩村、下滩村、石桥村"), Some("上滩村"), Some("上滩村、下滩村")];
        assert_eq!(names, several, "{heads}");
        assert!(out.sheets[0].columns.iter().any(|c| c == "owner_name"));
    }
}

#[test]
fn groups_may_be_numbered_and_shares_be_amounts() {
    let out = csv(
        "资产名称,资产原值,所有权人1,,所有权人2,\n,,名称,份额,名称,份额\n\
         冷库,10,上滩村,0.6,下滩村,0.4\n",
        "assets",
    );
    assert_eq!(codes(&out), []);
    assert_eq!(lines(&out), ["上滩村 60.0", "下滩村 40.0"].map(|l| l.replace(".0", "")));
    let out = csv(
        "资产名称,资产原值,所有权人1,量化价值1（万元）,所有权人2,量化价值2（万元）\n\
         冷库,10,上滩村,6,下滩村,4\n",
        "assets",
    );
    assert_eq!(lines(&out), ["上滩村  60000.00", "下滩村  40000.00"]);
}

#[test]
fn a_share_without_its_owner_is_said() {
    let out = csv(
        "资产名称,资产原值,所有权人1,份额1,所有权人2,份额2\n冷库,10,上滩村,60%,,40%\n",
        "assets",
    );
    assert_eq!(only(&out, "intake.value-invalid").detail.as_deref(), Some("owner_name"));
    assert_eq!(out.books.assets[0].owner_name.as_deref(), Some("上滩村"));
}

#[test]
fn owners_and_shares_in_one_cell_or_in_two() {
    for (owner, share) in [
        ("上滩村60%；下滩村40%", ""),
        ("上滩村、下滩村按6:4", ""),
        ("", "上滩村60%；下滩村40%"),
        ("上滩村、下滩村", "60%、40%"),
        ("上滩村、下滩村", "6:4"),
    ] {
        let text = format!("资产名称,资产原值,所有权人,占股比例\n冷库,10,{owner},{share}\n");
        let out = csv(&text, "assets");
        assert_eq!(codes(&out), [], "{owner} {share}");
        assert_eq!(lines(&out), ["上滩村 60", "下滩村 40"], "{owner} {share}");
        assert_eq!(out.books.assets[0].owner_name.as_deref(), Some("上滩村、下滩村"));
        assert_eq!(out.books.assets[0].owner_share_pct, None);
    }
}

#[test]
fn shares_that_cannot_be_read_are_said_and_kept_and_name_no_person() {
    for (owner, share, field) in [
        ("上滩村60%；其余归县水利局", "", "owner_name"),
        ("上滩村、下滩村", "60%、30%、10%", "owner_share_pct"),
        ("", "上滩村约60%、下滩村40%", "owner_share_pct"),
    ] {
        let text = format!("资产名称,资产原值,所有权人,占股比例\n冷库,10,{owner},{share}\n");
        let out = csv(&text, "assets");
        assert_eq!(codes(&out), [("intake.value-invalid", field.to_owned())], "{owner} {share}");
        assert_eq!(lines(&out), [""; 0]);
        assert!(out.books.assets[0].origin.extra.as_deref().is_some_and(|e| e.contains("60%")));
    }
    for cell in ["张建国60%、李爱民40%", "张建国约60%、李爱民40%", "张建国百分之六十"]
    {
        let out = csv(&format!("资产名称,所有权人\n冷库,{cell}\n"), "assets");
        let written =
            format!("{:?}{:?}{:?}", out.books.assets, out.books.asset_owners, out.findings);
        assert!(!written.contains("张建国") && !written.contains("李爱民"), "{written}");
    }
}

#[test]
fn a_name_with_a_figure_in_it_is_a_name() {
    for owner in ["六成村", "第三村民小组", "青山县水利局（注册资本100万元）", "上滩村、下滩村"]
    {
        let out = csv(&format!("资产名称,所有权人\n冷库,{owner}\n"), "assets");
        assert_eq!(out.books.assets[0].owner_name.as_deref(), Some(owner));
        assert_eq!((codes(&out), lines(&out)), (vec![], vec![]));
    }
}

#[test]
fn a_row_of_titles_that_names_several_becomes_a_row_of_each() {
    let out = csv(
        "资产编号,资产名称,确权凭证编号,所有权人1,份额1,所有权人2,份额2\n\
         ZC-1,冷库,证1,上滩村,60%,下滩村,40%\n",
        "asset_owners",
    );
    assert_eq!(lines(&out), ["上滩村 60", "下滩村 40"]);
    assert!(out.books.asset_owners.iter().all(|o| o.certificate_no.as_deref() == Some("证1")));
    assert_eq!(out.sheets[0].rows_accepted, 1);
    let cell = csv("资产编号,所有权人\nZC-1,上滩村60%、下滩村40%\n", "asset_owners");
    assert_eq!(lines(&cell), ["上滩村 60", "下滩村 40"]);
}

#[test]
fn other_ledgers_name_their_owners_but_make_no_lines() {
    let text = "资产名称,所有权人\n冷库,上滩村60%、下滩村40%\n";
    let spec = input("assets", Some("township"));
    let out = ingest(&[("inbox/a.csv", text.as_bytes(), Some(&spec))]);
    assert_eq!(lines(&out), [""; 0]);
    assert_eq!(out.books.assets[0].owner_name.as_deref(), Some("上滩村、下滩村"));
}

/// Blocks of the same table side by side, each row with its mix of money and its owners.
fn side_by_side(blocks: usize, rows: usize) -> String {
    let heads = "资产编号,资产名称,资产原值,援疆资金,地方债券,所有权人";
    let block = |b: usize, r: usize| format!("A-{b}-{r},泵房{b},3,1,2,上滩村60%；下滩村40%");
    let line = |cells: Vec<String>| cells.join(",,") + "\n";
    let head = line(vec![heads.to_owned(); blocks]);
    let body = (0..rows).map(|r| line((0..blocks).map(|b| block(b, r)).collect()));
    head + &body.collect::<String>()
}

/// The same records, fields down.
fn transposed(records: usize) -> String {
    let value = |field: &str, r: usize| match field {
        "资产编号" => format!("A-{r}"),
        "资产名称" => format!("泵房{r}"),
        "所有权人" => "上滩村60%；下滩村40%".to_owned(),
        "资产原值" => "3".to_owned(),
        _ => "1.5".to_owned(),
    };
    ["资产编号", "资产名称", "资产原值", "援疆资金", "地方债券", "所有权人"]
        .iter()
        .map(|f| {
            let cells: Vec<String> = (0..records).map(|r| value(f, r)).collect();
            format!("{f},{}\n", cells.join(","))
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_two_lines_have_one_id(blocks in 1_usize..4, rows in 1_usize..5, across in any::<bool>()) {
        let text = if across { transposed(blocks + rows) } else { side_by_side(blocks, rows) };
        let assets = if across { blocks + rows } else { blocks * rows };
        let spec = input("assets", Some("county"));
        // The same bytes under two names that say different things.
        let other = input("assets", Some("township"));
        let out = ingest(&[
            ("inbox/a.csv", text.as_bytes(), Some(&spec)),
            ("inbox/b.csv", text.as_bytes(), Some(&other)),
        ]);
        prop_assert_eq!(out.books.assets.len(), assets * 2);
        prop_assert_eq!(out.books.asset_funding.len(), assets * 2);
        prop_assert_eq!(out.books.asset_owners.len(), assets * 2);
        let mut ids: Vec<String> = Vec::new();
        ids.extend(out.books.assets.iter().map(|r| r.origin.row_id.to_string()));
        ids.extend(out.books.asset_funding.iter().map(|r| r.origin.row_id.to_string()));
        ids.extend(out.books.asset_owners.iter().map(|r| r.origin.row_id.to_string()));
        let distinct: BTreeSet<&String> = ids.iter().collect();
        prop_assert_eq!(distinct.len(), ids.len());
    }
}
