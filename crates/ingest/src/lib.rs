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
//! * for every table of a sheet, rows read = rows accepted + rejected + set aside, each set-aside row
//!   with its reason; where records run across, columns are counted; rows of tables that stand side
//!   by side are counted for each;
//! * no float: a number of a workbook is taken through its shortest decimal text;
//! * no identity, phone or bank number leaves, in no column, and no natural person's name in a column
//!   that may hold one;
//! * no input, however damaged, ends in a panic: it ends in `intake.file-unreadable`;
//! * equal bytes under equal declarations give equal rows with equal `row_id`s.

mod derive;
mod difference;
mod finish;
#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
mod layout;
mod limits;
mod memo;
mod places;
mod plan;
mod privacy;
mod provenance;
mod read;
mod renamed;
mod sheet;
mod stated;
mod texts;
mod values;
mod versions;

use ledger::tables::Reject;
use ledger::{Books, CaseInfo, CheckRun, Finding, InputSpec};
use std::collections::BTreeMap;

pub use difference::{RowCounts, differences};
pub use finish::{finish, finish_renamed};
pub use limits::Limits;
pub use plan::{By, ColumnPlan, Filled, Said, SheetPlan};
pub use provenance::{CardCell, CardCells, CellAddress, FieldPlace, raw_texts};
pub use renamed::rename_places;

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
    /// Whether an input names this very file, not merely a pattern that it fits.
    explicit: bool,
    /// Whether another file stands in its place.
    aside: bool,
    sheets: Vec<sheet::SheetOutcome>,
    findings: Vec<Finding>,
}

impl FileOutcome {
    /// Gives up what was read of the file, and says why.
    fn refuse(&mut self, why: read::Unreadable) {
        self.unreadable = true;
        self.sheets.clear();
        self.findings = vec![why.finding(&self.path)];
    }
}

/// Everything that was received, and what is to say about it.
#[derive(Debug, Clone, Default)]
pub struct IngestOutput {
    /// The rows.
    pub books: Books,
    /// Rows that could not be taken in.
    pub rejects: Vec<Reject>,
    /// Rows of every sheet, counted; a sheet of several tables has one entry for each.
    pub sheets: Vec<SheetCount>,
    /// How each of them is read, in the same order.
    pub plans: Vec<SheetPlan>,
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
    /// Where in the sheet, where it holds several tables: `A1:F20`.
    pub area: Option<String>,
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
    /// In which columns of the sheet each field stands; empty for cards and records across.
    pub places: BTreeMap<String, Vec<FieldPlace>>,
    /// Where the values of cards, or of records across, stand.
    pub cards: CardCells,
}

/// What may be written of a cell of any table, by what its heading says that it holds: names under
/// 姓名 and the like are masked, identity, phone and bank numbers wherever they stand.
#[must_use]
pub fn masked(heading: &str, text: &str) -> String {
    if privacy::is_identifier(heading) {
        return privacy::scrub_identifier(text).into_owned();
    }
    privacy::mask(privacy::of_heading(heading), text).into_owned()
}

/// The texts of one sheet of a workbook or of a text file, as they stand: rows of cells, no meaning.
/// The sheet of that name, else the first that holds something.
///
/// # Errors
/// Why the file cannot be read, or which sheets there are.
pub fn sheet_texts(
    bytes: &[u8],
    sheet: Option<&str>,
    limits: &Limits,
) -> Result<Vec<Vec<String>>, String> {
    let grids = read::grids(bytes, limits).map_err(|why| why.sentence())?;
    let wanted = |grid: &&read::Grid| match sheet {
        Some(name) => grid.name.as_deref() == Some(name),
        None => !grid.rows.is_empty(),
    };
    let Some(grid) = grids.iter().find(wanted) else {
        let names: Vec<&str> = grids.iter().filter_map(|grid| grid.name.as_deref()).collect();
        return Err(format!("没有这个工作表，有的是：{}", names.join("、")));
    };
    let texts = |row: &Vec<read::Raw>| row.iter().map(|cell| cell.show().into_owned()).collect();
    Ok(grid.rows.iter().map(texts).collect())
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
        explicit: file.inputs.iter().any(|input| input.path == file.path),
        ..FileOutcome::default()
    };
    match grids {
        Ok(grids) => {
            let source = sheet::Source { path: file.path, content_hash: &content_hash };
            for grid in &grids {
                outcome.sheets.extend(sheet::read_sheet(&source, grid, &file.inputs, context));
                let bytes: usize = outcome.sheets.iter().map(|sheet| sheet.row_bytes).sum();
                if bytes > context.limits.row_bytes {
                    outcome.refuse(read::Unreadable::TooManyRows);
                    break;
                }
            }
        }
        Err(why) => outcome.refuse(why),
    }
    outcome
}
