//! What reading costs: a register of 100,000 rows × 30 columns as `.xlsx` and as `.csv`.
//!
//! `cargo bench -p ingest` prints, besides the times, the two ratios that matter: the time to rows
//! against the time in which the workbook library alone visits the cells, and megabytes of CSV a
//! second on one core. `ROWS=10000` makes it smaller.

#![allow(
    clippy::disallowed_types,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark may stop, and prints"
)]

use calamine::{Reader, Xlsx};
use criterion::{Criterion, criterion_group, criterion_main};
use ingest::{Context, Limits, SourceFile, finish, read_file};
use ledger::{CaseInfo, InputSpec, NaiveDate};
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::io::Cursor;
use std::time::{Duration, Instant};

/// What a column holds, by row.
#[derive(Clone, Copy)]
enum Holds {
    Text(&'static str),
    Amount(u32),
    Date,
    Count,
}

/// A register as counties keep them: names, places, codes, amounts, dates.
const COLUMNS: [(&str, Holds); 30] = [
    ("资产编号", Holds::Text("ZC-2020-")),
    ("资产名称", Holds::Text("灌溉渠系配套工程")),
    ("资产类别", Holds::Text("公益性资产")),
    ("项目编号", Holds::Text("XM-2019-")),
    ("项目名称", Holds::Text("饮水安全巩固提升项目")),
    ("乡镇", Holds::Text("松林镇")),
    ("行政村", Holds::Text("下湾村")),
    ("坐落", Holds::Text("下湾村三组水渠旁")),
    ("规格型号", Holds::Text("DN110")),
    ("数量", Holds::Count),
    ("计量单位", Holds::Text("套")),
    ("单价（元）", Holds::Amount(3)),
    ("资产原值（元）", Holds::Amount(7)),
    ("累计折旧（元）", Holds::Amount(2)),
    ("净值（元）", Holds::Amount(5)),
    ("中央资金（元）", Holds::Amount(11)),
    ("自治区资金（元）", Holds::Amount(13)),
    ("县级资金（元）", Holds::Amount(17)),
    ("购建日期", Holds::Date),
    ("验收日期", Holds::Date),
    ("移交日期", Holds::Date),
    ("所有权人", Holds::Text("下湾村村民委员会")),
    ("使用单位", Holds::Text("下湾村股份经济合作社")),
    ("管护单位", Holds::Text("下湾村村民委员会")),
    ("管护责任人", Holds::Text("张建国")),
    ("资产状态", Holds::Text("在用")),
    ("收益情况", Holds::Text("无")),
    ("使用年限", Holds::Count),
    ("项目年度", Holds::Text("2019")),
    ("备注", Holds::Text("已确权登记颁证")),
];

fn rows() -> u32 {
    std::env::var("ROWS").ok().and_then(|n| n.parse().ok()).unwrap_or(100_000)
}

/// Fen of an amount; every row differs.
fn fen(row: u32, times: u32) -> u32 {
    (row * 7_919 + 12_345) % 9_999_999 * times
}

/// Texts that identify differ by row.
fn text(column: usize, prefix: &str, row: u32) -> String {
    if column < 2 || column == 3 { format!("{prefix}{row:06}") } else { prefix.to_owned() }
}

fn day(row: u32) -> NaiveDate {
    let start = NaiveDate::from_ymd_opt(2015, 1, 1).unwrap_or_default();
    start + chrono::Days::new(u64::from(row % 3_000))
}

fn workbook(rows: u32) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("资产台账")?;
    let dates = Format::new().set_num_format("yyyy-mm-dd");
    for (column, (heading, _)) in (0..).zip(COLUMNS) {
        sheet.write(0, column, heading)?;
    }
    for row in 1..=rows {
        for (column, (_, holds)) in (0_u16..).zip(COLUMNS) {
            match holds {
                Holds::Text(prefix) => {
                    sheet.write(row, column, text(column.into(), prefix, row))?;
                }
                Holds::Amount(times) => {
                    sheet.write(row, column, f64::from(fen(row, times)) / 100.0)?;
                }
                Holds::Date => {
                    sheet.write_with_format(row, column, &day(row), &dates)?;
                }
                Holds::Count => {
                    sheet.write(row, column, row % 90 + 1)?;
                }
            };
        }
    }
    book.save_to_buffer()
}

fn csv(rows: u32) -> String {
    let mut out = COLUMNS.map(|(heading, _)| heading).join(",");
    out.push('\n');
    for row in 1..=rows {
        let cells: Vec<String> = COLUMNS
            .iter()
            .enumerate()
            .map(|(column, (_, holds))| match holds {
                Holds::Text(prefix) => text(column, prefix, row),
                Holds::Amount(times) => {
                    let fen = fen(row, *times);
                    format!("{}.{:02}", fen / 100, fen % 100)
                }
                Holds::Date => day(row).to_string(),
                Holds::Count => (row % 90 + 1).to_string(),
            })
            .collect();
        out.push_str(&cells.join(","));
        out.push('\n');
    }
    out
}

/// Reads one file to rows; how many.
fn read(path: &str, bytes: &[u8]) -> u64 {
    let case = CaseInfo {
        county: "青山县".into(),
        year: 2024,
        as_of: NaiveDate::from_ymd_opt(2024, 12, 31).unwrap_or_default(),
        tolerance: BTreeMap::new(),
        tolerance_max_total: None,
    };
    let context = Context { case: &case, key: &[7; 32], limits: Limits::default() };
    let spec = InputSpec {
        path: "inbox/*".to_owned(),
        kind: Some("assets".to_owned()),
        ledger: Some("county".to_owned()),
        ..InputSpec::default()
    };
    let outcome = read_file(&SourceFile { path, bytes, inputs: vec![&spec] }, &context);
    finish(vec![outcome], &[], &context).sheets.iter().map(|s| s.rows_accepted).sum()
}

/// The cells as the workbook library alone visits them.
fn visit(bytes: &[u8]) -> u64 {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let names = book.sheet_names();
    let mut cells = 0;
    for name in names {
        let mut reader = book.worksheet_cells_reader(&name).expect("a sheet");
        while let Some(cell) = reader.next_cell().expect("a cell") {
            black_box(&cell);
            cells += 1;
        }
    }
    cells
}

/// The best of three.
fn best(mut run: impl FnMut() -> u64) -> Duration {
    (0..3)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn reading(c: &mut Criterion) {
    let rows = rows();
    let (book, text) = (workbook(rows).expect("a workbook"), csv(rows));
    assert_eq!(read("inbox/台账.xlsx", &book), u64::from(rows));
    assert_eq!(read("inbox/台账.csv", text.as_bytes()), u64::from(rows));
    let ours = best(|| read("inbox/台账.xlsx", &book));
    let alone = best(|| visit(&book));
    let plain = best(|| read("inbox/台账.csv", text.as_bytes()));
    println!(
        "xlsx: {} KiB to rows in {ours:.2?}, cells alone {alone:.2?}: ratio {:.2}",
        book.len() / 1024,
        ours.as_secs_f64() / alone.as_secs_f64()
    );
    println!(
        "csv: {} KiB to rows in {plain:.2?}: {:.0} MB/s",
        text.len() / 1024,
        text.len() as f64 / 1e6 / plain.as_secs_f64()
    );
    let mut group = c.benchmark_group("reading");
    group.sample_size(10).measurement_time(Duration::from_secs(20));
    group.bench_function("xlsx to rows", |b| b.iter(|| read("inbox/台账.xlsx", &book)));
    group.bench_function("xlsx, cells alone", |b| b.iter(|| visit(&book)));
    group.bench_function("csv to rows", |b| b.iter(|| read("inbox/台账.csv", text.as_bytes())));
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
