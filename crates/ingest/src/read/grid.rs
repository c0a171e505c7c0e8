//! A sheet as it stands: cells, merges, what is hidden. No meaning yet.

use ledger::{Decimal, NaiveDate, Text};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::OnceLock;

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

/// Indices of the merges that cover each row: `items` from `starts[row]` to `starts[row + 1]`.
#[derive(Debug, Clone, Default)]
pub(crate) struct RowMerges {
    starts: Vec<usize>,
    items: Vec<usize>,
}

impl RowMerges {
    fn new(merges: &[Merge], rows: usize) -> Self {
        let lines = |m: &Merge| m.top.min(rows)..m.bottom.saturating_add(1).min(rows);
        let mut starts = vec![0_usize; rows + 1];
        for row in merges.iter().flat_map(lines) {
            if let Some(count) = starts.get_mut(row + 1) {
                *count += 1;
            }
        }
        for row in 0..rows {
            let before = starts.get(row).copied().unwrap_or(0);
            if let Some(start) = starts.get_mut(row + 1) {
                *start += before;
            }
        }
        let mut next = starts.clone();
        let mut items = vec![0_usize; starts.last().copied().unwrap_or(0)];
        for (index, merge) in merges.iter().enumerate() {
            for row in lines(merge) {
                let Some(at) = next.get_mut(row) else { continue };
                if let Some(item) = items.get_mut(*at) {
                    *item = index;
                }
                *at += 1;
            }
        }
        Self { starts, items }
    }

    fn of(&self, row: usize) -> &[usize] {
        let (start, end) = (self.starts.get(row), self.starts.get(row + 1));
        let range = start.copied().unwrap_or(0)..end.copied().unwrap_or(0);
        self.items.get(range).unwrap_or_default()
    }
}

/// One sheet, or the only table of a text file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grid {
    /// `None` for text files.
    pub(crate) name: Option<Box<str>>,
    /// Rows from the first row of the sheet; short where the row is short.
    pub(crate) rows: Vec<Vec<Raw>>,
    pub(crate) merges: Vec<Merge>,
    /// Which merges cover each row, found when it is first asked for.
    pub(crate) merged_rows: OnceLock<RowMerges>,
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
        // A merge right of all cells is of none.
        let width = self.width();
        self.merges.retain(|m| m.left < width);
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

    /// How many rows all merges cover, each counted for itself.
    pub(crate) fn covered(&self) -> usize {
        let last = self.rows.len().saturating_sub(1);
        self.merges.iter().map(|m| m.bottom.min(last).saturating_sub(m.top)).sum()
    }

    /// The merges that cover a row, from the top.
    pub(crate) fn merges_on(&self, row: usize) -> impl Iterator<Item = &Merge> {
        let index = self.merged_rows.get_or_init(|| RowMerges::new(&self.merges, self.rows.len()));
        index.of(row).iter().filter_map(|at| self.merges.get(*at))
    }

    /// Notes hidden columns, each range with its end excluded. A declaration may hide columns far
    /// beyond those that hold something, and a damaged file the same ones over and over.
    pub(crate) fn hide_columns(&mut self, ranges: &[(usize, usize)]) {
        let width = self.width();
        let mut hidden = vec![0_i64; width + 1];
        for (from, to) in ranges.iter().filter(|(from, to)| from < to && *from < width) {
            for (at, change) in [(*from, 1), ((*to).min(width), -1)] {
                if let Some(slot) = hidden.get_mut(at) {
                    *slot += change;
                }
            }
        }
        let mut depth = 0;
        for (column, change) in hidden.iter().take(width).enumerate() {
            depth += change;
            if depth > 0 {
                self.hidden.columns.insert(column);
            }
        }
    }

    /// Drops rows at the end that hold nothing.
    pub(crate) fn trim(&mut self) {
        while self.rows.last().is_some_and(|row| row.iter().all(Raw::is_empty)) {
            self.rows.pop();
        }
    }

    /// What copying it costs: its cells, and its rows.
    pub(crate) fn size(&self) -> usize {
        self.rows.iter().map(|row| row.len() + 1).sum()
    }

    /// The width of the widest row.
    pub(crate) fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }
}
