//! Assets that the county ledger should hold and does not.

use super::money::labels;
use super::{Scope, name};
use crate::entities::Entity;
use ledger::codes::scope::LEFT_OUT;
use ledger::tables::Project;
use ledger::{CheckRun, Finding, Row, StepOutput, Subject, SubjectKind, Verdict};
use rulebook::checks::reconciliation::InScopeMoney;
use rulebook::checks::register::AssetNature;
use rulebook::{Family, Ruled};
use std::collections::BTreeSet;

impl Scope<'_> {
    /// Whether the county ledger should hold the asset by one of its clauses, and does not. `None`
    /// where it cannot be told: no source is stated, or a row of it may stand in the county ledger
    /// unrecognised.
    fn left_out(&self, rule: &InScopeMoney, entity: &Entity) -> Option<bool> {
        let outside = !self.county_received
            || entity.county().is_some()
            || self.register_only(entity)
            || self.gone(entity)
            || self.outside_window(entity)
            || self.other_purpose(entity);
        if outside {
            return Some(false);
        }
        let brought_in = if rule.is_of_money() {
            self.has_listed_money(entity)?
        } else {
            let given = entity.rows.iter().any(|row| row.is_donated_in_kind == Some(true));
            let nature = entity.rows.iter().find_map(|row| row.asset_nature.as_deref());
            (rule.donated && given) || nature.is_some_and(|n| rule.natures.contains(&n))
        };
        (!brought_in || !entity.unsettled).then_some(brought_in)
    }
}

/// `in-scope-money`: one finding per asset, under every clause that would have it in the county
/// ledger.
pub(super) fn check(scope: &Scope, entities: &[Entity], out: &mut StepOutput<()>) {
    if scope.in_scope_money.is_empty() {
        out.checks.push(CheckRun::silent(InScopeMoney::NAME));
        return;
    }
    if !scope.county_received {
        out.checks.extend(scope.in_scope_money.iter().map(Ruled::no_data));
        return;
    }
    let mut runs: Vec<CheckRun> = scope.in_scope_money.iter().map(Ruled::run).collect();
    for entity in entities {
        let mut broken = Vec::new();
        for (rule, run) in scope.in_scope_money.iter().zip(&mut runs) {
            let verdict = scope.left_out(rule.rule, entity);
            run.count(verdict.map_or(Verdict::Unknown, |left| Verdict::from(!left)));
            if verdict == Some(true) {
                broken.push(*rule);
            }
        }
        if let Some(finding) = found(&broken, entity.subject()) {
            let parts = scope.mixes.of_entity(entity);
            let rows = entity.rows.iter().flat_map(|r| super::named(r));
            let finding = finding
                .of(entity.lead())
                .arg("name", name(entity))
                .arg("source", labels(&parts))
                .arg("ledgers", super::ledgers(entity))
                .cells(rows.chain(parts.into_iter().flat_map(|p| p.cells)));
            out.findings.push(finding);
        }
    }
    projects(scope, entities, &mut runs, out);
    out.checks.extend(runs);
}

fn found(broken: &[Ruled<InScopeMoney>], subject: Subject) -> Option<Finding> {
    let first = broken.first()?;
    let clauses: Vec<&str> = broken.iter().map(|r| r.clause.id.as_str()).collect();
    // A clause that says what is in scope may be no more than a warning where it lists its sources; a
    // ledger that lacks what is in scope is wrong.
    let severity = broken.iter().map(|r| r.clause.severity).max()?.max(LEFT_OUT.severity);
    Some(first.finding(&LEFT_OUT, subject).clause(first.book, &clauses.join(";"), severity))
}

/// Projects, built or being built, whose asset would be of a nature that must stand in the county
/// ledger, and of which no ledger holds any. Where the fund ledger names the project, the missing
/// asset is reported there.
fn projects(scope: &Scope, entities: &[Entity], runs: &mut [CheckRun], out: &mut StepOutput<()>) {
    let natures: Vec<Ruled<AssetNature>> = scope.book.ruled(scope.day);
    let listed: BTreeSet<&str> =
        entities.iter().flat_map(|e| &e.rows).filter_map(|row| row.project_id.as_deref()).collect();
    for (rule, run) in scope.in_scope_money.iter().zip(runs) {
        let recipients: BTreeSet<&str> = natures
            .iter()
            .filter(|n| n.rule.nature.is_some_and(|nature| rule.rule.natures.contains(&nature)))
            .flat_map(|n| n.rule.recipients.iter().copied())
            .collect();
        for (id, project) in &scope.projects {
            if !owes(project, &recipients) || scope.lines.contains_key(id) {
                continue;
            }
            run.count(Verdict::from(listed.contains(id)));
            if !listed.contains(id) {
                let finding = rule
                    .finding(&LEFT_OUT, Subject::new(SubjectKind::Project, *id))
                    .place(project.township.as_deref(), project.village.as_deref())
                    .arg("name", project.project_name.clone().unwrap_or_default())
                    .arg("source", "项目资金")
                    .arg("ledgers", "项目台账")
                    .cells(project.cells(&[
                        "project_id",
                        "project_status",
                        "fund_recipient_level",
                    ]));
                out.findings.push(finding);
            }
        }
    }
}

fn owes(project: &Project, recipients: &BTreeSet<&str>) -> bool {
    let status = project.project_status.as_deref();
    project.asset_forming == Some(true)
        && status.is_some_and(|s| matches!(s, "accepted" | "building"))
        && project.fund_recipient_level.as_deref().is_some_and(|r| recipients.contains(r))
}
