//! Zipped workbooks: `.xlsx`, `.xlsm`, newer `.et`, `.xlsb`, `.ods`.

use super::grid::{Grid, Raw};
use super::guard::guarded;
use super::ods_extras;
use super::unreadable::Unreadable;
use super::workbook::{Meter, new_grid, owned, worksheets};
use super::{xlsb, xlsx};
use crate::limits::Limits;
use calamine::{Ods, OdsError, Reader};
use ledger::Decimal;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The parts of a zipped file.
pub(super) type Zip<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// The sheets of a zipped workbook. The sizes that its parts declare are added up first: a small
/// file can inflate to more than the machine has, and the inflater holds parts to their sizes.
pub(super) fn grids(bytes: &[u8], limits: &Limits) -> Result<Vec<Grid>, Unreadable> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let mut inflated = 0_u64;
    for index in 0..zip.len() {
        if let Ok(part) = zip.by_index_raw(index) {
            inflated = inflated.saturating_add(part.size());
        }
    }
    if inflated > limits.inflated_bytes {
        return Err(Unreadable::TooLarge);
    }
    // Short parts of one character may well shrink a thousandfold; only the rest is suspect.
    let stored = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if inflated > HARMLESS && inflated / stored.max(1) > limits.ratio {
        return Err(Unreadable::Bomb);
    }
    let has = |name: &str| zip.file_names().flatten().any(|n| n.eq_ignore_ascii_case(name));
    let grids = if has("content.xml") {
        guarded(|| ods(bytes, zip, limits))
    } else if has("xl/workbook.bin") || has("xl\\workbook.bin") {
        xlsb::grids(&mut zip, limits)
    } else if has("xl/workbook.xml") || has("xl\\workbook.xml") {
        xlsx::grids(&mut zip, limits)
    } else {
        Err(Unreadable::Foreign)
    }?;
    if grids.is_empty() {
        return Err(Unreadable::NoSheets);
    }
    Ok(grids)
}

/// Inflated, a file of this size harms no machine, whatever it shrank from.
const HARMLESS: u64 = 64 << 20;

/// The text of one part.
fn part(zip: &mut Zip<'_>, name: &str) -> Option<String> {
    let mut file = zip.by_name(name).ok()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).ok()?;
    String::from_utf8(bytes).ok()
}

fn ods(bytes: &[u8], mut zip: Zip<'_>, limits: &Limits) -> Result<Vec<Grid>, Unreadable> {
    let content = part(&mut zip, "content.xml").ok_or(Unreadable::Damaged)?;
    // The reader makes a full rectangle of each sheet, repeated rows and columns included.
    let extras = ods_extras::read(&content, limits);
    drop(content);
    if extras.values().any(|e| e.area() > limits.cells) {
        return Err(Unreadable::TooManyCells);
    }
    let mut book = Ods::new(Cursor::new(bytes)).map_err(|e| match e {
        OdsError::Password => Unreadable::Encrypted,
        OdsError::CellLimitExceeded { .. } => Unreadable::TooManyCells,
        _ => Unreadable::Damaged,
    })?;
    let mut meter = Meter::new(limits);
    let mut grids = Vec::new();
    for (_, sheet) in worksheets(book.sheets_metadata()) {
        let range = book.worksheet_range(&sheet.name).map_err(|_| Unreadable::Damaged)?;
        let mut grid = new_grid(&sheet);
        let (top, left) = range.start().unwrap_or((0, 0));
        for (row, column, value) in range.used_cells() {
            let (row, column) = (row + top as usize, column + left as usize);
            let value = owned(value);
            meter.cell(row, column, &value)?;
            grid.put(row, column, value);
        }
        if let Some(extra) = extras.get(&sheet.name) {
            extra.apply(&mut grid);
        }
        grid.trim();
        grids.push(grid);
    }
    Ok(grids)
}

/// A share shown as a percentage: its figure before the sign.
pub(super) fn to_percent(raw: &Raw) -> Option<Raw> {
    match raw {
        Raw::Number(share) => {
            share.checked_mul(Decimal::ONE_HUNDRED).map(|p| Raw::Percent(p.normalize()))
        }
        _ => None,
    }
}
