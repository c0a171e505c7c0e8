//! `manifest.json`: per step what went in, what came out, and what was looked at.

use frames::Totals;
use ledger::{Cell, CheckRun, StoredFinding};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The manifest. No clock times, no machine paths.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Manifest {
    /// Per step, by its name.
    pub steps: BTreeMap<String, StepEntry>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct StepEntry {
    /// Program version.
    pub program: String,
    /// Rulebook, for the steps that use one.
    pub rulebook: Option<RulebookEntry>,
    /// Files read.
    pub inputs: Vec<FileEntry>,
    /// Files written.
    pub outputs: Vec<FileEntry>,
    /// Ingest: what became of the rows of each sheet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sheets: Vec<SheetEntry>,
    /// What was looked at.
    pub checks: Vec<CheckEntry>,
    /// Findings by severity.
    pub findings: BTreeMap<String, u64>,
    /// Ingest: names of the tables that were received.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub received: Vec<String>,
    /// Some input could not be read (exit status 3).
    #[serde(default)]
    pub unreadable: bool,
}

/// Which rulebook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct RulebookEntry {
    /// Id.
    pub id: String,
    /// SHA-256 of its text.
    pub sha256: String,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct FileEntry {
    /// Relative to the case.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Rows, for tables.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// Control totals per money column, for tables.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub totals: BTreeMap<String, TotalEntry>,
}

/// One control total.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct TotalEntry {
    /// In yuan, as text.
    pub sum: String,
    /// Rows that state none.
    pub nulls: u64,
}

/// What became of the rows of one sheet: read = accepted + rejected + set aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct SheetEntry {
    /// File, relative to the case.
    pub file: String,
    /// Sheet, where the file has sheets.
    pub sheet: Option<String>,
    /// Where in the sheet, for one declared table of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// Table it was read for; the first, where it holds several.
    pub table: Option<String>,
    /// Rows that hold anything.
    pub rows_read: u64,
    /// Taken in.
    pub rows_accepted: u64,
    /// In rejects.csv.
    pub rows_rejected: u64,
    /// Titles, headings, blanks, notes, subtotals.
    pub rows_set_aside: u64,
    /// Why they were set aside.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub set_aside_reasons: BTreeMap<String, u64>,
    /// The fields that it has a column for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// In which columns of the sheet each field stands, and under which heading.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub places: BTreeMap<String, Vec<PlaceEntry>>,
    /// Of a sheet of cards, where the values of each stand: by the row where it begins, by field.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cards: BTreeMap<u32, BTreeMap<String, CardEntry>>,
    /// The tables of a sheet that holds several; the figures above are their sums.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartEntry>,
}

/// One value of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct CardEntry {
    /// Row, as a spreadsheet counts.
    pub row: u32,
    /// Column, as a spreadsheet names it; absent where several records have theirs in that row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Its label.
    pub heading: String,
}

/// A column of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct PlaceEntry {
    /// As a spreadsheet names it.
    pub column: String,
    /// Its heading.
    pub heading: String,
}

/// What became of the rows of one of several tables of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct PartEntry {
    /// Where it stands: `A1:F20`.
    pub area: Option<String>,
    /// Table it was read for.
    pub table: Option<String>,
    /// Rows of that part; of records that run across, columns.
    pub rows_read: u64,
    /// Taken in.
    pub rows_accepted: u64,
    /// In rejects.csv.
    pub rows_rejected: u64,
    /// Set aside.
    pub rows_set_aside: u64,
}

impl SheetEntry {
    /// Whether a cell is of this sheet.
    #[must_use]
    pub fn holds(&self, cell: &Cell) -> bool {
        self.file == *cell.src_file && self.sheet.as_deref() == cell.src_sheet.as_deref()
    }

    /// Where a cell of a card stands, by the row where the card begins or by its own, and the row
    /// where the card begins.
    #[must_use]
    pub fn on_card(&self, cell: &Cell) -> Option<(u32, &CardEntry)> {
        let row = cell.src_row?;
        let at = |card: &u32| Some((*card, self.cards.get(card)?.get(&*cell.column)?));
        // A card's own rows lie between where it begins and where the next one does.
        let last = self.cards.range(..=row).next_back().map(|(card, _)| *card);
        let own = |(card, entry): &(u32, &CardEntry)| *card == row || entry.row == row;
        last.and_then(|card| at(&card)).filter(own)
    }

    /// Adds the figures and columns of another table of the sheet.
    pub fn add(&mut self, more: Self) {
        self.table = self.table.take().or(more.table);
        self.rows_read += more.rows_read;
        self.rows_accepted += more.rows_accepted;
        self.rows_rejected += more.rows_rejected;
        self.rows_set_aside += more.rows_set_aside;
        for (reason, rows) in more.set_aside_reasons {
            *self.set_aside_reasons.entry(reason).or_insert(0) += rows;
        }
        for (field, places) in more.places {
            self.places.entry(field).or_default().extend(places);
        }
        for (row, cells) in more.cards {
            let card = self.cards.entry(row).or_default();
            for (field, cell) in cells {
                // Cards side by side share their rows, not their columns.
                card.entry(field).and_modify(|known| known.column = None).or_insert(cell);
            }
        }
        self.columns.extend(more.columns);
        self.columns.sort();
        self.columns.dedup();
    }
}

/// One check family under one clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct CheckEntry {
    /// Family.
    pub family: String,
    /// Clause.
    pub clause: Option<String>,
    /// ruled, silent, no-data or attest.
    pub status: String,
    /// Subjects looked at.
    pub seen: u64,
    /// With a finding.
    pub failed: u64,
    /// Without the data for it.
    pub unknown: u64,
}

impl From<&CheckRun> for CheckEntry {
    fn from(run: &CheckRun) -> Self {
        Self {
            family: run.family.to_string(),
            clause: run.clause.as_deref().map(str::to_owned),
            status: run.status.code().to_owned(),
            seen: run.seen,
            failed: run.failed,
            unknown: run.unknown,
        }
    }
}

impl FileEntry {
    /// A file without rows.
    #[must_use]
    pub fn plain(path: &str, bytes: &[u8]) -> Self {
        Self { path: path.to_owned(), sha256: crate::sha256_hex(bytes), ..Self::default() }
    }

    /// A table.
    #[must_use]
    pub fn table(path: &str, bytes: &[u8], totals: &Totals) -> Self {
        let column = |(name, total): (&&str, &frames::ColumnTotal)| {
            ((*name).to_owned(), TotalEntry { sum: total.sum.to_string(), nulls: total.nulls })
        };
        Self {
            rows: Some(totals.rows),
            totals: totals.columns.iter().map(column).collect(),
            ..Self::plain(path, bytes)
        }
    }
}

/// Counts findings by severity.
pub(crate) fn by_severity(findings: &[StoredFinding]) -> BTreeMap<String, u64> {
    let mut out = BTreeMap::new();
    for finding in findings {
        *out.entry(finding.record.severity.as_deref().unwrap_or("error").to_owned())
            .or_default() += 1;
    }
    out
}
