//! What the money of a project proves about the original value of its assets, where ledger and
//! cards say different amounts.

use super::is_unfinished;
use super::projects::{ProjectMoney, Projects};
use super::trace::{Due, changes};
use ledger::tables::{Asset, FundLine};
use ledger::{Books, Cell, Fen, Row};
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

/// Looks up the project of an asset.
#[derive(Debug)]
pub(crate) struct Proofs<'p, 'a> {
    books: &'a Books,
    projects: &'p Projects<'a>,
    /// Row of the county ledger → its project.
    by_row: BTreeMap<&'a str, (&'p str, &'p ProjectMoney<'a>)>,
}

impl<'p, 'a> Proofs<'p, 'a> {
    pub(crate) fn new(books: &'a Books, projects: &'p Projects<'a>) -> Self {
        let rows = |(key, project): (&'p String, &'p ProjectMoney<'a>)| {
            let rows = project.assets.iter();
            rows.map(move |row| (row.row_id(), (key.as_str(), project))).collect::<Vec<_>>()
        };
        Self { books, projects, by_row: projects.all.iter().flat_map(rows).collect() }
    }

    /// Whether the money proves the ledger's value of `asset`, or another.
    pub(crate) fn of(&self, asset: &Asset, other: Option<Fen>) -> Proof {
        self.judge(asset, other).unwrap_or(Proof::Nothing)
    }

    fn judge(&self, asset: &Asset, other: Option<Fen>) -> Option<Proof> {
        let (key, project) = *self.by_row.get(asset.row_id())?;
        // What left the ledger, or is still being built, leaves the sum open.
        if self.projects.has_left(key) || is_unfinished(project.record) {
            return None;
        }
        let lines: Vec<&FundLine> = project.forming(self.projects.compared).collect();
        let Due { amount: due, cells, .. } = Due::of(project, &lines)?;
        let values: Option<Vec<Fen>> =
            project.assets.iter().map(|a| self.projects.compared_value(a)).collect();
        let sum = Fen::sum(values?);
        let makes = |sum: Fen| {
            due > Fen::ZERO && (sum == due || sum.minus(changes(self.books, project)) == due)
        };
        let with_other = || sum.minus(asset.original_value?).plus(other?).map(makes);
        match (makes(sum), with_other().unwrap_or(false)) {
            (true, false) => Some(Proof::Ledger(cells)),
            (false, true) => Some(Proof::Other),
            _ => None,
        }
    }
}
