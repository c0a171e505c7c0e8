//! The register: sums, classes, fields and papers, each at its limit.

#![cfg(test)]

mod support;

use ledger::finding::Lang;
use ledger::tables::{Asset, AssetFunding, FundLine, Project};
use ledger::{Books, CheckStatus, Fen, Finding, Origin, Severity, StepOutput};
use proptest::prelude::*;
use reconcile::register;
use rulebook::Rulebook;
use support::checks;

const BOOK: &str = r#"
id = "test"
title = "测试"
effective = 2020-01-01

[[clause]]
id = "T-1"
cite = "一"
says = "公益类。"
severity = "error"
check.class-list = { class = "public", subclasses = ["road"], open = true }

[[clause]]
id = "T-2"
cite = "二"
says = "经营类。"
severity = "error"
check.class-list = { class = "operating", subclasses = ["workshop"], open = true }

[[clause]]
id = "T-3"
cite = "三"
says = "村集体股权。"
severity = "error"
check.class-list = { class = "operating", subclasses = ["equity"], open = true, forms = ["equity"], sources = ["village_collective"] }

[[clause]]
id = "T-4"
cite = "四"
says = "登记内容。"
severity = "error"
check.register = { fields = ["ledger", "custodian_unit"], by_class = { operating = ["operation_mode"] }, fund_fields = ["fund_use_direction"] }

[[clause]]
id = "T-5"
cite = "五"
says = "到户的登记内容。"
severity = "error"
check.register = { by_class = { household = ["performance_result"] }, ledgers = ["household"] }

[[clause]]
id = "T-6"
cite = "六"
says = "产业项目论证。"
severity = "info"
check.project-risk-paper = { project_types = ["industry"] }

[[clause]]
id = "T-7"
cite = "七"
says = "后续管理小组。"
severity = "warning"
check.after-care-group = {}
"#;

fn row(ledger: &str, number: u32) -> Asset {
    Asset {
        origin: Origin {
            row_id: format!("{ledger}-{number}").into(),
            src_file: format!("inbox/{ledger}.csv").into(),
            src_row: number,
            ..Origin::default()
        },
        ledger: Some(ledger.into()),
        asset_id: Some("A1".into()),
        asset_name: Some("村道".into()),
        asset_class: Some("public".into()),
        asset_subclass: Some("road".into()),
        custodian_unit: Some("某村村委会".into()),
        original_value: Some(Fen(100_000)),
        ..Asset::default()
    }
}

fn run(books: &Books) -> StepOutput<()> {
    let mut out = checks::check(books, &Rulebook::parse(BOOK).unwrap(), register::check);
    out.settle();
    checks::assert_told(&out.findings);
    out
}

fn findings(assets: Vec<Asset>) -> Vec<Finding> {
    run(&Books { assets, ..Books::default() }).findings
}

fn changed(change: impl Fn(&mut Asset)) -> Vec<Finding> {
    let mut rows = vec![row("county", 2), row("township", 3)];
    rows.iter_mut().for_each(change);
    findings(rows)
}

#[test]
fn the_funding_mix_is_held_against_the_original_value_to_the_fen() {
    let of = |amount: &str| {
        let mut lone = row("industry", 4);
        lone.fund_composition = vec!["special=600.00".into(), format!("social={amount}").into()];
        findings(vec![row("county", 2), lone])
    };
    assert!(of("400.00").is_empty());
    for (amount, off) in [("400.01", 1), ("399.99", -1)] {
        let found = of(amount);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].code.code, "intake.composition-mismatch");
        assert_eq!(found[0].amount, Some(Fen(off)));
        assert_eq!(found[0].detail.as_deref(), Some("industry"));
        assert_eq!(found[0].clause, None);
        assert_eq!(found[0].evidence.len(), 2);
    }
}

#[test]
fn a_funding_table_of_its_own_is_held_against_the_county_ledger() {
    let line = |fen| AssetFunding {
        asset_id: Some("A1".into()),
        fund_source: Some("special".into()),
        fund_amount: Some(Fen(fen)),
        ..AssetFunding::default()
    };
    let of = |second| {
        let asset_funding = vec![line(60_000), line(second)];
        run(&Books { assets: vec![row("county", 2)], asset_funding, ..Books::default() }).findings
    };
    assert!(of(40_000).is_empty());
    assert_eq!(of(30_000)[0].amount, Some(Fen(-10_000)));
    assert_eq!(of(30_000)[0].detail.as_deref(), Some("asset_funding"));
}

#[test]
fn an_unstated_part_makes_the_mix_unknown() {
    let mut asset = row("county", 2);
    asset.fund_composition = vec!["special=1.00".into(), "social=".into()];
    let out = run(&Books { assets: vec![asset], ..Books::default() });
    assert!(out.findings.is_empty());
    let check = out.checks.iter().find(|c| &*c.family == "composition").unwrap();
    assert_eq!((check.seen, check.unknown), (1, 1));
}

#[test]
fn the_net_value_is_original_value_less_depreciation() {
    let of = |net: &[i64]| {
        let ledgers = ["county", "township", "village"];
        let rows = ledgers.iter().zip(net).map(|(ledger, net)| Asset {
            accumulated_depreciation: Some(Fen(30_000)),
            net_value: Some(Fen(*net)),
            ..row(ledger, 2)
        });
        findings(rows.collect())
    };
    assert!(of(&[70_000, 70_000]).is_empty());
    let one = of(&[70_000, 69_999]);
    assert_eq!(one.len(), 1);
    assert_eq!((one[0].amount, one[0].detail.as_deref()), (Some(Fen(-1)), Some("township")));
    // The same fault copied into several ledgers is one; different ones are one each.
    let same = of(&[69_999, 69_999, 70_000]);
    assert_eq!(same.len(), 1);
    assert_eq!((same[0].detail.as_deref(), same[0].evidence.len()), (None, 6));
    assert_eq!(of(&[69_999, 70_001]).len(), 2);
}

#[test]
fn a_sub_class_of_another_class_is_an_error_one_of_no_class_a_warning() {
    let of = |class: &str, subclass: &str| {
        changed(|a| {
            a.asset_class = Some(class.into());
            a.asset_subclass = Some(subclass.into());
            a.operation_mode = Some("self".into());
        })
    };
    assert!(of("public", "road").is_empty());
    assert!(of("operating", "equity").is_empty());
    let other = of("public", "workshop");
    assert_eq!(other.len(), 1);
    assert_eq!(other[0].code.code, "intake.class-unlisted");
    assert_eq!(other[0].severity, Severity::Error);
    assert_eq!(other[0].clause.as_deref(), Some("T-1;T-2"));
    assert_eq!(other[0].evidence.len(), 4);
    let none = of("operating", "machinery");
    assert_eq!((none.len(), none[0].severity), (1, Severity::Warning));
    assert_eq!(none[0].clause.as_deref(), Some("T-2;T-3"));
    // No list for households: nothing to hold the sub-class against, unless nobody knows it.
    assert!(of("household", "livestock").is_empty());
    assert_eq!(of("household", "神秘资产")[0].severity, Severity::Warning);
    assert_eq!(of("神秘类别", "road")[0].severity, Severity::Warning);
}

#[test]
fn equity_from_collective_money_is_operating_equity() {
    let of = |class: &str, source: &str| {
        changed(|a| {
            a.asset_class = Some(class.into());
            a.asset_subclass = None;
            a.asset_form = Some("equity".into());
            a.fund_source = Some(source.into());
            a.operation_mode = Some("self".into());
        })
    };
    let wrong = of("public", "village_collective");
    assert_eq!((wrong.len(), wrong[0].clause.as_deref()), (1, Some("T-3")));
    assert!(of("operating", "village_collective").is_empty());
    assert!(of("public", "special").is_empty());
}

#[test]
fn each_blank_field_of_the_county_ledger_is_one_finding() {
    let found = changed(|a| a.custodian_unit = None);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code.code, "intake.field-missing");
    assert_eq!(found[0].detail.as_deref(), Some("custodian_unit"));
    assert_eq!(found[0].evidence.len(), 1, "the township's blank is not owed");
    assert!(found[0].message(Lang::Zh).contains("管护主体"));

    let mut operating = row("county", 2);
    operating.asset_class = Some("operating".into());
    operating.asset_subclass = Some("workshop".into());
    let details = |rows| findings(rows).into_iter().map(|f| f.detail.unwrap()).collect::<Vec<_>>();
    assert_eq!(details(vec![operating]), ["operation_mode".into()]);
    let unplaced = Asset { ledger: None, ..row("county", 2) };
    assert_eq!(details(vec![unplaced]), ["ledger".into()]);
}

#[test]
fn household_assets_owe_their_items_where_they_are_registered() {
    let of = |ledger: &str, result: Option<&str>| {
        let mut asset = row(ledger, 2);
        asset.asset_class = Some("household".into());
        asset.performance_result = result.map(Into::into);
        findings(vec![asset])
    };
    assert_eq!(of("household", None).len(), 1);
    assert!(of("household", Some("好")).is_empty());
    assert!(of("township", None).is_empty());
}

#[test]
fn items_of_the_fund_ledger_are_owed_when_it_was_received() {
    let line = |direction: Option<&str>| FundLine {
        project_id: Some("P1".into()),
        fund_use_direction: direction.map(Into::into),
        ..FundLine::default()
    };
    let of = |lines: Vec<FundLine>| {
        let asset = Asset { project_id: Some("P1".into()), ..row("county", 2) };
        let received = if lines.is_empty() { vec![] } else { vec!["fund_ledger"] };
        run(&Books {
            assets: vec![asset],
            fund_ledger: lines,
            received: received.into_iter().collect(),
            ..Books::default()
        })
    };
    let found = of(vec![line(None), line(Some("asset"))]).findings;
    assert_eq!((found.len(), &*found[0].subject.id), (1, "A1"));
    assert!(of(vec![line(Some("asset"))]).findings.is_empty());
    let without = of(vec![]);
    assert!(without.findings.is_empty());
    assert!(
        without.checks.iter().any(|c| c.status == CheckStatus::NoData && &*c.family == "register")
    );
}

#[test]
fn industry_projects_name_their_risk_assessment() {
    let project = |id: &str, kind: &str, paper: Option<&str>| Project {
        project_id: Some(id.into()),
        project_type: Some(kind.into()),
        feasibility_risk_report_no: paper.map(Into::into),
        ..Project::default()
    };
    let of = |projects: Vec<Project>| run(&Books { projects, ..Books::default() });
    let found = of(vec![project("P1", "industry", None), project("P2", "industry", Some("1号"))]);
    assert_eq!(found.findings.len(), 1);
    assert_eq!(found.findings[0].code.code, "contract.risk-paper-missing");
    assert_eq!(&*found.findings[0].subject.id, "P1");
    assert!(
        of(vec![project("P1", "other", None), project("P2", "other", Some("1号"))])
            .findings
            .is_empty()
    );
    let nowhere = of(vec![project("P1", "industry", None)]);
    assert!(nowhere.findings.is_empty());
    let check = nowhere.checks.iter().find(|c| &*c.family == "project-risk-paper").unwrap();
    assert_eq!(check.status, CheckStatus::NoData);
}

#[test]
fn assets_in_no_village_name_the_after_care_group_of_their_plan() {
    let of = |village: Option<&str>, group: Option<&str>| {
        let named = Asset {
            asset_id: Some("A0".into()),
            post_mgmt_group_doc_no: Some("1号".into()),
            ..row("county", 1)
        };
        let mut asset = row("county", 2);
        asset.village = village.map(Into::into);
        asset.post_mgmt_group_doc_no = group.map(Into::into);
        findings(vec![named, asset])
    };
    assert_eq!(of(None, None).len(), 1);
    assert!(of(None, Some("2号")).is_empty());
    assert!(
        of(Some("某村"), None).is_empty(),
        "the village's own group is another clause's business"
    );
}

proptest! {
    #[test]
    fn the_mismatch_is_exactly_what_the_parts_are_off(
        parts in prop::collection::vec(1_i64..1_000_000_000, 1..6), off in -100_i64..100,
    ) {
        let mut asset = row("county", 2);
        asset.fund_composition = parts.iter().map(|p| format!("special={}", Fen(*p)).into()).collect();
        asset.original_value = Some(Fen(parts.iter().sum::<i64>() - off));
        let amounts: Vec<_> = findings(vec![asset]).iter().map(|f| f.amount).collect();
        let expected = if off == 0 { vec![] } else { vec![Some(Fen(off))] };
        prop_assert_eq!(amounts, expected);
    }

    #[test]
    fn the_order_of_rows_changes_nothing(seed in prop::collection::vec(0_u8..4, 6)) {
        let mut rows: Vec<Asset> = seed.iter().zip(2..).map(|(kind, number)| {
            let mut asset = row(["county", "township", "village"][number as usize % 3], number);
            asset.asset_id = Some(format!("A{}", number % 2).into());
            match kind {
                0 => asset.custodian_unit = None,
                1 => asset.asset_subclass = Some("workshop".into()),
                2 => asset.fund_composition = vec!["special=1.00".into()],
                _ => {}
            }
            asset
        }).collect();
        let ids = |rows: Vec<Asset>| findings(rows).iter().map(Finding::id).collect::<Vec<_>>();
        let before = ids(rows.clone());
        rows.reverse();
        prop_assert_eq!(before, ids(rows));
    }
}
