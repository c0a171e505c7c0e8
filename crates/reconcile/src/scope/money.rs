//! The money that puts an asset in scope.

use super::{Scope, name};
use crate::entities::Entity;
use crate::scope::mix::Part;
use ledger::codes::scope::FUND_UNLISTED;
use ledger::words::money::FUND_SOURCE;
use ledger::{CheckRun, Fen, StepOutput, Verdict};
use rulebook::Family;
use rulebook::checks::reconciliation::FundSources;
use std::collections::BTreeSet;

impl Scope<'_> {
    /// Whether a clause names that source. Where the county has no list, every source counts.
    #[must_use]
    pub fn listed(&self, source: &str) -> bool {
        let named = |rule: &rulebook::Ruled<FundSources>| rule.rule.sources.contains(&source);
        !self.excluded(source) && (self.sources.is_empty() || self.sources.iter().any(named))
    }

    /// Whether a clause leaves that source out.
    #[must_use]
    pub fn excluded(&self, source: &str) -> bool {
        self.excluded.iter().any(|rule| rule.rule.sources.contains(&source))
    }

    /// Whether assets of that source may be brought in, and need not be.
    fn optional(&self, source: &str) -> bool {
        self.sources.iter().any(|rule| rule.rule.optional.contains(&source))
    }

    /// Whether any money of the asset is in scope; `None` where no source is stated.
    #[must_use]
    pub fn has_listed_money(&self, entity: &Entity) -> Option<bool> {
        let parts = self.mixes.of_entity(entity);
        let amount = |source: &str| {
            let amounts = parts.iter().filter(|p| *p.source == *source).filter_map(|p| p.amount);
            amounts.max()
        };
        // A source of which no table states the amount counts as money.
        let counts =
            |p: &Part| self.listed(&p.source) && amount(&p.source).is_none_or(|a| a > Fen::ZERO);
        (!parts.is_empty()).then(|| parts.iter().any(counts))
    }

    /// Whether the asset states a purpose that no clause on sources names.
    pub(super) fn other_purpose(&self, entity: &Entity) -> bool {
        let stated = entity.rows.iter().find_map(|r| r.asset_purpose.as_deref());
        let admits = |rule: &rulebook::Ruled<FundSources>| {
            rule.rule.purposes.is_empty() || stated.is_none_or(|p| rule.rule.purposes.contains(&p))
        };
        !self.sources.is_empty() && !self.sources.iter().any(admits)
    }
}

/// The labels of the sources, each once, in the order in which they are stated.
pub(super) fn labels(parts: &[Part]) -> String {
    let mut seen = BTreeSet::new();
    let labels = parts.iter().map(|p| FUND_SOURCE.label_of(&p.source));
    labels.filter(|l| seen.insert(*l)).collect::<Vec<_>>().join("、")
}

/// `fund-sources`: no money of the asset is named by any clause. A mix with some listed money is
/// in scope as a whole (A65).
pub(super) fn unlisted(scope: &Scope, entities: &[Entity], out: &mut StepOutput<()>) {
    let Some(first) = scope.sources.first() else {
        out.checks.push(CheckRun::silent(FundSources::NAME));
        return;
    };
    let mut runs: Vec<CheckRun> = scope.sources.iter().map(rulebook::Ruled::run).collect();
    for entity in entities {
        let parts = scope.mixes.of_entity(entity);
        let known = |p: &Part| {
            scope.listed(&p.source) || scope.excluded(&p.source) || scope.optional(&p.source)
        };
        let verdict = if parts.is_empty() {
            Verdict::Unknown
        } else {
            Verdict::from(parts.iter().any(known))
        };
        runs.iter_mut().for_each(|run| run.count(verdict));
        if verdict == Verdict::Failed {
            let clauses: Vec<&str> = scope.sources.iter().map(|r| r.clause.id.as_str()).collect();
            let finding = first
                .finding(&FUND_UNLISTED, entity.subject())
                .clause(first.book, &clauses.join(";"), first.clause.severity)
                .of(entity.lead())
                .arg("name", name(entity))
                .arg("source", labels(&parts));
            out.findings.push(finding.cells(parts.into_iter().flat_map(|p| p.cells)));
        }
    }
    out.checks.extend(runs);
}
