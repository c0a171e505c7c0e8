//! Zipped workbooks: `.xlsx`, `.xlsm`, newer `.et`, `.xlsb`, `.ods`.

use super::grid::{Grid, Raw};
use super::guard::guarded;
use super::ods_extras;
use super::unreadable::Unreadable;
use super::workbook::{Meter, borrowed, new_grid, owned, worksheets};
use super::xlsx_extras;
use crate::limits::Limits;
use calamine::{
    DataRef, Ods, OdsError, Reader, Xlsb, XlsbError, Xlsx, XlsxError, XlsxFormulaMetadata,
};
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
    if announces_too_many_strings(&mut zip, limits) {
        return Err(Unreadable::TooManyCells);
    }
    let has = |name: &str| zip.index_for_name(name).is_some();
    if has("content.xml") {
        guarded(|| ods(bytes, zip, limits))
    } else if has("xl/workbook.bin") {
        guarded(|| xlsb(bytes, limits))
    } else if has("[Content_Types].xml") || has("xl/workbook.xml") {
        guarded(|| xlsx(bytes, zip, limits))
    } else {
        Err(Unreadable::Foreign)
    }
}

/// Whether a table of shared strings announces more strings than a file may have cells: the reader
/// makes room for all of them before it reads the first.
fn announces_too_many_strings(zip: &mut Zip<'_>, limits: &Limits) -> bool {
    (0..zip.len()).any(|index| {
        let mut head = Vec::new();
        if let Ok(part) = zip.by_index(index)
            && part.size() > 0
        {
            // What cannot be read here cannot be read later either.
            let _ = part.take(2_048).read_to_end(&mut head);
        }
        let head = String::from_utf8_lossy(&head);
        let Some((_, rest)) = head.split_once("uniqueCount=") else {
            return false;
        };
        let rest = rest.trim_start_matches(['"', '\'']);
        let count = rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or("");
        count.len() > 18 || count.parse().is_ok_and(|n: usize| n > limits.cells)
    })
}

/// The text of one part.
pub(super) fn part(zip: &mut Zip<'_>, name: &str) -> Option<String> {
    let mut file = zip.by_name(name).ok()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).ok()?;
    String::from_utf8(bytes).ok()
}

fn xlsx(bytes: &[u8], mut zip: Zip<'_>, limits: &Limits) -> Result<Vec<Grid>, Unreadable> {
    let failed = |e: XlsxError| match e {
        XlsxError::Password => Unreadable::Encrypted,
        _ => Unreadable::Damaged,
    };
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(failed)?;
    let epoch_1904 = book.has_1904_epoch();
    let mut extras = xlsx_extras::Extras::new(&mut zip);
    let mut meter = Meter { limits, cells: 0 };
    let mut grids = Vec::new();
    for (_, sheet) in worksheets(book.sheets_metadata()) {
        let mut grid = new_grid(&sheet);
        grid.knows_merges = true;
        grid.epoch_1904 = epoch_1904;
        let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(failed)?;
        while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(failed)? {
            let value = match (borrowed(&cell.value), &cell.formula) {
                (Raw::Empty, Some(formula)) if is_uncached(&cell.value, formula) => Raw::Uncached,
                (value, _) => value,
            };
            if !value.is_empty() {
                let (row, column) = (cell.pos.0 as usize, cell.pos.1 as usize);
                meter.cell(row, column)?;
                grid.put(row, column, value);
            }
        }
        drop(cells);
        extras.apply(&mut zip, &sheet.name, &mut grid);
        grid.trim();
        grids.push(grid);
    }
    Ok(grids)
}

/// A formula whose result is an empty text is not one without a result.
fn is_uncached(value: &DataRef<'_>, formula: &XlsxFormulaMetadata) -> bool {
    let stored = matches!(value, DataRef::String(_) | DataRef::SharedString(_));
    let written = match formula {
        XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => {
            !formula.is_empty()
        }
        _ => true,
    };
    !stored && written
}

fn xlsb(bytes: &[u8], limits: &Limits) -> Result<Vec<Grid>, Unreadable> {
    let failed = |e: XlsbError| match e {
        XlsbError::Password => Unreadable::Encrypted,
        _ => Unreadable::Damaged,
    };
    let mut book = Xlsb::new(Cursor::new(bytes)).map_err(failed)?;
    let epoch_1904 = book.has_1904_epoch();
    let mut meter = Meter { limits, cells: 0 };
    let mut grids = Vec::new();
    for (_, sheet) in worksheets(book.sheets_metadata()) {
        let mut grid = new_grid(&sheet);
        grid.epoch_1904 = epoch_1904;
        let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(failed)?;
        while let Some(cell) = cells.next_cell().map_err(failed)? {
            let value = borrowed(cell.get_value());
            if !value.is_empty() {
                let (row, column) = cell.get_position();
                meter.cell(row as usize, column as usize)?;
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
    if extras.values().any(|e| e.area() > limits.cells) {
        return Err(Unreadable::TooManyCells);
    }
    let mut book = Ods::new(Cursor::new(bytes)).map_err(|e| match e {
        OdsError::Password => Unreadable::Encrypted,
        OdsError::CellLimitExceeded { .. } => Unreadable::TooManyCells,
        _ => Unreadable::Damaged,
    })?;
    let mut meter = Meter { limits, cells: 0 };
    let mut grids = Vec::new();
    for (_, sheet) in worksheets(book.sheets_metadata()) {
        let range = book.worksheet_range(&sheet.name).map_err(|_| Unreadable::Damaged)?;
        let mut grid = new_grid(&sheet);
        let (top, left) = range.start().unwrap_or((0, 0));
        for (row, column, value) in range.used_cells() {
            let (row, column) = (row + top as usize, column + left as usize);
            meter.cell(row, column)?;
            grid.put(row, column, owned(value));
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
