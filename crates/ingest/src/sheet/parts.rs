//! The tables of a sheet: side by side, below each other, or the whole sheet.
//!
//! A part keeps the rows and columns of its sheet, so that every address stays true; what is not
//! its own is empty in it. Each row of the sheet is of one part, or of several that stand side by
//! side.

use super::beside::{beside, title_top};
use super::cards;
use super::cut::{cell_area, cut_columns, cut_rows, parse_area};
use super::recognise::{self, Around};
use crate::layout::names::{TableNames, all, is_heading};
use crate::layout::titles::{is_note, is_signature, stated_unit};
use crate::layout::{Layout, find, heading_text};
use crate::read::{Grid, Raw};
use crate::texts::fold;
use crate::values::begins_with_number;
use ledger::InputSpec;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// One table of a sheet, or what may be one.
pub(crate) struct Part<'a> {
    pub(super) grid: Cow<'a, Grid>,
    pub(super) layout: Option<Layout>,
    /// The rows of the sheet that are its own.
    pub(super) rows: Range<usize>,
    /// Its first column; more than nought where it stands to the right of another.
    pub(super) left: usize,
    /// Where it stands, where the sheet holds several: `A1:F20`.
    pub(super) area: Option<String>,
    pub(super) spec: Option<&'a InputSpec>,
    /// Cards, or records that run across, laid out as a list.
    pub(super) relaid: Option<cards::Relaid>,
    /// Rows of the sheet that no declared part covers; counted with the first.
    pub(super) outside: u64,
}

/// What is known before the sheet is parted.
pub(super) struct Seen<'a> {
    pub(super) grid: &'a Grid,
    pub(super) path: &'a str,
    pub(super) sheet: &'a str,
}

/// Cells that are copied at most, to part one sheet.
pub(super) const WORK_MAX: usize = 40_000_000;

/// A grid whose cells beside some columns are empty, and those columns.
pub(super) type Strip<'a> = (Cow<'a, Grid>, Range<usize>);

/// Parts a sheet: as it is declared, else as its headings tell.
pub(super) fn of<'a>(seen: &Seen<'a>, specs: &[&'a InputSpec]) -> Vec<Part<'a>> {
    let grid = seen.grid;
    let height = grid.rows.len();
    let placed: Vec<&InputSpec> = specs.iter().copied().filter(|s| s.area.is_some()).collect();
    if !placed.is_empty() {
        return declared(seen, &placed);
    }
    let spec = specs.first().copied();
    let whole = || (Cow::Borrowed(grid), 0..grid.width());
    if spec.is_some_and(|s| s.header_rows.is_some() || s.rows.is_some()) {
        return vec![part(seen, whole(), 0..height, spec)];
    }
    let edges = cards::halves(grid);
    let cards: Vec<Part<'a>> = strips(whole(), &edges, 0)
        .into_iter()
        .filter_map(|strip| relaid(strip, 0..height, spec).ok())
        .collect();
    let mut parts = if cards.len() == edges.len() { cards } else { lists(seen, whole(), spec) };
    if let [only] = parts.as_mut_slice() {
        only.area = None;
        return parts;
    }
    for part in &mut parts {
        // A declaration is of the table that it names; the others are told by themselves.
        part.spec = part.spec.filter(|s| is_of(part, s));
    }
    parts
}

/// The tables of a sheet of lists.
fn lists<'a>(seen: &Seen<'a>, whole: Strip<'a>, spec: Option<&'a InputSpec>) -> Vec<Part<'a>> {
    let height = seen.grid.rows.len();
    let mut parts = Vec::new();
    let sides = beside(seen, whole, 0..height, 0);
    let several = sides.len() > 1;
    for (side, columns) in sides {
        for rows in below(seen, &side) {
            let cut =
                if rows == (0..height) { side.clone() } else { Cow::Owned(cut_rows(&side, &rows)) };
            let strip = (cut, columns.clone());
            for strip in if several { vec![strip] } else { twins(strip, &rows) } {
                parts.push(match relaid(strip, rows.clone(), spec) {
                    Ok(part) => part,
                    Err(strip) => part(seen, *strip, rows.clone(), spec),
                });
            }
        }
    }
    parts
}

/// A strip parted at some of its columns, in the rows from `top` on.
fn strips<'a>(strip: Strip<'a>, edges: &[usize], top: usize) -> Vec<Strip<'a>> {
    let (grid, columns) = strip;
    if edges.len() < 2 || edges.len().saturating_mul(grid.size()) > WORK_MAX {
        return vec![(grid, columns)];
    }
    edges
        .iter()
        .enumerate()
        .map(|(i, start)| {
            let own = *start..edges.get(i + 1).copied().unwrap_or(columns.end);
            (Cow::Owned(cut_columns(&grid, top, &own)), own)
        })
        .collect()
}

/// Whether a part of several may be the table that is declared for the sheet.
fn is_of(part: &Part<'_>, spec: &InputSpec) -> bool {
    let Some(names) = spec.kind.as_deref().and_then(|kind| all().get(kind)) else {
        return true;
    };
    let Some(layout) = &part.layout else { return true };
    let fields: BTreeSet<usize> = layout
        .headings
        .iter()
        .filter_map(|h| names.claims(&h.path).first().map(|c| c.column))
        .collect();
    let named = layout.headings.iter().filter(|h| !h.path.is_empty()).count();
    let lacks =
        names.table.columns.iter().enumerate().any(|(i, c)| c.required && !fields.contains(&i));
    fields.len() * 2 >= named && !lacks
}

/// A list.
fn part<'a>(
    seen: &Seen<'_>,
    (grid, columns): Strip<'a>,
    rows: Range<usize>,
    spec: Option<&'a InputSpec>,
) -> Part<'a> {
    let names = spec.and_then(|s| s.kind.as_deref()).and_then(|kind| all().get(kind));
    let mut layout = find(&grid, &rows, names, spec);
    if let Some(layout) = layout.as_mut().filter(|l| l.unit.is_none()) {
        // A line with the unit over several tables is of them all.
        layout.unit = (rows.start..layout.first_heading_row)
            .filter_map(|row| seen.grid.rows.get(row))
            .flatten()
            .find_map(|cell| match cell {
                Raw::Text(text) => stated_unit(text),
                _ => None,
            });
    }
    let area = cell_area(&rows, &columns);
    Part { grid, layout, rows, left: columns.start, area, spec, relaid: None, outside: 0 }
}

/// Cards, or records that run across, as a list; the strip again where it is one.
fn relaid<'a>(
    strip: Strip<'a>,
    rows: Range<usize>,
    spec: Option<&'a InputSpec>,
) -> Result<Part<'a>, Box<Strip<'a>>> {
    let Some((list, layout, relaid)) = cards::relay(&strip.0, &rows, spec) else {
        return Err(Box::new(strip));
    };
    let columns = strip.1;
    Ok(Part {
        grid: Cow::Owned(list),
        layout: Some(layout),
        area: cell_area(&rows, &columns),
        rows,
        left: columns.start,
        spec,
        relaid: Some(relaid),
        outside: 0,
    })
}

/// The parts that case.toml states, each by its area.
fn declared<'a>(seen: &Seen<'a>, specs: &[&'a InputSpec]) -> Vec<Part<'a>> {
    let height = seen.grid.rows.len();
    let mut parts = Vec::new();
    let mut covered = BTreeSet::new();
    for spec in specs {
        let Some((rows, columns)) = spec.area.as_deref().and_then(parse_area) else {
            continue;
        };
        let rows = rows.start.min(height)..rows.end.min(height);
        covered.extend(rows.clone());
        let cut = cut_rows(seen.grid, &rows);
        let top = rows.clone().find(|row| is_strong(&cut, *row));
        let top = top.map_or(rows.start, |row| title_top(&cut, row));
        let strip = (Cow::Owned(cut_columns(&cut, top, &columns)), columns);
        let mut one = match relaid(strip, rows.clone(), Some(spec)) {
            Ok(part) => part,
            Err(strip) => part(seen, *strip, rows, Some(spec)),
        };
        one.area.clone_from(&spec.area);
        parts.push(one);
    }
    if let Some(first) = parts.first_mut() {
        first.outside = (height - covered.len()) as u64;
    }
    parts
}

/// Whether a row is one of headings beyond doubt: words only, at least three of them headings of
/// some table that stand beside others, and three in five of all.
pub(super) fn is_strong(grid: &Grid, row: usize) -> bool {
    let Some(cells) = grid.rows.get(row) else { return false };
    let mut filled = 0_usize;
    for cell in cells {
        match cell {
            Raw::Empty => {}
            Raw::Text(text) if !begins_with_number(text) => filled += 1,
            _ => return false,
        }
    }
    if filled < 3 {
        return false;
    }
    let is_known = |cell: &&Raw| heading_text(cell).is_some_and(|text| is_heading(&text, None));
    if !cells.iter().filter(|c| !c.is_empty()).take(6).any(|c| is_known(&c)) {
        return false;
    }
    let known: Vec<bool> = cells.iter().map(|cell| is_known(&cell)).collect();
    let stands = |at: usize| !grid.at(row, at).is_empty() || is_merged(grid, row, at);
    // Labels of a card have room for their values between them.
    let beside = known
        .iter()
        .enumerate()
        .filter(|(at, known)| **known && (stands(at + 1) || *at > 0 && stands(at - 1)))
        .count();
    let known = known.iter().filter(|k| **k).count();
    known >= 3 && beside * 2 >= known && known * 5 >= filled * 3
}

/// Whether a cell is covered by the merge of another to its left that is a heading's own.
fn is_merged(grid: &Grid, row: usize, at: usize) -> bool {
    grid.merges_on(row).any(|m| m.left < at && at <= m.right)
}

/// The table that a grid alone is told to hold.
fn table_of(seen: &Seen<'_>, grid: &Grid, rows: &Range<usize>) -> Option<&'static str> {
    let layout = find(grid, rows, None, None)?;
    let around = Around { titles: &layout.titles, sheet: seen.sheet, path: seen.path };
    recognise::table(&layout, &around).taken().map(|names: &TableNames| names.table.name)
}

/// Headings printed twice or more in one row without a gap: 序号 姓名 金额 序号 姓名 金额.
fn twins<'a>(strip: Strip<'a>, rows: &Range<usize>) -> Vec<Strip<'a>> {
    let grid = &strip.0;
    let Some(top) = rows.clone().take(60).find(|row| is_strong(grid, *row)) else {
        return vec![strip];
    };
    let texts: Vec<(usize, String)> = grid
        .rows
        .get(top)
        .into_iter()
        .flatten()
        .enumerate()
        .filter_map(|(at, cell)| Some((at, heading_text(cell)?)))
        .collect();
    // Groups over the headings tell them apart.
    let grouped = grid.merges.iter().any(|m| m.right > m.left && m.bottom + 1 == top && m.left > 0)
        || is_strong(grid, top + 1)
        || stands_beside(grid, top);
    let period = (2..=texts.len() / 2).find(|p| {
        texts.len().is_multiple_of(*p)
            && texts.iter().zip(texts.iter().skip(*p)).all(|((_, a), (_, b))| a == b)
    });
    let (Some(period), false) = (period, grouped) else {
        return vec![strip];
    };
    let starts: Vec<usize> = texts.iter().step_by(period).map(|(at, _)| *at).collect();
    strips(strip, &starts, top)
}

/// Whether a heading above a row of headings has none of them below: then those are inside groups.
fn stands_beside(grid: &Grid, row: usize) -> bool {
    let above = row.checked_sub(1).and_then(|above| grid.rows.get(above));
    above.into_iter().flatten().enumerate().any(|(at, cell)| {
        grid.at(row, at).is_empty() && heading_text(cell).is_some_and(|t| is_heading(&t, None))
    })
}

/// Parts a grid at rows of headings that are not the ones above once more.
fn below(seen: &Seen<'_>, grid: &Grid) -> Vec<Range<usize>> {
    let height = grid.rows.len();
    let mut starts: Vec<usize> = Vec::new();
    let mut current: Option<Table> = None;
    // Whether a card stands over the first list.
    let mut over = false;
    let mut row = 0;
    while row < height {
        if !is_strong(grid, row) {
            row += 1;
            continue;
        }
        let band =
            (row..height.min(row + 4)).take_while(|r| *r == row || is_strong(grid, *r)).count();
        let found = Table::at(grid, row, band);
        row += band;
        let new = match &current {
            None => true,
            Some(known) => !known.continues(&found),
        };
        if new {
            let above = 0..found.top;
            if starts.is_empty() && cards::relay(&cut_rows(grid, &above), &above, None).is_some() {
                starts.extend([0, found.top]);
                over = true;
            } else {
                starts.push(if starts.is_empty() { 0 } else { found.top });
            }
            current = Some(found);
        }
    }
    // What stands above the widest table is its own table only where it is recognised as one.
    let ranges = |starts: &[usize]| -> Vec<Range<usize>> {
        starts
            .iter()
            .enumerate()
            .map(|(i, start)| *start..starts.get(i + 1).copied().unwrap_or(height))
            .collect()
    };
    if starts.len().saturating_mul(grid.size()) > WORK_MAX {
        // No sheet of that size holds so many tables: its rows repeat headings.
        starts.truncate(1);
    }
    if let ([_, second, ..], false) = (starts.as_slice(), over)
        && table_of(seen, &cut_rows(grid, &(0..*second)), &(0..*second)).is_none()
    {
        starts.remove(1);
    }
    if starts.len() < 2 {
        starts = vec![0];
    }
    ranges(&starts)
}

/// Headings found on the way down.
struct Table {
    /// Its first title, else its first row of headings.
    top: usize,
    titles: BTreeSet<String>,
    texts: BTreeSet<String>,
}

impl Table {
    fn at(grid: &Grid, row: usize, band: usize) -> Self {
        let texts = (row..row + band)
            .filter_map(|r| grid.rows.get(r))
            .flatten()
            .filter_map(heading_text)
            .collect();
        let mut table = Self { top: row, titles: BTreeSet::new(), texts };
        let mut blanks = 0;
        for above in (0..row).rev() {
            let texts: Vec<&str> = grid
                .rows
                .get(above)
                .into_iter()
                .flatten()
                .filter_map(|cell| match cell {
                    Raw::Text(text) => Some(text.as_ref()),
                    Raw::Empty => None,
                    _ => Some(""),
                })
                .collect();
            if texts.is_empty() {
                blanks += 1;
                if blanks > 1 || !table.titles.is_empty() {
                    break;
                }
                continue;
            }
            // A band of groups over the headings, a title, a line with the unit.
            let group = above + 1 == table.top && texts.len() >= 2 && !grid.at(above, 0).is_empty();
            let title = texts.len() <= 3
                && texts.iter().all(|t| !t.is_empty() && !begins_with_number_only(t))
                && !is_signature(&texts)
                && !texts.iter().any(|t| is_note(t) || is_total(t));
            if !title || (group && blanks == 0 && texts.len() > 3) {
                break;
            }
            table.titles.extend(texts.iter().map(|t| fold(t)).filter(|t| !is_page_number(t)));
            table.top = above;
        }
        table
    }

    /// Whether those headings are these once more, as on every printed page: the same words, and
    /// over them no title that these do not have.
    fn continues(&self, other: &Self) -> bool {
        let same = other.texts.iter().filter(|t| self.texts.contains(*t)).count();
        same * 2 >= other.texts.len() && other.titles.is_subset(&self.titles)
    }
}

fn begins_with_number_only(text: &str) -> bool {
    let folded = fold(text);
    !folded.is_empty() && folded.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'))
}

fn is_total(text: &str) -> bool {
    let folded = fold(text);
    ["合计", "小计", "总计", "累计"].iter().any(|w| folded.trim_end_matches(':').ends_with(w))
}

/// 第 2 页 共 5 页.
fn is_page_number(folded: &str) -> bool {
    folded.starts_with('第') && folded.contains('页') && folded.chars().count() <= 12
}
