//! Cards and records that run across: a label with its value beside it, laid out as a list.
//!
//! A printed asset card states each field once, label and value in turns, one card under the other;
//! a small transposed table has its fields down and its records across. Both become a grid of one
//! row of headings and one row per record, so that everything after this reads lists only.

use super::across::across;
use super::labels::{Labels, Pair, pairs, states};
use super::parts::is_strong;
use crate::layout::names::{is_heading, undecorated};
use crate::layout::titles::{is_note, is_signature, stated_unit};
use crate::layout::{Heading, Layout, heading, heading_text};
use crate::read::{Grid, Raw};
use ledger::InputSpec;
use std::collections::BTreeMap;
use std::ops::Range;

/// How the rows of a list that was laid out anew stand in their sheet.
#[derive(Debug, Clone)]
pub(crate) struct Relaid {
    pub(super) shape: Shape,
    /// The row of the sheet of each row of the list; its headings first.
    pub(super) lines: Vec<usize>,
    /// What tells records apart that stand in the same rows.
    pub(super) part: Vec<u32>,
    /// Rows of the sheet beside one for each record, by the reason why they are set aside; of
    /// records that run across, its columns are counted.
    pub(super) beside: BTreeMap<&'static str, u64>,
    /// The rows of the sheet with labels, first to last.
    pub(super) labels: Range<usize>,
    /// Row and column of the sheet of each value, by row and column of the list.
    pub(super) cells: BTreeMap<(usize, usize), (usize, usize)>,
}

/// How records stand in a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Label and value in turns.
    Card,
    /// Fields down, records across.
    Across,
}

impl Shape {
    /// As case.toml writes it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Across => "across",
        }
    }
}

/// A record: the row of the sheet where it begins, what tells it apart from others there, and its
/// values.
pub(super) type Record = (usize, u32, Vec<Placed>);

/// A value: its column of the list, itself, its row and column of the sheet.
pub(super) type Placed = (usize, Raw, (usize, usize));

/// The records of a sheet that is no list, as a list; `None` where it is one. `layout = "card"`,
/// `"across"` or `"list"` of the declaration decides where one is given.
pub(super) fn relay(
    grid: &Grid,
    rows: &Range<usize>,
    spec: Option<&InputSpec>,
) -> Option<(Grid, Layout, Relaid)> {
    let wanted = spec.and_then(|s| s.layout.as_deref());
    let end = rows.end.min(grid.rows.len());
    let rows = rows.start..end;
    // A sheet of thousands of rows is no card; its lists are told before its cells are looked at.
    let looked_at = rows.start..end.min(rows.start + 2_000);
    if wanted == Some("list") {
        return None;
    }
    if wanted.is_none() && is_list(grid, &looked_at) {
        return None;
    }
    let labels = Labels::of(grid, &looked_at, spec);
    if wanted != Some("card")
        && let Some(found) = across(grid, &rows, &labels, wanted.is_some())
    {
        return Some(found);
    }
    if wanted == Some("across") { None } else { cards(grid, &rows, &labels, wanted.is_some()) }
}

/// Whether a row of headings stands there. A row of a card, or of records across, may read like one
/// (乡镇 as a value), but then nearly all rows begin with a label.
fn is_list(grid: &Grid, rows: &Range<usize>) -> bool {
    rows.clone().any(|row| is_strong(grid, row)) && !is_labelled(grid, rows)
}

/// Whether four rows in five begin with a heading and hold something behind it: no list does.
fn is_labelled(grid: &Grid, rows: &Range<usize>) -> bool {
    let (mut labelled, mut all) = (0_usize, 0_usize);
    for cells in grid.rows.iter().take(rows.end).skip(rows.start) {
        let mut filled = cells.iter().filter(|cell| !cell.is_empty());
        let (first, more) = (filled.next(), filled.next().is_some());
        if let (Some(first), true) = (first, more) {
            all += 1;
            labelled += usize::from(
                heading_text(first)
                    .is_some_and(|t| !states(&t) && is_heading(undecorated(&t), None)),
            );
        }
    }
    labelled >= 4 && labelled * 5 >= all * 4
}

/// Where a sheet of cards that stand side by side is to be parted: the first column of each.
pub(super) fn halves(grid: &Grid) -> Vec<usize> {
    let rows = 0..grid.rows.len().min(2_000);
    if is_list(grid, &rows) {
        return vec![0];
    }
    let labels = Labels::of(grid, &rows, None);
    let mut at: BTreeMap<usize, usize> = BTreeMap::new();
    for row in rows {
        let known: Vec<&(usize, String)> = labels.known.get(&row).into_iter().flatten().collect();
        let (left, right) = known.split_at(known.len() / 2);
        if let Some((column, _)) = right.first()
            && left.len() == right.len()
            && left.iter().zip(right).all(|((_, a), (_, b))| a == b)
        {
            *at.entry(*column).or_insert(0) += 1;
        }
    }
    let rows = labels.known.len();
    match at.iter().max_by_key(|(_, n)| **n) {
        Some((column, n)) if *n >= 3 && n * 3 >= rows * 2 => vec![0, *column],
        _ => vec![0],
    }
}

/// Labels of one card at most; what has more is a list.
const LABELS_MAX: usize = 2_000;

fn cards(
    grid: &Grid,
    rows: &Range<usize>,
    labels: &Labels,
    forced: bool,
) -> Option<(Grid, Layout, Relaid)> {
    let lines: BTreeMap<usize, Vec<Pair>> = rows
        .clone()
        .map(|row| (row, pairs(grid, row, labels)))
        .filter(|(row, pairs)| !pairs.is_empty() && !is_apart(grid, *row))
        // Labels without any value above the first card are titles.
        .skip_while(|(_, pairs)| pairs.iter().all(|pair| pair.value.is_empty()))
        .collect();
    let blank = |row: usize| grid.rows.get(row).is_none_or(|r| r.iter().all(Raw::is_empty));
    let first = *lines.keys().next()?;
    let filled = (first..rows.end).filter(|r| !blank(*r)).count();
    let stated: Vec<&Pair> = lines.values().flatten().filter(|p| !p.value.is_empty()).collect();
    let known = stated.iter().filter(|p| p.is_known()).count();
    let enough =
        known >= 4 && known * 2 >= stated.len() && lines.len() >= 2 && lines.len() * 2 >= filled;
    if !enough && !forced {
        return None;
    }
    let all: Vec<&Pair> = lines.values().flatten().collect();
    let (starts, common) = starts(&all);
    let mut paths: Vec<Vec<String>> = Vec::new();
    // A label that stands twice on one card is two columns.
    let mut columns: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut list: Vec<(usize, Vec<Placed>)> = Vec::new();
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(all.len());
        let own = all.get(*start..end).unwrap_or_default();
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        let mut record: Vec<Placed> = Vec::new();
        for pair in own.iter().chain(all.iter().take(common)) {
            let key = pair.key();
            let known = columns.entry(key.clone()).or_default();
            let nth = times.entry(key).or_insert(0);
            if known.len() == *nth {
                known.push(paths.len());
                paths.push(pair.path.clone());
            }
            let column = known.get(*nth).copied().unwrap_or_default();
            *nth += 1;
            record.push((column, pair.value.clone(), (pair.row, pair.at)));
        }
        if paths.len() > LABELS_MAX {
            return None;
        }
        let line = all.get(*start).map_or(first, |pair| pair.row);
        list.push((line, record));
    }
    let mut beside: BTreeMap<&'static str, u64> = BTreeMap::new();
    for row in rows.clone() {
        if !lines.contains_key(&row) {
            *beside.entry(aside_reason(grid, row, first)).or_insert(0) += 1;
        }
    }
    let rest = lines.len().saturating_sub(list.len()) as u64;
    if rest > 0 {
        beside.insert("card-line", rest);
    }
    let last = lines.keys().next_back().map_or(first, |r| *r);
    let records = list.into_iter().map(|(line, record)| (line, 0, record)).collect();
    let relaid = Relaid {
        shape: Shape::Card,
        lines: vec![first],
        part: vec![0],
        beside,
        labels: first..last + 1,
        cells: BTreeMap::new(),
    };
    Some(list_of(grid, rows, &paths, records, relaid))
}

/// Where each card begins among all labels, and how many labels before the first card are of all:
/// cards repeat their labels, so the number of cards is how often most labels stand there.
fn starts(all: &[&Pair]) -> (Vec<usize>, usize) {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for pair in all {
        *times.entry(pair.key()).or_insert(0) += 1;
    }
    let mut counts: Vec<usize> = times.values().copied().collect();
    counts.sort_unstable();
    let cards = counts.get(counts.len() / 2).copied().unwrap_or(1);
    if cards < 2 {
        return (vec![0], 0);
    }
    let anchor = all.iter().map(|p| p.key()).find(|key| times.get(key) == Some(&cards));
    let starts: Vec<usize> = all
        .iter()
        .enumerate()
        .filter(|(_, pair)| Some(pair.key()) == anchor)
        .map(|(i, _)| i)
        .collect();
    let common = starts.first().copied().unwrap_or(0);
    (starts, common)
}

/// Whether a row is for signatures or a note, whatever labels are in it.
fn is_apart(grid: &Grid, row: usize) -> bool {
    let texts: Vec<&str> = grid
        .rows
        .get(row)
        .into_iter()
        .flatten()
        .filter_map(|cell| match cell {
            Raw::Text(text) => Some(text.as_ref()),
            _ => None,
        })
        .collect();
    is_signature(&texts)
}

pub(super) fn aside_reason(grid: &Grid, row: usize, first: usize) -> &'static str {
    let mut filled = grid.rows.get(row).into_iter().flatten().filter(|c| !c.is_empty());
    match filled.next() {
        None => "blank",
        Some(_) if row < first => "title",
        Some(_) if is_apart(grid, row) => "signature",
        Some(Raw::Text(text)) if is_note(text) || text.chars().count() > 20 => "note",
        Some(_) => "section",
    }
}

/// The list: one row of headings, one row per record, with the titles that stand over it.
pub(super) fn list_of(
    grid: &Grid,
    rows: &Range<usize>,
    paths: &[Vec<String>],
    records: Vec<Record>,
    mut relaid: Relaid,
) -> (Grid, Layout, Relaid) {
    let headings: Vec<Heading> =
        paths.iter().enumerate().map(|(at, path)| heading(at, path.iter())).collect();
    let mut list = Grid {
        name: grid.name.clone(),
        knows_merges: true,
        epoch_1904: grid.epoch_1904,
        ..Grid::default()
    };
    list.hidden.sheet = grid.hidden.sheet;
    list.rows.push(paths.iter().map(|path| Raw::text(&path.join("›"))).collect());
    for (index, (line, part, record)) in records.into_iter().enumerate() {
        relaid.lines.push(line);
        relaid.part.push(part);
        if grid.hidden.rows.contains(&line) {
            list.hidden.rows.insert(index + 1);
        }
        list.rows.push(Vec::new());
        for (column, raw, cell) in record {
            relaid.cells.insert((index + 1, column), cell);
            list.put(index + 1, column, raw);
        }
    }
    let titles: Vec<String> = (rows.start..relaid.labels.start)
        .filter_map(|row| grid.rows.get(row))
        .flatten()
        .filter(|cell| !cell.is_empty())
        .map(|cell| cell.show().into_owned())
        .collect();
    let layout = Layout {
        first_heading_row: 0,
        last_heading_row: 0,
        data: 1..list.rows.len(),
        headings,
        unit: titles.iter().find_map(|t| stated_unit(t)),
        titles,
    };
    (list, layout, relaid)
}
