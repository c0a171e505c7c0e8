//! Binary workbooks, made byte by byte as [MS-XLSB] and [MS-XLS] lay them out: `.xlsb`, and `.et` as
//! WPS writes it, which is BIFF8 in a compound file.

#![expect(clippy::unwrap_used, reason = "a file that cannot be made tests nothing")]

mod common;

use common::{codes, ingest, input, only};
use ingest::{Context, Limits, SourceFile, finish, read_file};
use ledger::finding::Lang;
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let count = u32::try_from(units.len()).unwrap().to_le_bytes().to_vec();
    [count, units.iter().flat_map(|u| u.to_le_bytes()).collect()].concat()
}

fn words(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

/// One record of BIFF12.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let low = u8::try_from(kind & 0x7f).unwrap();
    if kind < 0x80 {
        out.push(low);
    } else {
        out.extend([low | 0x80, u8::try_from(kind >> 7).unwrap()]);
    }
    let length = data.len();
    out.extend([u8::try_from(length & 0x7f).unwrap() | 0x80, u8::try_from(length >> 7).unwrap()]);
    out.extend(data);
    out
}

fn cell(kind: u16, column: u32, style: u32, value: &[u8]) -> Vec<u8> {
    record(kind, &[words(&[column, style]), value.to_vec()].concat())
}

fn text(column: u32, text: &str) -> Vec<u8> {
    cell(6, column, 0, &wide(text))
}

fn row(number: u32, hidden: bool) -> Vec<u8> {
    let flags = [0, 0, 0, if hidden { 0x10 } else { 0 }, 0];
    record(0, &[words(&[number, 0]), flags.to_vec(), words(&[0])].concat())
}

/// A package; the sheet's own parts are kept stored so that cutting bytes reaches them.
fn package(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn rels(sheets: &[&str]) -> Vec<u8> {
    let all: String = sheets
        .iter()
        .map(|s| {
            format!(r#"<Relationship Id="{s}" Type="x/worksheet" Target="worksheets/{s}.bin"/>"#)
        })
        .collect();
    format!("<Relationships>{all}</Relationships>").into_bytes()
}

fn bundle(state: u32, id: &str, name: &str) -> Vec<u8> {
    record(156, &[words(&[state, 1]), wide(id), wide(name)].concat())
}

/// Styles: 0 plain, 1 percentages, 2 a Chinese date, 3 an own percentage format.
fn styles() -> Vec<u8> {
    let format = |format: u16| record(47, &[0_u16.to_le_bytes(), format.to_le_bytes()].concat());
    let own = record(44, &[164_u16.to_le_bytes().to_vec(), wide("0.0%")].concat());
    // A style format of the same kind of record, which counts for nothing.
    [own, record(626, &[]), format(9), record(627, &[]), record(617, &words(&[4]))]
        .into_iter()
        .chain([format(0), format(10), format(31), format(164), record(618, &[])])
        .flatten()
        .collect()
}

/// A sheet of three assets: row 3 and column D are hidden, the village is merged over two rows.
fn sheet() -> Vec<u8> {
    let heads = ["资产名称", "行政村", "资产原值（元）", "占股比例", "建成日期"];
    let mut out = record(129, &[]);
    out.extend(record(60, &[words(&[3, 3, 0, 0]), vec![1, 0]].concat()));
    out.extend(row(0, false));
    for (column, head) in (0..).zip(heads) {
        out.extend(text(column, head));
    }
    out.extend(row(1, false));
    out.extend(cell(7, 0, 0, &words(&[0])));
    out.extend(text(1, "石桥村"));
    out.extend(cell(2, 2, 0, &words(&[12_345 << 2 | 3])));
    out.extend(cell(5, 3, 1, &0x3fe0_0000_0000_0000_u64.to_le_bytes()));
    out.extend(cell(2, 4, 2, &words(&[44_197 << 2 | 2])));
    out.extend(row(2, true));
    out.extend(text(0, "水塔"));
    // The rest of the row without columns of their own.
    out.extend(record(12, &words(&[0])));
    out.extend(record(13, &words(&[0, 7 << 2 | 2])));
    out.extend(record(13, &words(&[3, 1 << 2 | 2])));
    out.extend(row(3, false));
    out.extend(text(0, "机井"));
    out.extend(cell(11, 2, 0, &[0x17]));
    out.extend(record(146, &[]));
    out.extend(record(176, &words(&[1, 2, 1, 1])));
    out.extend(record(130, &[]));
    out
}

fn book(spare: u32) -> Vec<u8> {
    let workbook =
        [record(153, &words(&[0])), bundle(0, "s1", "台账"), bundle(spare, "s2", "备用")].concat();
    let spare: Vec<u8> =
        [record(129, &[]), row(0, false), text(0, "资产名称"), text(1, "资产原值（元）")]
            .into_iter()
            .chain([
                row(1, false),
                text(0, "水渠"),
                cell(5, 1, 0, &0x4010_0000_0000_0000_u64.to_le_bytes()),
            ])
            .chain([record(130, &[])])
            .flatten()
            .collect();
    let shared =
        [record(159, &words(&[1, 1])), record(19, &[vec![0], wide("泵房")].concat())].concat();
    package(&[
        ("xl/workbook.bin", workbook),
        ("xl/_rels/workbook.bin.rels", rels(&["s1", "s2"])),
        ("xl/styles.bin", styles()),
        ("xl/sharedStrings.bin", shared),
        ("xl/worksheets/s1.bin", sheet()),
        ("xl/worksheets/s2.bin", spare),
    ])
}

#[test]
fn values_formats_merges_and_hidden_parts_of_a_binary_workbook() {
    let spec = input("assets", Some("county"));
    let out = ingest(&[("inbox/台账.xlsb", &book(2), Some(&spec))]);
    let rows: Vec<_> = out
        .books
        .assets
        .iter()
        .map(|a| {
            let share = a.owner_share_pct.map(|p| p.to_string());
            let day = a.completion_date.map(|d| d.to_string());
            (a.asset_name.as_deref().unwrap(), a.village.as_deref(), a.original_value, share, day)
        })
        .map(|(name, village, value, share, day)| {
            let value = value.map(|v| v.to_string()).unwrap_or_default();
            let rest = [share.unwrap_or_default(), day.unwrap_or_default()].join(" ");
            format!("{name} {} {value} {rest}", village.unwrap_or_default()).trim_end().to_owned()
        })
        .collect();
    let expected =
        ["泵房 石桥村 123.45 50 2021-01-01", "水塔 石桥村 7.00 100", "机井", "水渠  4.00"];
    assert_eq!(rows, expected);
    assert_eq!(only(&out, "intake.formula-error").evidence[0].src_row, Some(4));
    let said: Vec<String> = out
        .findings
        .iter()
        .filter(|f| f.code.code == "intake.hidden-data")
        .map(|f| f.message(Lang::Zh))
        .collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said.iter().any(|s| s.contains("第 3 行") && s.contains("D 列")), "{said:?}");
    assert!(said.iter().any(|s| s.contains("整张工作表")), "{said:?}");
    let shown = ingest(&[("inbox/台账.xlsb", &book(0), Some(&spec))]);
    assert_eq!(shown.findings.iter().filter(|f| f.code.code == "intake.hidden-data").count(), 1);
}

/// Whether a file can be read, under some limits.
fn readable(path: &str, bytes: &[u8], limits: Limits) -> bool {
    let case = common::case();
    let context = Context { case: &case, key: &[7; 32], limits };
    let spec = input("assets", Some("county"));
    let source = SourceFile { path, bytes, inputs: vec![&spec] };
    !finish(vec![read_file(&source, &context)], &[], &context).unreadable
}

/// The workbook with another sheet.
fn with_sheet(sheet: Vec<u8>) -> Vec<u8> {
    package(&[
        ("xl/workbook.bin", bundle(0, "s1", "台账")),
        ("xl/_rels/workbook.bin.rels", rels(&["s1"])),
        ("xl/worksheets/s1.bin", sheet),
    ])
}

#[test]
fn a_part_that_breaks_off_or_announces_too_much_is_a_damaged_file() {
    let usual = Limits::default();
    assert!(!readable("a.xlsb", &with_sheet(sheet()), usual), "its shared texts are missing");
    let plain = [record(129, &[]), row(0, false), text(0, "资产名称"), record(130, &[])].concat();
    assert!(readable("a.xlsb", &with_sheet(plain.clone()), usual));
    for end in 1..plain.len() {
        let cut = plain[..end].to_vec();
        assert!(!readable("a.xlsb", &with_sheet(cut), usual), "cut at {end}");
    }
    let far = |row_at, column| {
        with_sheet(
            [record(129, &[]), row(row_at, false), text(column, "甲"), record(130, &[])].concat(),
        )
    };
    assert!(!readable("a.xlsb", &far(u32::MAX, 0), usual));
    assert!(!readable("a.xlsb", &far(0, u32::MAX), usual));
    assert!(!readable("a.xlsb", &far(1_048_575, 16_383), usual), "beyond the limit of columns");
    // Texts, columns and merges that claim more than there is.
    let claims = [
        cell(6, 0, 0, &words(&[u32::MAX, 1])),
        cell(7, 0, 0, &words(&[u32::MAX])),
        cell(5, 0, 0, &[1, 2]),
    ];
    for claim in claims {
        let sheet = [record(129, &[]), row(0, false), claim, record(130, &[])].concat();
        assert!(!readable("a.xlsb", &with_sheet(sheet), usual));
    }
    let wide = [
        record(129, &[]),
        record(60, &[words(&[0, u32::MAX, 0, 0]), vec![1, 0]].concat()),
        row(0, false),
        text(0, "资产名称"),
        record(176, &words(&[0, u32::MAX, 0, u32::MAX])),
        record(130, &[]),
    ];
    assert!(
        readable("a.xlsb", &with_sheet(wide.concat()), usual),
        "hidden and merged beyond its cells"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    // Every byte of every part is one that a program may have written wrongly.
    #[test]
    fn damaged_bytes_are_read_or_refused(at in any::<prop::sample::Index>(), byte in any::<u8>(), part in 0_usize..4) {
        let mut parts = [styles(), sheet(), bundle(0, "s1", "台账"), record(19, &[vec![0], wide("泵房")].concat())];
        let length = parts[part].len();
        parts[part][at.index(length)] = byte;
        let [styles, sheet, bundle, strings] = parts;
        let bytes = package(&[
            ("xl/workbook.bin", bundle),
            ("xl/_rels/workbook.bin.rels", rels(&["s1"])),
            ("xl/styles.bin", styles),
            ("xl/sharedStrings.bin", strings),
            ("xl/worksheets/s1.bin", sheet),
        ]);
        let spec = input("assets", Some("county"));
        let out = ingest(&[("inbox/a.xlsb", &bytes, Some(&spec))]);
        prop_assert_eq!(out.unreadable, codes(&out).iter().any(|(c, _)| *c == "intake.file-unreadable"));
    }
}

/// One record of BIFF8.
fn old(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

fn halves(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let head = halves(&[row, column, 0, u16::try_from(units.len()).unwrap()]);
    old(0x0204, &[head, vec![1], halves(&units)].concat())
}

fn number(row: u16, column: u16, format: u16, bits: u64) -> Vec<u8> {
    old(0x0203, &[halves(&[row, column, format]), bits.to_le_bytes().to_vec()].concat())
}

/// A stream of BIFF8: three columns, row 3 hidden, two cells merged, a percentage.
fn stream() -> Vec<u8> {
    let begin = |kind: u16| old(0x0809, &halves(&[0x0600, kind, 0, 0, 0, 0, 0, 0]));
    let format = |format: u16| old(0x00e0, &[halves(&[0, format]), vec![0; 16]].concat());
    let name: Vec<u16> = "台账".encode_utf16().collect();
    let bound = |at: u32| old(0x0085, &[words(&[at]), vec![0, 0, 2, 1], halves(&name)].concat());
    let globals = |at: u32| {
        [begin(5), old(0x0042, &halves(&[1200])), format(0), format(9), bound(at), old(0x000a, &[])]
            .concat()
    };
    let start = u32::try_from(globals(0).len()).unwrap();
    let sheet: Vec<u8> = [
        begin(0x10),
        old(0x0200, &[words(&[0, 4]), halves(&[0, 4, 0])].concat()),
        old(0x0208, &halves(&[2, 0, 4, 255, 0, 0, 0x20, 0])),
        label(0, 0, "资产名称"),
        label(0, 1, "行政村"),
        label(0, 2, "资产原值（元）"),
        label(0, 3, "占股比例"),
        label(1, 0, "泵房"),
        label(1, 1, "石桥村"),
        // 12.5 and a half.
        number(1, 2, 0, 0x4029_0000_0000_0000),
        number(1, 3, 1, 0x3fe0_0000_0000_0000),
        label(2, 0, "水塔"),
        number(2, 2, 0, 0x4010_0000_0000_0000),
        old(0x00e5, &halves(&[1, 1, 2, 1, 1])),
        old(0x000a, &[]),
    ]
    .concat();
    [globals(start), sheet].concat()
}

/// A compound file that holds one stream of that name.
fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    let mut stream = stream.to_vec();
    // Short streams would stand in another place.
    stream.resize(stream.len().max(4096).next_multiple_of(SECTOR), 0);
    let sectors = u32::try_from(stream.len() / SECTOR).unwrap();
    let mut head = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    head.resize(24, 0);
    head.extend(halves(&[0x3e, 3, 0xfffe, 9, 6, 0, 0, 0]));
    // Directory sectors, sectors of the table, the first of the directory.
    head.extend(words(&[0, 1, 1, 0, 4096, 0xffff_fffe, 0, 0xffff_fffe, 0, 0]));
    head.resize(SECTOR, 0xff);
    // The table: itself, the directory, then the stream's sectors one after the other.
    let mut table = vec![0xffff_fffd, 0xffff_fffe];
    table.extend((2..2 + sectors).map(|id| if id == 1 + sectors { 0xffff_fffe } else { id + 1 }));
    table.resize(SECTOR / 4, u32::MAX);
    let entry = |name: &str, kind: u8, child: u32, start: u32, size: usize| {
        let units: Vec<u16> = name.encode_utf16().collect();
        let mut out = halves(&units);
        out.resize(64, 0);
        out.extend(u16::try_from(units.len() * 2 + 2).unwrap().to_le_bytes());
        out.extend([kind, 1]);
        out.extend(words(&[u32::MAX, u32::MAX, child]));
        out.resize(116, 0);
        out.extend(words(&[start, u32::try_from(size).unwrap(), 0]));
        out
    };
    let mut directory = entry("Root Entry", 5, 1, 0xffff_fffe, 0);
    directory.extend(entry(name, 2, u32::MAX, 2, stream.len()));
    directory.resize(SECTOR, 0);
    [head, words(&table), directory, stream].concat()
}

#[test]
fn a_workbook_of_wps_is_read_by_what_it_is() {
    let bytes = compound("Workbook", &stream());
    let spec = input("assets", Some("county"));
    for path in ["inbox/台账.et", "inbox/台账.ET", "inbox/台账.xls", "inbox/台账.xlsx"] {
        let out = ingest(&[(path, &bytes, Some(&spec))]);
        let rows: Vec<_> = out
            .books
            .assets
            .iter()
            .map(|a| (a.asset_name.as_deref(), a.village.as_deref(), a.original_value.map(|v| v.0)))
            .collect();
        let village = Some("石桥村");
        assert_eq!(
            rows,
            [(Some("泵房"), village, Some(1_250)), (Some("水塔"), village, Some(400))],
            "{path}"
        );
        assert_eq!(out.books.assets[0].owner_share_pct, Some(50.into()));
        assert_eq!(codes(&out), [("intake.hidden-data", String::new())]);
        assert_eq!(only(&out, "intake.hidden-data").evidence[1].src_row, Some(3));
    }
}

#[test]
fn a_workbook_of_wps_that_breaks_off_is_a_damaged_file() {
    let whole = compound("Workbook", &stream());
    let usual = Limits::default();
    for end in [8, 100, 512, 1_024, 1_536, 1_700] {
        assert!(!readable("a.et", &whole[..end], usual), "cut at {end}");
    }
    assert!(!readable("a.et", &compound("Contents", &stream()), usual), "no workbook in it");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn damaged_bytes_of_an_old_workbook_are_read_or_refused(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = compound("Workbook", &stream());
        let used = 1_536 + stream().len();
        bytes[at.index(used)] = byte;
        let spec = input("assets", Some("county"));
        let out = ingest(&[("inbox/a.et", &bytes, Some(&spec))]);
        prop_assert_eq!(out.unreadable, codes(&out).iter().any(|(c, _)| *c == "intake.file-unreadable"));
    }
}
