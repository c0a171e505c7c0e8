//! A sheet as it stands: cells, merges, what is hidden. No meaning yet.

use ledger::{Decimal, NaiveDate, Text};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What stands in one cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) enum Raw {
    /// Nothing.
    #[default]
    Empty,
    /// Text as written.
    Text(Text),
    /// A number, by its shortest decimal text.
    Number(Decimal),
    /// A number shown as a percentage: the figure before the sign.
    Percent(Decimal),
    /// A date.
    Date(NaiveDate),
    /// TRUE or FALSE.
    Bool(bool),
    /// `#REF!` and the like.
    Error(Text),
    /// A formula whose result is not stored.
    Uncached,
}

impl Raw {
    /// Text; empty or blank text is an empty cell.
    pub(crate) fn text(text: &str) -> Self {
        if text.trim().is_empty() { Self::Empty } else { Self::Text(text.into()) }
    }

    /// A number of a workbook through its shortest decimal text; text where it has no decimal form.
    #[expect(
        clippy::disallowed_types,
        reason = "workbooks store binary floats; this is the one place where one is seen"
    )]
    pub(crate) fn float(value: f64) -> Self {
        let text = value.to_string();
        match text.parse::<Decimal>() {
            Ok(number) => Self::Number(number.normalize()),
            Err(_) => Self::Text(text.into()),
        }
    }

    /// Whether nothing stands there.
    pub(crate) fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// As a person would read it.
    pub(crate) fn show(&self) -> Cow<'_, str> {
        match self {
            Self::Empty | Self::Uncached => Cow::Borrowed(""),
            Self::Text(text) | Self::Error(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Percent(number) => Cow::Owned(format!("{number}%")),
            Self::Date(date) => Cow::Owned(date.to_string()),
            Self::Bool(true) => Cow::Borrowed("TRUE"),
            Self::Bool(false) => Cow::Borrowed("FALSE"),
        }
    }
}

/// A merged area; rows and columns from 0, ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Merge {
    pub(crate) top: usize,
    pub(crate) left: usize,
    pub(crate) bottom: usize,
    pub(crate) right: usize,
}

/// What of a sheet is hidden.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Hidden {
    pub(crate) sheet: bool,
    pub(crate) rows: BTreeSet<usize>,
    pub(crate) columns: BTreeSet<usize>,
}

/// One sheet, or the only table of a text file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grid {
    /// `None` for text files.
    pub(crate) name: Option<Box<str>>,
    /// Rows from the first row of the sheet; short where the row is short.
    pub(crate) rows: Vec<Vec<Raw>>,
    pub(crate) merges: Vec<Merge>,
    /// Whether the format tells of merges; where it does not, blanks below a value may be one.
    pub(crate) knows_merges: bool,
    /// Whether its date serials count from 1904.
    pub(crate) epoch_1904: bool,
    pub(crate) hidden: Hidden,
}

impl Grid {
    /// The cell, empty where the row is short.
    pub(crate) fn at(&self, row: usize, column: usize) -> &Raw {
        const EMPTY: &Raw = &Raw::Empty;
        self.rows.get(row).and_then(|r| r.get(column)).unwrap_or(EMPTY)
    }

    /// Puts a value, making room.
    pub(crate) fn put(&mut self, row: usize, column: usize, value: Raw) {
        // Most rows are as wide as the one above.
        let width = row.checked_sub(1).and_then(|r| self.rows.get(r)).map_or(0, Vec::len);
        if self.rows.len() <= row {
            self.rows.resize_with(row + 1, Vec::new);
        }
        if let Some(cells) = self.rows.get_mut(row) {
            if cells.len() <= column {
                if cells.is_empty() {
                    cells.reserve_exact(width.max(column + 1));
                }
                cells.resize(column + 1, Raw::Empty);
            }
            if let Some(cell) = cells.get_mut(column) {
                *cell = value;
            }
        }
    }

    /// Keeps the merges that a sheet can have: each below the one before it in its column. Others
    /// are damage, and following them could take for ever.
    pub(crate) fn settle_merges(&mut self) {
        self.merges.sort_by_key(|m| (m.left, m.top));
        let mut before: Option<Merge> = None;
        self.merges.retain(|m| {
            let apart = before.is_none_or(|b| b.left != m.left || m.top > b.bottom);
            if apart {
                before = Some(*m);
            }
            apart
        });
        self.merges.sort_by_key(|m| (m.top, m.left));
    }

    /// Drops rows at the end that hold nothing.
    pub(crate) fn trim(&mut self) {
        while self.rows.last().is_some_and(|row| row.iter().all(Raw::is_empty)) {
            self.rows.pop();
        }
    }

    /// The width of the widest row.
    pub(crate) fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }
}
