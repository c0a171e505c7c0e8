//! How a sheet is read, told before anything is written: what `ingest --dry-run` prints and
//! `ingest --write-mapping` saves.

use std::collections::BTreeMap;

/// How one table of a sheet is read. Rows as a spreadsheet shows them, from 1, ends included.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetPlan {
    /// File, relative to the case.
    pub file: String,
    /// Sheet, where the file has sheets.
    pub sheet: Option<String>,
    /// Where the table stands, where the sheet holds several: `A1:F20`.
    pub area: Option<String>,
    /// `list`, `card` (label and value in turns) or `across` (fields down, records across); `none`
    /// where no table was found.
    pub layout: &'static str,
    /// The table; `None` where it cannot be told.
    pub table: Option<&'static str>,
    /// Which ledger or system its rows are of, for assets.
    pub ledger: Option<String>,
    /// Why that table.
    pub why: Vec<Said>,
    /// The table that came second, and its likelihood in hundredths of the first's.
    pub runner_up: Option<(&'static str, u64)>,
    /// The rows of the headings (of a card or of records across: of the labels).
    pub heading_rows: Option<(u32, u32)>,
    /// The rows in which data may stand, of a list.
    pub data_rows: Option<(u32, u32)>,
    /// The unit of money where no heading or cell says another: 元, 万元 ….
    pub unit: Option<&'static str>,
    /// Its columns that have a heading, from the left.
    pub columns: Vec<ColumnPlan>,
    /// Values that hold for every row and stand in no column.
    pub filled: Vec<Filled>,
    /// Rows taken in.
    pub rows_accepted: u64,
    /// Rows that cannot be taken in.
    pub rows_rejected: u64,
    /// Rows set aside, by reason.
    pub set_aside: BTreeMap<String, u64>,
}

/// One column of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnPlan {
    /// Its letters; of a card or of records across, its place among the labels.
    pub at: String,
    /// Groups and heading.
    pub heading: String,
    /// The field; `fund_composition` for money by source; `None` where the column is kept in
    /// `extra`, or numbers the rows.
    pub field: Option<&'static str>,
    /// Code of the source of money, or the code that a tick stands for.
    pub code: Option<String>,
    /// How the heading was understood.
    pub by: By,
    /// The unit of its amounts.
    pub unit: Option<&'static str>,
}

/// How a heading was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The case says so.
    Declared,
    /// It is the field's name or another name of it.
    Name,
    /// It is like one of the field's names: so many hundredths of their pairs of characters agree.
    Likeness(u32),
    /// It names a source of money under its group, or a code to be ticked.
    Group,
    /// It numbers the rows.
    RowNumber,
    /// It fits no field; the column is kept in `extra`.
    Extra,
}

/// A value that every row takes from the words around the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The field.
    pub field: &'static str,
    /// The value.
    pub value: String,
    /// Where it stands: Chinese, English.
    pub from: Said,
}

/// A phrase in both languages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Said {
    pub(crate) fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }
}
