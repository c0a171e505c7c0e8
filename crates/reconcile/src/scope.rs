//! What the county manages and what it leaves out: years, money, household assets, the
//! income-sharing scheme. Every question is asked of a real asset, over all ledgers that hold it.

mod excluded;
mod household;
mod household_class;
mod left_out;
mod library;
pub mod mix;
mod money;
mod scheme;
mod window;

use crate::entities::Entity;
use crate::ground::Ground;
use ledger::tables::{Asset, FundLine, Project};
use ledger::words::assets::LEDGER;
use ledger::{Books, CaseInfo, Cell, CheckRun, NaiveDate, Row, StepOutput, Text};
use mix::Mixes;
use rulebook::checks::reconciliation::{
    FundExcluded, FundSources, InScopeMoney, RegisterOnly, ScopeWindow,
};
use rulebook::checks::register::EarlierAssets;
use rulebook::{Family, Rulebook, Ruled};
use std::collections::{BTreeMap, BTreeSet};

pub use window::Formed;

/// The county's clauses on scope, with what must be looked up to apply them.
#[derive(Debug)]
pub struct Scope<'a> {
    books: &'a Books,
    book: &'a Rulebook,
    day: NaiveDate,
    mixes: Mixes<'a>,
    projects: BTreeMap<&'a str, &'a Project>,
    /// Lines of the fund ledger, by project.
    lines: BTreeMap<&'a str, Vec<&'a FundLine>>,
    /// Household id → its status.
    households: BTreeMap<&'a str, &'a str>,
    /// Assets that were disposed of or written off, by id.
    gone: BTreeSet<&'a str>,
    county_received: bool,
    window: Vec<Ruled<'a, ScopeWindow>>,
    earlier: Vec<Ruled<'a, EarlierAssets>>,
    sources: Vec<Ruled<'a, FundSources>>,
    excluded: Vec<Ruled<'a, FundExcluded>>,
    in_scope_money: Vec<Ruled<'a, InScopeMoney>>,
    register_only: Vec<Ruled<'a, RegisterOnly>>,
}

impl<'a> Scope<'a> {
    /// The scope by the clauses in force at the end of the year.
    #[must_use]
    pub fn new(books: &'a Books, book: &'a Rulebook, case: &CaseInfo) -> Self {
        let day = case.law_day();
        let by_id = |p: &'a Project| Some((p.project_id.as_deref()?, p));
        let disposed = books.disposals.iter().filter(|d| d.disposal_date.is_some());
        let written_off = books.writeoffs.iter().filter(|w| w.book_writeoff_date.is_some());
        let mut lines: BTreeMap<&str, Vec<&FundLine>> = BTreeMap::new();
        for line in &books.fund_ledger {
            if let Some(project) = line.project_id.as_deref() {
                lines.entry(project).or_default().push(line);
            }
        }
        Self {
            books,
            book,
            day,
            mixes: Mixes::new(books),
            projects: books.projects.iter().filter_map(by_id).collect(),
            lines,
            households: books
                .households
                .iter()
                .filter_map(|h| Some((h.household_id.as_deref()?, h.recipient_status.as_deref()?)))
                .collect(),
            gone: disposed
                .filter_map(|d| d.asset_id.as_deref())
                .chain(written_off.filter_map(|w| w.asset_id.as_deref()))
                .collect(),
            county_received: books.ledger("county").next().is_some(),
            window: book.ruled(day),
            earlier: book.ruled(day),
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

    /// Whether the sheet of a row has a column for a field.
    pub(crate) fn has_column(&self, row: &Asset, field: &str) -> bool {
        self.books.has_column(row, field)
    }

    /// The project of an asset, where the table of projects has it.
    pub(crate) fn project_of(&self, row: &Asset) -> Option<&'a Project> {
        row.project_id.as_deref().and_then(|id| self.projects.get(id)).copied()
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
    excluded::check(scope, entities, &mut out);
    left_out::check(scope, entities, &mut out);
    household::check(scope, entities, &mut out);
    household_class::check(scope, entities, &mut out);
    library::check(scope, entities, &mut out);
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
