//! What happens to an asset in an operator's hands: it is appraised when it is let or changes
//! hands, and not lost or damaged but by force majeure.

use crate::Rows;
use crate::context::Context;
use crate::contracts::{Deal, all};
use crate::evidence::{self, fields};
use crate::judge::{labels, tell};
use crate::lot::Lot;
use ledger::codes::contract::LOSS_UNEXCUSED;
use ledger::codes::disposal::APPRAISAL_MISSING;
use ledger::tables::{Asset, Change, Contract, Disposal, WriteOff};
use ledger::words::accounts::CHANGE_TYPE;
use ledger::words::contracts::OPERATION_MODE;
use ledger::{Cell, CheckRun, Row, StepOutput, Subject, SubjectKind, Verdict};
use rulebook::checks::disposal::{DisposalStep, EventAppraisal, OperationLoss};
use rulebook::{Family, Ruled};

const APPRAISAL: [&str; 3] = ["appraisal_report_no", "appraisal_date", "appraised_value"];
const LOSS: [&str; 2] = ["loss_cause", "force_majeure_flag"];

pub(crate) fn check_appraisals(context: &Context<'_>, out: &mut StepOutput<Rows>) {
    let rules = context.book.ruled::<EventAppraisal>(context.case.law_day());
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(EventAppraisal::NAME));
    }
    for ruled in &rules {
        if !["contracts", "changes", "disposals"].iter().any(|table| context.books.has(table)) {
            out.checks.push(ruled.no_data());
            continue;
        }
        let mut run = ruled.run();
        for deal in all(context).iter().filter(|deal| deal.is_of(&ruled.rule.classes)) {
            if deal.mode().is_some_and(|mode| ruled.rule.modes.contains(&mode)) {
                run.count(contract(context, ruled, deal, out));
            }
        }
        for change in &context.books.changes {
            let kind = change.change_type.as_deref();
            let asset = change.asset_id.as_deref().and_then(|id| context.leading(id));
            if kind.is_some_and(|kind| ruled.rule.changes.contains(&kind))
                && is_of(asset, &ruled.rule.classes)
            {
                run.count(changed(context, ruled, change, asset, out));
            }
        }
        for lot in context.lots.iter().filter(|lot| lot.carried_out) {
            let method = lot.disposal.disposal_method.as_deref();
            if method.is_some_and(|method| ruled.rule.methods.contains(&method))
                && is_of(lot.asset, &ruled.rule.classes)
            {
                run.count(disposed(context, ruled, lot, out));
            }
        }
        out.checks.push(run);
    }
}

fn is_of(asset: Option<&Asset>, classes: &[&str]) -> bool {
    let class = asset.and_then(|a| a.asset_class.as_deref());
    classes.is_empty() || class.is_some_and(|class| classes.contains(&class))
}

/// The fields of an appraisal that are empty; `None` where the sheet asks for none of them.
fn lacking<R: Row>(context: &Context<'_>, row: &R) -> Option<Vec<&'static str>> {
    let asked = APPRAISAL.iter().any(|field| context.books.has_column(row, field));
    asked.then(|| APPRAISAL.into_iter().filter(|field| context.books.lacks(row, field)).collect())
}

fn contract(
    context: &Context<'_>,
    ruled: &Ruled<'_, EventAppraisal>,
    deal: &Deal<'_>,
    out: &mut StepOutput<Rows>,
) -> Verdict {
    let Some(missing) = lacking(context, deal.contract) else {
        return Verdict::Unknown;
    };
    if missing.is_empty() {
        return Verdict::Passed;
    }
    let event = deal.mode().map_or("出租", |mode| OPERATION_MODE.label_of(mode));
    let finding = deal
        .place(ruled.finding(&APPRAISAL_MISSING, deal.subject()))
        .detail("appraisal")
        .arg_in("event", &format!("以“{event}”方式经营"), "letting the asset")
        .arg("missing", labels::<Contract>(&missing))
        .cells(deal.contract.cells(&APPRAISAL));
    tell(ruled, finding, out);
    Verdict::Failed
}

/// A change is appraised in its own row, or in the contract or disposal that it led to.
fn changed(
    context: &Context<'_>,
    ruled: &Ruled<'_, EventAppraisal>,
    change: &Change,
    asset: Option<&Asset>,
    out: &mut StepOutput<Rows>,
) -> Verdict {
    let Some(missing) = lacking(context, change) else {
        return Verdict::Unknown;
    };
    let id = change.asset_id.as_deref();
    let led_to = |contract: &&Contract| {
        contract.contract_sign_date >= change.change_date && contract.appraisal_report_no.is_some()
    };
    let elsewhere = id.is_some_and(|id| {
        context.lots_of(id).next().is_some()
            || context.writeoffs.contains_key(id)
            || context.contracts.get(id).is_some_and(|contracts| contracts.iter().any(led_to))
    });
    if missing.is_empty() || elsewhere {
        return Verdict::Passed;
    }
    let subject = match (asset, id) {
        (Some(asset), _) => Subject::asset(asset),
        (None, Some(id)) => Subject::new(SubjectKind::Asset, id),
        (None, None) => Subject::new(SubjectKind::Change, change.origin.row_id.clone()),
    };
    let kind = change.change_type.as_deref().map_or("变更", |kind| CHANGE_TYPE.label_of(kind));
    let finding = ruled
        .finding(&APPRAISAL_MISSING, subject)
        .detail(format!("appraisal:{}", change.origin.row_id))
        .place(change.township.as_deref(), change.village.as_deref())
        .arg_in("event", kind, "a change of hands or damage")
        .arg("missing", labels::<Change>(&missing))
        .cells(change.cells(&["change_type", "change_date"]))
        .cells(change.cells(&APPRAISAL));
    tell(ruled, finding, out);
    Verdict::Failed
}

fn disposed(
    context: &Context<'_>,
    ruled: &Ruled<'_, EventAppraisal>,
    lot: &Lot<'_>,
    out: &mut StepOutput<Rows>,
) -> Verdict {
    let step = DisposalStep::Appraisal;
    let on_file = evidence::of(context, lot, step);
    let row = lot.step_row(ruled, step, true, &on_file);
    out.rows.decisions.push(row);
    if on_file.unasked || on_file.is_complete() {
        return if on_file.unasked { Verdict::Unknown } else { Verdict::Passed };
    }
    let finding = lot
        .finding(ruled, &APPRAISAL_MISSING, step)
        .arg_in("event", "所有权转移", "a transfer of title")
        .arg("missing", labels::<Disposal>(&on_file.missing))
        .cells(lot.cells(fields(step)));
    tell(ruled, finding, out);
    Verdict::Failed
}

pub(crate) fn check_losses(context: &Context<'_>, out: &mut StepOutput<Rows>) {
    let rules = context.book.ruled::<OperationLoss>(context.case.law_day());
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(OperationLoss::NAME));
    }
    for ruled in &rules {
        if !context.books.has("assets") {
            out.checks.push(ruled.no_data());
            continue;
        }
        let mut run = ruled.run();
        for (id, rows) in &context.assets {
            let Some(asset) = rows.first().copied().filter(|a| is_of(Some(a), &ruled.rule.classes))
            else {
                continue;
            };
            let contracts = context.contracts.get(id).into_iter().flatten();
            let latest = contracts.max_by_key(|c| (c.contract_start_date, &c.contract_id));
            let deal = latest.map(|contract| Deal { contract, asset: Some(asset) });
            if deal.is_some() || is_operated(asset) {
                run.count(loss(context, ruled, (id, asset), deal.as_ref(), out));
            }
        }
        out.checks.push(run);
    }
}

/// Somebody else runs it.
fn is_operated(asset: &Asset) -> bool {
    asset.operator_name.is_some() && asset.operation_mode.as_deref() != Some("self")
}

fn loss(
    context: &Context<'_>,
    ruled: &Ruled<'_, OperationLoss>,
    (id, asset): (&str, &Asset),
    deal: Option<&Deal<'_>>,
    out: &mut StepOutput<Rows>,
) -> Verdict {
    let rule = ruled.rule;
    let writeoffs: &[&WriteOff] = context.writeoffs.get(id).map_or(&[], Vec::as_slice);
    let status = asset.asset_status.as_deref();
    let lost = status.is_some_and(|status| rule.statuses.contains(&status));
    let excused = |w: &WriteOff| {
        let majeure = |cause| rule.majeure.contains(&cause);
        w.force_majeure_flag.unwrap_or(w.loss_cause.as_deref().is_some_and(majeure))
    };
    let in_operation =
        |w: &WriteOff| w.loss_cause.as_deref().is_some_and(|cause| rule.causes.contains(&cause));
    let unexcused = writeoffs.iter().copied().find(|w| in_operation(w) && !excused(w));
    if unexcused.is_none() && (!lost || !writeoffs.is_empty()) {
        return Verdict::Passed;
    }
    let cells: Vec<Cell> = unexcused.into_iter().flat_map(|w| w.cells(&LOSS)).collect();
    let subject = deal.map_or_else(|| Subject::asset(asset), Deal::subject);
    let finding = ruled
        .finding(&LOSS_UNEXCUSED, subject)
        .detail(format!("loss:{id}"))
        .of(asset)
        .cells(asset.cells(&["asset_status", "operator_name"]))
        .cells(cells);
    tell(ruled, finding, out);
    Verdict::Failed
}
