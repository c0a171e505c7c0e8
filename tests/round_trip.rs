//! Templates go out and come back: what is sent blank brings nothing, what is filled comes back as
//! it was written, without a word.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first thing that is wrong")]

use ingest::{Context, IngestOutput, Limits, SourceFile, finish, read_file};
use ledger::books::BooksVisitor;
use ledger::table::{Column, Kind, Privacy};
use ledger::tables::Asset;
use ledger::{Books, CaseInfo, Day, Decimal, Fen, NaiveDate, Row, TableDef, Value};
use proptest::prelude::*;
use report::{template, template_count};
use std::collections::BTreeMap;
use std::io::{Read, Write};

fn case() -> CaseInfo {
    CaseInfo {
        county: "青山县".into(),
        year: 2024,
        as_of: NaiveDate::from_ymd_opt(2024, 12, 31).unwrap(),
        tolerance: BTreeMap::new(),
        tolerance_max_total: None,
    }
}

fn read(name: &str, bytes: &[u8]) -> IngestOutput {
    let case = case();
    let context = Context { case: &case, key: &[7; 32], limits: Limits::default() };
    let path = format!("inbox/{name}.xlsx");
    let outcome = read_file(&SourceFile { path: &path, bytes, inputs: Vec::new() }, &context);
    finish(vec![outcome], &[], &context)
}

fn said(out: &IngestOutput) -> Vec<(&'static str, String)> {
    let args = |f: &ledger::Finding| {
        f.args.iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>().join(" ")
    };
    out.findings.iter().map(|f| (f.code.code, args(f))).collect()
}

struct Values {
    table: &'static str,
    rows: Vec<Vec<Value>>,
}

impl BooksVisitor for Values {
    fn table<R: Row>(&mut self, rows: &[R]) {
        if R::TABLE.name == self.table {
            self.rows = rows.iter().map(Row::values).collect();
        }
    }
}

fn rows_of(out: &IngestOutput, table: &'static str) -> Vec<Vec<Value>> {
    let mut values = Values { table, rows: Vec::new() };
    out.books.visit(&mut values);
    values.rows
}

#[test]
fn a_blank_template_brings_its_table_and_no_row() {
    for table in Books::TABLES {
        let out = read(table.label, &template::build(table).unwrap());
        assert_eq!(said(&out), [], "{}", table.name);
        assert!(out.books.received.contains(table.name), "{}", table.name);
        assert_eq!(rows_of(&out, table.name), Vec::<Vec<Value>>::new(), "{}", table.name);
        assert!(out.rejects.is_empty());
        let sheet = out.sheets.first().unwrap();
        assert_eq!(sheet.set_aside_reasons.get("example"), Some(&1), "{sheet:?}");
    }
}

/// Columns that reading fills from others where they are blank.
fn is_derived(table: &str, column: &str) -> bool {
    match table {
        "assets" => matches!(
            column,
            "township"
                | "village"
                | "location_township"
                | "location_village"
                | "duplicate_key"
                | "system_name"
                | "system_value"
                | "system_owner"
        ),
        "account_balances" => column.starts_with("opening") || column.starts_with("closing"),
        "physical_counts" => column == "count_result",
        _ => false,
    }
}

fn value(column: &'static Column) -> BoxedStrategy<Value> {
    let text = |text: String| Value::Text(text.into());
    let codes = column.vocabulary.map(|v| v.0.iter().map(|(code, _)| *code).collect::<Vec<_>>());
    match (column.kind, codes) {
        (Kind::Code, Some(codes)) => {
            prop::sample::select(codes).prop_map(|code| Value::Text(code.into())).boxed()
        }
        (Kind::List, _) if column.name == "fund_composition" => (1_i64..1_000_000_000)
            .prop_map(|fen| Value::List(vec![format!("special={}", Fen(fen)).into()]))
            .boxed(),
        (Kind::List, Some(codes)) => {
            let len = codes.len().min(3);
            prop::sample::subsequence(codes, 1..=len)
                .prop_map(|list| Value::List(list.into_iter().map(Into::into).collect()))
                .boxed()
        }
        (Kind::List, None) => prop::collection::vec("[甲乙丙丁]{1,3}村", 1..4)
            .prop_map(|list| Value::List(list.into_iter().map(Into::into).collect()))
            .boxed(),
        (Kind::Amount, _) => {
            (0_i64..=1_000_000_000_000).prop_map(|f| Value::Amount(Fen(f))).boxed()
        }
        (Kind::Decimal, _) => (0_i64..9_000_000_000_000_000)
            .prop_map(|n| Value::Decimal(Decimal::new(n, 6).normalize()))
            .boxed(),
        (Kind::Percent, _) => {
            (0_i64..=10_000).prop_map(|n| Value::Decimal(Decimal::new(n, 2).normalize())).boxed()
        }
        (Kind::Integer, _) => (1990_i64..2024).prop_map(Value::Integer).boxed(),
        (Kind::Date, _) => (1990_i32..2024, 1_u32..13, 1_u32..29, 0_u8..3)
            .prop_map(|(year, month, day, precision)| {
                let day = match precision {
                    0 => Day::ymd(year, month, day),
                    1 => Day::month(year, month),
                    _ => Day::year(year),
                };
                Value::Date(day.unwrap())
            })
            .boxed(),
        (Kind::Bool, _) => any::<bool>().prop_map(Value::Bool).boxed(),
        _ if column.name.ends_with("township") => "[甲乙丙丁]{2}镇".prop_map(text).boxed(),
        _ if column.name.ends_with("village") => "[甲乙丙丁]{2}村".prop_map(text).boxed(),
        _ if column.name.ends_with("doc_no") => {
            (1_u32..9999).prop_map(|n| Value::Text(format!("青财农〔2024〕{n}号").into())).boxed()
        }
        _ if column.privacy == Privacy::UnitOrPerson => "[甲乙丙丁]{3}局".prop_map(text).boxed(),
        // What may name a body or a person is masked where it reads like a person.
        _ => "[甲乙丙丁戊]{2,9}局|[A-Z]{2}-[0-9]{2,5}".prop_map(text).boxed(),
    }
}

fn row(table: &'static TableDef) -> impl Strategy<Value = Vec<Value>> {
    let cells: Vec<BoxedStrategy<Value>> = table
        .columns
        .iter()
        .map(|column| match (column.is_personal(), column.required || column.key) {
            (true, _) => Just(Value::Null).boxed(),
            (false, true) => value(column),
            (false, false) => prop_oneof![1 => Just(Value::Null), 4 => value(column)].boxed(),
        })
        .collect();
    cells
}

fn any_table() -> impl Strategy<Value = (&'static TableDef, Vec<Vec<Value>>)> {
    prop::sample::select(Books::TABLES.to_vec())
        .prop_flat_map(|table| (Just(table), prop::collection::vec(row(table), 1..4)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_filled_template_is_read_exactly((table, rows) in any_table()) {
        // A person's own columns stay blank; a table that cannot do without one comes back rejected.
        prop_assume!(!table.columns.iter().any(|c| c.required && c.is_personal()));
        let out = read(table.label, &template::filled(table, &rows).unwrap());
        prop_assert_eq!(said(&out), vec![], "{}", table.name);
        let read = rows_of(&out, table.name);
        prop_assert_eq!(read.len(), rows.len());
        for (read, written) in read.iter().zip(&rows) {
            for ((column, read), written) in table.columns.iter().zip(read).zip(written) {
                // The ledger of a system's row names the system, whatever stands beside it.
                let named = (table.name, column.name) == ("assets", "system_name");
                if !named && (*written != Value::Null || !is_derived(table.name, column.name)) {
                    prop_assert_eq!(read, written, "{}.{}", table.name, column.name);
                }
            }
        }
    }
}

fn asset(id: &str, village: &str) -> Asset {
    Asset {
        ledger: Some("county".into()),
        asset_id: Some(id.into()),
        asset_name: Some(format!("泵房{id}").into()),
        township: Some("老风口林场".into()),
        village: Some(village.into()),
        location: Some("渠首".into()),
        quantity: Some(3.into()),
        quantity_unit: Some("座".into()),
        original_value: Some(Fen(1_234_567)),
        ..Asset::default()
    }
}

fn sheets() -> Vec<template_count::CountSheet> {
    let assets = [asset("A-2", "草原站"), asset("A-1", "草原站"), asset("A-3", "河西村")];
    template_count::count_sheets(&assets, &case(), |_, _| true).unwrap()
}

#[test]
fn a_count_sheet_that_comes_back_blank_says_that_nothing_was_counted() {
    let sheets = sheets();
    let villages: Vec<_> = sheets.iter().map(|s| (&*s.village, s.things)).collect();
    assert_eq!(villages, [("河西村", 1), ("草原站", 2)]);
    let out = read("盘点表", &sheets.last().unwrap().bytes);
    assert_eq!(said(&out), []);
    assert!(out.rejects.is_empty());
    let counts = &out.books.physical_counts;
    let ids: Vec<_> = counts.iter().map(|c| c.asset_id.as_deref().unwrap()).collect();
    assert_eq!(ids, ["A-1", "A-2"]);
    let first = counts.first().unwrap();
    assert_eq!(first.township.as_deref(), Some("老风口林场"));
    assert_eq!(first.village.as_deref(), Some("草原站"));
    assert_eq!(first.location.as_deref(), Some("渠首"));
    assert_eq!(first.book_quantity, Some(3.into()));
    assert_eq!(first.original_value, Some(Fen(1_234_567)));
    assert_eq!(first.physical_count_qty, None);
    assert_eq!(first.count_result.as_deref(), Some("missing"));
    let aside = &out.sheets.first().unwrap().set_aside_reasons;
    assert_eq!(aside.get("number-only"), Some(&6), "{aside:?}");
    assert_eq!(aside.get("signature"), Some(&1), "{aside:?}");
}

/// The workbook with the XML of its first sheet edited.
fn edited(bytes: &[u8], edit: impl Fn(&mut String)) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            let mut xml = String::from_utf8(content).unwrap();
            edit(&mut xml);
            content = xml.into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// The workbook with values typed into cells: numbers as such, text inline.
fn typed(bytes: &[u8], cells: &[(&str, &str)]) -> Vec<u8> {
    edited(bytes, |xml| {
        for (at, value) in cells {
            let start = xml.find(&format!("<c r=\"{at}\"")).unwrap();
            let tag = start + xml[start..].find('>').unwrap() + 1;
            let blank = xml[..tag].ends_with("/>");
            let end = if blank { tag } else { tag + xml[tag..].find("</c>").unwrap() + 4 };
            let head = xml[start..tag].trim_end_matches(['/', '>']).replace(" t=\"s\"", "");
            let cell = match value.parse::<Decimal>() {
                Ok(_) => format!("{head}><v>{value}</v></c>"),
                Err(_) => format!("{head} t=\"inlineStr\"><is><t>{value}</t></is></c>"),
            };
            xml.replace_range(start..end, &cell);
        }
    })
}

#[test]
fn a_count_sheet_that_comes_back_filled_is_read_whole() {
    let bytes = sheets().pop().unwrap().bytes;
    // The first line counted, the second left blank, a thing that no book holds on a spare line.
    let filled = [
        ("K4", "2"),
        ("L4", "45647"),
        ("M4", "闲置"),
        ("N4", "拆除一座"),
        ("C6", "水塔"),
        ("H6", "座"),
        ("K6", "1"),
        ("O6", "账外"),
    ];
    let out = read("盘点表_草原站", &typed(&bytes, &filled));
    assert_eq!(said(&out), []);
    let counts = &out.books.physical_counts;
    let shown: Vec<_> = counts
        .iter()
        .map(|c| {
            (
                c.asset_name.as_deref().unwrap(),
                c.physical_count_qty.map(|q| q.to_string()),
                c.physical_check_date.map(|d| d.to_string()),
                c.asset_status.as_deref(),
                c.count_result.as_deref(),
                c.village.as_deref(),
            )
        })
        .collect();
    let text = |t: &str| Some(t.to_owned());
    assert_eq!(
        shown,
        [
            ("泵房A-1", text("2"), text("2024-12-21"), Some("idle"), None, Some("草原站")),
            ("泵房A-2", None, None, None, Some("missing"), Some("草原站")),
            ("水塔", text("1"), None, None, None, Some("草原站")),
        ]
    );
    assert_eq!(counts.last().unwrap().note.as_deref(), Some("账外"));
    assert_eq!(counts.last().unwrap().book_quantity, None);
}

#[test]
fn an_example_row_that_was_filled_is_not_taken_in_silence() {
    let table = Asset::TABLE;
    let at = table.columns.iter().position(|c| c.name == "asset_name").unwrap();
    // The numbers of the rows stand in column A.
    let letter = u8::try_from(at + 1).unwrap() + b'A';
    assert!(letter <= b'Z', "one letter names the column");
    let column = char::from(letter);
    let bytes = template::build(table).unwrap();
    let bytes = typed(&bytes, &[(&format!("{column}2"), "泵房")]);
    let out = read("资产台账", &bytes);
    assert_eq!(out.books.assets, []);
    assert_eq!(out.rejects.len(), 1);
    let codes: Vec<_> = out.findings.iter().map(|f| f.code.code).collect();
    assert_eq!(codes, ["intake.value-invalid"]);
}

#[test]
fn the_same_assets_give_the_same_count_sheets() {
    assert_eq!(sheets(), sheets());
    let nothing =
        template_count::count_sheets(&[asset("A-1", "草原站")], &case(), |_, v| v == "河西村");
    assert_eq!(nothing.unwrap(), []);
}
