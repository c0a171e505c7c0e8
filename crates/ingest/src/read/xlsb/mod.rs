//! `.xlsb`: the parts of a binary workbook (BIFF12, [MS-XLSB]), each passed over once.
//!
//! In: the package. Out: what `.xlsx` gives too — values, dates and percentages by their formats,
//! merges, hidden sheets, rows and columns. The library that reads `.xls` would panic on damaged
//! files of this kind, make room for whatever they announce, and leave out errors of formulas; here
//! a part that breaks off is a damaged file, and nothing is kept but the values.

mod book;
mod records;
mod sheet;

use super::grid::Grid;
use super::unreadable::Unreadable;
use super::workbook::Meter;
use super::xlsx::Parts;
use super::zipped::Zip;
use crate::limits::Limits;

/// The sheets of the workbook that hold cells.
pub(super) fn grids(zip: &mut Zip<'_>, limits: &Limits) -> Result<Vec<Grid>, Unreadable> {
    let mut parts = Parts::new(zip);
    let book = book::read(&mut parts, limits)?;
    let mut meter = Meter::new(limits);
    let mut grids = Vec::with_capacity(book.sheets.len());
    for entry in &book.sheets {
        let mut grid = entry.grid(book.epoch_1904);
        let part = parts.part(&entry.part)?.ok_or(Unreadable::Damaged)?;
        sheet::read(part, &book, &mut meter, &mut grid)?;
        grid.trim();
        grids.push(grid);
    }
    Ok(grids)
}
