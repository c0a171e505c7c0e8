//! What must be paid over or settled in time: income that belongs to county finance, the clock of a
//! plan, payments under a plan that has expired.

use crate::chain::date;
use crate::each::{self, Judged};
use crate::scene::{Plan, Scene};
use crate::talk::day;
use ledger::codes::income::{NOT_REMITTED, UNALLOCATED};
use ledger::codes::plan::LATE;
use ledger::tables::{Asset, DistributionLine, Income};
use ledger::{Day, Fen, Row, StepOutput, Subject, SubjectKind, Text};
use rulebook::Ruled;
use rulebook::checks::allocation::{PlanTerm, Remittance, SettlingClock};
use rulebook::checks::plan_steps::ChainStep;
use std::collections::BTreeSet;

pub(crate) fn run(scene: &Scene) -> StepOutput<()> {
    let mut out = StepOutput::<()>::default();
    each::rows::<Remittance, _>(scene, &["income"], &scene.income, &mut out, remitted);
    let tables = ["income", "distribution_plans"];
    each::plan::<SettlingClock>(scene, &tables, &mut out, settled);
    let mut alone = StepOutput::<()>::default();
    let unplanned = unplanned(scene);
    each::rows::<SettlingClock, _>(scene, &tables, &unplanned, &mut alone, unsettled);
    // Counted once, with the plans.
    alone.checks.clear();
    out.absorb(alone);
    let tables = ["distribution_plans", "distribution_lines"];
    each::plan::<PlanTerm>(scene, &tables, &mut out, expired);
    out
}

/// The receipts that no plan distributes, where a clause asks for them.
fn unplanned<'a>(scene: &Scene<'a>) -> Vec<&'a Income> {
    if scene.ruled::<SettlingClock>().is_empty() {
        return Vec::new();
    }
    let planned: BTreeSet<&Text> =
        scene.plans.iter().flat_map(|p| &p.income).map(|r| &r.origin.row_id).collect();
    scene.income.iter().copied().filter(|r| !planned.contains(&r.origin.row_id)).collect()
}

fn subject(row: &Income) -> Subject {
    Subject::new(SubjectKind::Income, row.income_id.clone().unwrap_or(row.origin.row_id.clone()))
}

fn asset_of<'a>(scene: &Scene<'a>, row: &Income) -> Option<&'a Asset> {
    row.asset_id.as_deref().and_then(|id| scene.assets.get(id)).copied()
}

fn owner_type<'a>(scene: &Scene<'a>, row: &'a Income) -> Option<&'a str> {
    let asset = asset_of(scene, row).and_then(|a| a.owner_type.as_deref());
    row.owner_type.as_deref().or(asset)
}

/// Our reading: the asset's nature decides; where the ledger states none, its owner does. What was
/// received is due at once and whole, with the day on which it was paid over.
fn remitted(scene: &Scene, ruled: &Ruled<Remittance>, row: &&Income) -> Judged {
    let asset = asset_of(scene, row);
    let bound = match asset.and_then(|a| a.asset_nature.as_deref()) {
        Some(nature) => ruled.rule.natures.contains(&nature),
        None => owner_type(scene, row).is_some_and(|o| ruled.rule.owner_types.contains(&o)),
    };
    if !bound {
        return Judged::Unbound;
    }
    let Some(due) = row.income_amount else {
        return Judged::Unknown;
    };
    if !scene.books.has_column(*row, "remitted_to_county_amount") {
        return Judged::Unknown;
    }
    let short = due.minus(row.remitted_to_county_amount.unwrap_or(Fen::ZERO));
    let undated = due > Fen::ZERO && scene.books.lacks(*row, "remit_date");
    if short <= Fen::ZERO && !undated {
        return Judged::Found(Vec::new());
    }
    let mut finding = ruled
        .finding(&NOT_REMITTED, subject(row))
        .place(row.township.as_deref(), row.village.as_deref())
        .amount(short.max(Fen::ZERO))
        .arg("due", due.grouped())
        .arg("remitted", row.remitted_to_county_amount.unwrap_or(Fen::ZERO).grouped())
        .arg("date", day(row.remit_date))
        .cells(row.cells(&["income_amount", "remitted_to_county_amount", "remit_date"]));
    if let Some(asset) = asset {
        finding = finding.cells(asset.cells(&["asset_nature", "owner_type"]));
    }
    Judged::Found(vec![finding])
}

/// The clock of a plan: from its earliest receipt. A step that is missing is told by its chain.
fn settled(_: &Scene, ruled: &Ruled<SettlingClock>, plan: &Plan) -> Judged {
    if !plan.is_owned_by(&ruled.rule.owner_types) {
        return Judged::Unbound;
    }
    let first = plan.income.iter().filter_map(|r| Some((r.income_received_date?, *r)));
    let Some((received, receipt)) = first.min_by_key(|(day, _)| *day) else {
        return Judged::Unknown;
    };
    let Some(due) = ruled.last_day(ruled.rule.within, received.latest()) else {
        return Judged::Unknown;
    };
    let dated: Vec<(ChainStep, Day)> =
        ruled.rule.steps.iter().filter_map(|step| Some((*step, date(plan.row, *step)?))).collect();
    if dated.is_empty() {
        return Judged::Unknown;
    }
    let late: Vec<&(ChainStep, Day)> = dated.iter().filter(|(_, done)| done.date > due).collect();
    let Some((_, last)) = late.last() else {
        return Judged::Found(Vec::new());
    };
    let names: Vec<&str> = late.iter().map(|(step, _)| step.label()).collect();
    let (township, village) = plan.place();
    Judged::Found(vec![
        ruled
            .finding(&LATE, plan.subject())
            .detail("settling")
            .place(township, village)
            .parameter(ruled.rule.within.to_string())
            .arg("what", format!("{received}到账收益的分配方案“{}”", names.join("、")))
            .arg("due", due.to_string())
            .arg("done", last.to_string())
            .cells(receipt.cells(&["income_received_date"]))
            .cells(late.iter().flat_map(|(step, _)| plan.row.cells(&[step.field()]))),
    ])
}

/// A receipt that no plan distributes, when its time is over.
fn unsettled(scene: &Scene, ruled: &Ruled<SettlingClock>, row: &&Income) -> Judged {
    let bound = owner_type(scene, row).is_some_and(|o| ruled.rule.owner_types.contains(&o));
    // Plans of other years need not stand in these books.
    if !bound || row.income_year != Some(scene.case.year.into()) {
        return Judged::Unbound;
    }
    let (Some(received), Some(amount)) = (row.income_received_date, row.income_amount) else {
        return Judged::Unknown;
    };
    let Some(deadline) = ruled.last_day(ruled.rule.within, received.latest()) else {
        return Judged::Unknown;
    };
    if scene.case.as_of <= deadline || amount <= Fen::ZERO {
        return Judged::Found(Vec::new());
    }
    Judged::Found(vec![
        ruled
            .finding(&UNALLOCATED, subject(row))
            .place(row.township.as_deref(), row.village.as_deref())
            .amount(amount)
            .parameter(ruled.rule.within.to_string())
            .arg("received", received.to_string())
            .arg("deadline", deadline.to_string())
            .cells(row.cells(&["income_amount", "income_received_date", "dist_plan_id"])),
    ])
}

/// The last day of a plan is still its own.
fn expired(_: &Scene, ruled: &Ruled<PlanTerm>, plan: &Plan) -> Judged {
    let Some(end) = plan.row.dist_plan_end_date else {
        return Judged::Unknown;
    };
    let after: Vec<&DistributionLine> = plan
        .lines
        .iter()
        .copied()
        .filter(|l| l.dist_paid_date.is_some_and(|paid| paid.date > end.latest()))
        .collect();
    let Some(last) = after.iter().filter_map(|l| l.dist_paid_date).max() else {
        return Judged::Found(Vec::new());
    };
    let (township, village) = plan.place();

    Judged::Found(vec![
        ruled
            .finding(&LATE, plan.subject())
            .detail("expired")
            .place(township, village)
            .amount(Fen::sum(after.iter().filter_map(|l| l.dist_amount)))
            .arg("what", "到期分配方案的修订")
            .arg("due", end.to_string())
            .arg("done", format!("仍按原方案于{last}发放"))
            .cells(plan.row.cells(&["dist_plan_end_date"]))
            .cells(after.iter().flat_map(|l| l.cells(&["dist_paid_date", "dist_amount"]))),
    ])
}
