//! Sheets as people lay them out: titles, units, several rows of headings, merges, totals, notes.

#![expect(clippy::unwrap_used, reason = "a test whose file cannot be made has nothing to test")]

mod common;

use common::{codes, csv, ingest, input, only};
use ledger::finding::Lang;
use ledger::{Fen, InputSpec};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};

fn book(fill: impl Fn(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

fn rows(sheet: &mut Worksheet, from: u32, rows: &[&[&str]]) {
    for (r, row) in (from..).zip(rows) {
        for (c, text) in (0..).zip(*row) {
            if let Ok(number) = text.parse::<i32>() {
                sheet.write(r, c, number).unwrap();
            } else if !text.is_empty() {
                sheet.write(r, c, *text).unwrap();
            }
        }
    }
}

/// A township ledger with everything: title, keeper and unit line, groups of columns with merges,
/// a merged village, a subtotal per village, a total, a note, signatures.
fn full_sheet(sheet: &mut Worksheet, grand: i32) {
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 6, "2024年度白杨镇乡镇台账", &plain).unwrap();
    rows(sheet, 1, &[&["填报单位：白杨镇人民政府", "", "", "", "", "", "单位：万元"]]);
    for (column, text) in [(0, "序号"), (1, "行政村"), (2, "资产名称"), (6, "备注")] {
        sheet.merge_range(2, column, 3, column, text, &plain).unwrap();
    }
    sheet.merge_range(2, 3, 2, 5, "资产原值", &plain).unwrap();
    rows(sheet, 3, &[&["", "", "", "合计", "援疆资金", "地方债券"]]);
    rows(
        sheet,
        4,
        &[
            &["1", "", "泵房", "3", "1", "2"],
            &["2", "", "水塔", "4", "4", ""],
            &["小计", "", "", "7", "5", "2"],
            &["3", "富民村", "机井", "5", "", "5"],
            &["小计", "", "", "5", "", "5"],
        ],
    );
    sheet.merge_range(4, 1, 5, 1, "石桥村", &plain).unwrap();
    rows(sheet, 9, &[&["合  计"]]);
    sheet.write(9, 3, grand).unwrap();
    rows(sheet, 10, &[&["4"], &["备注：本表截至年底。"], &["填表人：", "", "审核人："]]);
}

#[test]
fn a_full_sheet_is_read_without_a_declaration() {
    let bytes = book(|sheet| full_sheet(sheet, 12));
    let out = ingest(&[("inbox/a.xlsx", &bytes, None)]);
    assert_eq!(codes(&out), []);
    let sheet = &out.sheets[0];
    assert_eq!(sheet.table.as_deref(), Some("assets"));
    assert_eq!((sheet.rows_accepted, sheet.rows_rejected), (3, 0));
    let asides: Vec<_> = sheet.set_aside_reasons.iter().map(|(r, n)| (r.as_str(), *n)).collect();
    assert_eq!(
        asides,
        [
            ("heading", 2),
            ("note", 1),
            ("number-only", 1),
            ("signature", 1),
            ("title", 2),
            ("total", 3)
        ]
    );
    let assets = &out.books.assets;
    assert_eq!(assets[0].ledger.as_deref(), Some("township"));
    assert_eq!(assets[0].ledger_unit.as_deref(), Some("白杨镇人民政府"));
    assert_eq!(assets[1].township.as_deref(), Some("白杨镇"));
    assert_eq!(assets[1].village.as_deref(), Some("石桥村"), "merged cell carried down");
    assert_eq!(assets[0].original_value, Some(Fen::from_yuan(30_000)));
    let mix: Vec<_> = assets[0].fund_composition.iter().map(AsRef::as_ref).collect();
    assert_eq!(mix, ["aid_xinjiang=10000.00", "bond=20000.00"]);
    assert_eq!(assets[2].origin.src_row, 8);
}

#[test]
fn a_total_that_differs_is_told_by_how_much() {
    let bytes = book(|sheet| full_sheet(sheet, 13));
    let out = ingest(&[("inbox/a.xlsx", &bytes, None)]);
    let finding = only(&out, "intake.total-mismatch");
    assert_eq!(finding.amount, Some(Fen::from_yuan(10_000)));
    assert_eq!(finding.subject.id.as_ref(), "inbox/a.xlsx!Sheet1");
    assert_eq!(finding.evidence[0].src_row, Some(10));
    assert_eq!(finding.detail.as_deref(), Some("original_value@10"));
}

#[test]
fn groups_are_read_in_text_tables_without_merges() {
    let out = csv(
        "科目代码,科目名称,期初余额(元),,期末余额(元),\n,,借方,贷方,借方,贷方\n1002,银行存款,10,0,12,0\n合计,,10,0,12,0\n",
        "account_balances",
    );
    assert_eq!(codes(&out), []);
    let row = &out.books.account_balances[0];
    assert_eq!(row.opening_debit, Some(Fen::from_yuan(10)));
    assert_eq!(row.closing_debit, Some(Fen::from_yuan(12)));
    assert_eq!(out.sheets[0].rows_accepted, 1);
}

#[test]
fn the_unit_stands_in_cell_heading_title_or_declaration() {
    let text =
        "资产登记表（单位：万元）,,\n资产名称,资产原值,资产净值（元）\n泵房,1.5,7\n水塔,2元,8\n";
    let out = csv(text, "assets");
    let values: Vec<_> = out.books.assets.iter().map(|a| (a.original_value, a.net_value)).collect();
    assert_eq!(
        values,
        [
            (Some(Fen::from_yuan(15_000)), Some(Fen::from_yuan(7))),
            (Some(Fen::from_yuan(2)), Some(Fen::from_yuan(8))),
        ]
    );
    let spec = InputSpec { amount_unit: Some("元".to_owned()), ..input("assets", Some("county")) };
    let out = ingest(&[("inbox/a.csv", text.as_bytes(), Some(&spec))]);
    assert_eq!(out.books.assets[0].original_value, Some(Fen(150)));
}

#[test]
fn declared_rows_and_columns_are_obeyed() {
    let text = "说明\n账面值,物件\n10,泵房\n20,水塔\n30,不要\n";
    let spec = InputSpec {
        header_rows: Some("2".to_owned()),
        rows: Some("3-4".to_owned()),
        columns: [("账面值", "original_value"), ("物件", "asset_name")]
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .into(),
        ..input("assets", Some("county"))
    };
    let out = ingest(&[("inbox/a.csv", text.as_bytes(), Some(&spec))]);
    assert_eq!(out.books.assets.len(), 2);
    assert_eq!(out.books.assets[1].original_value, Some(Fen::from_yuan(20)));
    assert_eq!(out.sheets[0].set_aside_reasons["outside-declared-rows"], 1);
}

#[test]
fn missing_and_doubled_columns_are_said() {
    let out = csv("资产编号,变更日期\nZC-1,2024-01-01\n", "changes");
    assert_eq!(only(&out, "intake.column-missing").detail.as_deref(), Some("change_type"));
    assert_eq!(out.sheets[0].rows_rejected, 1);
    assert!(out.books.has("changes"));

    let out = csv("资产名称,入账价值,账面价值\n泵房,10,10\n", "assets");
    let finding = only(&out, "intake.column-ambiguous");
    assert_eq!(finding.detail.as_deref(), Some("original_value"));
    assert_eq!(finding.args["taken"].as_ref(), "入账价值");
    let out = csv("资产名称,入账价值,账面价值\n泵房,10,\n", "assets");
    assert_eq!(codes(&out), [], "an empty column claims nothing");
    let out = csv("资产名称,账面价值,资产原值\n泵房,9,10\n", "assets");
    assert_eq!(only(&out, "intake.column-ambiguous").args["taken"].as_ref(), "资产原值");
}

#[test]
fn a_column_of_bodies_called_单位_is_no_measure() {
    let out = csv("资产名称,单位\n泵房,青山县水利局\n水塔,青山县教育局\n", "assets");
    assert_eq!(out.books.assets[0].ledger_unit.as_deref(), Some("青山县水利局"));
    let out = csv("资产名称,单位\n泵房,座\n", "assets");
    assert_eq!(out.books.assets[0].quantity_unit.as_deref(), Some("座"));
}

#[test]
fn a_sheet_of_something_else_is_not_guessed() {
    let bytes = book(|sheet| {
        rows(sheet, 0, &[&["日期", "带班领导", "天气"], &["周一", "某某", "晴"]]);
    });
    let out = ingest(&[("inbox/a.xlsx", &bytes, None)]);
    let finding = only(&out, "intake.sheet-unrecognised");
    assert!(finding.args["headings"].contains("带班领导"));
    let prose = book(|sheet| rows(sheet, 0, &[&["填报说明"], &["一、请如实填写"]]));
    assert_eq!(codes(&ingest(&[("inbox/b.xlsx", &prose, None)])), []);
}

#[test]
fn formulas_errors_and_hidden_rows_of_workbooks() {
    let bytes = book(|sheet| {
        rows(
            sheet,
            0,
            &[&["资产名称", "资产原值", "数量", "占股比例"], &["泵房"], &["水塔", "5", "1"]],
        );
        sheet.write_formula(1, 1, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        sheet.write_formula(1, 2, Formula::new("=1+1").set_result("")).unwrap();
        sheet.write_with_format(2, 3, 0.5, &Format::new().set_num_format("0%")).unwrap();
        sheet.set_row_hidden(2).unwrap();
    });
    let spec = input("assets", Some("county"));
    let out = ingest(&[("inbox/a.xlsx", &bytes, Some(&spec))]);
    assert_eq!(only(&out, "intake.formula-error").detail.as_deref(), Some("original_value"));
    let hidden = only(&out, "intake.hidden-data");
    assert_eq!(hidden.evidence[1].src_row, Some(3));
    assert_eq!(out.books.assets[1].owner_share_pct, Some(50.into()));
}

#[test]
fn a_sheet_ten_thousand_times_off_is_doubted_not_corrected() {
    let sheet = |unit: &str, factor: i64| {
        let mut text = format!("{unit},,\n资产编号,资产名称,资产原值\n");
        for i in 1..=3 {
            text.push_str(&format!("ZC-{i},泵房{i},{}\n", i * factor));
        }
        text
    };
    let (right, other, wrong) =
        (sheet("单位：元", 20_000), sheet("单位：万元", 2), sheet("单位：万元", 20_000));
    let spec = input("assets", Some("county"));
    let out = ingest(&[
        ("inbox/a.csv", right.as_bytes(), Some(&spec)),
        ("inbox/b.csv", other.as_bytes(), Some(&spec)),
        ("inbox/c.csv", wrong.as_bytes(), Some(&spec)),
    ]);
    let finding = only(&out, "intake.unit-doubtful");
    assert_eq!(finding.subject.id.as_ref(), "inbox/c.csv");
    let row = out.books.assets.iter().find(|a| a.origin.src_file.as_ref() == "inbox/c.csv");
    assert_eq!(row.unwrap().original_value, Some(Fen::from_yuan(200_000_000)));
}

#[test]
fn files_that_cannot_be_read_do_not_stop_the_others() {
    let spec = input("assets", Some("county"));
    let good = "资产名称\n泵房\n".as_bytes();
    let out = ingest(&[
        ("inbox/a.xlsx", b"PK\x03\x04 cut off", Some(&spec)),
        ("inbox/b.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut off", Some(&spec)),
        ("inbox/c.xls", b"<html><table></table></html>", Some(&spec)),
        ("inbox/d.csv", b"", Some(&spec)),
        // A text table under a workbook's name is read as what it is.
        ("inbox/e.xls", good, Some(&spec)),
    ]);
    assert!(out.unreadable);
    let unreadable = out.findings.iter().filter(|f| f.code.code == "intake.file-unreadable");
    assert_eq!(unreadable.count(), 4);
    assert_eq!(out.books.assets.len(), 1);
}

#[test]
fn codes_ticked_in_columns_of_their_own_are_read() {
    let out = csv(
        "资产名称,资产类别,,资产原值\n,经营性,公益性,\n泵房,,√,10\n冷库,√,,20\n库房,大概,,30\n",
        "assets",
    );
    assert_eq!(codes(&out), []);
    let classes: Vec<_> = out.books.assets.iter().map(|a| a.asset_class.as_deref()).collect();
    assert_eq!(classes, [Some("public"), Some("operating"), None]);
    assert!(out.books.assets[2].origin.extra.as_deref().unwrap().contains("大概"));
}

#[test]
fn totals_with_other_words_in_their_row_are_still_totals() {
    let out = csv(
        "核算单位,会计制度,会计期间,科目代码,科目名称,期末借方余额\n\
         甲村,政府会计制度,2024-12,1002,银行存款,5\n\
         甲村,政府会计制度,2024-12,,合计,5\n",
        "account_balances",
    );
    assert_eq!(codes(&out), []);
    assert_eq!(out.sheets[0].set_aside_reasons["total"], 1);
}

#[test]
fn the_fund_ledger_tells_a_misstated_unit_too() {
    let assets = "单位：万元,,\n项目编号,资产名称,资产原值\nXM1,泵房,20000\nXM1,水塔,30000\n";
    let funds = "项目编号,项目名称,结算金额\nXM1,饮水,50000\n";
    let (a, f) = (input("assets", Some("county")), input("fund_ledger", None));
    let run = |text: &str| {
        ingest(&[
            ("inbox/a.csv", text.as_bytes(), Some(&a)),
            ("inbox/f.csv", funds.as_bytes(), Some(&f)),
        ])
    };
    assert_eq!(only(&run(assets), "intake.unit-doubtful").subject.id.as_ref(), "inbox/a.csv");
    assert_eq!(codes(&run(&assets.replace("万元", "元"))), []);
}

#[test]
fn headings_beside_a_small_group_reach_down_by_their_merges() {
    let plain = Format::new();
    let bytes = book(|sheet| {
        for (column, text) in
            [(0, "资产名称"), (1, "行政村"), (2, "数量"), (5, "资产原值（单位：元）：")]
        {
            sheet.merge_range(0, column, 1, column, text, &plain).unwrap();
        }
        sheet.write(0, 3, "资金来源").unwrap();
        sheet.write(0, 4, "权属").unwrap();
        rows(sheet, 1, &[&["", "", "", "*援疆资金", "所有权："]]);
        rows(sheet, 2, &[&["1", "2", "3", "4", "5", "6"]]);
        rows(sheet, 3, &[&["泵房", "石桥村", "2", "30", "水利局", "30"]]);
    });
    let out = ingest(&[("inbox/a.xlsx", &bytes, Some(&input("assets", Some("county"))))]);
    assert_eq!(codes(&out), []);
    let asset = &out.books.assets[0];
    assert_eq!(asset.original_value, Some(Fen(3_000)));
    assert_eq!(asset.owner_name.as_deref(), Some("水利局"));
    assert_eq!(&*asset.fund_composition, ["aid_xinjiang=30.00".into()]);
    assert_eq!(out.sheets[0].set_aside_reasons.get("column-numbers"), Some(&1));
}

#[test]
fn dittos_and_blanks_reach_past_headings_and_totals() {
    for heads in ["乡镇,行政村", "坐落乡镇,坐落村"] {
        dittos_under(heads);
    }
}

fn dittos_under(heads: &str) {
    let text = format!(
        "{heads},资产名称,资产原值\n白杨镇,富民村,泵房,1\n小计,,,1\n\
         {heads},资产名称,资产原值\n,同上,水塔,2\n松林镇,石桥村,机井,3\n"
    );
    let out = csv(&text, "assets");
    let places: Vec<_> =
        out.books.assets.iter().map(|a| (a.township.as_deref(), a.village.as_deref())).collect();
    assert_eq!(
        places,
        [
            (Some("白杨镇"), Some("富民村")),
            (Some("白杨镇"), Some("富民村")),
            (Some("松林镇"), Some("石桥村")),
        ]
    );
    // Whichever of the two is stated, the sheet has a column for both.
    let has = |field: &str| out.sheets[0].columns.iter().any(|c| c == field);
    assert!(has("village") && has("location_village"), "{heads}");
}

#[test]
fn a_total_covers_rows_that_are_rejected() {
    let text = "序号,资产名称,行政村,资产原值\n1,泵房,石桥村,1\n2,#N/A,石桥村,2\n合计,,,3\n";
    let out = csv(text, "assets");
    assert_eq!(codes(&out), [("intake.formula-error", "asset_name".to_owned())]);
    assert_eq!((out.books.assets.len(), out.rejects.len()), (1, 1));
}

#[test]
fn each_sheet_says_which_fields_it_has_a_column_for() {
    let out = common::csv("资产编号,资产名称,管护主体,备忘\nA1,新山村道路,,\n", "assets");
    assert_eq!(out.sheets[0].columns, ["asset_id", "asset_name", "custodian_unit"]);
}

#[test]
fn a_narrow_table_under_a_group_is_found_without_a_declaration() {
    let text = "登记情况,,变更时间,变更依据文号\n资产编号,资产名称,,\nZC-1,泵房,2024-06-01,9号\n";
    let out = ingest(&[("inbox/资产变动登记.csv", text.as_bytes(), None)]);
    assert_eq!(out.sheets[0].table.as_deref(), Some("changes"));
    assert_eq!(codes(&out), [("intake.column-missing", "change_type".to_owned())]);
}

#[test]
fn headings_that_are_seen_are_told_but_no_names_of_persons() {
    for (text, told) in [
        ("甲*,高度,气温\n王建国,1,2\n", "甲*、高度、气温"),
        ("王建国,654221198503121234,13812345678\n李小明,1,2\n", "王**"),
    ] {
        let out = ingest(&[("inbox/a.csv", text.as_bytes(), None)]);
        let message = only(&out, "intake.sheet-unrecognised").message(Lang::Zh);
        assert!(message.contains(told) && !message.contains("王建国"), "{message}");
    }
}

const LEDGER: &[u8] = "资产编号,资产名称,资产原值\nA-1,甲路,1\nA-2,乙路,2\nA-3,丙渠,3\n".as_bytes();

#[test]
fn the_same_file_twice_is_taken_once_and_said() {
    let spec = input("assets", Some("county"));
    let out = ingest(&[
        ("inbox/b/台账.csv", LEDGER, Some(&spec)),
        ("inbox/a/台账.csv", LEDGER, Some(&spec)),
    ]);
    assert_eq!(out.books.assets.len(), 3);
    let finding = only(&out, "intake.file-repeated");
    assert_eq!(finding.subject.id.as_ref(), "inbox/b/台账.csv");
    assert_eq!(finding.args["other"].as_ref(), "inbox/a/台账.csv");
    assert_eq!(out.sheets[1].set_aside_reasons["same-file"], 4);
    assert_eq!(out.findings.len(), 1, "{:?}", codes(&out));
}

#[test]
fn a_newer_version_replaces_the_older_and_says_what_differs() {
    let spec = input("assets", Some("county"));
    let newer = "资产编号,资产名称,资产原值\nA-1,甲路,1\nA-2,乙路,20\nA-4,丁房,4\n".as_bytes();
    let out = ingest(&[
        ("inbox/台账.csv", LEDGER, Some(&spec)),
        ("inbox/台账（修订）.csv", newer, Some(&spec)),
    ]);
    let ids: Vec<_> = out.books.assets.iter().filter_map(|a| a.asset_id.as_deref()).collect();
    assert_eq!(ids, ["A-1", "A-2", "A-4"]);
    let finding = only(&out, "intake.file-superseded");
    assert_eq!(finding.subject.id.as_ref(), "inbox/台账.csv");
    let counts = ["added", "removed", "changed", "same"].map(|name| finding.args[name].as_ref());
    assert_eq!(counts, ["1", "1", "1", "1"]);
}

#[test]
fn a_mark_in_the_name_alone_makes_no_version() {
    let spec = input("assets", Some("county"));
    let other = "资产编号,资产名称,资产原值\nB-1,甲路,1\nB-2,乙路,2\nB-3,丙渠,3\n".as_bytes();
    let out = ingest(&[
        ("inbox/台账.csv", LEDGER, Some(&spec)),
        ("inbox/台账(1).csv", other, Some(&spec)),
    ]);
    assert_eq!(codes(&out), []);
    assert_eq!(out.books.assets.len(), 6);
}

#[test]
fn an_input_that_names_the_older_file_keeps_it() {
    let older =
        InputSpec { path: "inbox/台账.csv".to_owned(), ..input("assets", Some("county")) };
    let newer = input("assets", Some("township"));
    let revised = "资产编号,资产名称,资产原值\nA-1,甲路,1\nA-2,乙路,2\n".as_bytes();
    let out = ingest(&[
        ("inbox/台账.csv", LEDGER, Some(&older)),
        ("inbox/台账v2.csv", revised, Some(&newer)),
    ]);
    assert_eq!(out.books.assets.len(), 5);
    assert_eq!(codes(&out), []);
}

#[test]
fn two_ledgers_that_list_the_same_assets_are_no_versions() {
    let county = input("assets", Some("county"));
    let township = input("assets", Some("township"));
    let revised = "资产编号,资产名称,资产原值\nA-1,甲路,1\nA-2,乙路,2\n".as_bytes();
    let out = ingest(&[
        ("inbox/台账.csv", LEDGER, Some(&county)),
        ("inbox/台账(1).csv", revised, Some(&township)),
    ]);
    assert_eq!(codes(&out), []);
    assert_eq!(out.books.assets.len(), 5);
}

#[test]
fn totals_stated_in_the_table_of_ledgers_and_by_the_fund_ledger_tell_a_misstated_unit() {
    let assets = "单位：万元,\n资产名称,资产原值\n泵房,20000\n水塔,30000\n";
    let heads = |total: &str| format!("台账层级,台账年度,资产原值合计\n县级总台账,2024,{total}\n");
    let funds =
        |paid: &str| format!("项目编号,项目名称,已支付金额,未形成资产金额\nXM1,饮水,{paid},100\n");
    let run = |text: &str, heads: &str, funds: &str| {
        ingest(&[
            ("inbox/a.csv", text.as_bytes(), Some(&input("assets", Some("county")))),
            ("inbox/h.csv", heads.as_bytes(), Some(&input("ledgers", None))),
            ("inbox/f.csv", funds.as_bytes(), Some(&input("fund_ledger", None))),
        ])
    };
    for (heads, funds) in [(heads("50000"), funds("3")), (heads("7"), funds("50100"))] {
        let out = run(assets, &heads, &funds);
        let finding = only(&out, "intake.unit-doubtful");
        assert_eq!(finding.subject.id.as_ref(), "inbox/a.csv", "{heads}{funds}");
        assert_eq!(finding.args["times"].as_ref(), "10000");
        assert_eq!(codes(&run(&assets.replace("万元", "元"), &heads, &funds)), []);
    }
    // The funds bear the rows out: the sheet of totals is the one in doubt.
    let out = run(&assets.replace("万元", "元"), &heads("5"), &funds("50100"));
    assert_eq!(only(&out, "intake.unit-doubtful").subject.id.as_ref(), "inbox/h.csv");
}
