//! Bytes to grids: what a file is, is told by its first bytes, never by its name.

mod biff;
mod grid;
mod guard;
mod ods_extras;
mod ole;
mod text;
mod unreadable;
mod workbook;
mod xlsx_extras;
mod zipped;

pub(crate) use grid::{Grid, Merge, Raw};
pub(crate) use unreadable::Unreadable;

use crate::limits::Limits;

/// The sheets of a file, whatever its format.
pub(crate) fn grids(bytes: &[u8], limits: &Limits) -> Result<Vec<Grid>, Unreadable> {
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
    if start.starts_with(b"PAR1") {
        return Err(Unreadable::Foreign);
    }
    text::grid(bytes, limits).map(|grid| vec![grid])
}
