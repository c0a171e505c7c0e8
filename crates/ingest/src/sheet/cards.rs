//! Cards and records that run across: a label with its value beside it, laid out as a list.
//!
//! A printed asset card states each field once, label and value in turns, one card under the other;
//! a small transposed table has its fields down and its records across. Both become a grid of one
//! row of headings and one row per record, so that everything after this reads lists only.

use super::across::across;
use super::parts::is_strong;
use crate::layout::names::{is_heading, undecorated};
use crate::layout::titles::{is_note, is_signature, keeper, stated_unit};
use crate::layout::{Heading, Layout, heading, heading_text};
use crate::read::{Grid, Raw};
use crate::texts::{clean, fold};
use crate::values::amount::Unit;
use crate::values::begins_with_number;
use ledger::InputSpec;
use std::collections::{BTreeMap, BTreeSet};
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
/// values by column of the list.
pub(super) type Record = (usize, u32, Vec<(usize, Raw)>);

/// A label and what stands behind it.
#[derive(Debug, Clone)]
struct Pair {
    row: usize,
    /// Groups and label, as they are shown.
    path: Vec<String>,
    value: Raw,
}

impl Pair {
    fn is_known(&self) -> bool {
        self.path.last().is_some_and(|label| is_heading(undecorated(&fold(label)), None))
    }

    fn key(&self) -> String {
        self.path.iter().map(|p| fold(p)).collect::<Vec<_>>().join("›")
    }
}

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

/// The cells that are headings of some table.
pub(super) struct Labels {
    /// Known labels by row: column and folded text.
    pub(super) known: BTreeMap<usize, Vec<(usize, String)>>,
    /// How many of them stand in which column.
    pub(super) columns: BTreeMap<usize, usize>,
}

impl Labels {
    fn of(grid: &Grid, rows: &Range<usize>, spec: Option<&InputSpec>) -> Self {
        let named: BTreeSet<String> =
            spec.map(|s| s.columns.keys().map(|k| fold(k)).collect()).unwrap_or_default();
        let mut labels = Self { known: BTreeMap::new(), columns: BTreeMap::new() };
        for row in rows.clone() {
            for (at, cell) in grid.rows.get(row).into_iter().flatten().enumerate() {
                if let Some(text) = heading_text(cell)
                    && !states(&text)
                    && (named.contains(&text) || is_heading(undecorated(&text), None))
                {
                    labels.known.entry(row).or_default().push((at, text));
                    *labels.columns.entry(at).or_insert(0) += 1;
                }
            }
        }
        labels
    }

    pub(super) fn is_known(&self, row: usize, at: usize) -> bool {
        self.known.get(&row).is_some_and(|known| known.iter().any(|(column, _)| *column == at))
    }

    fn count(&self, at: usize) -> usize {
        self.columns.get(&at).copied().unwrap_or(0)
    }

    /// Whether labels stand in that column, so that a text there that is in no list is one too.
    fn holds(&self, at: usize) -> bool {
        self.count(at) >= 2
    }
}

/// Whether a folded text states something of its own behind a colon: 单位:万元 is a unit, not the
/// label 单位; 原值(单位:万元) is a label.
fn states(text: &str) -> bool {
    let before_bracket = text.split('(').next().unwrap_or(text);
    before_bracket.split_once(':').is_some_and(|(_, rest)| !rest.is_empty())
}

/// The column behind a cell and what is merged with it.
fn behind(grid: &Grid, row: usize, at: usize) -> usize {
    grid.merges
        .iter()
        .find(|m| (m.top..=m.bottom).contains(&row) && m.left == at)
        .map_or(at + 1, |m| m.right + 1)
}

/// Words in columns before a label that hold for the rows they are merged over.
pub(super) fn groups(grid: &Grid, row: usize, at: usize, from: usize) -> Vec<String> {
    grid.merges
        .iter()
        .filter(|m| {
            (from..at).contains(&m.left)
                && m.right < at
                && m.bottom > m.top
                && (m.top..=m.bottom).contains(&row)
        })
        .filter_map(|m| match grid.at(m.top, m.left) {
            Raw::Text(text) => Some(clean(text)),
            _ => None,
        })
        .collect()
}

/// Labels and values of one row, in turns.
fn pairs(grid: &Grid, row: usize, labels: &Labels) -> Vec<Pair> {
    let cells: &[Raw] = grid.rows.get(row).map_or(&[], Vec::as_slice);
    let mut out: Vec<Pair> = Vec::new();
    let mut values: Vec<&Raw> = Vec::new();
    let mut last = 0;
    // The column of the label that waits for its value.
    let mut open = None;
    let close = |out: &mut Vec<Pair>, values: &mut Vec<&Raw>| {
        if let Some(pair) = out.last_mut()
            && pair.value.is_empty()
        {
            pair.value = joined(values);
        }
        values.clear();
    };
    for (at, cell) in cells.iter().enumerate() {
        let Raw::Text(text) = cell else {
            if !cell.is_empty() {
                values.push(cell);
            }
            continue;
        };
        let group = grid
            .merges
            .iter()
            .any(|m| m.top <= row && row <= m.bottom && m.left == at && m.bottom > m.top)
            && labels.is_known(row, behind(grid, row, at));
        let label = labels.is_known(row, at)
            || (labels.holds(at)
                && text.chars().count() <= 20
                && !begins_with_number(text)
                && !states(&fold(text))
                && Unit::named(&fold(text)).is_none());
        // A value may read like a label (乡镇 as the level of an owner): where it stands tells.
        let value = open.is_some_and(|label| {
            behind(grid, row, label) == at
                && values.is_empty()
                && (!labels.is_known(row, at) || labels.count(at) < labels.count(label))
        });
        if label && !group && !value {
            close(&mut out, &mut values);
            open = labels.is_known(row, at).then_some(at);
            let mut path = groups(grid, row, at, last);
            path.push(clean(text).trim_end_matches([':', '：']).to_owned());
            out.push(Pair { row, path, value: Raw::Empty });
            last = behind(grid, row, at);
        } else if let inline @ [_, ..] = spelled(text).as_slice() {
            close(&mut out, &mut values);
            open = None;
            out.extend(inline.iter().map(|(label, value)| Pair {
                row,
                path: vec![label.clone()],
                value: Raw::text(value),
            }));
        } else {
            values.push(cell);
        }
    }
    close(&mut out, &mut values);
    // A word among the labels that is in no list and has nothing behind it is a title.
    out.retain(|pair| !pair.value.is_empty() || pair.is_known());
    out
}

/// `资产编号：ZC-1  资产名称：泵房` in one cell; nothing where it states a unit of money or a keeper.
fn spelled(text: &str) -> Vec<(String, String)> {
    if stated_unit(text).is_some() || keeper(&[text.to_owned()]).is_some() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for piece in text.split(['\n', '\t']).flat_map(|t| t.split("  ")).flat_map(|t| t.split("　　"))
    {
        if let Some((label, value)) = piece.split_once(['：', ':'])
            && is_heading(undecorated(&fold(label)), None)
            && !value.trim().is_empty()
        {
            out.push((clean(label), value.trim().to_owned()));
        }
    }
    out
}

/// One value; several cells behind one label read on: 2 座, 白杨镇 富民村.
fn joined(values: &[&Raw]) -> Raw {
    match values {
        [] => Raw::Empty,
        [one] => (*one).clone(),
        many => Raw::text(&many.iter().map(|v| v.show()).collect::<Vec<_>>().concat()),
    }
}

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
    let mut columns: Vec<(String, Vec<String>)> = Vec::new();
    let mut list: Vec<(usize, Vec<(usize, Raw)>)> = Vec::new();
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(all.len());
        let own = all.get(*start..end).unwrap_or_default();
        let mut record: Vec<(usize, Raw)> = Vec::new();
        for pair in own.iter().chain(all.iter().take(common)) {
            let key = pair.key();
            // A label that stands twice on one card is two columns.
            let taken = |column: usize| record.iter().any(|(c, _)| *c == column);
            let column = columns
                .iter()
                .enumerate()
                .find(|(i, (k, _))| *k == key && !taken(*i))
                .map(|(i, _)| i)
                .unwrap_or_else(|| {
                    columns.push((key, pair.path.clone()));
                    columns.len() - 1
                });
            record.push((column, pair.value.clone()));
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
    let paths: Vec<Vec<String>> = columns.into_iter().map(|(_, path)| path).collect();
    let relaid = Relaid {
        shape: Shape::Card,
        lines: vec![first],
        part: vec![0],
        beside,
        labels: first..last + 1,
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
        for (column, raw) in record {
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
