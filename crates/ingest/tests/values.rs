//! Cells of text tables: what they become, and what is said where they cannot be read.

mod common;

use common::{codes, csv, ingest, input, only};
use ledger::{Fen, Severity};

#[test]
fn a_plain_row_is_taken_in_whole() {
    let out = csv(
        "资产编号,资产名称,资产类别,资产原值,数量,建成日期,是否不动产,占股比例,受益对象,没有这栏\n\
         ZC-1,饮水管网,公益类,\"1,234.50\",3000米,2020年9月,是,50%,甲村、乙村,某某\n",
        "assets",
    );
    assert_eq!(codes(&out), []);
    let asset = &out.books.assets[0];
    assert_eq!(asset.ledger.as_deref(), Some("county"));
    assert_eq!(asset.asset_class.as_deref(), Some("public"));
    assert_eq!(asset.original_value, Some(Fen(123_450)));
    assert_eq!(asset.quantity, Some(3000.into()));
    assert_eq!(asset.quantity_unit.as_deref(), Some("米"));
    assert_eq!(asset.completion_date.unwrap().to_string(), "2020-09");
    assert_eq!(asset.real_estate_flag, Some(true));
    assert_eq!(asset.owner_share_pct, Some(50.into()));
    assert_eq!(asset.beneficiary_list.len(), 2);
    assert_eq!(asset.origin.src_row, 2);
    let extra = asset.origin.extra.as_deref().unwrap();
    assert!(extra.contains("\"没有这栏\":\"某某\""), "{extra}");
}

#[test]
fn a_cell_that_cannot_be_read_is_null_and_said_and_its_text_kept() {
    let out = csv("资产名称,数量,资产原值\n泵房,若干,10\n", "assets");
    let finding = only(&out, "intake.value-invalid");
    assert_eq!(finding.detail.as_deref(), Some("quantity"));
    assert_eq!(finding.severity, Severity::Error);
    assert_eq!(finding.evidence[0].value.as_ref(), "若干");
    assert_eq!(finding.subject.id, out.books.assets[0].origin.row_id);
    assert_eq!(out.books.assets[0].quantity, None);
    assert!(out.books.assets[0].origin.extra.as_deref().unwrap().contains("若干"));
    assert!(out.rejects.is_empty());
}

#[test]
fn a_row_without_its_required_field_is_rejected() {
    let out = csv("资产编号,资产名称\nZC-1,#REF!\nZC-2,\nZC-3,泵房\n", "assets");
    assert_eq!(out.rejects.len(), 2);
    assert_eq!(out.books.assets.len(), 1);
    assert_eq!(only(&out, "intake.formula-error").detail.as_deref(), Some("asset_name"));
    assert_eq!(only(&out, "intake.value-invalid").detail.as_deref(), Some("asset_name"));
    assert_eq!(out.sheets[0].rows_rejected, 2);
}

#[test]
fn a_label_in_no_list_is_kept_and_said_but_classes_are_not() {
    let out = csv("资产名称,资产类别,资产状态\n泵房,神秘类,神秘态\n", "assets");
    assert_eq!(codes(&out), [("intake.value-invalid", "asset_status".to_owned())]);
    assert_eq!(out.books.assets[0].asset_status.as_deref(), Some("神秘态"));
    assert_eq!(out.books.assets[0].asset_class.as_deref(), Some("神秘类"));
}

#[test]
fn amounts_finer_than_a_fen_are_said_once_a_sheet() {
    let out =
        csv("资产名称,资产原值,资产净值\n泵房,105.6759,1.00\n水塔,0.005,2\n井,7,3\n", "assets");
    let finding = only(&out, "intake.sub-fen");
    assert_eq!(finding.severity, Severity::Info);
    assert_eq!(finding.args["count"].as_ref(), "2");
    assert_eq!(finding.args["sum"].as_ref(), "0.0091");
    assert_eq!(out.books.assets[0].original_value, Some(Fen(10_568)));
    assert_eq!(out.books.assets[1].original_value, Some(Fen(1)));
}

#[test]
fn dates_out_of_reason_are_said_except_those_that_may_lie_ahead() {
    let out = csv(
        "资产名称,投入使用日期\n甲,1977-12-31\n乙,1978-01-01\n丙,2024-12-31\n丁,2025-01-01\n",
        "assets",
    );
    let rows: Vec<_> = out
        .findings
        .iter()
        .filter(|f| f.code.code == "intake.date-implausible")
        .filter_map(|f| f.evidence[0].src_row)
        .collect();
    assert_eq!(rows.len(), 2);
    assert!(rows.contains(&2) && rows.contains(&5));
    let ahead = csv("合同编号,合同终止日期\nHT-1,2034-01-01\n", "contracts");
    assert!(codes(&ahead).iter().all(|(code, _)| *code != "intake.date-implausible"));
}

#[test]
fn negative_values_are_said_and_negative_differences_are_not() {
    let out = csv("资产名称,累计折旧\n泵房,-0.01\n水塔,0\n", "assets");
    assert_eq!(
        only(&out, "intake.amount-negative").detail.as_deref(),
        Some("accumulated_depreciation")
    );
    let counts = csv("资产名称,差异数量\n泵房,-1\n", "physical_counts");
    assert_eq!(codes(&counts), []);
}

#[test]
fn repeated_rows_are_said_and_stay() {
    let out = csv("序号,资产名称,资产原值\n1,泵房,10\n2,泵房,10\n3,泵房,10.01\n", "assets");
    let finding = only(&out, "intake.row-repeated");
    assert_eq!(finding.evidence[0].src_row, Some(3));
    assert_eq!(finding.evidence[1].src_row, Some(2));
    assert_eq!(out.books.assets.len(), 3);
}

#[test]
fn identity_numbers_are_checked_hashed_and_never_written() {
    let good = "11010519491231002X";
    let text = format!(
        "户编号,户主姓名,行政村,身份证号,联系电话,备注\n\
         H1,王建国,石桥村,{good},13812345678,电话13812345678\n\
         H2,王建国,石桥村,110105194912310021,,\n\
         H3,王建国,石桥村,6.54224E+17,,\n\
         H4,王建国,石桥村,,,\n\
         {good},王建国,下湾村,,,\n"
    );
    let out = csv(&text, "households");
    assert_eq!(only(&out, "intake.id-number-invalid").evidence[0].src_row, Some(3));
    assert_eq!(only(&out, "intake.digits-lost").evidence[0].src_row, Some(4));
    let written = format!("{:?}{:?}{:?}", out.books.households, out.findings, out.rejects);
    for secret in [good, "110105194912310021", "13812345678", "王建国"] {
        assert!(!written.contains(secret), "{secret}");
    }
    let rows = &out.books.households;
    assert_eq!(rows[0].head_name.as_deref(), Some("王**"));
    let hash = |i: usize| rows[i].origin.person_hash.clone().unwrap();
    assert_ne!(hash(0), hash(1));
    assert_eq!(hash(2), hash(3), "name and village where there is no number");
    assert_ne!(hash(3), hash(4));
    assert!(rows[4].household_id.as_deref().unwrap().starts_with("P-"));
}

#[test]
fn rejected_rows_are_masked_too() {
    let out = csv(
        "资产名称,户主姓名,资金数额,经手人\n泵房,王建国13812345678,#REF!,张三\n",
        "asset_funding",
    );
    let raw = out.rejects[0].raw.as_deref().unwrap();
    assert!(!raw.contains("13812345678") && !raw.contains("张三"), "{raw}");
}

#[test]
fn a_composition_becomes_codes_and_lines_of_money() {
    let out = csv(
        "单位：万元,,\n资产编号,资产名称,资金来源明细\n\
         ZC-1,泵房,财政专项扶贫资金:1.5；地方债：20000.00元\n",
        "assets",
    );
    assert_eq!(codes(&out), []);
    let mix: Vec<_> = out.books.assets[0].fund_composition.iter().map(AsRef::as_ref).collect();
    assert_eq!(mix, ["special=15000.00", "bond=20000.00"]);
    let lines: Vec<_> = out.books.asset_funding.iter().map(|l| l.fund_amount).collect();
    assert_eq!(lines, [Some(Fen(1_500_000)), Some(Fen(2_000_000))]);
    assert!(out.books.has("asset_funding"));
}

#[test]
fn a_composition_without_a_unit_takes_the_one_on_which_the_headings_agree() {
    let mix = |heading: &str| {
        let text = format!(
            "资产编号,资产名称,资金构成,资产原值（万元）,{heading}\nZC-1,泵房,地方债:2,2,2\n"
        );
        let out = csv(&text, "assets");
        out.books.assets[0].fund_composition.first().map(ToString::to_string)
    };
    assert_eq!(mix("资产净值（万元）").as_deref(), Some("bond=20000.00"));
    // They do not agree, so nothing is assumed.
    assert_eq!(mix("资产净值（元）").as_deref(), Some("bond=2.00"));
}

#[test]
fn places_are_checked_against_the_villages_where_given() {
    let villages = "乡镇,行政村\n白杨镇,富民村\n松林镇,石桥村\n";
    let assets = "资产名称,乡镇,行政村\n甲,白杨镇,富民村村委会\n乙,白杨镇,石桥村\n丙,云雾镇,富民村\n丁,,富民村\n";
    let (a, v) = (input("assets", Some("county")), input("villages", None));
    let out = ingest(&[
        ("inbox/a.csv", assets.as_bytes(), Some(&a)),
        ("inbox/v.csv", villages.as_bytes(), Some(&v)),
    ]);
    let found: Vec<_> = out
        .findings
        .iter()
        .map(|f| (f.code.code, f.evidence[0].src_row, f.detail.as_deref().unwrap()))
        .collect();
    assert_eq!(found.len(), 2);
    assert!(found.contains(&("intake.place-unknown", Some(3), "village")));
    assert!(found.contains(&("intake.place-unknown", Some(4), "township")));
    let without = ingest(&[("inbox/a.csv", assets.as_bytes(), Some(&a))]);
    assert_eq!(codes(&without), []);
    let run = without.checks.iter().find(|c| c.family.as_ref() == "intake.places").unwrap();
    assert_eq!(run.status, ledger::CheckStatus::NoData);
}

#[test]
fn equal_bytes_under_names_of_two_villages_are_two_ledgers() {
    let spec = input("assets", Some("county"));
    let text = "资产名称\n泵房\n".as_bytes();
    let (a, b) = ("inbox/白杨镇富民村.csv", "inbox/白杨镇下湾村.csv");
    let out = ingest(&[(a, text, Some(&spec)), (b, text, Some(&spec))]);
    assert_eq!(out.books.assets.len(), 2);
    assert_ne!(out.books.assets[0].origin.row_id, out.books.assets[1].origin.row_id);
    let again = ingest(&[(b, text, Some(&spec)), (a, text, Some(&spec))]);
    assert_eq!(out.books.assets, again.books.assets);
}

#[test]
fn a_cell_with_start_and_end_is_split_and_months_are_no_years() {
    let out = csv("合同编号,合同起止时间\nHT-1,2021.1.1-2025.12.31\n", "contracts");
    let row = &out.books.contracts[0];
    assert_eq!(row.contract_start_date.unwrap().to_string(), "2021-01-01");
    assert_eq!(row.contract_end_date.unwrap().to_string(), "2025-12-31");
    let out = csv("资产名称,预计使用年限（月）\n泵房,240\n", "assets");
    assert_eq!(out.books.assets[0].useful_life_months, Some(240));
    assert_eq!(out.books.assets[0].expected_life_years, None);
}

#[test]
fn figures_that_are_only_about_so_much_are_not_booked() {
    let out = csv(
        "资产名称,资产原值（万元）,数量\n泵房,约20,3座\n水塔,\"10（其中，灾情因素6万元）\",20余座\n井,壹拾万元整,十二眼\n",
        "assets",
    );
    assert_eq!(
        codes(&out),
        [
            ("intake.value-invalid", "original_value".to_owned()),
            ("intake.value-invalid", "quantity".to_owned())
        ]
    );
    assert!(out.findings.iter().all(|f| f.args["expected"].contains("确切")));
    let values: Vec<_> = out.books.assets.iter().map(|a| a.original_value).collect();
    assert_eq!(values, [None, Some(Fen(10_000_000)), Some(Fen(10_000_000))]);
    let noted = out.books.assets[1].origin.extra.as_deref().unwrap();
    assert!(noted.contains("灾情因素"), "{noted}");
    assert_eq!(out.books.assets[2].quantity, Some(12.into()));
    assert_eq!(out.books.assets[2].quantity_unit.as_deref(), Some("眼"));
}

#[test]
fn a_year_written_once_holds_for_the_days_below_it() {
    let out = csv(
        "资产名称,建成日期\n甲,2023年6月26日\n乙,6月28日\n丙,\" -\"\"- \"\n丁,3月1日\n",
        "assets",
    );
    let days: Vec<_> = out
        .books
        .assets
        .iter()
        .map(|a| a.completion_date.map(|d| d.to_string()).unwrap_or_default())
        .collect();
    assert_eq!(days, ["2023-06-26", "2023-06-28", "2023-06-28", ""]);
    // The first of March lies before: it may be of the next year.
    assert_eq!(codes(&out), [("intake.value-invalid", "completion_date".to_owned())]);
}

#[test]
fn parent_rows_with_totals_are_no_assets_and_are_checked() {
    let out = csv(
        "序号,资产名称,资产原值\n一、,公益性资产,6\n（一）,道路,3\n1,甲路,1\n2,乙路,2\n（二）,水利,3.01\n3,丙渠,3\n二、,经营性资产,4\n4,丁房,4\n,总计,10\n",
        "assets",
    );
    assert_eq!(out.books.assets.len(), 4);
    let finding = only(&out, "intake.total-mismatch");
    assert_eq!(finding.amount, Some(Fen(1)));
    assert_eq!(out.findings.len(), 1, "{:?}", codes(&out));
}

#[test]
fn parents_of_rows_without_numbers_are_no_assets() {
    let out = csv(
        "序号,资产名称,资产原值\n（一）,道路,3\n,甲路,1\n,乙路,2\n（二）,水利,3\n,丙渠,3\n",
        "assets",
    );
    assert_eq!(codes(&out), []);
    assert_eq!(out.books.assets.len(), 3);
}

#[test]
fn rows_numbered_in_chinese_are_rows() {
    let out = csv("序号,资产名称,资产原值\n（一）,甲路,1\n（二）,乙路,2\n,合计,3\n", "assets");
    assert_eq!(codes(&out), []);
    assert_eq!(out.books.assets.len(), 2);
}

#[test]
fn page_totals_and_carried_forward_rows_are_set_aside_and_checked() {
    let out = csv(
        "序号,资产名称,资产原值\n1,甲路,1\n2,乙路,2\n,本页小计,3\n,过次页,3\n,承前页,3\n3,丙渠,3\n,本页小计,3\n,累计,6\n其中,公益性,5\n",
        "assets",
    );
    assert_eq!(codes(&out), []);
    assert_eq!(out.books.assets.len(), 3);
    assert_eq!(out.sheets[0].set_aside_reasons["total"], 5);
    assert_eq!(out.sheets[0].set_aside_reasons["part-of-total"], 1);
}
