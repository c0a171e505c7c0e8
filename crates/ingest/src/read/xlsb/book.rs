//! What a binary workbook says of its sheets, of how cells are shown, and the texts that they share.

use super::records::{Records, wide};
use crate::limits::Limits;
use crate::read::ole::{u16_at, u32_at};
use crate::read::unreadable::Unreadable;
use crate::read::xlsx::{Entry, Parts, Related, Shows};
use std::collections::BTreeMap;

/// The workbook.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub(super) sheets: Vec<Entry>,
    pub(super) epoch_1904: bool,
    shows: Vec<Shows>,
    strings: Vec<Box<str>>,
}

impl Book {
    /// How a cell of that style is shown.
    pub(super) fn shows(&self, style: usize) -> Shows {
        self.shows.get(style).copied().unwrap_or_default()
    }

    /// The shared text at that place.
    pub(super) fn string(&self, index: usize) -> Option<&str> {
        self.strings.get(index).map(AsRef::as_ref)
    }
}

/// Reads the lists of sheets, styles and texts.
pub(super) fn read(parts: &mut Parts<'_, '_>, limits: &Limits) -> Result<Book, Unreadable> {
    let related = Related::read(parts, "xl/_rels/workbook.bin.rels")?;
    let mut book = Book::default();
    sheets(parts, &related, &mut book)?;
    styles(parts, &related.part("/styles", "xl/styles.bin"), &mut book)?;
    strings(parts, &related.part("/sharedStrings", "xl/sharedStrings.bin"), limits, &mut book)?;
    Ok(book)
}

fn sheets(parts: &mut Parts<'_, '_>, related: &Related, book: &mut Book) -> Result<(), Unreadable> {
    let part = parts.part("xl/workbook.bin")?.ok_or(Unreadable::Damaged)?;
    let mut records = Records::new(part);
    while let Some((kind, data)) = records.next()? {
        match kind {
            // BrtWbProp.
            153 => book.epoch_1904 = data.first().is_some_and(|flags| flags & 1 == 1),
            // BrtBundleSh: whether it is shown, its number, its part (none for a sheet without), its name.
            156 => {
                let state = u32_at(data, 0).ok_or(Unreadable::Damaged)?;
                if u32_at(data, 8) == Some(u32::MAX) {
                    continue;
                }
                let (id, end) = wide(data, 8).ok_or(Unreadable::Damaged)?;
                let (name, _) = wide(data, end).ok_or(Unreadable::Damaged)?;
                if let Some(part) = related.sheet(&id) {
                    book.sheets.push(Entry { name, part, hidden: state != 0 });
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn styles(parts: &mut Parts<'_, '_>, name: &str, book: &mut Book) -> Result<(), Unreadable> {
    let Some(part) = parts.part(name)? else { return Ok(()) };
    let mut own = BTreeMap::new();
    // Cell formats follow a list of style formats whose records are of the same kind.
    let mut inside = false;
    let mut records = Records::new(part);
    while let Some((kind, data)) = records.next()? {
        match kind {
            // BrtFmt.
            44 => {
                if let (Some(id), Some((code, _))) = (u16_at(data, 0), wide(data, 2)) {
                    own.insert(usize::from(id), Shows::by_code(&code));
                }
            }
            // BrtBeginCellXFs, BrtEndCellXFs.
            617 => inside = true,
            618 => inside = false,
            // BrtXF.
            47 if inside => {
                let id = u16_at(data, 2).map_or(0, usize::from);
                book.shows.push(own.get(&id).copied().unwrap_or_else(|| Shows::built_in(id)));
            }
            _ => {}
        }
    }
    Ok(())
}

fn strings(
    parts: &mut Parts<'_, '_>,
    name: &str,
    limits: &Limits,
    book: &mut Book,
) -> Result<(), Unreadable> {
    let Some(part) = parts.part(name)? else { return Ok(()) };
    let mut bytes = 0_usize;
    let mut records = Records::new(part);
    while let Some((kind, data)) = records.next()? {
        // BrtSSTItem: what else it holds, its text, then its formats and pronunciation.
        if kind == 19 {
            let (text, _) = wide(data, 1).ok_or(Unreadable::Damaged)?;
            bytes = bytes.saturating_add(text.len());
            book.strings.push(text.into());
            if book.strings.len() > limits.cells || bytes > limits.text_bytes {
                return Err(Unreadable::TooManyCells);
            }
        }
    }
    Ok(())
}
