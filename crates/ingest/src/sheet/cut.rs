//! Parts of a grid that keep their addresses, and how a spreadsheet names them.

use crate::layout::column_letters;
use crate::read::{Grid, Raw};
use std::ops::Range;
use std::sync::OnceLock;

/// Rows and columns as a spreadsheet names them: `B3:H20`.
pub(super) fn cell_area(rows: &Range<usize>, columns: &Range<usize>) -> Option<String> {
    let (left, right) =
        (column_letters(columns.start), column_letters(columns.end.checked_sub(1)?));
    Some(format!("{left}{}:{right}{}", rows.start + 1, rows.end))
}

/// `B3:H20` as rows and columns from 0.
pub(super) fn parse_area(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let (from, to) = text.split_once(':')?;
    let corner = |text: &str| -> Option<(usize, usize)> {
        let text = text.trim().to_ascii_uppercase();
        let digits = text.find(|c: char| c.is_ascii_digit())?;
        let (letters, row) = text.split_at(digits);
        let column = letters.bytes().try_fold(0_usize, |sum, b| {
            b.is_ascii_uppercase()
                .then(|| sum.checked_mul(26)?.checked_add(usize::from(b - b'A') + 1))?
        })?;
        Some((row.parse::<usize>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
    };
    let ((top, left), (bottom, right)) = (corner(from)?, corner(to)?);
    (top <= bottom && left <= right).then_some((top..bottom + 1, left..right + 1))
}

/// The grid with those rows only.
pub(super) fn cut_rows(grid: &Grid, rows: &Range<usize>) -> Grid {
    let mut cut = Grid {
        rows: vec![Vec::new(); rows.start.min(grid.rows.len())],
        merges: grid
            .merges
            .iter()
            .filter(|m| rows.contains(&m.top) && rows.contains(&m.bottom))
            .copied()
            .collect(),
        ..grid_without_cells(grid)
    };
    cut.rows.extend(grid.rows.iter().take(rows.end).skip(rows.start).cloned());
    cut
}

/// The grid with those columns only, in the rows from `top` on.
pub(super) fn cut_columns(grid: &Grid, top: usize, columns: &Range<usize>) -> Grid {
    let mut cut = grid.clone();
    for cells in cut.rows.iter_mut().skip(top) {
        cells.truncate(columns.end);
        for cell in cells.iter_mut().take(columns.start) {
            *cell = Raw::Empty;
        }
    }
    cut.merged_rows = OnceLock::new();
    cut.merges
        .retain(|m| m.bottom < top || (columns.contains(&m.left) && columns.contains(&m.right)));
    cut
}

fn grid_without_cells(grid: &Grid) -> Grid {
    Grid {
        name: grid.name.clone(),
        knows_merges: grid.knows_merges,
        epoch_1904: grid.epoch_1904,
        hidden: grid.hidden.clone(),
        ..Grid::default()
    }
}

#[cfg(test)]
mod tests {
    use super::{cell_area, parse_area};

    #[test]
    fn areas_are_read_as_they_are_written() {
        for area in ["A1:C3", "B3:AA20"] {
            let (rows, columns) = parse_area(area).unwrap();
            assert_eq!(cell_area(&rows, &columns).as_deref(), Some(area));
        }
        for wrong in ["", "A1", "C3:A1", "A0:B2", "1A:2B", "A1:99999999999999999999B"] {
            assert_eq!(parse_area(wrong), None, "{wrong}");
        }
    }
}
