//! Bytes to grids: what a file is, is told by its first bytes, never by its name.

mod biff;
mod grid;
mod guard;
mod ods_extras;
mod ole;
mod tags;
mod text;
mod unreadable;
mod workbook;
mod xlsb;
mod xlsx;
mod zipped;

pub(crate) use grid::{Grid, Merge, Raw};
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) use text::grid as text_grid;
pub(crate) use unreadable::Unreadable;

use crate::limits::Limits;

/// The sheets of a file, whatever its format. Rows that a merge covers count as cells too: each of
/// them shows its value.
pub(crate) fn grids(bytes: &[u8], limits: &Limits) -> Result<Vec<Grid>, Unreadable> {
    let grids = stored(bytes, limits)?;
    let covered: usize = grids.iter().map(Grid::covered).sum();
    if covered > limits.cells { Err(Unreadable::TooManyCells) } else { Ok(grids) }
}

/// The sheets as they are stored.
fn stored(bytes: &[u8], limits: &Limits) -> Result<Vec<Grid>, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if bytes.starts_with(b"PK") {
        return zipped::grids(bytes, limits);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return workbook::xls(bytes, limits);
    }
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = start.trim_ascii_start();
    if start.starts_with(b"<") {
        return Err(Unreadable::Markup);
    }
    if start.starts_with(b"%PDF") {
        return Err(Unreadable::Foreign);
    }
    if is_parquet(bytes) {
        // Its reader belongs to the tables' engine: see `read_parquet`.
        return Err(Unreadable::Foreign);
    }
    text::grid(bytes, limits).map(|grid| vec![grid])
}

/// Whether a file says that it is Parquet.
pub(crate) fn is_parquet(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PAR1")
}

/// The only table of a file as another reader gave it; `None` where that could not read it, or
/// panicked.
pub(crate) fn table(
    read: impl FnOnce() -> Option<Vec<Vec<String>>>,
    limits: &Limits,
) -> Result<Grid, Unreadable> {
    let texts = guard::guarded(|| read().ok_or(Unreadable::Damaged))?;
    let mut meter = workbook::Meter::new(limits);
    let mut grid = Grid::default();
    for (row, cells) in texts.iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            let value = Raw::text(text);
            if !value.is_empty() {
                meter.cell(row, column, &value)?;
                grid.put(row, column, value);
            }
        }
    }
    Ok(grid)
}
