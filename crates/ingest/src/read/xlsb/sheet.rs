//! The cells of one sheet, its merges, and what is hidden in it, in one pass.

use super::book::Book;
use super::records::{Records, wide};
use crate::read::grid::{Grid, Merge, Raw};
use crate::read::ole::u32_at;
use crate::read::unreadable::Unreadable;
use crate::read::workbook::{Meter, serial};
use crate::read::xlsx::Shows;
use crate::read::zipped::to_percent;
use ledger::Decimal;
use std::io::Read;

/// What a cell says its value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// A number in four bytes.
    Short,
    /// A number in eight.
    Number,
    Error,
    Bool,
    Text,
    /// A text with several formats.
    Rich,
    Shared,
}

/// Reads a sheet into its grid.
pub(super) fn read<R: Read>(
    part: R,
    book: &Book,
    meter: &mut Meter<'_>,
    grid: &mut Grid,
) -> Result<(), Unreadable> {
    let mut records = Records::new(part);
    let (mut row, mut column, mut whole_part) = (0_usize, 0_usize, false);
    let mut hidden_columns = Vec::new();
    while let Some((kind, data)) = records.next()? {
        let number = |at: usize| u32_at(data, at).map(|n| n as usize).ok_or(Unreadable::Damaged);
        match kind {
            // BrtRowHdr: hidden in bit 4 of the twelfth byte.
            0 => {
                (row, column) = (number(0)?, 0);
                let hidden = data.get(11).is_some_and(|flags| flags & 0x10 != 0);
                if hidden && row < meter.limits.rows {
                    grid.hidden.rows.insert(row);
                }
            }
            // Cells: column, style, value. Those that follow another one leave out the column.
            1..=11 | 62 => {
                column = number(0)?;
                put((kind, data, 4), (row, column), book, meter, grid)?;
                column += 1;
            }
            12..=18 | 61 => {
                put((kind, data, 0), (row, column), book, meter, grid)?;
                column += 1;
            }
            // BrtColInfo: first and last column, hidden in the lowest bit of the options.
            60 => {
                let hidden = data.get(16).is_some_and(|options| options & 1 == 1);
                if hidden && hidden_columns.len() < meter.limits.rows {
                    hidden_columns.push((number(0)?, number(4)?.saturating_add(1)));
                }
            }
            // BrtMergeCell: rows, columns.
            176 => {
                let merge = Merge {
                    top: number(0)?,
                    bottom: number(4)?,
                    left: number(8)?,
                    right: number(12)?,
                };
                let sound = merge.top <= merge.bottom && merge.left <= merge.right;
                if sound && grid.merges.len() < meter.limits.rows {
                    grid.merges.push(merge);
                }
            }
            // BrtEndSheet.
            130 => whole_part = true,
            _ => {}
        }
    }
    if !whole_part {
        return Err(Unreadable::Damaged);
    }
    grid.settle_merges();
    grid.hide_columns(&hidden_columns);
    Ok(())
}

/// Puts the value of a cell, whose style stands at `at` and its value behind.
fn put(
    (kind, data, at): (u16, &[u8], usize),
    (row, column): (usize, usize),
    book: &Book,
    meter: &mut Meter<'_>,
    grid: &mut Grid,
) -> Result<(), Unreadable> {
    let holds = match kind {
        2 | 13 => Holds::Short,
        5 | 9 | 16 => Holds::Number,
        3 | 11 | 14 => Holds::Error,
        4 | 10 | 15 => Holds::Bool,
        6 | 8 | 17 => Holds::Text,
        61 | 62 => Holds::Rich,
        7 | 18 => Holds::Shared,
        // Without a value.
        _ => return Ok(()),
    };
    let style = u32_at(data, at).ok_or(Unreadable::Damaged)? as usize & 0x00ff_ffff;
    let bytes = data.get(at + 4..).unwrap_or_default();
    let value = value(holds, bytes, book.shows(style), book).ok_or(Unreadable::Damaged)?;
    if !value.is_empty() {
        meter.cell(row, column, &value)?;
        grid.put(row, column, value);
    }
    Ok(())
}

/// The value of a cell; `None` where its record is too short.
fn value(holds: Holds, bytes: &[u8], shows: Shows, book: &Book) -> Option<Raw> {
    let number = match holds {
        Holds::Short => short(u32_at(bytes, 0)?),
        Holds::Number => float(u64::from(u32_at(bytes, 0)?) | u64::from(u32_at(bytes, 4)?) << 32),
        Holds::Error => return Some(Raw::Error(error(*bytes.first()?).into())),
        Holds::Bool => return Some(Raw::Bool(*bytes.first()? != 0)),
        Holds::Text => return Some(Raw::text(&wide(bytes, 0)?.0)),
        Holds::Rich => return Some(Raw::text(&wide(bytes, 1)?.0)),
        Holds::Shared => return book.string(u32_at(bytes, 0)? as usize).map(Raw::text),
    };
    Some(match (shows, &number) {
        (Shows::Percent, number) => to_percent(number).unwrap_or_else(|| number.clone()),
        (Shows::Date, Raw::Number(days)) => serial(&days.to_string(), false, book.epoch_1904),
        (Shows::Duration, Raw::Number(days)) => serial(&days.to_string(), true, book.epoch_1904),
        _ => number,
    })
}

/// A number in four bytes: a whole number, or the upper half of a float; hundredths of it where the
/// lowest bit says so.
fn short(bits: u32) -> Raw {
    let number = if bits & 2 != 0 {
        Raw::Number(Decimal::from(bits.cast_signed() >> 2))
    } else {
        float(u64::from(bits & !3) << 32)
    };
    match number {
        Raw::Number(n) if bits & 1 != 0 => n
            .checked_div(Decimal::ONE_HUNDRED)
            .map_or(Raw::Number(n), |n| Raw::Number(n.normalize())),
        number => number,
    }
}

#[expect(clippy::disallowed_types, reason = "workbooks store binary floats")]
fn float(bits: u64) -> Raw {
    Raw::float(f64::from_bits(bits))
}

/// How a spreadsheet shows an error.
const fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2b => "#GETTING_DATA",
        _ => "#N/A",
    }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn numbers_in_four_bytes_are_exact() {
        let shown = |bits: u32| short(bits).show().into_owned();
        assert_eq!(shown(5 << 2 | 2), "5");
        assert_eq!(shown(12_345 << 2 | 3), "123.45");
        assert_eq!(shown((-7_i32 << 2 | 2).cast_unsigned()), "-7");
        // 1.5 is 0x3ff8 0000 0000 0000.
        assert_eq!(shown(0x3ff8_0000), "1.5");
        assert_eq!(shown(0x3ff8_0001), "0.015");
    }
}
