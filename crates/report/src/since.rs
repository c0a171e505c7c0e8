//! Findings against those of the prior case: new, persisting, cleared.
//!
//! A finding persists when the prior report has one of the same id: the same code, subject, pair and
//! detail. Every finding of either year stands in exactly one of the three lists.

use crate::data::ReportData;
use ledger::{Fen, StoredFinding};
use std::collections::BTreeMap;

/// The findings of both years, parted.
#[derive(Debug, Default)]
pub(crate) struct Since<'a> {
    /// The prior case's year.
    pub(crate) year: i32,
    /// Only this year.
    pub(crate) new: Vec<&'a StoredFinding>,
    /// Both: of this year and of the prior.
    pub(crate) persisting: Vec<(&'a StoredFinding, &'a StoredFinding)>,
    /// Only the prior year.
    pub(crate) cleared: Vec<&'a StoredFinding>,
}

impl<'a> Since<'a> {
    /// Parts them; `None` without a prior case.
    pub(crate) fn of(data: &ReportData<'a>) -> Option<Self> {
        let prior = data.prior?;
        let id = |finding: &'a StoredFinding| finding.record.finding_id.as_deref();
        let mut before: BTreeMap<_, _> = prior.findings.iter().map(|f| (id(f), f)).collect();
        let mut out = Self { year: prior.year, ..Self::default() };
        for finding in data.findings {
            match before.remove(&id(finding)) {
                Some(earlier) => out.persisting.push((finding, earlier)),
                None => out.new.push(finding),
            }
        }
        out.cleared.extend(prior.findings.iter().filter(|f| before.contains_key(&id(f))));
        Some(out)
    }

    /// This year's findings that the prior year had too.
    pub(crate) fn still(&self) -> impl Iterator<Item = &'a StoredFinding> {
        self.persisting.iter().map(|(now, _)| *now)
    }

    /// The same as the prior year had them.
    pub(crate) fn earlier(&self) -> impl Iterator<Item = &'a StoredFinding> {
        self.persisting.iter().map(|(_, before)| *before)
    }
}

/// The money that findings speak of, whichever way it is off.
pub(crate) fn money<'f>(findings: impl Iterator<Item = &'f StoredFinding>) -> Fen {
    Fen::sum(findings.filter_map(|finding| finding.record.amount).map(Fen::abs))
}
