//! The cells of one sheet, its merges, and what is hidden in it, in one pass.

use super::book::{Book, Shows};
use super::strings::{Strings, rich_text, spelled};
use crate::read::grid::{Grid, Merge, Raw};
use crate::read::tags::{Attributes, Piece, Tags, unescape, whole};
use crate::read::unreadable::Unreadable;
use crate::read::workbook::{Meter, iso, number, serial};
use crate::read::zipped::to_percent;
use std::io::Read;

/// What a cell says its value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Number,
    Shared,
    Text,
    Inline,
    Bool,
    Error,
    Date,
}

/// A cell while it is read.
struct Open {
    row: usize,
    column: usize,
    style: usize,
    holds: Holds,
    formula: bool,
    /// Whether a value was written, if only an empty one.
    stored: bool,
}

/// Reads a sheet into its grid.
pub(super) fn read<R: Read>(
    mut tags: Tags<R>,
    book: &Book,
    strings: &Strings,
    meter: &mut Meter<'_>,
    grid: &mut Grid,
) -> Result<(), Unreadable> {
    let (mut row, mut column) = (0_usize, 0_usize);
    let mut hidden_columns = Vec::new();
    let mut text = String::new();
    let mut whole_part = false;
    loop {
        match tags.next()? {
            Piece::Open { name: b"c", attributes, closed } => {
                let mut cell = open(attributes, row, column)?;
                column = cell.column + 1;
                if !closed {
                    text.clear();
                    fill(&mut tags, &mut cell, &mut text)?;
                    let value = value(&cell, &text, book, strings)?;
                    if !value.is_empty() {
                        meter.cell(cell.row, cell.column, &value)?;
                        grid.put(cell.row, cell.column, value);
                    }
                }
            }
            Piece::Open { name: b"row", attributes, closed } => {
                row = match attributes.number("r") {
                    Some(number) => number.checked_sub(1).ok_or(Unreadable::Damaged)?,
                    None => row,
                };
                column = 0;
                if attributes.is_true("hidden") && row < meter.limits.rows {
                    grid.hidden.rows.insert(row);
                }
                row += usize::from(closed);
            }
            Piece::Close(b"row") => row += 1,
            Piece::Open { name: b"col", attributes, .. }
                if attributes.is_true("hidden") && hidden_columns.len() < meter.limits.rows =>
            {
                let from = attributes.number("min").unwrap_or(1).max(1);
                hidden_columns.push((from - 1, attributes.number("max").unwrap_or(from)));
            }
            Piece::Open { name: b"mergeCell", attributes, .. } => {
                let area = attributes.text("ref").and_then(|area| merge(&area));
                if grid.merges.len() < meter.limits.rows {
                    grid.merges.extend(area);
                }
            }
            Piece::Close(b"worksheet") => whole_part = true,
            Piece::Open { name: b"worksheet", closed, .. } => whole_part = closed,
            Piece::End if whole_part => break,
            Piece::End => return Err(Unreadable::Damaged),
            _ => {}
        }
    }
    grid.settle_merges();
    grid.hide_columns(&hidden_columns);
    Ok(())
}

/// What a cell's tag says; without a place it stands behind the one before.
fn open(attributes: Attributes<'_>, row: usize, column: usize) -> Result<Open, Unreadable> {
    let mut cell =
        Open { row, column, style: 0, holds: Holds::Number, formula: false, stored: false };
    for (name, value) in attributes {
        match name {
            b"r" => (cell.row, cell.column) = place(value).ok_or(Unreadable::Damaged)?,
            b"s" => cell.style = whole(value).unwrap_or(0),
            b"t" => {
                cell.holds = match value {
                    b"n" => Holds::Number,
                    b"s" => Holds::Shared,
                    b"inlineStr" | b"is" => Holds::Inline,
                    b"b" => Holds::Bool,
                    b"e" => Holds::Error,
                    b"d" => Holds::Date,
                    _ => Holds::Text,
                };
            }
            _ => {}
        }
    }
    Ok(cell)
}

/// Reads up to the end of the cell: its value into `text`, and whether it has a formula.
fn fill<R: Read>(tags: &mut Tags<R>, cell: &mut Open, text: &mut String) -> Result<(), Unreadable> {
    let (mut value, mut formula) = (false, false);
    loop {
        match tags.next()? {
            Piece::Open { name: b"v", closed, .. } => {
                value = !closed && cell.holds != Holds::Inline;
                cell.stored |= cell.holds == Holds::Text;
            }
            Piece::Text(bytes) if value => unescape(bytes, text).ok_or(Unreadable::Damaged)?,
            Piece::Plain(bytes) if value => {
                text.push_str(std::str::from_utf8(bytes).map_err(|_| Unreadable::Damaged)?);
            }
            Piece::Text(_) | Piece::Plain(_) if formula => cell.formula = true,
            Piece::Close(b"v") => value = false,
            Piece::Close(b"c") => return Ok(()),
            Piece::Open { name: b"f", closed, mut attributes } => {
                formula = !closed;
                // A shared formula is written out at its first cell only.
                cell.formula |= attributes.any(|(name, _)| name == b"t");
            }
            Piece::Close(b"f") => formula = false,
            Piece::Open { name: b"is", closed: false, .. } => {
                rich_text(tags, b"is", text)?;
                cell.stored = true;
            }
            Piece::End => return Err(Unreadable::Damaged),
            _ => {}
        }
    }
}

/// The value of a cell.
fn value(cell: &Open, text: &str, book: &Book, strings: &Strings) -> Result<Raw, Unreadable> {
    if text.is_empty() {
        // A formula whose result is an empty text has a result.
        let uncached = cell.formula && !cell.stored;
        return Ok(if uncached { Raw::Uncached } else { Raw::Empty });
    }
    Ok(match cell.holds {
        Holds::Number => match book.shows(cell.style) {
            Shows::Number => number(text),
            Shows::Percent => {
                let share = number(text);
                to_percent(&share).unwrap_or(share)
            }
            Shows::Date => serial(text, false, book.epoch_1904),
            Shows::Duration => serial(text, true, book.epoch_1904),
        },
        Holds::Shared => whole(text.trim().as_bytes())
            .and_then(|index| strings.get(index))
            .ok_or(Unreadable::Damaged)?,
        Holds::Text => Raw::text(&spelled(text)),
        Holds::Inline => Raw::text(text),
        Holds::Bool => Raw::Bool(matches!(text.trim(), "1" | "true" | "TRUE")),
        Holds::Error => Raw::Error(text.into()),
        Holds::Date => iso(text),
    })
}

/// Row and column, from 0, of a reference like `AB12`; dollar signs count for nothing.
fn place(reference: &[u8]) -> Option<(usize, usize)> {
    let (mut row, mut column) = (0_usize, 0_usize);
    for byte in reference {
        match byte {
            b'A'..=b'Z' if row == 0 => {
                column = column.checked_mul(26)?.checked_add(usize::from(byte - b'A') + 1)?;
            }
            b'a'..=b'z' if row == 0 => {
                column = column.checked_mul(26)?.checked_add(usize::from(byte - b'a') + 1)?;
            }
            b'0'..=b'9' => row = row.checked_mul(10)?.checked_add(usize::from(byte - b'0'))?,
            b'$' => {}
            _ => return None,
        }
    }
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// The area of a reference like `A1:C3`.
fn merge(reference: &str) -> Option<Merge> {
    let (from, to) = reference.split_once(':')?;
    let ((top, left), (bottom, right)) = (place(from.as_bytes())?, place(to.as_bytes())?);
    (bottom >= top && right >= left).then_some(Merge { top, left, bottom, right })
}

#[cfg(test)]
mod tests {
    use super::{Merge, merge, place};

    #[test]
    fn references() {
        assert_eq!(place(b"A1"), Some((0, 0)));
        assert_eq!(place(b"$AB$12"), Some((11, 27)));
        assert_eq!(place(b"XFD1048576"), Some((1_048_575, 16_383)));
        for wrong in [&b"A"[..], b"1", b"A0", b"", b"A1B", "甲1".as_bytes()] {
            assert_eq!(place(wrong), None, "{wrong:?}");
        }
        assert!(place(b"AAAAAAAAAAAAAAAAAAAAAAAAAAAAA99999999999999999999999").is_none());
        assert_eq!(merge("A1:B3"), Some(Merge { top: 0, left: 0, bottom: 2, right: 1 }));
        assert_eq!(merge("B3:A1"), None);
    }
}
