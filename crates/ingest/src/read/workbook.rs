//! Workbooks through calamine: `.xls` (and `.et` of that kind), `.xlsb`, and what all share.

use super::grid::{Grid, Hidden, Merge, Raw};
use super::guard::guarded;
use super::unreadable::Unreadable;
use crate::limits::Limits;
use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Reader, Sheet, SheetType, SheetVisible, Xls, XlsError,
};
use ledger::{Decimal, NaiveDate};
use std::io::Cursor;

/// The mark of an encrypted OOXML file inside an OLE container.
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// Counts cells and checks positions against the limits.
pub(super) struct Meter<'a> {
    pub(super) limits: &'a Limits,
    pub(super) cells: usize,
}

impl Meter<'_> {
    /// One more cell at that place.
    pub(super) fn cell(&mut self, row: usize, column: usize) -> Result<(), Unreadable> {
        self.cells += 1;
        if row >= self.limits.rows
            || column >= self.limits.columns
            || self.cells > self.limits.cells
        {
            return Err(Unreadable::TooManyCells);
        }
        Ok(())
    }
}

/// The sheets of a BIFF8 workbook.
pub(super) fn xls(bytes: &[u8], limits: &Limits) -> Result<Vec<Grid>, Unreadable> {
    if bytes.windows(ENCRYPTED.len()).any(|w| w == ENCRYPTED) {
        return Err(Unreadable::Encrypted);
    }
    let extras = super::biff::inspect(bytes)?;
    guarded(|| {
        let mut book = Xls::new(Cursor::new(bytes)).map_err(|e| match e {
            XlsError::Password => Unreadable::Encrypted,
            _ => Unreadable::Damaged,
        })?;
        let epoch_1904 = book.has_1904_epoch();
        let mut meter = Meter { limits, cells: 0 };
        let mut grids = Vec::new();
        for (index, sheet) in worksheets(book.sheets_metadata()) {
            let range = book.worksheet_range(&sheet.name).map_err(|_| Unreadable::Damaged)?;
            let mut grid = new_grid(&sheet);
            let (top, left) = range.start().unwrap_or((0, 0));
            for (row, column, value) in range.used_cells() {
                let (row, column) = (row + top as usize, column + left as usize);
                meter.cell(row, column)?;
                grid.put(row, column, owned(value));
            }
            grid.knows_merges = true;
            grid.epoch_1904 = epoch_1904;
            grid.merges = book
                .merge_cells_by_sheet_name(&sheet.name)
                .map(|m| m.into_iter().map(merge).collect())
                .unwrap_or_default();
            if let Some(extra) = extras.get(index) {
                extra.apply(&mut grid);
            }
            grid.trim();
            grids.push(grid);
        }
        Ok(grids)
    })
}

/// The sheets that hold cells (no charts, no macros), with their place among all sheets.
pub(super) fn worksheets(sheets: &[Sheet]) -> Vec<(usize, Sheet)> {
    sheets.iter().cloned().enumerate().filter(|(_, s)| s.typ == SheetType::WorkSheet).collect()
}

/// An empty grid of that name.
pub(super) fn new_grid(sheet: &Sheet) -> Grid {
    Grid {
        name: Some(sheet.name.as_str().into()),
        hidden: Hidden { sheet: sheet.visible != SheetVisible::Visible, ..Hidden::default() },
        ..Grid::default()
    }
}

/// A merged area.
fn merge(d: Dimensions) -> Merge {
    Merge {
        top: d.start.0 as usize,
        left: d.start.1 as usize,
        bottom: d.end.0 as usize,
        right: d.end.1 as usize,
    }
}

/// A cell of a range.
pub(super) fn owned(value: &Data) -> Raw {
    match value {
        Data::Int(n) => Raw::Number(Decimal::from(*n)),
        Data::Float(f) => Raw::float(*f),
        Data::String(text) => Raw::text(text),
        Data::Bool(b) => Raw::Bool(*b),
        Data::DateTime(when) => date_time(when),
        Data::DateTimeIso(text) => iso(text),
        Data::DurationIso(text) => Raw::text(text),
        Data::Error(e) => Raw::Error(e.to_string().into()),
        Data::Empty => Raw::Empty,
    }
}

/// A cell of a streaming reader.
pub(super) fn borrowed(value: &DataRef<'_>) -> Raw {
    match value {
        DataRef::Int(n) => Raw::Number(Decimal::from(*n)),
        DataRef::Float(f) => Raw::float(*f),
        DataRef::String(text) => Raw::text(text),
        DataRef::SharedString(text) => Raw::text(text),
        DataRef::Bool(b) => Raw::Bool(*b),
        DataRef::DateTime(when) => date_time(when),
        DataRef::DateTimeIso(text) => iso(text),
        DataRef::DurationIso(text) => Raw::text(text),
        DataRef::Error(e) => Raw::Error(e.to_string().into()),
        DataRef::Empty => Raw::Empty,
    }
}

/// A cell with a date format. A time of day without a date, or a duration, stays text.
fn date_time(when: &ExcelDateTime) -> Raw {
    let (year, month, day, ..) = when.to_ymd_hms_milli();
    if when.is_datetime() && year >= 1900 {
        NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
            .map_or(Raw::Empty, Raw::Date)
    } else {
        Raw::float(when.as_f64())
    }
}

fn iso(text: &str) -> Raw {
    let day = text.get(..10).unwrap_or(text);
    NaiveDate::parse_from_str(day, "%Y-%m-%d").map_or_else(|_| Raw::text(text), Raw::Date)
}
