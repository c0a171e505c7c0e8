//! Tables of a sheet that stand side by side.

use super::cut::{cut_columns, cut_rows};
use super::parts::{Seen, Strip, WORK_MAX, is_strong};
use super::recognise::{self, Around};
use crate::layout::{find, heading_text};
use crate::read::Grid;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// Rows below the first headings that are looked at.
const HEAD_ROWS: usize = 60;

/// Parts a grid at columns that are empty from the first headings down, where both sides are
/// tables: the same headings once more, or those of another table. `spent` is how many cells were
/// copied so far.
pub(super) fn beside<'a>(
    seen: &Seen<'_>,
    strip: Strip<'a>,
    rows: Range<usize>,
    spent: usize,
) -> Vec<Strip<'a>> {
    let (grid, columns) = &strip;
    let Some(top) = rows.clone().take(60).find(|row| is_strong(grid, *row)) else {
        return vec![strip];
    };
    let end = columns.end.min(grid.width());
    let mut used = vec![false; end];
    for cells in grid.rows.iter().take(rows.end).skip(top) {
        for (slot, cell) in used.iter_mut().zip(cells) {
            *slot |= !cell.is_empty();
        }
    }
    let merged = |column: usize| {
        grid.merges.iter().any(|m| m.top >= top && m.left <= column && column <= m.right)
    };
    let cut_from = title_top(grid, top);
    // Headings tell: the rows far below them need not be copied to look.
    let head = cut_rows(grid, &(0..rows.end.min(top + HEAD_ROWS)));
    for gap in columns.start + 1..end {
        if used.get(gap).copied().unwrap_or(true) || merged(gap) {
            continue;
        }
        let Some(right) = (gap + 1..end).find(|c| used.get(*c).copied().unwrap_or(false)) else {
            break;
        };
        let (mine, others) = (columns.start..gap, right..end);
        let one = cut_columns(&head, cut_from, &mine);
        let other = cut_columns(&head, cut_from, &others);
        let [Some(a), Some(b)] = [&one, &other].map(|g| heading_texts(g, &rows)) else {
            continue;
        };
        let twin = b.iter().filter(|t| a.contains(*t)).count() * 5 >= b.len() * 4;
        let apart = || {
            let [a, b] = [&one, &other].map(|g| likely(seen, g, &rows));
            !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
        };
        if !twin && !apart() {
            continue;
        }
        let one = cut_columns(grid, cut_from, &mine);
        let other = (Cow::Owned(cut_columns(grid, cut_from, &others)), others);
        let mut out = vec![(Cow::Owned(one), mine)];
        let spent = spent.saturating_add(grid.size());
        out.extend(if spent > WORK_MAX { vec![other] } else { beside(seen, other, rows, spent) });
        return out;
    }
    vec![strip]
}

/// The first row of titles over a row of headings in which a column beside the first holds a title
/// of its own; else the headings themselves, so that one title is of all.
pub(super) fn title_top(grid: &Grid, heading: usize) -> usize {
    let filled = |row: usize| {
        grid.rows.get(row).map_or(0, |cells| cells.iter().filter(|c| !c.is_empty()).count())
    };
    (0..heading).rev().take_while(|row| filled(*row) >= 2).last().unwrap_or(heading)
}

/// The tables that a grid alone may hold, as many as are about as likely; none where the likeliest
/// lacks a required column. Half of one wide table is no table.
fn likely(seen: &Seen<'_>, grid: &Grid, rows: &Range<usize>) -> BTreeSet<&'static str> {
    let Some(layout) = find(grid, rows, None, None) else {
        return BTreeSet::new();
    };
    let around = Around { titles: &layout.titles, sheet: seen.sheet, path: seen.path };
    recognise::table(&layout, &around).likely()
}

/// The folded texts of the first row of headings.
fn heading_texts(grid: &Grid, rows: &Range<usize>) -> Option<Vec<String>> {
    let row = rows.clone().take(60).find(|row| is_strong(grid, *row))?;
    Some(grid.rows.get(row)?.iter().filter_map(heading_text).collect())
}
