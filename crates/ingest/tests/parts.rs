//! Rows that are parts of others, figures of several rows, and cells of cards: what counts once, and
//! where each finding points.

mod common;

use common::{codes, csv, ingest, input, only};
use ledger::{Fen, InputSpec};
use rust_xlsxwriter::{Format, Workbook};

const HEAD: &str = "序号,资产名称,行政村,资产原值\n";

fn names(out: &ingest::IngestOutput) -> Vec<&str> {
    out.books.assets.iter().filter_map(|a| a.asset_name.as_deref()).collect()
}

#[test]
fn parts_below_其中_need_not_say_so_where_they_add_up() {
    let rows =
        "1,冷库,石桥村,100\n,其中：主体工程,,60\n,附属工程,,30\n,设备,,10\n2,泵房,下滩村,5\n";
    let out = csv(&format!("{HEAD}{rows}合计,,,105\n"), "assets");
    assert_eq!((codes(&out), names(&out)), (vec![], vec!["冷库", "泵房"]));
    assert_eq!(out.sheets[0].set_aside_reasons["part-of-total"], 3);
    // The same below a total, and where 其中 stands alone.
    for rows in [
        "1,冷库,石桥村,100\n合计,,,100\n其中：,经营性资产,,60\n,公益性资产,,40\n",
        "1,冷库,石桥村,100\n合计,,,100\n其中：,,,\n,经营性资产,,60\n,公益性资产,,40\n",
    ] {
        let out = csv(&format!("{HEAD}{rows}"), "assets");
        assert_eq!((codes(&out), names(&out)), (vec![], vec!["冷库"]), "{rows}");
    }
}

#[test]
fn parts_that_do_not_add_up_are_taken_as_rows_and_said() {
    let rows = "1,冷库,石桥村,100\n,其中：主体工程,,60\n,附属工程,,30\n2,泵房,下滩村,5\n";
    let out = csv(&format!("{HEAD}{rows}"), "assets");
    assert_eq!(codes(&out), [("intake.part-doubtful", String::new())]);
    assert_eq!(only(&out, "intake.part-doubtful").evidence[0].src_row, Some(4));
    assert_eq!(names(&out), ["冷库", "附属工程", "泵房"]);
    // One fen more than the whole: no part.
    let rows = rows.replace("附属工程,,30", "附属工程,,40.01");
    let out = csv(&format!("{HEAD}{rows}"), "assets");
    assert_eq!((codes(&out), names(&out).len()), (vec![], 3));
}

#[test]
fn rows_that_say_as_much_as_others_are_no_parts() {
    let out = csv("资产名称,资产原值\n合计,100\n其中：冷库,60\n泵房,40\n", "assets");
    assert_eq!(names(&out), ["泵房"]);
    let out = csv(
        &format!("{HEAD}1,冷库,石桥村,100\n,其中：设备,,60\n2,泵房,下滩村,40\n合计,,,140\n"),
        "assets",
    );
    assert_eq!((codes(&out), names(&out)), (vec![], vec!["冷库", "泵房"]));
}

#[test]
fn money_merged_over_several_assets_counts_once_and_they_are_named() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in (0..).zip(["资产名称", "行政村", "资产原值（万元）"]) {
        sheet.write(0, column, head).unwrap();
    }
    for (row, name) in (1..).zip(["泵房", "水塔", "机井", "冷库"]) {
        sheet.write(row, 0, name).unwrap();
    }
    let plain = Format::new();
    sheet.merge_range(1, 1, 4, 1, "石桥村", &plain).unwrap();
    sheet.merge_range(1, 2, 3, 2, "", &plain).unwrap();
    sheet.write(1, 2, 30).unwrap();
    sheet.write(4, 2, 5).unwrap();
    sheet.write(5, 0, "合计").unwrap();
    sheet.write(5, 2, 35).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let out = ingest(&[("inbox/a.xlsx", &bytes, Some(&input("assets", Some("county"))))]);
    let finding = only(&out, "intake.amount-shared");
    assert_eq!(finding.args["names"].as_ref(), "泵房、水塔、机井");
    let rows: Vec<_> = finding.evidence.iter().filter_map(|cell| cell.src_row).collect();
    assert_eq!(rows, [2, 2, 3, 4]);
    assert_eq!(codes(&out).len(), 1, "{:?}", codes(&out));
    let values: Vec<_> = out.books.assets.iter().map(|a| a.original_value).collect();
    let yuan = |n| Some(Fen::from_yuan(n));
    assert_eq!(values, [yuan(300_000), None, None, yuan(50_000)]);
}

#[test]
fn a_finding_about_a_card_points_at_the_cards_own_cell() {
    let card = |id: &str, value: &str, day: &str| {
        format!(
            "固定资产卡片,,,\n资产编号,{id},资产名称,泵房\n规格型号,甲,使用部门,水利局\n\
             资产原值,{value},取得日期,{day}\n累计折旧,1,使用状况,在用\n,,,\n"
        )
    };
    let text = card("K-1", "若干", "2021-05-01") + &card("K-2", "20", "1977-12-31");
    let out = ingest(&[("inbox/卡片.csv", text.as_bytes(), None)]);
    assert_eq!(out.plans[0].layout, "card");
    let value = only(&out, "intake.value-invalid");
    assert_eq!(
        (value.evidence[0].src_row, &*value.evidence[0].column),
        (Some(4), "original_value")
    );
    assert_eq!(value.args["row"].as_ref(), "4");
    let date = only(&out, "intake.date-implausible");
    assert_eq!(date.evidence[0].src_row, Some(10));
    let second = &out.sheets[0].cards[&8];
    let cells = ["asset_id", "original_value", "completion_date"].map(|field| {
        let cell = second.get(field).unwrap_or_else(|| panic!("{field}: {second:?}"));
        format!("{}{}", cell.column.as_deref().unwrap(), cell.row)
    });
    assert_eq!(cells, ["B8", "B10", "D10"]);
}

#[test]
fn of_records_across_a_field_has_a_row_and_no_column() {
    let text = "资产编号,K-1,K-2\n资产名称,泵房,水塔\n资产原值,1,若干\n资产类别,公益性,公益性\n";
    let spec = input("assets", Some("county"));
    let out = ingest(&[("inbox/a.csv", text.as_bytes(), Some(&spec))]);
    assert_eq!(only(&out, "intake.value-invalid").evidence[0].src_row, Some(3));
    let cell = &out.sheets[0].cards[&1]["original_value"];
    assert_eq!((cell.row, cell.column.as_deref()), (3, None));
}

#[test]
fn what_the_case_settles_is_no_question_any_more() {
    let text = "资产名称,入账价值,账面价值\n泵房,10,11\n";
    let spec = InputSpec {
        columns: [("账面价值".to_owned(), "original_value".to_owned())].into(),
        ..input("assets", Some("county"))
    };
    let declared = |spec: &InputSpec| ingest(&[("inbox/a.csv", text.as_bytes(), Some(spec))]);
    let out = declared(&spec);
    assert_eq!(codes(&out), []);
    assert_eq!(out.books.assets[0].original_value, Some(Fen::from_yuan(11)));
    assert!(out.books.assets[0].origin.extra.as_deref().unwrap().contains("入账价值"));
    // Two columns declared as one field are still two.
    let both = [("账面价值", "original_value"), ("入账价值", "original_value")];
    let spec = InputSpec {
        columns: both.map(|(a, b)| (a.to_owned(), b.to_owned())).into(),
        ..input("assets", Some("county"))
    };
    assert_eq!(
        only(&declared(&spec), "intake.column-ambiguous").args["taken"].as_ref(),
        "入账价值"
    );
}
