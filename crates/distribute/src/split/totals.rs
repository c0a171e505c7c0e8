//! Lines add up to their plan, and plans do not exceed the income received.

use super::Governing;
use super::check::under;
use crate::scene::{Plan, Scene};
use ledger::codes::plan::TOTAL_DIFFERS;
use ledger::{CheckRun, Fen, Finding, Row, StepOutput};
use rulebook::Clause;
use rulebook::checks::distribution::VillagePriority;
use rulebook::checks::split::Split;
use std::collections::BTreeMap;

/// The name under which this check is counted: it is part of the split of village income, and of
/// the pooling of income above the village.
const NAME: &str = "split-total";

pub(super) fn run(scene: &Scene, governed: &[(&Plan, Option<Governing>)]) -> StepOutput<()> {
    let mut out = StepOutput::<()>::default();
    let split = scene.book.ruled_ever::<Split>();
    let pooled = scene.ruled::<VillagePriority>();
    if split.is_empty() && pooled.is_empty() {
        out.checks.push(CheckRun::silent(NAME));
        return out;
    }
    let mut runs: BTreeMap<&str, CheckRun> = BTreeMap::new();
    let mut distributed: BTreeMap<Vec<&str>, Fen> = BTreeMap::new();
    for (plan, governing) in governed {
        let clause: Option<&Clause> = match governing {
            Some(governing) => Some(governing.split.clause),
            None => pooled.iter().find(|p| plan.is_owned_by(&p.rule.owner_types)).map(|p| p.clause),
        };
        let Some(clause) = clause else { continue };
        let mut found = Vec::new();
        if scene.books.has("distribution_lines") {
            found.extend(lines_differ(plan, clause));
        }
        found.extend(exceeds_income(plan, clause, &mut distributed));
        runs.entry(&clause.id)
            .or_insert_with(|| CheckRun::ruled(NAME, Some(&clause.id)))
            .count(found.is_empty().into());
        out.findings.extend(found);
    }
    if !scene.books.has("distribution_plans") {
        let clause = split.first().map(|s| s.clause.id.as_str());
        out.checks.push(CheckRun::no_data(NAME, clause));
    }
    out.checks.extend(runs.into_values());
    out
}

/// The lines against the plan.
fn lines_differ(plan: &Plan, clause: &Clause) -> Option<Finding> {
    let due = plan.base()?;
    let paid = plan.paid();
    (paid != due).then(|| {
        under(clause, &TOTAL_DIFFERS, plan)
            .detail("lines")
            .amount(paid.minus(due))
            .arg("what", "分配明细")
            .arg("actual", paid.grouped())
            .arg("due", due.grouped())
            .cells(plan.row.cells(&["income_amount"]))
            .cells(plan.lines.iter().flat_map(|l| l.cells(&["dist_amount"])))
    })
}

/// The plans of the same receipts, one after the other by id, against what was received; the plan
/// that passes it answers for what it adds.
fn exceeds_income<'a>(
    plan: &Plan<'a>,
    clause: &Clause,
    distributed: &mut BTreeMap<Vec<&'a str>, Fen>,
) -> Option<Finding> {
    let stated = plan.row.income_amount?;
    if plan.income.is_empty() {
        return None;
    }
    let received = Fen::sum(plan.income.iter().filter_map(|r| r.income_amount));
    let key =
        plan.income.iter().map(|r| r.income_id.as_deref().unwrap_or(&r.origin.row_id)).collect();
    let sum = distributed.entry(key).or_insert(Fen::ZERO);
    let before = (*sum).max(received);
    *sum = sum.plus(stated)?;
    let total = *sum;
    (total > before).then(|| {
        under(clause, &TOTAL_DIFFERS, plan)
            .detail("income")
            .amount(total.minus(before))
            .arg("what", "分配方案")
            .arg("actual", total.grouped())
            .arg("due", received.grouped())
            .cells(plan.row.cells(&["income_amount"]))
            .cells(plan.income.iter().flat_map(|r| r.cells(&["income_amount"])))
    })
}
