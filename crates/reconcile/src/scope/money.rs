//! The money that puts an asset in scope, and assets that it brings in but the county lacks.

use super::{Scope, name};
use crate::entities::Entity;
use crate::scope::mix::Part;
use ledger::codes::scope::{FUND_EXCLUDED, FUND_UNLISTED, LEFT_OUT};
use ledger::words::money::FUND_SOURCE;
use ledger::{CheckRun, Fen, StepOutput, Verdict};
use rulebook::Family;
use rulebook::checks::reconciliation::{FundExcluded, FundSources, InScopeMoney};
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

    /// Whether the county ledger should hold the asset and does not; no where no clause says that
    /// it should, or the county ledger was not received. `None` where it cannot be told: no source
    /// is stated, or a row of it may stand in the county ledger unrecognised.
    #[must_use]
    pub fn left_out(&self, entity: &Entity) -> Option<bool> {
        let outside = self.in_scope_money.is_empty()
            || !self.county_received
            || entity.county().is_some()
            || self.register_only(entity)
            || self.gone(entity)
            || self.before_start(entity)
            || self.other_purpose(entity);
        if outside {
            return Some(false);
        }
        let money = self.has_listed_money(entity)?;
        (!money || !entity.unsettled).then_some(money)
    }

    /// Whether the asset states a purpose that no clause on sources names.
    fn other_purpose(&self, entity: &Entity) -> bool {
        let stated = entity.rows.iter().find_map(|r| r.asset_purpose.as_deref());
        let admits = |rule: &rulebook::Ruled<FundSources>| {
            rule.rule.purposes.is_empty() || stated.is_none_or(|p| rule.rule.purposes.contains(&p))
        };
        !self.sources.is_empty() && !self.sources.iter().any(admits)
    }
}

/// The labels of the sources, each once, in the order in which they are stated.
fn labels(parts: &[Part]) -> String {
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
        let known = |p: &Part| scope.listed(&p.source) || scope.excluded(&p.source);
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

/// `fund-excluded`: all money of the asset is of sources that the county leaves out.
pub(super) fn excluded(scope: &Scope, entities: &[Entity], out: &mut StepOutput<()>) {
    if scope.excluded.is_empty() {
        out.checks.push(CheckRun::silent(FundExcluded::NAME));
    }
    for rule in &scope.excluded {
        let mut run = rule.run();
        for entity in entities {
            let parts = scope.mixes.of_entity(entity);
            if parts.is_empty() {
                run.count(Verdict::Unknown);
                continue;
            }
            let failed = parts.iter().all(|p| rule.rule.sources.contains(&&*p.source));
            run.count(Verdict::from(!failed));
            if failed {
                let finding = rule
                    .finding(&FUND_EXCLUDED, entity.subject())
                    .of(entity.lead())
                    .arg("name", name(entity))
                    .arg("source", labels(&parts));
                out.findings.push(finding.cells(parts.into_iter().flat_map(|p| p.cells)));
            }
        }
        out.checks.push(run);
    }
}

/// `in-scope-money`: assets that the county ledger should hold and does not.
pub(super) fn left_out(scope: &Scope, entities: &[Entity], out: &mut StepOutput<()>) {
    if scope.in_scope_money.is_empty() {
        out.checks.push(CheckRun::silent(InScopeMoney::NAME));
    }
    for rule in &scope.in_scope_money {
        if !scope.county_received {
            out.checks.push(rule.no_data());
            continue;
        }
        let mut run = rule.run();
        for entity in entities {
            let verdict = scope.left_out(entity);
            run.count(verdict.map_or(Verdict::Unknown, |left| Verdict::from(!left)));
            if verdict == Some(true) {
                let parts = scope.mixes.of_entity(entity);
                let finding = rule
                    .finding(&LEFT_OUT, entity.subject())
                    .of(entity.lead())
                    .arg("name", name(entity))
                    .arg("source", labels(&parts))
                    .arg("ledgers", super::ledgers(entity));
                let rows = entity.rows.iter().flat_map(|r| super::named(r));
                out.findings
                    .push(finding.cells(rows.chain(parts.into_iter().flat_map(|p| p.cells))));
            }
        }
        out.checks.push(run);
    }
}
