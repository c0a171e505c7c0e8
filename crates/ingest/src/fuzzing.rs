//! Where fuzzers enter: each parser of this crate, given any bytes. Behind the feature `fuzzing`,
//! for `fuzz/` and the regression test of what it found; no part of the interface.
//!
//! Each function asserts what must hold of the answer, besides that there is one.

use crate::limits::Limits;
use crate::values::amount::{self, Unit};
use crate::values::date;
use crate::{Context, SourceFile, layout, read, values};
use ledger::{CaseInfo, NaiveDate};
use std::collections::BTreeMap;

/// Small enough that a fuzzer does not wait for large files.
const LIMITS: Limits = Limits {
    cells: 20_000,
    text_bytes: 1 << 20,
    inflated_bytes: 1 << 22,
    ratio: 250,
    rows: 5_000,
    columns: 200,
    row_bytes: 64 << 20,
};

/// A file of any kind to rows: what a sheet read is accepted, rejected or set aside.
pub fn file(bytes: &[u8]) {
    let case = CaseInfo {
        county: "青山县".into(),
        year: 2024,
        as_of: NaiveDate::from_ymd_opt(2024, 12, 31).unwrap_or_default(),
        tolerance: BTreeMap::new(),
        tolerance_max_total: None,
    };
    let context = Context { case: &case, key: &[7; 32], limits: LIMITS };
    let source = SourceFile { path: "inbox/台账.xlsx", bytes, inputs: Vec::new() };
    let out = crate::finish(vec![crate::read_file(&source, &context)], &[], &context);
    for sheet in &out.sheets {
        let accounted = sheet.rows_accepted + sheet.rows_rejected + sheet.rows_set_aside;
        assert_eq!(sheet.rows_read, accounted, "{sheet:?}");
    }
}

/// A text table to a table of rows.
pub fn grid(bytes: &[u8]) {
    // What begins like a workbook is for [`file`].
    if let Ok(text) = std::str::from_utf8(bytes) {
        file(format!("资产名称,原值（元）,购建日期,乡镇\n{text}").as_bytes());
    }
}

/// Encoding, separator and quotes of a text table.
pub fn csv(bytes: &[u8]) {
    let _ = read::text_grid(bytes, &LIMITS);
}

/// An amount: adding a unit never makes it unreadable.
pub fn amount(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for unit in [Unit::Yuan, Unit::TenThousand, Unit::HundredMillion] {
        if let Some(amount::Stated::Yuan(yuan) | amount::Stated::Noted(yuan)) =
            amount::parse(text, unit)
        {
            let _ = amount::to_fen(yuan);
        }
    }
}

/// A date, and a span of dates: a span's end is not before its start.
pub fn date(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for epoch_1904 in [false, true] {
        let _ = date::parse(text, epoch_1904);
        if let Some((from, to)) = date::span(text, epoch_1904) {
            assert!(to.latest() >= from.date, "{from:?} {to:?}");
        }
    }
}

/// A heading: the fields that it may mean.
pub fn heading(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let folded = crate::texts::fold(text);
    let _ = (layout::names::core(&folded), Unit::named(text), Unit::ending(&folded));
    for line in text.lines() {
        let _ = layout::titles::stated_unit(line);
    }
}

/// The number of a document, and identifiers: writing it once more changes nothing.
pub fn document(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let once = values::document_number(text);
    assert_eq!(values::document_number(&once), once);
    let _ = crate::privacy::scrub(text);
}

/// A parser by its name, for the corpus of past crashes; whether there is one of that name.
#[must_use]
pub fn by_name(name: &str, bytes: &[u8]) -> bool {
    match name {
        "file" => file(bytes),
        "grid" => grid(bytes),
        "csv" => csv(bytes),
        "amount" => amount(bytes),
        "date" => date(bytes),
        "heading" => heading(bytes),
        "document" => document(bytes),
        _ => return false,
    }
    true
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the corpus stands in files")]
    fn the_corpus_is_read_without_a_panic() {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
        let mut seen = 0;
        for target in std::fs::read_dir(corpus).unwrap().flatten() {
            let name = target.file_name().into_string().unwrap();
            for input in std::fs::read_dir(target.path()).unwrap().flatten() {
                assert!(super::by_name(&name, &std::fs::read(input.path()).unwrap()), "{name}");
                seen += 1;
            }
        }
        assert!(seen >= 20, "{seen} inputs");
    }
}
