//! Bytes of a file to rows, and what could not be read.
//!
//! In: the bytes of each file of `inbox/`, what the case declares about it, the case itself and the
//! key of the keyed hash. Out: [`Books`], the rows that could not be taken in, the count of rows of
//! every sheet, and `intake.*` findings. Nothing is opened here and no clock is read.
//!
//! ```text
//! bytes ─read─▶ Grid ─layout─▶ headings, unit, data rows ─sheet─▶ records ─▶ Books
//!        sniff       which row heads, what is a total       values, totals, repeats
//! ```
//!
//! [`read_file`] is pure and needs nothing of the other files; [`finish`] puts the files together
//! and makes the checks that need several of them (places, doubtful units, funding lines).
//!
//! What must always hold:
//! * for every sheet, rows read = rows accepted + rejected + set aside, each set-aside row with its
//!   reason;
//! * no float: a number of a workbook is taken through its shortest decimal text;
//! * no identity, phone or bank number leaves, in no column, and no natural person's name in a column
//!   that may hold one;
//! * no input, however damaged, ends in a panic: it ends in `intake.file-unreadable`;
//! * equal bytes under equal declarations give equal rows with equal `row_id`s.

mod derive;
mod finish;
#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
mod layout;
mod limits;
mod places;
mod privacy;
mod read;
mod sheet;
mod texts;
mod values;

use ledger::tables::Reject;
use ledger::{Books, CaseInfo, CheckRun, Finding, InputSpec};
use std::collections::BTreeMap;

pub use finish::finish;
pub use limits::Limits;

/// One file of `inbox/`.
#[derive(Debug, Clone)]
pub struct SourceFile<'a> {
    /// Relative to the case, with forward slashes: `inbox/…`.
    pub path: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
    /// The `[[input]]` entries whose glob matches it; empty when the case declares nothing.
    pub inputs: Vec<&'a InputSpec>,
}

/// What holds for all files of a case.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The case.
    pub case: &'a CaseInfo,
    /// Key of the HMAC that stands for identity numbers.
    pub key: &'a [u8; 32],
    /// What a file may cost.
    pub limits: Limits,
}

/// What one file gave; [`finish`] takes it.
#[derive(Debug, Clone, Default)]
pub struct FileOutcome {
    path: String,
    content_hash: String,
    unreadable: bool,
    sheets: Vec<sheet::SheetOutcome>,
    findings: Vec<Finding>,
}

/// Everything that was received, and what is to say about it.
#[derive(Debug, Clone, Default)]
pub struct IngestOutput {
    /// The rows.
    pub books: Books,
    /// Rows that could not be taken in.
    pub rejects: Vec<Reject>,
    /// Rows of every sheet, counted.
    pub sheets: Vec<SheetCount>,
    /// What is wrong with what was received.
    pub findings: Vec<Finding>,
    /// What was looked at.
    pub checks: Vec<CheckRun>,
    /// Whether some file could not be read (exit status 3).
    pub unreadable: bool,
}

/// The rows of one sheet: read = accepted + rejected + set aside.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetCount {
    /// File, relative to the case.
    pub file: String,
    /// Sheet, where the file has sheets.
    pub sheet: Option<String>,
    /// The table it was read for; `None` where it could not be told.
    pub table: Option<String>,
    /// Rows of the sheet down to the last one that holds something.
    pub rows_read: u64,
    /// Rows that became rows of the table.
    pub rows_accepted: u64,
    /// Rows that could not be taken in.
    pub rows_rejected: u64,
    /// Titles, headings, blanks, notes, totals.
    pub rows_set_aside: u64,
    /// How many for which reason.
    pub set_aside_reasons: BTreeMap<String, u64>,
    /// The fields that it has a column for, in alphabetical order.
    pub columns: Vec<String>,
}

/// Reads one file. Independent of all others, so files can be read in parallel.
#[must_use]
pub fn read_file(file: &SourceFile<'_>, context: &Context<'_>) -> FileOutcome {
    outcome(file, context, read::grids(file.bytes, &context.limits))
}

/// Whether a file is one for [`read_parquet`].
#[must_use]
pub fn is_parquet(bytes: &[u8]) -> bool {
    read::is_parquet(bytes)
}

/// Reads one Parquet file. This crate does not know the table engine: `texts` gives the file's rows
/// as texts, the names of the columns first, or `None` where they cannot be had or are more than
/// the limits allow; it may panic.
#[must_use]
pub fn read_parquet(
    file: &SourceFile<'_>,
    context: &Context<'_>,
    texts: impl FnOnce(&[u8], &Limits) -> Option<Vec<Vec<String>>>,
) -> FileOutcome {
    let limits = &context.limits;
    let grid = read::table(|| texts(file.bytes, limits), limits);
    outcome(file, context, grid.map(|grid| vec![grid]))
}

/// What the grids of a file give, or why there are none.
fn outcome(
    file: &SourceFile<'_>,
    context: &Context<'_>,
    grids: Result<Vec<read::Grid>, read::Unreadable>,
) -> FileOutcome {
    let content_hash = texts::hex_hash(&[file.bytes]);
    let mut outcome = FileOutcome {
        path: file.path.to_owned(),
        content_hash: content_hash.clone(),
        ..FileOutcome::default()
    };
    match grids {
        Ok(grids) => {
            let source = sheet::Source { path: file.path, content_hash: &content_hash };
            for grid in &grids {
                outcome.sheets.extend(sheet::read_sheet(&source, grid, &file.inputs, context));
            }
        }
        Err(why) => {
            outcome.unreadable = true;
            outcome.findings.push(why.finding(file.path));
        }
    }
    outcome
}
