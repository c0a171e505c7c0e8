//! What the workbook reader does not tell of an `.ods`: merges, hidden sheets, rows and columns,
//! and which numbers are shown as percentages.

use super::grid::{Grid, Hidden, Merge, Raw};
use super::zipped::to_percent;
use crate::limits::Limits;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::{BTreeMap, BTreeSet};

/// What one table of the file has besides its values.
#[derive(Debug, Default)]
pub(super) struct Extra {
    hidden: Hidden,
    merges: Vec<Merge>,
    percents: Vec<(usize, usize)>,
    /// Rows and columns up to the last that holds something.
    rows: usize,
    columns: usize,
}

impl Extra {
    /// Cells of the rectangle that holds everything.
    pub(super) fn area(&self) -> usize {
        self.rows.saturating_mul(self.columns)
    }

    /// Puts it on the grid. What a merge covers is not data, though the file may hold values there.
    pub(super) fn apply(&self, grid: &mut Grid) {
        grid.hidden.sheet |= self.hidden.sheet;
        grid.hidden.rows.clone_from(&self.hidden.rows);
        grid.hidden.columns.clone_from(&self.hidden.columns);
        grid.merges.clone_from(&self.merges);
        grid.settle_merges();
        let (merges, width) = (grid.merges.clone(), grid.width());
        grid.knows_merges = true;
        for merge in merges {
            for row in merge.top..=merge.bottom.min(grid.rows.len()) {
                for column in merge.left..=merge.right.min(width) {
                    let first = row == merge.top && column == merge.left;
                    if !first && !grid.at(row, column).is_empty() {
                        grid.put(row, column, Raw::Empty);
                    }
                }
            }
        }
        for (row, column) in &self.percents {
            if let Some(percent) = to_percent(grid.at(*row, *column)) {
                grid.put(*row, *column, percent);
            }
        }
    }
}

/// Where the reading stands.
struct Walk<'a> {
    limits: &'a Limits,
    hidden_styles: BTreeSet<String>,
    style: String,
    tables: BTreeMap<String, Extra>,
    name: String,
    row: usize,
    row_repeat: usize,
    column: usize,
    column_defs: usize,
}

/// Reads the extras of every table of `content.xml`.
pub(super) fn read(xml: &str, limits: &Limits) -> BTreeMap<String, Extra> {
    let mut walk = Walk {
        limits,
        hidden_styles: BTreeSet::new(),
        style: String::new(),
        tables: BTreeMap::new(),
        name: String::new(),
        row: 0,
        row_repeat: 1,
        column: 0,
        column_defs: 0,
    };
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => walk.open(&tag),
            Ok(Event::Empty(tag)) => {
                walk.open(&tag);
                if tag.name().into_inner() == "table:table-row" {
                    walk.close_row();
                }
            }
            Ok(Event::End(tag)) => {
                if tag.name().into_inner() == "table:table-row" {
                    walk.close_row();
                }
            }
            Ok(Event::Eof) | Err(_) => return walk.tables,
            Ok(_) => {}
        }
    }
}

impl Walk<'_> {
    fn open(&mut self, tag: &BytesStart<'_>) {
        match tag.name().into_inner() {
            "style:style" => self.style = attribute(tag, "name").unwrap_or_default(),
            "style:table-properties" if attribute(tag, "display").is_some_and(|d| d == "false") => {
                self.hidden_styles.insert(self.style.clone());
            }
            "table:table" => {
                self.name = attribute(tag, "name").unwrap_or_default();
                (self.row, self.column, self.column_defs) = (0, 0, 0);
                let hidden =
                    attribute(tag, "style-name").is_some_and(|s| self.hidden_styles.contains(&s));
                self.tables.entry(self.name.clone()).or_default().hidden.sheet = hidden;
            }
            "table:table-column" => {
                let repeat = repeat(tag, "number-columns-repeated", self.limits.columns);
                if is_hidden(tag)
                    && let Some(extra) = self.tables.get_mut(&self.name)
                {
                    let end = (self.column_defs + repeat).min(self.limits.columns);
                    extra.hidden.columns.extend(self.column_defs..end);
                }
                self.column_defs = (self.column_defs + repeat).min(self.limits.columns);
            }
            "table:table-row" => {
                self.column = 0;
                self.row_repeat = repeat(tag, "number-rows-repeated", self.limits.rows);
                if is_hidden(tag)
                    && let Some(extra) = self.tables.get_mut(&self.name)
                {
                    // Beyond the last row of any sheet nothing needs hiding.
                    let end = (self.row + self.row_repeat).min(self.limits.rows);
                    extra.hidden.rows.extend(self.row..end);
                }
            }
            "table:table-cell" | "table:covered-table-cell" => self.cell(tag),
            _ => {}
        }
    }

    fn cell(&mut self, tag: &BytesStart<'_>) {
        let repeat = repeat(tag, "number-columns-repeated", self.limits.columns);
        let (row, column) = (self.row, self.column);
        if let Some(extra) = self.tables.get_mut(&self.name) {
            let rows = number(tag, "number-rows-spanned").unwrap_or(1).max(1);
            let columns = number(tag, "number-columns-spanned").unwrap_or(1).max(1);
            if (rows > 1 || columns > 1)
                && rows <= self.limits.rows
                && columns <= self.limits.columns
            {
                extra.merges.push(Merge {
                    top: row,
                    left: column,
                    bottom: row + rows - 1,
                    right: column + columns - 1,
                });
            }
            if attribute(tag, "value-type").is_some() {
                extra.rows = extra.rows.max(row.saturating_add(self.row_repeat));
                extra.columns = extra.columns.max(column.saturating_add(repeat));
            }
            if attribute(tag, "value-type").is_some_and(|t| t == "percentage")
                && self.row_repeat <= 1_000
                && extra.percents.len() < self.limits.cells / 64
            {
                for r in row..row + self.row_repeat {
                    extra.percents.extend((column..column + repeat).map(|c| (r, c)));
                }
            }
        }
        self.column += repeat;
    }

    fn close_row(&mut self) {
        self.row += self.row_repeat;
        self.row_repeat = 1;
    }
}

/// How often a row, column or cell stands, at most the limit.
fn repeat(tag: &BytesStart<'_>, name: &str, limit: usize) -> usize {
    number(tag, name).unwrap_or(1).clamp(1, limit)
}

fn is_hidden(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "visibility").is_some_and(|v| v == "collapse" || v == "filter")
}

/// The attribute of that name, with or without prefix.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes().flatten().find_map(|a| {
        let key = a.key.into_inner();
        let key = key.rsplit_once(':').map_or(key, |(_, local)| local);
        (key == name)
            .then(|| a.normalized_value(XmlVersion::Implicit1_0).ok().map(|v| v.into_owned()))
            .flatten()
    })
}

/// The attribute as a number.
fn number(tag: &BytesStart<'_>, name: &str) -> Option<usize> {
    attribute(tag, name)?.parse().ok()
}
