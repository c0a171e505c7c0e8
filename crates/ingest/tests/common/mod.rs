//! Small files made on the spot, read as a case would read them.

#![allow(dead_code, reason = "every test file uses a part of it")]

use ingest::{Context, IngestOutput, Limits, SourceFile, finish, read_file};
use ledger::{CaseInfo, Finding, InputSpec, NaiveDate};
use std::collections::BTreeMap;

/// A case of 2024.
pub(crate) fn case() -> CaseInfo {
    CaseInfo {
        county: "青山县".into(),
        year: 2024,
        as_of: NaiveDate::from_ymd_opt(2024, 12, 31).unwrap_or_default(),
        tolerance: BTreeMap::new(),
        tolerance_max_total: None,
    }
}

/// An input that says which table a file holds.
pub(crate) fn input(kind: &str, ledger: Option<&str>) -> InputSpec {
    InputSpec {
        path: "inbox/*".to_owned(),
        kind: Some(kind.to_owned()),
        ledger: ledger.map(str::to_owned),
        ..InputSpec::default()
    }
}

/// Reads files, each with its declaration; the accounting identity is checked for every sheet.
pub(crate) fn ingest(files: &[(&str, &[u8], Option<&InputSpec>)]) -> IngestOutput {
    let files: Vec<SourceFile<'_>> = files
        .iter()
        .map(|(path, bytes, input)| SourceFile {
            path,
            bytes,
            inputs: input.iter().copied().collect(),
        })
        .collect();
    read(&files)
}

/// Reads one file with several declarations.
pub(crate) fn ingest_declared(path: &str, bytes: &[u8], inputs: &[&InputSpec]) -> IngestOutput {
    read(&[SourceFile { path, bytes, inputs: inputs.to_vec() }])
}

fn read(files: &[SourceFile<'_>]) -> IngestOutput {
    let case = case();
    let context = Context { case: &case, key: &[7; 32], limits: Limits::default() };
    let outcomes = files.iter().map(|file| read_file(file, &context)).collect();
    let out = finish(outcomes, &[], &context);
    for sheet in &out.sheets {
        assert_eq!(
            sheet.rows_read,
            sheet.rows_accepted + sheet.rows_rejected + sheet.rows_set_aside,
            "{sheet:?}"
        );
        assert_eq!(
            sheet.rows_set_aside,
            sheet.set_aside_reasons.values().sum::<u64>(),
            "{sheet:?}"
        );
    }
    out
}

/// One CSV file of a declared table.
pub(crate) fn csv(text: &str, kind: &str) -> IngestOutput {
    let ledger = (kind == "assets").then_some("county");
    let spec = input(kind, ledger);
    ingest(&[("inbox/a.csv", text.as_bytes(), Some(&spec))])
}

/// The codes found, with their details.
pub(crate) fn codes(out: &IngestOutput) -> Vec<(&'static str, String)> {
    out.findings
        .iter()
        .map(|f| (f.code.code, f.detail.as_deref().unwrap_or_default().to_owned()))
        .collect()
}

/// The only finding of a code.
pub(crate) fn only<'a>(out: &'a IngestOutput, code: &str) -> &'a Finding {
    let found: Vec<_> = out.findings.iter().filter(|f| f.code.code == code).collect();
    assert_eq!(found.len(), 1, "{code}: {:?}", codes(out));
    found[0]
}
