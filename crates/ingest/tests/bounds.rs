//! Files made to cost more than they are: what is bounded, and that it is said.

mod common;

use common::{codes, csv, ingest, input, only};
use ingest::{Context, IngestOutput, Limits, SourceFile, finish, read_file};
use ledger::finding::Lang;
use rust_xlsxwriter::{Format, Workbook};
use std::fmt::Write as _;

/// A file of the county's assets, read under some limits.
fn read(bytes: &[u8], limits: Limits) -> IngestOutput {
    let case = common::case();
    let context = Context { case: &case, key: &[7; 32], limits };
    let spec = input("assets", Some("county"));
    let source = SourceFile { path: "inbox/台账.xlsx", bytes, inputs: vec![&spec] };
    finish(vec![read_file(&source, &context)], &[], &context)
}

fn why(out: &IngestOutput) -> String {
    only(out, "intake.file-unreadable").message(Lang::Zh)
}

#[test]
fn rows_that_do_not_fit_into_memory_are_refused_with_advice() {
    let text = format!("资产名称,资产原值\n{}", "泵房,1\n".repeat(100));
    let asset = size_of::<ledger::tables::Asset>();
    let tight = Limits { row_bytes: asset * 99, ..Limits::default() };
    let out = read(text.as_bytes(), tight);
    assert!(out.unreadable && out.books.assets.is_empty() && out.sheets.is_empty());
    assert!(why(&out).contains("rows_mib"), "{}", why(&out));
    let enough = Limits { row_bytes: asset * 100, ..Limits::default() };
    assert_eq!(read(text.as_bytes(), enough).books.assets.len(), 100);
}

#[test]
fn rows_covered_by_merges_count_as_cells() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "资产名称").unwrap();
    sheet.write(0, 1, "资产类别").unwrap();
    sheet.merge_range(1, 1, 30, 1, "公益性", &Format::new()).unwrap();
    for row in 1..31 {
        sheet.write(row, 0, format!("泵房{row}")).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    // 2 headings, 30 names, one merge: 33 cells; 29 further rows show the merge's value.
    let limits = |cells| Limits { cells, ..Limits::default() };
    assert_eq!(read(&bytes, limits(33)).books.assets.len(), 30);
    assert!(why(&read(&bytes, limits(28))).contains("cells"));
}

#[test]
fn more_of_the_same_is_counted_not_listed() {
    let mut text = "资产名称,数量\n".to_owned();
    for row in 0..20_003 {
        writeln!(text, "泵房{row},若干").unwrap();
    }
    let out = csv(&text, "assets");
    let listed = codes(&out).iter().filter(|(code, _)| *code == "intake.value-invalid").count();
    assert_eq!(listed, 20_000);
    let more = only(&out, "intake.more-of-the-same");
    assert_eq!(
        (more.args["count"].as_ref(), more.detail.as_deref()),
        ("3", Some("intake.value-invalid"))
    );
    let run = out.checks.iter().find(|run| &*run.family == "intake.values").unwrap();
    assert_eq!((run.seen, run.failed), (20_003, 20_003), "the count is whole");
}

#[test]
fn a_sheet_is_parted_only_as_far_as_that_is_cheap() {
    let parts = |pairs: usize| {
        let one = "资产编号,资产名称,资产原值,行政村\nA-1,泵房,1,石桥村\n,,,\n";
        let other = "合同编号,承租方,年租金,合同起始日期\nH-1,合作社,1,2024-01-01\n,,,\n";
        let text = format!("{one}{other}").repeat(pairs);
        let out = ingest(&[("inbox/a.csv", text.as_bytes(), None)]);
        // The blank line at the end is no row.
        assert_eq!(out.sheets.iter().map(|s| s.rows_read).sum::<u64>(), pairs as u64 * 6 - 1);
        out.sheets.len()
    };
    assert!(parts(20) > 30);
    // Every further table copies the sheet once more: 40 million cells at most.
    assert_eq!(parts(2_000), 1);
}

#[test]
fn texts_of_a_workbook_and_of_a_text_file_are_bounded_before_they_are_kept() {
    let line = |text: String| read(text.as_bytes(), Limits::default());
    assert!(why(&line("甲,".repeat(3_000))).contains("columns"), "one long line");
    assert!(why(&line("甲\n".repeat(1_048_577))).contains("rows"), "one long column");
    let open = line(format!("资产名称,资产原值\n泵房,\"{}", "\n水塔,1".repeat(1_000)));
    assert_eq!(open.books.assets.len(), 1_001, "a quote that is never closed is a character");
}
