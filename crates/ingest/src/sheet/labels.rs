//! Labels of a sheet and what stands behind them, row by row.

use crate::layout::heading_text;
use crate::layout::names::{is_heading, undecorated};
use crate::layout::titles::{keeper, stated_unit};
use crate::read::{Grid, Raw};
use crate::texts::{clean, fold};
use crate::values::amount::Unit;
use crate::values::begins_with_number;
use ledger::InputSpec;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A label and what stands behind it.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub(super) row: usize,
    /// The column of its value.
    pub(super) at: usize,
    /// Groups and label, as they are shown.
    pub(super) path: Vec<String>,
    pub(super) value: Raw,
}

impl Pair {
    pub(super) fn is_known(&self) -> bool {
        self.path.last().is_some_and(|label| is_heading(undecorated(&fold(label)), None))
    }

    pub(super) fn key(&self) -> String {
        self.path.iter().map(|p| fold(p)).collect::<Vec<_>>().join("›")
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
    pub(super) fn of(grid: &Grid, rows: &Range<usize>, spec: Option<&InputSpec>) -> Self {
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
pub(super) fn states(text: &str) -> bool {
    let before_bracket = text.split('(').next().unwrap_or(text);
    before_bracket.split_once(':').is_some_and(|(_, rest)| !rest.is_empty())
}

/// The column behind a cell and what is merged with it.
fn behind(grid: &Grid, row: usize, at: usize) -> usize {
    grid.merges_on(row).find(|m| m.left == at).map_or(at + 1, |m| m.right + 1)
}

/// Words in columns before a label that hold for the rows they are merged over.
pub(super) fn groups(grid: &Grid, row: usize, at: usize, from: usize) -> Vec<String> {
    grid.merges_on(row)
        .filter(|m| (from..at).contains(&m.left) && m.right < at && m.bottom > m.top)
        .filter_map(|m| match grid.at(m.top, m.left) {
            Raw::Text(text) => Some(clean(text)),
            _ => None,
        })
        .collect()
}

/// Labels and values of one row, in turns.
pub(super) fn pairs(grid: &Grid, row: usize, labels: &Labels) -> Vec<Pair> {
    let cells: &[Raw] = grid.rows.get(row).map_or(&[], Vec::as_slice);
    let mut out: Vec<Pair> = Vec::new();
    let mut values: Vec<(usize, &Raw)> = Vec::new();
    let mut last = 0;
    // The column of the label that waits for its value.
    let mut open = None;
    let close = |out: &mut Vec<Pair>, values: &mut Vec<(usize, &Raw)>| {
        if let Some(pair) = out.last_mut()
            && pair.value.is_empty()
        {
            pair.at = values.first().map_or(pair.at, |(at, _)| *at);
            pair.value = joined(values);
        }
        values.clear();
    };
    for (at, cell) in cells.iter().enumerate() {
        let Raw::Text(text) = cell else {
            if !cell.is_empty() {
                values.push((at, cell));
            }
            continue;
        };
        let group = grid.merges_on(row).any(|m| m.left == at && m.bottom > m.top)
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
            last = behind(grid, row, at);
            out.push(Pair { row, at: last, path, value: Raw::Empty });
        } else if let inline @ [_, ..] = spelled(text).as_slice() {
            close(&mut out, &mut values);
            open = None;
            out.extend(inline.iter().map(|(label, value)| Pair {
                row,
                at,
                path: vec![label.clone()],
                value: Raw::text(value),
            }));
        } else {
            values.push((at, cell));
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
fn joined(values: &[(usize, &Raw)]) -> Raw {
    match values {
        [] => Raw::Empty,
        [(_, one)] => (*one).clone(),
        many => Raw::text(&many.iter().map(|(_, v)| v.show()).collect::<Vec<_>>().concat()),
    }
}
