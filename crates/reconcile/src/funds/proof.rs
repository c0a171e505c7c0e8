//! What the money of a project proves about the original value of its assets, where ledger and
//! cards say different amounts.

use super::is_unfinished;
use super::projects::{ProjectMoney, Projects};
use super::trace::{Due, changes};
use ledger::tables::{Asset, FundLine};
use ledger::{Books, Cell, Fen, Row};
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// Which of two amounts is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Proof {
    /// The ledger's: with it the project's assets add up to what was settled, by these cells.
    Ledger(Vec<Cell>),
    /// The other one.
    Other,
    /// The money proves neither.
    Nothing,
}

/// Looks up the projects of assets.
#[derive(Debug)]
pub(crate) struct Proofs<'p, 'a> {
    books: &'a Books,
    projects: &'p Projects<'a>,
    all: Vec<(&'p str, &'p ProjectMoney<'a>, OnceCell<Option<Settled>>)>,
    /// Row of the county ledger → its project.
    by_row: BTreeMap<&'a str, usize>,
}

/// What was settled of a project, and what its assets stand at; worked out when first asked for.
#[derive(Debug)]
struct Settled {
    due: Fen,
    cells: Vec<Cell>,
    sum: Fen,
    changes: Fen,
}

impl<'p, 'a> Proofs<'p, 'a> {
    pub(crate) fn new(books: &'a Books, projects: &'p Projects<'a>) -> Self {
        let mut out = Self { books, projects, all: Vec::new(), by_row: BTreeMap::new() };
        for (key, project) in &projects.all {
            let rows = project.assets.iter().map(|row| (row.row_id(), out.all.len()));
            out.by_row.extend(rows);
            out.all.push((key, project, OnceCell::new()));
        }
        out
    }

    /// Whether the money proves the ledger's value of `asset`, or another.
    pub(crate) fn of(&self, asset: &Asset, other: Option<Fen>) -> Proof {
        self.judge(asset, other).unwrap_or(Proof::Nothing)
    }

    fn judge(&self, asset: &Asset, other: Option<Fen>) -> Option<Proof> {
        let (key, project, settled) = self.all.get(*self.by_row.get(asset.row_id())?)?;
        let settled = settled.get_or_init(|| self.settled(key, project)).as_ref()?;
        let makes = |sum: Fen| sum == settled.due || sum.minus(settled.changes) == settled.due;
        let with_other = || settled.sum.minus(asset.original_value?).plus(other?).map(makes);
        match (makes(settled.sum), with_other().unwrap_or(false)) {
            (true, false) => Some(Proof::Ledger(settled.cells.clone())),
            (false, true) => Some(Proof::Other),
            _ => None,
        }
    }

    fn settled(&self, key: &str, project: &ProjectMoney<'a>) -> Option<Settled> {
        // What left the ledger, or is still being built, leaves the sum open.
        if self.projects.has_left(key) || is_unfinished(project.record) {
            return None;
        }
        let lines: Vec<&FundLine> = project.forming(self.projects.compared).collect();
        let Due { amount: due, cells, .. } = Due::of(project, &lines)?;
        let values: Option<Vec<Fen>> =
            project.assets.iter().map(|a| self.projects.compared_value(a)).collect();
        let (sum, changes) = (Fen::sum(values?), changes(self.books, project));
        (due > Fen::ZERO).then_some(Settled { due, cells, sum, changes })
    }
}
