//! The approvals a disposal needs: every step on file, given high enough, in order.

use crate::Rows;
use crate::context::Context;
use crate::evidence::{self, Evidence, body, fields};
use crate::judge::{Binding, Judged, binds_lot, each_lot, labels};
use crate::lot::Lot;
use crate::order::{Dated, Reversal, reversals};
use ledger::codes::disposal::{APPROVER_LEVEL, STEP_MISSING, STEP_ORDER};
use ledger::tables::Disposal;
use ledger::words::disposals::DISPOSAL_STEP;
use ledger::{Finding, Severity, StepOutput};
use rulebook::Ruled;
use rulebook::checks::disposal::{ApprovalChain, ChainStep, DisposalStep};
use rulebook::units::Money;
use std::collections::BTreeSet;

const BINDING: Binding<ApprovalChain> = Binding {
    classes: |rule| &rule.classes,
    except: |rule| &rule.except_classes,
    owners: |rule| &rule.owners,
    values: |rule| (rule.from, rule.below),
};

pub(crate) fn check(context: &Context<'_>, out: &mut StepOutput<Rows>) {
    each_lot(context, out, &BINDING, |ruled, lot| chain(context, ruled, lot));
}

fn chain(context: &Context<'_>, ruled: &Ruled<'_, ApprovalChain>, lot: &Lot<'_>) -> Judged {
    let mut judged = Judged {
        parameters: ruled
            .rule
            .all_orders()
            .map(|order| format!("order={}", codes(order).join("＞")))
            .collect(),
        facts: lot.cells(&["owner_type"]),
        ..Judged::default()
    };
    for step in &ruled.rule.steps {
        match lot.owner_type() {
            // Which of the steps that depend on the owner are needed cannot be told.
            None if !step.owners.is_empty() => judged.unknown = true,
            Some(owner) if !step.owners.is_empty() && !step.owners.contains(&owner) => {}
            _ => one_step(context, ruled, lot, step, &mut judged),
        }
    }
    let mut blamed = BTreeSet::new();
    for order in ruled.rule.all_orders() {
        for reversal in reversals(&dated(context, ruled, lot, order)) {
            if is_ours(context, ruled, lot, reversal.step) && blamed.insert(reversal.step) {
                judged.findings.push(out_of_order(ruled, lot, &reversal));
            }
        }
    }
    judged
}

fn one_step(
    context: &Context<'_>,
    ruled: &Ruled<'_, ApprovalChain>,
    lot: &Lot<'_>,
    step: &ChainStep,
    judged: &mut Judged,
) {
    let (taken, on_file) = taken(context, lot, step);
    judged.rows.push(lot.step_row(ruled, step.step, true, &on_file));
    judged.unknown |= on_file.unasked;
    let cells = lot.cells(fields(taken));
    judged.facts.extend(cells.clone());
    let soften = |finding: Finding, limit: Option<Money>| {
        let below = limit.is_some_and(|limit| lot.decisive_value().is_some_and(|v| v < limit.0));
        if below { finding.severity(Severity::Warning.min(ruled.clause.severity)) } else { finding }
    };
    let label = DISPOSAL_STEP.label_of(step.step.code());
    if !on_file.unasked && !on_file.is_complete() {
        let missing = lot
            .finding(ruled, &STEP_MISSING, step.step)
            .arg("step", label)
            .arg("missing", labels::<Disposal>(&on_file.missing))
            .cells(cells.clone());
        judged.findings.push(soften(missing, step.warning_below));
    }
    let stated = body(lot, taken).filter(|_| !step.bodies.is_empty());
    if let Some(stated) = stated
        && !context.is_one_of(lot.township(), stated, &step.bodies)
    {
        let expected: Vec<&str> = step
            .bodies
            .iter()
            .filter_map(|b| context.names(std::slice::from_ref(b)).next())
            .collect();
        let low = lot
            .finding(ruled, &APPROVER_LEVEL, step.step)
            .arg("step", label)
            .arg("found", stated)
            .arg("expected", at_least(&expected))
            .cells(cells);
        judged.findings.push(soften(low, step.level_warning_below.or(step.warning_below)));
    }
}

/// The bodies high enough, lowest first; a long list is cut.
pub(crate) fn at_least(bodies: &[&str]) -> String {
    match bodies {
        [lowest, _, _, ..] => format!("{lowest}或上级有权机构"),
        few => few.join("或"),
    }
}

/// The step itself, or the first of its alternatives where nothing of it is on file.
fn taken(context: &Context<'_>, lot: &Lot<'_>, step: &ChainStep) -> (DisposalStep, Evidence) {
    let on_file = |taken: DisposalStep| {
        let mut on_file = evidence::of(context, lot, taken);
        // Who took it matters only where the rule says who must.
        if step.bodies.is_empty() && on_file.missing.len() < fields(taken).len() {
            on_file.missing.retain(|field| Some(*field) != evidence::body_field(taken));
        }
        (taken, on_file)
    };
    std::iter::once(step.step)
        .chain(step.or.iter().copied())
        .map(on_file)
        .find(|(_, on_file)| on_file.begun)
        .unwrap_or_else(|| on_file(step.step))
}

/// The dated steps of the order, those with alternatives by what was taken.
fn dated(
    context: &Context<'_>,
    ruled: &Ruled<'_, ApprovalChain>,
    lot: &Lot<'_>,
    order: &[DisposalStep],
) -> Vec<Dated<DisposalStep>> {
    let owner = lot.owner_type();
    let needed = |step: &&ChainStep| {
        step.owners.is_empty() || owner.is_some_and(|owner| step.owners.contains(&owner))
    };
    order
        .iter()
        .filter_map(|step| {
            let chain_step = ruled.rule.steps.iter().filter(needed).find(|s| s.step == *step);
            let on_file = chain_step
                .map_or_else(|| evidence::of(context, lot, *step), |s| taken(context, lot, s).1);
            Some(Dated { step: *step, from: on_file.from?, until: on_file.until? })
        })
        .collect()
}

/// A step out of place is reported once: under the clause that demands the step, else under the
/// first that orders it.
fn is_ours(
    context: &Context<'_>,
    ruled: &Ruled<'_, ApprovalChain>,
    lot: &Lot<'_>,
    step: DisposalStep,
) -> bool {
    let rules = context.book.ruled_ever::<ApprovalChain>();
    let binding: Vec<_> =
        rules.iter().filter(|rule| binds_lot(context, rule, &BINDING, lot)).collect();
    let demands =
        |rule: &&&Ruled<'_, ApprovalChain>| rule.rule.steps.iter().any(|s| s.step == step);
    let orders = |rule: &&&Ruled<'_, ApprovalChain>| {
        rule.rule.all_orders().any(|order| order.contains(&step))
    };
    binding
        .iter()
        .find(demands)
        .or_else(|| binding.iter().find(orders))
        .is_some_and(|rule| rule.clause.id == ruled.clause.id)
}

fn out_of_order(
    ruled: &Ruled<'_, ApprovalChain>,
    lot: &Lot<'_>,
    reversal: &Reversal<DisposalStep>,
) -> Finding {
    let Reversal { step, first, then } = reversal;
    lot.finding(ruled, &STEP_ORDER, *step)
        .arg("first", DISPOSAL_STEP.label_of(first.step.code()))
        .arg("first_date", first.until.to_string())
        .arg("then", DISPOSAL_STEP.label_of(then.step.code()))
        .arg("then_date", then.from.to_string())
        .cells(lot.cells(fields(first.step)))
        .cells(lot.cells(fields(then.step)))
}

fn codes(steps: &[DisposalStep]) -> Vec<&'static str> {
    steps.iter().map(|step| step.code()).collect()
}
