//! Zipped workbooks: `.xlsx`, `.xlsm`, newer `.et`, `.xlsb`, `.ods`.

use super::grid::{Grid, Raw};
use super::guard::guarded;
use super::ods_extras;
use super::ole::u32_at;
use super::unreadable::Unreadable;
use super::workbook::{Meter, borrowed, new_grid, owned, worksheets};
use super::xlsx;
use crate::limits::Limits;
use calamine::{Ods, OdsError, Reader, Xlsb, XlsbError};
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
    } else if has("xl/workbook.bin") {
        if announces_too_much(&mut zip) {
            return Err(Unreadable::Damaged);
        }
        guarded(|| xlsb(bytes, limits))
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

/// Whether the list of other workbooks that a binary one refers to announces more entries than it
/// holds: the reader would make room for all of them.
fn announces_too_much(zip: &mut Zip<'_>) -> bool {
    let mut bytes = Vec::new();
    let read =
        zip.by_name("xl/workbook.bin").is_ok_and(|mut part| part.read_to_end(&mut bytes).is_ok());
    let mut rest = bytes.as_slice();
    while read && let Some((kind, data, after)) = record(rest) {
        // BrtExternSheet: their number, then twelve bytes each.
        if kind == 0x016a
            && u32_at(data, 0).is_none_or(|n| (n as usize).saturating_mul(12) > data.len())
        {
            return true;
        }
        rest = after;
    }
    false
}

/// The first record of a binary part, and what follows: kind and length in seven bits a byte.
fn record(bytes: &[u8]) -> Option<(usize, &[u8], &[u8])> {
    let (first, rest) = bytes.split_first()?;
    let (kind, rest) = match rest.split_first() {
        Some((second, rest)) if first & 0x80 != 0 => {
            (usize::from(first & 0x7f) | usize::from(second & 0x7f) << 7, rest)
        }
        _ => (usize::from(*first), rest),
    };
    let (mut length, mut rest) = (0_usize, rest);
    for shift in [0, 7, 14, 21] {
        let (byte, after) = rest.split_first()?;
        length |= usize::from(byte & 0x7f) << shift;
        rest = after;
        if byte & 0x80 == 0 {
            break;
        }
    }
    let (data, rest) = rest.split_at_checked(length)?;
    Some((kind, data, rest))
}

/// The text of one part.
fn part(zip: &mut Zip<'_>, name: &str) -> Option<String> {
    let mut file = zip.by_name(name).ok()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).ok()?;
    String::from_utf8(bytes).ok()
}

fn xlsb(bytes: &[u8], limits: &Limits) -> Result<Vec<Grid>, Unreadable> {
    let failed = |e: XlsbError| match e {
        XlsbError::Password => Unreadable::Encrypted,
        _ => Unreadable::Damaged,
    };
    let mut book = Xlsb::new(Cursor::new(bytes)).map_err(failed)?;
    let epoch_1904 = book.has_1904_epoch();
    let mut meter = Meter::new(limits);
    let mut grids = Vec::new();
    for (_, sheet) in worksheets(book.sheets_metadata()) {
        let mut grid = new_grid(&sheet);
        grid.epoch_1904 = epoch_1904;
        let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(failed)?;
        while let Some(cell) = cells.next_cell().map_err(failed)? {
            let value = borrowed(cell.get_value());
            if !value.is_empty() {
                let (row, column) = cell.get_position();
                meter.cell(row as usize, column as usize, &value)?;
                grid.put(row as usize, column as usize, value);
            }
        }
        drop(cells);
        grid.trim();
        grids.push(grid);
    }
    Ok(grids)
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
