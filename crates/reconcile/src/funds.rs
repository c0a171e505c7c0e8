//! Money to assets: every payment that forms an asset is found again in the county ledger, at the
//! amount that was settled.

mod overpaid;
mod projects;
mod proof;
mod supervisors;
mod totals;
mod trace;

use crate::basis::Basis;
use crate::ground::Ground;
use ledger::tables::{Asset, Project};
use ledger::{Books, CaseInfo, StepOutput};
pub(crate) use projects::Projects;
pub(crate) use proof::{Proof, Proofs};
use rulebook::Rulebook;
use rulebook::checks::reconciliation::{FundSources, FundTrace, RegisterOnly};
use std::collections::{BTreeMap, BTreeSet};

/// Makes the checks of money against assets.
#[must_use]
pub fn check(ground: &Ground<'_>) -> StepOutput<()> {
    let Ground { books, entities, book, case, .. } = *ground;
    let mut out = StepOutput::default();
    let compared = Compared::new(books, book, case);
    let projects = Projects::new(books, entities, ground.scope.mixes(), &compared);
    let basis = Basis::of::<FundTrace>(book, case.as_of);
    out.absorb(trace::check(books, &projects, &basis));
    out.absorb(overpaid::check(books, &projects));
    out.absorb(totals::check(ground, &projects));
    out.absorb(supervisors::check(books, &projects, book, case));
    out
}

/// What the tie-outs of money and assets compare.
///
/// Of an asset that was only in part formed from money in scope the full value is registered, but
/// only the money in scope is compared (A65). Assets that the county only registers owe nothing to
/// the fund ledger.
#[derive(Debug)]
pub(crate) struct Compared<'a> {
    /// Codes of the sources in scope; all where no clause lists them.
    sources: Option<BTreeSet<&'a str>>,
    registered: Vec<&'a RegisterOnly>,
    /// Project → its type, for assets that do not state it.
    types: BTreeMap<&'a str, &'a str>,
}

impl<'a> Compared<'a> {
    pub(crate) fn new(books: &'a Books, book: &'a Rulebook, case: &CaseInfo) -> Self {
        let type_of = |p: &'a Project| Some((p.project_id.as_deref()?, p.project_type.as_deref()?));
        let listed: BTreeSet<&str> = book
            .ruled::<FundSources>(case.law_day())
            .iter()
            .flat_map(|r| r.rule.sources.iter().copied())
            .collect();
        Self {
            sources: (!listed.is_empty()).then_some(listed),
            registered: book.ruled::<RegisterOnly>(case.law_day()).iter().map(|r| r.rule).collect(),
            types: books.projects.iter().filter_map(type_of).collect(),
        }
    }

    /// Whether money of that source is compared; money of no stated source is.
    pub(crate) fn money(&self, source: Option<&str>) -> bool {
        match (&self.sources, source) {
            (Some(listed), Some(source)) => listed.contains(source),
            _ => true,
        }
    }

    /// Whether an asset is compared: not one that the county only registers, by its owner where one
    /// is stated, else by its class.
    pub(crate) fn asset(&self, asset: &Asset) -> bool {
        let project = asset.project_id.as_deref().and_then(|id| self.types.get(id)).copied();
        !self.registered.iter().any(|rule| rule.covers(asset, project))
    }
}

/// Whether the work of a project is still going on, so that its asset cannot be there yet.
pub(crate) fn is_unfinished(project: Option<&Project>) -> bool {
    project.is_some_and(|p| {
        matches!(p.project_status.as_deref(), Some("planned" | "building"))
            && p.acceptance_date.is_none()
            && p.completion_date.is_none()
    })
}
