//! What the county manages and what it leaves out: years, money, household assets, the
//! income-sharing scheme. Every question is asked of a real asset, over all ledgers that hold it.

mod household;
pub mod mix;
mod money;
mod scheme;
mod window;

use crate::entities::Entity;
use crate::ground::Ground;
use ledger::tables::{Asset, Project};
use ledger::words::assets::LEDGER;
use ledger::{Books, CaseInfo, Cell, CheckRun, NaiveDate, Row, StepOutput, Text};
use mix::Mixes;
use rulebook::checks::reconciliation::{
    FundExcluded, FundSources, InScopeMoney, RegisterOnly, ScopeWindow,
};
use rulebook::{Family, Rulebook, Ruled};
use std::collections::{BTreeMap, BTreeSet};

pub use window::Formed;

/// The county's clauses on scope, with what must be looked up to apply them.
#[derive(Debug)]
pub struct Scope<'a> {
    book: &'a Rulebook,
    day: NaiveDate,
    mixes: Mixes<'a>,
    projects: BTreeMap<&'a str, &'a Project>,
    /// Assets that were disposed of or written off, by id.
    gone: BTreeSet<&'a str>,
    county_received: bool,
    window: Vec<Ruled<'a, ScopeWindow>>,
    sources: Vec<Ruled<'a, FundSources>>,
    excluded: Vec<Ruled<'a, FundExcluded>>,
    in_scope_money: Vec<Ruled<'a, InScopeMoney>>,
    register_only: Vec<Ruled<'a, RegisterOnly>>,
}

impl<'a> Scope<'a> {
    /// The scope by the clauses in force on the case's day.
    #[must_use]
    pub fn new(books: &'a Books, book: &'a Rulebook, case: &CaseInfo) -> Self {
        let day = case.as_of;
        let by_id = |p: &'a Project| Some((p.project_id.as_deref()?, p));
        let disposed = books.disposals.iter().filter(|d| d.disposal_date.is_some());
        let written_off = books.writeoffs.iter().filter(|w| w.book_writeoff_date.is_some());
        Self {
            book,
            day,
            mixes: Mixes::new(books),
            projects: books.projects.iter().filter_map(by_id).collect(),
            gone: disposed
                .filter_map(|d| d.asset_id.as_deref())
                .chain(written_off.filter_map(|w| w.asset_id.as_deref()))
                .collect(),
            county_received: books.ledger("county").next().is_some(),
            window: book.ruled(day),
            sources: book.ruled(day),
            excluded: book.ruled(day),
            in_scope_money: book.ruled(day),
            register_only: book.ruled(day),
        }
    }

    /// The money of all assets.
    #[must_use]
    pub fn mixes(&self) -> &Mixes<'a> {
        &self.mixes
    }

    /// Whether the asset has left: disposed of or written off, by its status or by the papers.
    #[must_use]
    pub fn gone(&self, entity: &Entity) -> bool {
        const LEFT: [&str; 3] = ["disposed", "scrapped", "written_off"];
        entity.rows.iter().any(|row| {
            row.asset_status.as_deref().is_some_and(|s| LEFT.contains(&s))
                || row.asset_id.as_deref().is_some_and(|id| self.gone.contains(id))
        })
    }
}

/// Checks years, money, household assets and the income-sharing scheme.
#[must_use]
pub fn check(ground: &Ground<'_>) -> StepOutput<()> {
    let (scope, entities) = (ground.scope, &ground.entities.all);
    let mut out = StepOutput::default();
    if scope.window.is_empty() {
        out.checks.push(CheckRun::silent(ScopeWindow::NAME));
    }
    window::check(scope, entities, &mut out);
    money::unlisted(scope, entities, &mut out);
    money::excluded(scope, entities, &mut out);
    money::left_out(scope, entities, &mut out);
    household::check(scope, entities, &mut out);
    scheme::admission(scope, entities, &mut out);
    scheme::form(scope, entities, &mut out);
    out
}

/// The name of the asset, as the row that speaks for it states it.
pub(crate) fn name(entity: &Entity) -> Text {
    entity.lead().asset_name.clone().unwrap_or_default()
}

/// The cells that say which asset a row is about.
pub(crate) fn named(row: &Asset) -> Vec<Cell> {
    row.cells(&["asset_id", "asset_name"])
}

/// The Chinese names of the ledgers that hold the asset, each once.
pub(crate) fn ledgers(entity: &Entity) -> String {
    ledgers_of(entity.rows.iter().copied())
}

/// The Chinese names of the ledgers of these rows, each once.
pub(crate) fn ledgers_of<'a>(rows: impl Iterator<Item = &'a Asset>) -> String {
    let mut seen = BTreeSet::new();
    rows.filter_map(|r| r.ledger.as_deref())
        .filter(|l| seen.insert(*l))
        .map(|l| LEDGER.label_of(l))
        .collect::<Vec<_>>()
        .join("、")
}
