//! Where the headings of a sheet stand, what each column is called, and where the data is.

pub(crate) mod names;
pub(crate) mod titles;

use crate::privacy::scrub;
use crate::read::{Grid, Merge, Raw};
use crate::texts::{clean, fold};
use crate::values::amount::Unit;
use crate::values::begins_with_number;
use ledger::InputSpec;
use names::{TableNames, core, is_heading, is_label, is_whole, split_unit, undecorated};
use std::ops::Range;

/// How far down headings are looked for.
const SEARCH_ROWS: usize = 40;
/// Rows of headings at most.
const MAX_LEVELS: usize = 4;

/// The heading of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heading {
    /// Column of the sheet, from 0.
    pub(crate) at: usize,
    /// Folded texts from the outermost group to the heading itself; empty without a heading.
    pub(crate) path: Vec<String>,
    /// As people read it: groups and heading joined by ›.
    pub(crate) shown: String,
    /// The unit of money that it states.
    pub(crate) unit: Option<Unit>,
}

/// How a sheet is laid out. Rows from 0.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub(crate) first_heading_row: usize,
    pub(crate) last_heading_row: usize,
    /// The rows in which data may stand.
    pub(crate) data: Range<usize>,
    pub(crate) headings: Vec<Heading>,
    /// Texts above the headings.
    pub(crate) titles: Vec<String>,
    /// The unit of money that the titles state.
    pub(crate) unit: Option<Unit>,
}

/// Finds the headings in some rows of a grid. With a declared table, two of its headings in a row are enough (one in a
/// narrow row); without, it takes three of any table. `None` where no row looks like headings.
pub(crate) fn find(
    grid: &Grid,
    within: &Range<usize>,
    table: Option<&TableNames>,
    spec: Option<&InputSpec>,
) -> Option<Layout> {
    let end = within.end.min(grid.rows.len());
    let declared = spec.and_then(|s| s.header_rows.as_deref()).and_then(row_range);
    let (first, last) = match declared {
        Some(range) => range,
        None => heading_rows(grid, within, table, spec)?,
    };
    let mut data = (last + 1).min(end)..end;
    if let Some((from, to)) = spec.and_then(|s| s.rows.as_deref()).and_then(row_range) {
        data = from.min(end)..(to + 1).min(end);
    }
    let titles: Vec<String> = grid
        .rows
        .iter()
        .take(first)
        .skip(within.start)
        .flatten()
        .filter(|cell| !cell.is_empty())
        .map(|cell| cell.show().into_owned())
        .collect();
    Some(Layout {
        first_heading_row: first,
        last_heading_row: last,
        data,
        headings: headings(grid, first, last),
        unit: titles.iter().find_map(|t| titles::stated_unit(t)),
        titles,
    })
}

/// `3-5` or `4`, from 1 in the text, from 0 here.
fn row_range(text: &str) -> Option<(usize, usize)> {
    let (from, to) = text.split_once(['-', '–', '~', ':']).unwrap_or((text, text));
    let from: usize = from.trim().parse().ok()?;
    let to: usize = to.trim().parse().ok()?;
    (from >= 1 && to >= from).then_some((from - 1, to - 1))
}

fn heading_rows(
    grid: &Grid,
    within: &Range<usize>,
    table: Option<&TableNames>,
    spec: Option<&InputSpec>,
) -> Option<(usize, usize)> {
    let named: Vec<String> =
        spec.map(|s| s.columns.keys().map(|k| fold(k)).collect()).unwrap_or_default();
    let score = |row: usize| -> usize {
        grid.rows.get(row).map_or(0, |cells| {
            cells
                .iter()
                .filter_map(heading_text)
                .filter(|t| is_heading(t, table) || named.contains(t))
                .count()
        })
    };
    let filled = |row: usize| {
        grid.rows.get(row).map_or(0, |cells| cells.iter().filter(|c| !c.is_empty()).count())
    };
    let enough = |score: usize, row: usize| match table {
        Some(_) if filled(row) <= 2 => score >= 1,
        Some(_) => score >= 2,
        None => score >= 3,
    };
    let end = within.end.min(grid.rows.len());
    let rows = within.start.min(end)..end.min(within.start.saturating_add(SEARCH_ROWS));
    let mut base = None;
    for row in rows.clone() {
        let score = score(row);
        if enough(score, row) && base.is_none_or(|(best, _)| score > best) {
            base = Some((score, row));
        }
    }
    // A narrow table under groups: neither row of headings has enough of them alone.
    let both = |row: &usize| {
        score(*row) >= 1
            && enough(score(*row) + score(*row + 1), *row)
            && continues_below(grid, *row, table)
    };
    let base = match base {
        Some((_, row)) => row,
        None => rows.into_iter().find(both)?,
    };
    let mut last = base;
    while last - base + 1 < MAX_LEVELS && continues_below(grid, last, table) {
        last += 1;
    }
    let mut first = base;
    while last - first + 1 < MAX_LEVELS && first > within.start && is_band(grid, first - 1, first) {
        first -= 1;
    }
    Some((first, last))
}

/// The folded text of a cell that may be a heading.
pub(crate) fn heading_text(cell: &Raw) -> Option<String> {
    match cell {
        Raw::Text(text) if text.chars().count() <= 40 => Some(fold(text)),
        _ => None,
    }
}

/// The merge that covers a cell.
fn covering(grid: &Grid, row: usize, column: usize) -> Option<&Merge> {
    grid.merges_on(row).find(|m| (m.left..=m.right).contains(&column))
}

/// Whether the row below `row` holds the headings inside its groups.
fn continues_below(grid: &Grid, row: usize, table: Option<&TableNames>) -> bool {
    let Some(below) = grid.rows.get(row + 1) else {
        return false;
    };
    let (mut inside, mut beside, mut repeated, mut labels) = (0_usize, 0_usize, 0_usize, 0_usize);
    let (mut known, mut all, mut under) = (0_usize, 0_usize, 0_usize);
    for (column, cell) in below.iter().enumerate() {
        if cell.is_empty() {
            continue;
        }
        let Some(text) = heading_text(cell) else {
            return false;
        };
        if begins_with_number(&text) {
            return false;
        }
        all += 1;
        let part = is_part(&text, table);
        let label = !part && is_label(core(&text));
        known += usize::from(part || label);
        let wide = covering(grid, row, column).is_some_and(|m| m.right > m.left && m.bottom == row);
        let group_start = !grid.at(row, column).is_empty() && grid.at(row, column + 1).is_empty();
        under += usize::from(wide);
        if wide || grid.at(row, column).is_empty() || group_start {
            inside += 1;
        } else if label {
            labels += 1;
        } else if !part {
            beside += 1;
        } else if repeats(grid.at(row, column), &text) {
            repeated += 1;
        }
    }
    let width =
        grid.rows.get(row).map_or(0, |cells| cells.iter().filter(|cell| !cell.is_empty()).count());
    // Beside headings that reach down by their merges, what stands under a group is its headings,
    // known or not: the names of owners, of villages.
    if all > 0 && under == all && spans(grid, row) {
        return true;
    }
    if all == 0 || known * 2 < all {
        return false;
    }
    // A label under a heading may be data (公益性资产 under 资产类别), but data fills its row.
    beside += if all * 2 < width { 0 } else { labels };
    let below = inside > 0 && beside <= inside / 4 && repeated * 2 < all;
    below || spans(grid, row) || (all <= 2 && width >= 4 && all < width)
}

/// Whether a heading of that row reaches into the row below by a merge: then all headings do.
fn spans(grid: &Grid, row: usize) -> bool {
    grid.merges_on(row).any(|m| {
        row < m.bottom
            && m.bottom - m.top < MAX_LEVELS
            && matches!(grid.at(m.top, m.left), Raw::Text(_))
    })
}

/// Whether a heading cell says what a folded text says: the headings stand there once more.
fn repeats(above: &Raw, text: &str) -> bool {
    heading_text(above).is_some_and(|above| above == text)
}

/// Whether a folded text may be a heading inside a group.
fn is_part(text: &str, table: Option<&TableNames>) -> bool {
    let core = core(text);
    is_heading(text, table)
        || is_heading(text, None)
        || is_whole(core)
        || matches!(
            core,
            "借方"
                | "贷方"
                | "数量"
                | "金额"
                | "单价"
                | "原值"
                | "净值"
                | "中央"
                | "省"
                | "省级"
                | "自治区"
                | "市"
                | "市级"
                | "地"
                | "地区"
                | "州"
                | "县"
                | "县级"
                | "其他"
                | "主体"
                | "责任人"
                | "名称"
                | "起"
                | "止"
                | "日期"
                | "比例"
                | "乡镇"
                | "村"
        )
}

/// Whether `above` holds group headings over `row`: it names columns that `row` leaves open.
fn is_band(grid: &Grid, above: usize, row: usize) -> bool {
    let Some(cells) = grid.rows.get(above) else {
        return false;
    };
    let mut named = 0;
    let mut open = false;
    for (column, cell) in cells.iter().enumerate() {
        if cell.is_empty() {
            continue;
        }
        let Some(text) = heading_text(cell) else {
            return false;
        };
        let label = core(&text);
        if label.contains([':', '：']) || begins_with_number(&text) {
            return false;
        }
        named += 1;
        open |= grid.at(row, column).is_empty();
    }
    named >= 2 && open
}

/// The headings of all columns between those rows.
fn headings(grid: &Grid, first: usize, last: usize) -> Vec<Heading> {
    let width = grid.width();
    let mut texts: Vec<Vec<String>> = Vec::new();
    for row in first..=last {
        let mut line = vec![String::new(); width];
        for (column, slot) in line.iter_mut().enumerate() {
            if let Raw::Text(text) = grid.at(row, column) {
                *slot = clean(text);
            } else if !grid.at(row, column).is_empty() {
                *slot = grid.at(row, column).show().into_owned();
            }
        }
        texts.push(line);
    }
    for merge in grid.merges.iter().filter(|m| m.top >= first && m.top <= last) {
        let text = texts
            .get(merge.top - first)
            .and_then(|line| line.get(merge.left))
            .cloned()
            .unwrap_or_default();
        for row in merge.top..=merge.bottom.min(last) {
            if let Some(line) = texts.get_mut(row - first) {
                let end = (merge.right + 1).min(width);
                for slot in line.get_mut(merge.left.min(end)..end).into_iter().flatten() {
                    slot.clone_from(&text);
                }
            }
        }
    }
    spread_groups(&mut texts);
    (0..width).map(|at| heading(at, texts.iter().filter_map(|line| line.get(at)))).collect()
}

/// Where merges are not known, a group's name stands over its first column only: it holds for the
/// columns to its right that have a heading below and none of their own.
fn spread_groups(texts: &mut [Vec<String>]) {
    for level in 0..texts.len().saturating_sub(1) {
        let (upper, lower) = texts.split_at_mut(level + 1);
        let Some(line) = upper.last_mut() else {
            continue;
        };
        let has_below =
            |column: usize| lower.iter().any(|l| l.get(column).is_some_and(|t| !t.is_empty()));
        let mut group = String::new();
        for column in 0..line.len() {
            let Some(slot) = line.get_mut(column) else {
                continue;
            };
            if !slot.is_empty() {
                group = if has_below(column) { slot.clone() } else { String::new() };
            } else if has_below(column) {
                slot.clone_from(&group);
            } else {
                group.clear();
            }
        }
    }
}

/// The heading of a column from its texts, outermost group first.
pub(crate) fn heading<'a>(at: usize, texts: impl Iterator<Item = &'a String>) -> Heading {
    let mut shown: Vec<&str> = Vec::new();
    for text in texts {
        if !text.is_empty() && shown.last() != Some(&text.as_str()) {
            shown.push(text);
        }
    }
    let mut path: Vec<String> = Vec::with_capacity(shown.len());
    let mut unit = None;
    for text in &shown {
        let folded = fold(text);
        let bare = undecorated(&folded);
        let (core, own) = split_unit(bare);
        unit = own.or(unit);
        // Neither a unit nor a mark must keep `期初余额(元)` + `*借方：` from being found.
        let keep = undecorated(if own.is_some() { core } else { bare });
        if !keep.is_empty() {
            path.push(keep.to_owned());
        }
    }
    Heading {
        at,
        path,
        shown: if shown.is_empty() {
            format!("{}列", column_letters(at))
        } else {
            scrub(&shown.join("›").replace(' ', "")).into_owned()
        },
        unit,
    }
}

/// A, B, … AA: how a spreadsheet names its columns.
pub(crate) fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}
