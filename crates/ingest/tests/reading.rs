//! Files as people really send them: formats, damage, bombs, and what a workbook hides.

#![allow(
    clippy::disallowed_types,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop, and one of them looks at the clock"
)]

mod common;

use common::{codes, ingest, input, only};
use ingest::{Context, Limits, SourceFile, finish, read_file};
use rust_xlsxwriter::{Format, Workbook};
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A package of parts, deflated.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const BOOK: &str =
    r#"<workbook><sheets><sheet name="台账" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const RELS: &str =
    r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/></Relationships>"#;

/// A workbook of one sheet, given its XML.
fn workbook(sheet: &str) -> Vec<u8> {
    package(&[
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELS.as_bytes()),
        ("xl/s.xml", sheet.as_bytes()),
    ])
}

fn text(place: &str, text: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

/// A sheet with headings and these rows.
fn sheet(rows: &str) -> String {
    let headings = [text("A1", "资产名称"), text("B1", "资产原值（元）")].concat();
    format!("<worksheet><sheetData><row r=\"1\">{headings}</row>{rows}</sheetData></worksheet>")
}

/// What a file of the county's assets gives: accepted rows, and the reason it cannot be read.
fn read(bytes: &[u8], limits: Limits) -> (u64, String) {
    let case = common::case();
    let context = Context { case: &case, key: &[7; 32], limits };
    let spec = input("assets", Some("county"));
    let source = SourceFile { path: "inbox/台账.xlsx", bytes, inputs: vec![&spec] };
    let out = finish(vec![read_file(&source, &context)], &[], &context);
    let why = out.findings.iter().find(|f| f.code.code == "intake.file-unreadable");
    let why = why.map(|f| f.message(ledger::finding::Lang::Zh)).unwrap_or_default();
    (out.sheets.iter().map(|s| s.rows_accepted).sum(), why)
}

#[test]
fn a_cell_in_the_last_corner_asks_for_no_memory() {
    let far = sheet(r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#);
    let (rows, why) = read(&workbook(&far), Limits::default());
    assert!(rows == 0 && why.contains("columns"), "{why}");
}

#[test]
fn bombs_are_refused_by_bytes_ratio_cells_and_text_and_the_case_can_raise_each() {
    let row = format!(r#"<row r="2">{}<c r="B2"><v>5</v></c></row>"#, text("A2", "泵站"));
    let padding = format!("{}<x/>", " ".repeat(1 << 20)).repeat(80);
    let padded = workbook(&sheet(&format!("{row}{padding}")));
    let usual = Limits::default();
    assert!(read(&padded, usual).1.contains("ratio"));
    assert_eq!(read(&padded, Limits { ratio: 2_000, ..usual }), (1, String::new()));
    let narrow = Limits { ratio: 2_000, inflated_bytes: 1 << 20, ..usual };
    assert!(read(&padded, narrow).1.contains("inflated_mib"));
    let small = workbook(&sheet(&row));
    for tight in [
        Limits { cells: 3, ..usual },
        Limits { text_bytes: 20, ..usual },
        Limits { rows: 1, ..usual },
        Limits { columns: 1, ..usual },
    ] {
        assert!(read(&small, tight).1.contains("[limits]"), "{tight:?}");
    }
    assert_eq!(read(&small, usual), (1, String::new()));
}

#[test]
fn cells_that_share_one_long_text_are_counted_by_what_they_would_take() {
    let cells: String = (2..2_002)
        .map(|r| format!(r#"<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>"#))
        .collect();
    let rels = RELS.replace(
        "</Relationships>",
        r#"<Relationship Id="r2" Type="x/sharedStrings" Target="t.xml"/></Relationships>"#,
    );
    let strings = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(60_000));
    let bytes = package(&[
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", rels.as_bytes()),
        ("xl/s.xml", sheet(&cells).as_bytes()),
        ("xl/t.xml", strings.as_bytes()),
    ]);
    assert!(read(&bytes, Limits::default()).1.contains("text_mib"));
}

#[test]
fn empty_styled_rows_cost_nothing() {
    let empty: String =
        (3..300_000).map(|r| format!(r#"<row r="{r}" s="1"><c r="A{r}" s="1"/></row>"#)).collect();
    let row = format!(r#"<row r="2">{}<c r="B2"><v>5</v></c></row>"#, text("A2", "泵站"));
    let bytes = workbook(&sheet(&format!("{row}{empty}")));
    let start = Instant::now();
    assert_eq!(read(&bytes, Limits::default()), (1, String::new()));
    // In the slowest build on a loaded machine; it is a fraction of a second otherwise.
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

#[test]
fn truncation_macros_only_and_other_documents_are_each_said() {
    let whole = workbook(&sheet(""));
    assert!(read(&whole[..whole.len() / 2], Limits::default()).1.contains("损坏"));
    // A part that breaks off within a sound package.
    let cut = sheet("").replace("</sheetData></worksheet>", "");
    assert!(read(&workbook(&cut), Limits::default()).1.contains("损坏"));
    let macros = package(&[
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELS.replace("x/worksheet", "x/xlMacrosheet").as_bytes()),
        ("xl/vbaProject.bin", b"\0"),
    ]);
    assert!(read(&macros, Limits::default()).1.contains("宏"));
    let word = package(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")]);
    assert!(read(&word, Limits::default()).1.contains("不是工作簿"));
    let page = "<html><table><tr><td>资产名称</td></tr></table></html>";
    assert!(read(page.as_bytes(), Limits::default()).1.contains("网页"));
}

#[test]
fn a_workbook_under_a_password_is_said_to_be_one() {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bytes = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 504], &name].concat();
    assert!(read(&bytes, Limits::default()).1.contains("密码"));
}

#[test]
fn a_formula_without_result_and_a_stored_error_are_findings() {
    let row = |r: u32, cell: &str| {
        format!(r#"<row r="{r}">{}{cell}</row>"#, text(&format!("A{r}"), &format!("泵站{r}")))
    };
    let rows = [
        row(2, r#"<c r="B2"><f>1+1</f></c>"#),
        row(3, r#"<c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c>"#),
        row(4, r#"<c r="B4"><f>2+2</f><v>4</v></c>"#),
        row(5, r#"<c r="B5" t="str"><f>""</f><v></v></c>"#),
    ];
    let spec = input("assets", Some("county"));
    let bytes = workbook(&sheet(&rows.concat()));
    let out = ingest(&[("inbox/台账.xlsx", &bytes, Some(&spec))]);
    only(&out, "intake.formula-uncached");
    only(&out, "intake.formula-error");
    let values: Vec<_> = out.books.assets.iter().map(|a| a.original_value.map(|v| v.0)).collect();
    assert_eq!(values, [None, None, Some(400), None], "{:?}", codes(&out));
}

#[test]
fn hidden_sheets_rows_and_columns_are_read_and_said() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("台账").unwrap();
    let percent = Format::new().set_num_format("0.00%");
    for (column, heading) in (0..).zip(["资产名称", "资产原值（元）", "乡镇"]) {
        sheet.write(0, column, heading).unwrap();
    }
    for row in 1..4 {
        sheet.write(row, 0, format!("泵站{row}")).unwrap();
        sheet.write(row, 1, 10.25).unwrap();
        sheet.write(row, 2, "松林镇").unwrap();
    }
    sheet.write_with_format(1, 3, 0.5, &percent).unwrap();
    sheet.set_row_hidden(2).unwrap().set_column_hidden(2).unwrap();
    let spare = book.add_worksheet().set_name("备用").unwrap();
    spare.set_hidden(true);
    for (row, cells) in [(0, ["资产名称", "资产原值（元）"]), (1, ["水渠", "7"])] {
        spare.write_row(row, 0, cells).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let spec = input("assets", Some("county"));
    let out = ingest(&[("inbox/台账.xlsm", &bytes, Some(&spec))]);
    assert_eq!(out.books.assets.len(), 4);
    let said: Vec<String> = out
        .findings
        .iter()
        .filter(|f| f.code.code == "intake.hidden-data")
        .map(|f| f.message(ledger::finding::Lang::Zh))
        .collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said.iter().any(|s| s.contains("第 3 行") && s.contains("C 列")), "{said:?}");
    assert!(said.iter().any(|s| s.contains("整张工作表")), "{said:?}");
}

#[test]
fn text_tables_in_every_encoding_and_with_every_separator_give_equal_rows() {
    let rows = "资产名称,资产原值（元）,乡镇\n泵站,\"1,200.50\",松林镇\n";
    let tabs = "资产名称\t资产原值（元）\t乡镇\n泵站\t1,200.50\t松林镇\n";
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let marked = |text: &str| [b"\xff\xfe".to_vec(), wide(text)].concat();
    let files: [(&str, Vec<u8>); 6] = [
        ("inbox/a.csv", rows.as_bytes().to_vec()),
        ("inbox/b.csv", [b"\xef\xbb\xbf", rows.as_bytes()].concat()),
        ("inbox/c.csv", encoding_rs::GB18030.encode(rows).0.into_owned()),
        ("inbox/d.tsv", tabs.as_bytes().to_vec()),
        ("inbox/e.csv", marked(tabs)),
        ("inbox/f.xls", wide(tabs)),
    ];
    for (path, bytes) in &files {
        let spec = input("assets", Some("county"));
        let out = ingest(&[(path, bytes, Some(&spec))]);
        let row = out.books.assets.first().unwrap_or_else(|| panic!("{path}: {:?}", codes(&out)));
        assert_eq!(row.original_value.map(|v| v.0), Some(120_050), "{path}");
        assert_eq!(row.township.as_deref(), Some("松林镇"), "{path}");
    }
}

#[test]
fn parquet_is_read_through_the_texts_that_are_given_and_a_panic_is_damage() {
    let case = common::case();
    let context = Context { case: &case, key: &[7; 32], limits: Limits::default() };
    let spec = input("assets", Some("county"));
    let source = SourceFile { path: "inbox/a.parquet", bytes: b"PAR1", inputs: vec![&spec] };
    let rows = |cells: [[&str; 2]; 2]| cells.map(|row| row.map(str::to_owned).to_vec()).to_vec();
    let texts = rows([["资产名称", "资产原值（元）"], ["泵站", "12.30"]]);
    let outcome = ingest::read_parquet(&source, &context, |_, _| Some(texts));
    let out = finish(vec![outcome], &[], &context);
    assert_eq!(out.books.assets[0].original_value.map(|v| v.0), Some(1_230));
    for damaged in [
        ingest::read_parquet(&source, &context, |_, _| None),
        ingest::read_parquet(&source, &context, |_, _| panic!("of the engine")),
    ] {
        assert!(finish(vec![damaged], &[], &context).unreadable);
    }
}
