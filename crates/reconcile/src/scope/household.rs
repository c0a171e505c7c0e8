//! Assets that the county only registers, and those of them that stand in what it manages.

use super::{Scope, name};
use crate::entities::Entity;
use ledger::codes::scope::HOUSEHOLD_MANAGED;
use ledger::tables::Asset;
use ledger::{CheckRun, Row, StepOutput, Verdict};
use rulebook::checks::reconciliation::RegisterOnly;
use rulebook::{Family, Ruled};

impl Scope<'_> {
    /// Whether the county only registers the asset.
    #[must_use]
    pub fn register_only(&self, entity: &Entity) -> bool {
        self.register_only.iter().any(|rule| self.applies(rule.rule, entity))
    }

    fn applies(&self, rule: &RegisterOnly, entity: &Entity) -> bool {
        let lead = entity.lead();
        let project = self.project_of(lead).and_then(|p| p.project_type.as_deref());
        rule.covers(lead, project)
    }
}

/// Whether a row counts the asset among what is managed: it says so, or it stands in the county
/// ledger and does not say that it is only registered.
fn counted(row: &Asset) -> bool {
    match row.in_managed_scope {
        Some(managed) => managed,
        None => row.ledger.as_deref() == Some("county"),
    }
}

/// `register-only`: one finding per asset that some ledger counts among what is managed.
pub(super) fn check(scope: &Scope, entities: &[Entity], out: &mut StepOutput<()>) {
    if scope.register_only.is_empty() {
        out.checks.push(CheckRun::silent(RegisterOnly::NAME));
    }
    for rule in &scope.register_only {
        let mut run = rule.run();
        for entity in entities.iter().filter(|e| scope.applies(rule.rule, e)) {
            run.count(judge(rule, entity, out));
        }
        out.checks.push(run);
    }
}

fn judge(rule: &Ruled<RegisterOnly>, entity: &Entity, out: &mut StepOutput<()>) -> Verdict {
    let managed: Vec<&Asset> = entity.rows.iter().copied().filter(|r| counted(r)).collect();
    if managed.is_empty() {
        return Verdict::Passed;
    }
    let cells = |row: &&Asset| row.cells(&["asset_class", "owner_type", "in_managed_scope"]);
    let finding = rule
        .finding(&HOUSEHOLD_MANAGED, entity.subject())
        .of(entity.lead())
        .arg("name", name(entity))
        .arg_in(
            "fault",
            "产权归农户，本县只登记、不纳入管理",
            "it belongs to a household and is only registered",
        )
        .arg("ledgers", super::ledgers_of(managed.iter().copied()));
    out.findings.push(finding.cells(managed.iter().flat_map(cells)));
    Verdict::Failed
}
