//! Parts below a row of 其中: 其中：主体工程 6, then 附属工程 4 without the word.
//!
//! In: the rows below the headings. Out: which of them are parts although they do not say so, and
//! which may be. A part states nothing but a name and money, where the rows of the table state more;
//! it is one for certain where the parts add up to the row that they part, in every column of money
//! that they state.

use super::plan::{Plan, Target};
use super::rows::{RowKind, kind};
use super::whole::Task;
use crate::read::Raw;
use crate::texts::fold;
use ledger::{Decimal, Kind};
use std::collections::{BTreeMap, BTreeSet};

/// What the rows below 其中 are.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parted {
    /// Parts beyond doubt.
    pub(super) parts: BTreeSet<usize>,
    /// Rows that look like parts, but do not add up.
    pub(super) doubtful: BTreeSet<usize>,
}

/// How many rows below 其中 are looked at.
const PARTS_MAX: usize = 64;

/// Amounts of one row by column of the sheet.
type Money = BTreeMap<usize, Decimal>;

/// Finds the parts of a sheet.
pub(super) fn parted(task: &Task<'_>, plan: &Plan) -> Parted {
    let mut out = Parted::default();
    let data = &task.layout.data;
    // The last row that is no part, and one of the table's.
    let (mut whole, mut usual): (Option<usize>, Option<usize>) = (None, None);
    let mut row = data.start;
    while row < data.end {
        let cells = cells(task, row);
        if !says_part(cells) {
            match kind(cells, plan) {
                RowKind::Data => (whole, usual) = (Some(row), Some(row)),
                RowKind::Total(_) => whole = Some(row),
                _ => {}
            }
            row += 1;
            continue;
        }
        // Several rows may say 其中 before one does not.
        let said: Vec<usize> =
            (row..data.end).take_while(|r| says_part(self::cells(task, *r))).collect();
        let below = row + said.len();
        if let (Some(whole), Some(usual)) = (whole, usual) {
            out.look(task, plan, (whole, usual), &said, below);
        }
        row = (below..data.end).find(|r| !out.parts.contains(r)).unwrap_or(data.end);
    }
    out
}

impl Parted {
    fn look(
        &mut self,
        task: &Task<'_>,
        plan: &Plan,
        (whole, usual): (usize, usize),
        said: &[usize],
        below: usize,
    ) {
        let own: BTreeSet<usize> = said.iter().flat_map(|row| filled(cells(task, *row))).collect();
        let may_hold = |at: &usize| own.contains(at) || is_money(plan, *at) || is_name(plan, *at);
        // The rows of the table say more than a part does.
        if filled(cells(task, usual)).all(|at| may_hold(&at)) {
            return;
        }
        let end = task.layout.data.end;
        let run: Vec<usize> = (below..end.min(below + PARTS_MAX))
            .take_while(|row| {
                let cells = cells(task, *row);
                filled(cells).all(|at| may_hold(&at))
                    && !money(plan, cells).is_empty()
                    && kind(cells, plan) == RowKind::Data
            })
            .collect();
        let stated = money(plan, cells(task, whole));
        let mut sums = Money::new();
        let mut add = |row: usize| {
            for (at, yuan) in money(plan, cells(task, row)) {
                let sum = sums.entry(at).or_default();
                *sum = sum.checked_add(yuan).unwrap_or(*sum);
            }
            let whole = |(at, sum): (&usize, &Decimal)| stated.get(at).map(|yuan| yuan.cmp(sum));
            sums.iter().map(whole).collect::<Vec<_>>()
        };
        for row in said {
            add(*row);
        }
        let mut within = Vec::new();
        for row in run {
            let compared = add(row);
            within.push(row);
            if compared.iter().all(|c| *c == Some(std::cmp::Ordering::Equal)) {
                self.parts.extend(within);
                return;
            }
            if !compared.iter().all(|c| c.is_some_and(std::cmp::Ordering::is_ge)) {
                within.pop();
                break;
            }
        }
        self.doubtful.extend(within);
    }
}

fn cells<'a>(task: &Task<'a>, row: usize) -> &'a [Raw] {
    task.grid.rows.get(row).map_or(&[], Vec::as_slice)
}

fn filled(cells: &[Raw]) -> impl Iterator<Item = usize> {
    cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).map(|(at, _)| at)
}

/// Whether one of the first two cells begins with 其中.
fn says_part(cells: &[Raw]) -> bool {
    cells.iter().filter(|cell| !cell.is_empty()).take(2).any(|cell| match cell {
        Raw::Text(text) => text.contains('其') && fold(text).starts_with("其中"),
        _ => false,
    })
}

fn is_money(plan: &Plan, at: usize) -> bool {
    match plan.columns.get(at).map(|c| &c.target) {
        Some(Target::Field(index)) => plan.field(*index).is_some_and(|c| c.kind == Kind::Amount),
        Some(Target::Funding { .. }) => true,
        _ => false,
    }
}

/// Whether a column holds a name that a row of the table cannot lack.
fn is_name(plan: &Plan, at: usize) -> bool {
    matches!(plan.columns.get(at).map(|c| &c.target), Some(Target::Field(index))
        if plan.field(*index).is_some_and(|c| c.required && c.kind == Kind::Text))
}

fn money(plan: &Plan, cells: &[Raw]) -> Money {
    cells
        .iter()
        .enumerate()
        .filter(|(at, cell)| !cell.is_empty() && is_money(plan, *at))
        .filter_map(|(at, cell)| Some((at, plan.columns.get(at)?.reader.as_ref()?.yuan(cell)?)))
        .collect()
}
