//! Where a field's value stands in its file, and what stood there.

use crate::layout::column_letters;
use crate::limits::Limits;
use crate::read;
use crate::sheet::shown;
use ledger::{Books, Finding};
use std::collections::BTreeMap;

/// The column of a sheet from which a field was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldPlace {
    /// As a spreadsheet names it: `G`.
    pub column: String,
    /// Its heading, under its groups.
    pub heading: String,
}

impl FieldPlace {
    pub(crate) fn new(at: usize, heading: &str) -> Self {
        Self { column: column_letters(at), heading: heading.to_owned() }
    }
}

/// Where one value of a card stands: not in the row where the card begins.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CardCell {
    /// Row, as a spreadsheet counts.
    pub row: u32,
    /// Column, as a spreadsheet names it; `None` where several records have theirs in that row.
    pub column: Option<String>,
    /// Its label, under its groups.
    pub heading: String,
}

/// The cells of a sheet of cards: by the row where a card begins, by field or label.
pub type CardCells = BTreeMap<u32, BTreeMap<String, CardCell>>;

/// Names the own row of every cell of a card, and of what is said about it.
pub(crate) fn place_cells(findings: &mut [Finding], cards: &CardCells) {
    for finding in findings {
        for cell in &mut finding.evidence {
            let own = cell.src_row.and_then(|row| cards.get(&row)?.get(&*cell.column));
            cell.src_row = own.map(|own| own.row).or(cell.src_row);
        }
        let own = finding.evidence.first().and_then(|cell| cell.src_row);
        if let (Some(row), Some(said)) = (own, finding.args.get_mut("row")) {
            *said = row.to_string().into();
        }
    }
}

/// One cell of a file, and the field that was read from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellAddress<'a> {
    /// The sheet, where the file has sheets.
    pub sheet: Option<&'a str>,
    /// Row, as a spreadsheet counts.
    pub row: u32,
    /// Column, as a spreadsheet names it.
    pub column: &'a str,
    /// The table it was read for.
    pub table: &'a str,
    /// The field.
    pub field: &'a str,
}

/// What stands in cells of a file, as it was written there, masked as its field demands; `None`
/// where nothing stands there or the file cannot be read.
#[must_use]
pub fn raw_texts(bytes: &[u8], limits: &Limits, cells: &[CellAddress<'_>]) -> Vec<Option<String>> {
    let grids = read::grids(bytes, limits).unwrap_or_default();
    let by_name: BTreeMap<Option<&str>, &read::Grid> =
        grids.iter().map(|grid| (grid.name.as_deref(), grid)).collect();
    cells
        .iter()
        .map(|cell| {
            let table = Books::TABLES.iter().find(|t| t.name == cell.table)?;
            let grid = by_name.get(&cell.sheet)?;
            let row = usize::try_from(cell.row).ok()?.checked_sub(1)?;
            let raw = grid.at(row, column_index(cell.column)?);
            (!raw.is_empty()).then(|| table.column(cell.field).map(|c| shown(c, raw)))?
        })
        .collect()
}

/// `A` is 0, `AA` is 26.
fn column_index(letters: &str) -> Option<usize> {
    let number = letters.bytes().try_fold(0_usize, |n, letter| {
        let digit = letter.is_ascii_uppercase().then(|| usize::from(letter - b'A') + 1)?;
        n.checked_mul(26)?.checked_add(digit)
    })?;
    number.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::{CellAddress, column_index, raw_texts};
    use crate::Limits;
    use crate::layout::column_letters;

    #[test]
    fn letters_name_columns_both_ways() {
        for at in [0, 25, 26, 51, 52, 701, 702, 16_383] {
            assert_eq!(column_index(&column_letters(at)), Some(at));
        }
        assert_eq!([column_index(""), column_index("a1")], [None, None]);
    }

    #[test]
    fn a_cell_is_quoted_as_it_was_written_and_masked() {
        let text = "资产名称,资产原值（万元）,联系电话\n泵房,\"1,2.5\",13912345678\n".as_bytes();
        let cell =
            |column, field| CellAddress { sheet: None, row: 2, column, table: "assets", field };
        let cells = [cell("B", "original_value"), cell("C", "custodian_phone"), cell("D", "note")];
        let raw = raw_texts(text, &Limits::default(), &cells);
        assert_eq!(raw[0].as_deref(), Some("1,2.5"));
        assert!(!raw[1].as_deref().unwrap().contains("13912345678"));
        assert_eq!(raw[2], None);
    }
}
