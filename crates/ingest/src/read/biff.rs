//! What must be known of an `.xls` before the workbook reader sees it: that its cells lie within a
//! sheet (the reader would ask for memory that no machine has), and what the reader does not tell:
//! which rows and columns are hidden, which numbers are shown as percentages.

use super::grid::{Grid, Hidden};
use super::ole::{u16_at, u32_at, workbook_stream};
use super::unreadable::Unreadable;
use super::zipped::to_percent;
use std::collections::BTreeSet;

/// Rows and columns of a BIFF8 sheet.
const ROWS: usize = 65_536;
const COLUMNS: usize = 256;

/// What one sheet has besides its values.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Extra {
    hidden: Hidden,
    percents: Vec<(usize, usize)>,
}

impl Extra {
    /// Puts it on the grid.
    pub(super) fn apply(&self, grid: &mut Grid) {
        grid.hidden.rows.clone_from(&self.hidden.rows);
        grid.hidden.columns.clone_from(&self.hidden.columns);
        for (row, column) in &self.percents {
            if let Some(percent) = to_percent(grid.at(*row, *column)) {
                grid.put(*row, *column, percent);
            }
        }
    }

    /// Notes what a record hides or shows as a percentage.
    fn note(&mut self, kind: u16, data: &[u8], percent: &[bool]) {
        let first = u16_at(data, 0).map(usize::from);
        let second = u16_at(data, 2).map(usize::from);
        let is_percent = |at: usize| {
            u16_at(data, at).and_then(|f| percent.get(usize::from(f))).copied().unwrap_or(false)
        };
        match kind {
            // Formula, number, number in short form.
            0x0006 | 0x0203 | 0x027e if is_percent(4) => {
                self.percents.extend(first.zip(second));
            }
            // Several numbers in short form: format and number of each column.
            0x00bd => {
                if let (Some(row), Some(column)) = (first, second) {
                    let cells = data.len().saturating_sub(6) / 6;
                    let shown = (0..cells).filter(|i| is_percent(4 + 6 * i));
                    self.percents.extend(shown.map(|i| (row, column + i)));
                }
            }
            // ColInfo: first and last column, hidden in the lowest bit of the options.
            0x007d => {
                if let (Some(from), Some(to)) = (first, second)
                    && u16_at(data, 8).is_some_and(|options| options & 1 == 1)
                {
                    self.hidden.columns.extend(from..=to.min(COLUMNS));
                }
            }
            // Row: hidden in bit 5 of the options.
            0x0208 => {
                if let Some(row) = first
                    && u16_at(data, 12).is_some_and(|options| options & 0x20 != 0)
                {
                    self.hidden.rows.insert(row);
                }
            }
            _ => {}
        }
    }
}

/// Checks the container and the records of every sheet; what each sheet has, in their order.
pub(super) fn inspect(bytes: &[u8]) -> Result<Vec<Extra>, Unreadable> {
    let book = workbook_stream(bytes).ok_or(Unreadable::Damaged)?;
    let mut offsets = Vec::new();
    // Formats 9 and 10 are 0% and 0.00%.
    let mut formats = BTreeSet::from([9, 10]);
    let mut cell_formats = Vec::new();
    for (kind, data) in Records::at(&book, 0) {
        match kind {
            // BoundSheet: where the sheet begins.
            0x0085 => offsets.push(u32_at(data, 0).ok_or(Unreadable::Damaged)?),
            // Format: its number and its text.
            0x041e if shows_percent(data) => {
                formats.extend(u16_at(data, 0));
            }
            // XF: the format of the cells that name it.
            0x00e0 => cell_formats.push(u16_at(data, 2).unwrap_or(0)),
            0x000a => break,
            _ => {}
        }
    }
    let percent: Vec<bool> = cell_formats.iter().map(|f| formats.contains(f)).collect();
    offsets.into_iter().map(|offset| sheet(&book, offset as usize, &percent)).collect()
}

/// Whether the text of a number format holds a percent sign.
fn shows_percent(format: &[u8]) -> bool {
    let text = format.get(5..).unwrap_or_default();
    let wide = format.get(4).is_some_and(|options| options & 1 == 1);
    if wide {
        text.chunks_exact(2).any(|pair| pair == b"%\0".as_slice())
    } else {
        text.contains(&b'%')
    }
}

/// What the sheet has that begins there; `percent` tells of each cell format whether it shows
/// percentages.
fn sheet(book: &[u8], offset: usize, percent: &[bool]) -> Result<Extra, Unreadable> {
    let mut extra = Extra::default();
    let mut depth = 0_usize;
    for (kind, data) in Records::at(book, offset) {
        let column = u16_at(data, 2).map(usize::from);
        match kind {
            0x0809 => depth += 1,
            0x000a => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            // Dimensions: the reader makes room for the whole area.
            0x0200 => {
                let (from, to, columns) = if data.len() >= 14 {
                    (u32_at(data, 0), u32_at(data, 4), u16_at(data, 10))
                } else {
                    let row = |at| u16_at(data, at).map(u32::from);
                    (row(0), row(2), u16_at(data, 6))
                };
                let sound = from <= to
                    && to.is_some_and(|row| row as usize <= ROWS)
                    && columns.is_some_and(|column| usize::from(column) <= COLUMNS);
                if !sound {
                    return Err(Unreadable::Damaged);
                }
            }
            // Cells of all kinds: row, column.
            0x0001
            | 0x0006
            | 0x00bd
            | 0x00be
            | 0x00d6
            | 0x00fd
            | 0x0201
            | 0x0203..=0x0205
            | 0x027e
                if column.is_none_or(|column| column >= COLUMNS) =>
            {
                return Err(Unreadable::Damaged);
            }
            _ if depth <= 1 => extra.note(kind, data, percent),
            _ => {}
        }
    }
    Ok(extra)
}

/// The records of a stream: kind and data.
struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    fn at(stream: &'a [u8], offset: usize) -> Self {
        Self { rest: stream.get(offset..).unwrap_or_default() }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = u16_at(self.rest, 0)?;
        let length = usize::from(u16_at(self.rest, 2)?);
        let data = self.rest.get(4..4 + length)?;
        self.rest = self.rest.get(4 + length..)?;
        Some((kind, data))
    }
}

#[cfg(test)]
mod tests {
    use super::{Extra, Hidden, sheet, shows_percent};
    use crate::read::Unreadable;

    fn record(kind: u16, data: &[u16]) -> Vec<u8> {
        let mut bytes = kind.to_le_bytes().to_vec();
        bytes.extend(u16::try_from(data.len() * 2).unwrap().to_le_bytes());
        bytes.extend(data.iter().flat_map(|n| n.to_le_bytes()));
        bytes
    }

    #[test]
    fn percentages_and_hidden_parts_of_a_sheet() {
        let book: Vec<u8> = [
            record(0x0809, &[0x0600, 0x0010]),
            record(0x0203, &[3, 2, 1, 0, 0, 0, 0]),
            record(0x027e, &[4, 2, 0, 0, 0]),
            record(0x00bd, &[5, 6, 0, 0, 0, 1, 0, 0, 7]),
            record(0x0208, &[9, 0, 0, 0, 0, 0, 0x20, 0]),
            record(0x000a, &[]),
        ]
        .concat();
        let read = sheet(&book, 0, &[false, true]);
        let hidden = Hidden { rows: [9].into(), ..Hidden::default() };
        assert_eq!(read, Ok(Extra { hidden, percents: vec![(3, 2), (5, 7)] }));
        let outside = record(0x0203, &[3, 300, 1]);
        assert_eq!(sheet(&outside, 0, &[]), Err(Unreadable::Damaged));
        assert!(
            shows_percent(b"\xa4\x00\x05\x00\x000.00%") && !shows_percent(b"\xa4\x00\x01\x00\x000")
        );
        assert!(shows_percent(b"\xa4\x00\x02\x00\x010\x00%\x00"));
    }
}
