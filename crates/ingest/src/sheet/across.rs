//! Records that run across: fields down, one column per record.

use super::cards::{Relaid, Shape, aside_reason, list_of};
use super::labels::{Labels, groups};
use crate::layout::Layout;
use crate::read::{Grid, Raw};
use crate::texts::clean;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The records of a sheet whose labels stand in one column, with at least two columns of values
/// behind it that are filled for the most part; with `forced`, whatever there is.
pub(super) fn across(
    grid: &Grid,
    rows: &Range<usize>,
    labels: &Labels,
    forced: bool,
) -> Option<(Grid, Layout, Relaid)> {
    let (column, _) = labels.columns.iter().max_by_key(|(at, n)| (**n, usize::MAX - **at))?;
    let words = |row: usize| matches!(grid.at(row, *column), Raw::Text(_));
    let values = |row: usize| {
        let cells = grid.rows.get(row).map_or(&[][..], Vec::as_slice);
        cells.iter().enumerate().skip(column + 1).filter(|(_, c)| !c.is_empty()).map(|(at, _)| at)
    };
    // A label without any value may be a title.
    let known: Vec<usize> = labels
        .known
        .keys()
        .copied()
        .filter(|row| labels.is_known(*row, *column) && values(*row).next().is_some())
        .collect();
    // A second column of labels is that of a card; values may read like labels here and there.
    let rival = labels.columns.iter().filter(|(at, _)| at != &column).map(|(_, n)| *n).max();
    if (known.len() < 3 || rival.unwrap_or(0) * 2 > known.len()) && !forced {
        return None;
    }
    let (mut first, last) = (*known.first()?, *known.last()?);
    while first > rows.start && words(first - 1) && values(first - 1).count() >= 2 {
        first -= 1;
    }
    let lines: Vec<usize> =
        (first..=last).filter(|row| words(*row) && values(*row).next().is_some()).collect();
    let filled: usize = lines.iter().map(|row| values(*row).count()).sum();
    let records: BTreeSet<usize> = lines.iter().flat_map(|row| values(*row)).collect();
    let foreign =
        (first..=last).filter(|row| !words(*row) && values(*row).next().is_some()).count();
    let dense = filled * 2 >= lines.len() * records.len();
    if !forced && (records.len() < 2 || !dense || foreign > 0 || known.len() * 5 < lines.len() * 3)
    {
        return None;
    }
    let paths: Vec<Vec<String>> = lines
        .iter()
        .map(|row| {
            let mut path = groups(grid, *row, *column, 0);
            path.push(
                clean(&grid.at(*row, *column).show()).trim_end_matches([':', '：']).to_owned(),
            );
            path
        })
        .collect();
    let list = records
        .iter()
        .map(|at| {
            let record = lines
                .iter()
                .enumerate()
                .map(|(i, row)| (i, grid.at(*row, *at).clone(), (*row, *at)));
            let part = u32::try_from(*at).unwrap_or(u32::MAX);
            (first, part, record.filter(|(_, raw, _)| !raw.is_empty()).collect())
        })
        .collect();
    let mut beside: BTreeMap<&'static str, u64> = BTreeMap::new();
    for row in rows.clone().filter(|row| !lines.contains(row)) {
        *beside.entry(aside_reason(grid, row, first)).or_insert(0) += 1;
    }
    *beside.entry("heading").or_insert(0) += 1;
    let relaid = Relaid {
        shape: Shape::Across,
        lines: vec![first],
        part: vec![0],
        beside,
        labels: first..last + 1,
        cells: BTreeMap::new(),
    };
    Some(list_of(grid, rows, &paths, list, relaid))
}
