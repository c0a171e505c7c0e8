//! Workbooks through calamine: `.xls` (and `.et` of that kind), and what all share.

use super::grid::{Grid, Hidden, Merge, Raw};
use super::guard::guarded;
use super::unreadable::Unreadable;
use crate::limits::Limits;
use calamine::{
    Data, Dimensions, ExcelDateTime, ExcelDateTimeType, Reader, Sheet, SheetType, SheetVisible,
    Xls, XlsError,
};
use ledger::{Decimal, NaiveDate};
use std::io::Cursor;

/// The mark of an encrypted OOXML file inside an OLE container.
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// Counts cells and checks positions against the limits.
pub(super) struct Meter<'a> {
    pub(super) limits: &'a Limits,
    cells: usize,
    text: usize,
}

impl<'a> Meter<'a> {
    pub(super) const fn new(limits: &'a Limits) -> Self {
        Self { limits, cells: 0, text: 0 }
    }

    /// One more cell at that place. Texts count too: cells that share one long text are each given
    /// a copy.
    pub(super) fn cell(
        &mut self,
        row: usize,
        column: usize,
        value: &Raw,
    ) -> Result<(), Unreadable> {
        self.cells += 1;
        if let Raw::Text(text) | Raw::Error(text) = value {
            self.text = self.text.saturating_add(text.len());
        }
        if row >= self.limits.rows
            || column >= self.limits.columns
            || self.cells > self.limits.cells
            || self.text > self.limits.text_bytes
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
        let mut meter = Meter::new(limits);
        let mut grids = Vec::new();
        for (index, sheet) in worksheets(book.sheets_metadata()) {
            let range = book.worksheet_range(&sheet.name).map_err(|_| Unreadable::Damaged)?;
            let mut grid = new_grid(&sheet);
            let (top, left) = range.start().unwrap_or((0, 0));
            for (row, column, value) in range.used_cells() {
                let (row, column) = (row + top as usize, column + left as usize);
                let value = owned(value);
                meter.cell(row, column, &value)?;
                grid.put(row, column, value);
            }
            grid.knows_merges = true;
            grid.epoch_1904 = epoch_1904;
            grid.merges = book
                .merge_cells_by_sheet_name(&sheet.name)
                .map(|m| m.into_iter().map(merge).collect())
                .unwrap_or_default();
            grid.settle_merges();
            if let Some(extra) = extras.get(index) {
                extra.apply(&mut grid);
            }
            grid.trim();
            grids.push(grid);
        }
        if grids.is_empty() { Err(Unreadable::NoSheets) } else { Ok(grids) }
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

/// A number as a workbook's XML writes it: the shortest decimal text of a binary float, or the float
/// in full. Up to fifteen digits a decimal is its own shortest text.
pub(super) fn number(text: &str) -> Raw {
    let text = text.trim_ascii();
    short(text.as_bytes()).map_or_else(|| float(text), Raw::Number)
}

/// A decimal of at most fifteen digits, without zeros at its end.
fn short(text: &[u8]) -> Option<Decimal> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    if digits.is_empty() || digits.len() > 16 {
        return None;
    }
    let (mut mantissa, mut scale, mut point, mut count) = (0_i64, 0_u32, false, 0);
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa * 10 + i64::from(byte - b'0');
                scale += u32::from(point);
                count += 1;
            }
            b'.' if !point => point = true,
            _ => return None,
        }
    }
    if count == 0 || count > 15 {
        return None;
    }
    while scale > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        scale -= 1;
    }
    Some(Decimal::new(if negative { -mantissa } else { mantissa }, scale))
}

#[expect(clippy::disallowed_types, reason = "workbooks store binary floats, here one that is long")]
fn float(text: &str) -> Raw {
    text.parse::<f64>().map_or_else(|_| Raw::text(text), Raw::float)
}

/// A number shown as a date, or as a length of time.
#[expect(clippy::disallowed_types, reason = "workbooks store dates as binary floats")]
pub(super) fn serial(text: &str, duration: bool, epoch_1904: bool) -> Raw {
    let kind = if duration { ExcelDateTimeType::TimeDelta } else { ExcelDateTimeType::DateTime };
    match text.trim_ascii().parse::<f64>() {
        Ok(days) => date_time(&ExcelDateTime::new(days, kind, epoch_1904)),
        Err(_) => Raw::text(text),
    }
}

pub(super) fn iso(text: &str) -> Raw {
    let day = text.get(..10).unwrap_or(text);
    NaiveDate::parse_from_str(day, "%Y-%m-%d").map_or_else(|_| Raw::text(text), Raw::Date)
}

#[cfg(test)]
mod tests {
    use super::{Raw, float, number};
    use proptest::prelude::*;

    #[test]
    fn numbers_by_their_shortest_text() {
        let shown = |text: &str| number(text).show().into_owned();
        assert_eq!(shown("0.10000000000000001"), "0.1");
        assert_eq!(shown("123456789012345.67"), "123456789012345.67");
        assert_eq!(shown("1200.50"), "1200.5");
        assert_eq!(shown("1.2E+06"), "1200000");
        assert_eq!(shown("-0"), "0");
        assert_eq!(number("abc"), Raw::text("abc"));
    }

    proptest! {
        #[test]
        fn the_short_way_and_the_long_way_agree(text in "-?[0-9]{1,9}(\\.[0-9]{0,6})?") {
            prop_assert_eq!(number(&text), float(&text));
        }
    }
}
