//! Limits on what is taken out of income before it reaches the people: bonuses of managers, upkeep,
//! reserves.

use crate::each::{self, Judged};
use crate::scene::{Plan, Scene, is};
use crate::talk::{label, labels};
use ledger::codes::plan::{OVER_CAP, PURPOSE_NOT_ALLOWED, RESERVE_DIFFERS, UPKEEP_OVER};
use ledger::tables::Income;
use ledger::words::distribution::RESERVE_USE_CATEGORY;
use ledger::{Cell, CheckRun, Fen, Row, StepOutput, Text, Verdict};
use rulebook::checks::allocation::{IncentiveCap, ReserveUse, UpkeepFromIncome};
use rulebook::{Family, Rate, Ruled};
use std::collections::BTreeMap;

/// Township, village, year.
type VillageYear<'a> = (&'a str, &'a str, i64);

pub(crate) fn run(scene: &Scene) -> StepOutput<()> {
    let mut out = StepOutput::<()>::default();
    incentives(scene, &mut out);
    let plans = ["distribution_plans"];
    each::plan::<UpkeepFromIncome>(scene, &plans, &mut out, upkeep);
    each::plan::<ReserveUse>(scene, &plans, &mut out, reserve);
    out
}

/// What a plan gives its managers: as it states, else its payments of that purpose.
fn incentive(plan: &Plan) -> Option<(Fen, Vec<Cell>)> {
    let lines: Vec<_> = plan
        .lines
        .iter()
        .filter(|l| is(&l.dist_use_category, "incentive") || is(&l.dist_recipient_type, "cadre"))
        .collect();
    let paid = Fen::sum(lines.iter().filter_map(|l| l.dist_amount));
    let amount = plan.row.incentive_amount.map_or(paid, |stated| stated.max(paid));
    let mut cells = plan.row.cells(&["incentive_amount", "incentive_plan_no"]);
    cells.extend(lines.iter().flat_map(|l| l.cells(&["dist_use_category", "dist_amount"])));
    (amount > Fen::ZERO).then_some((amount, cells))
}

/// A49. Our reading: where the ledger marks pilot assets, only their profit counts; where it has no
/// such column, that of all assets of the village. The plans of a village and year follow one
/// another by id, and the one that passes the cap answers for what it adds.
fn incentives(scene: &Scene, out: &mut StepOutput<()>) {
    let clauses = scene.ruled::<IncentiveCap>();
    if clauses.is_empty() {
        out.checks.push(CheckRun::silent(IncentiveCap::NAME));
        return;
    }
    let profits = profits(scene);
    for ruled in clauses {
        if !scene.books.has("distribution_plans") || !scene.books.has("income") {
            out.checks.push(ruled.no_data());
            continue;
        }
        let mut run = ruled.run();
        let mut given: BTreeMap<VillageYear, Fen> = BTreeMap::new();
        for plan in &scene.plans {
            let Some((amount, cells)) = incentive(plan) else { continue };
            let (township, village) = plan.place();
            let (Some(village), Some(year)) = (village, plan.year()) else {
                run.count(Verdict::Unknown);
                continue;
            };
            let key = (township.unwrap_or_default(), village, year);
            let earned = profits.get(&key).map_or(&[][..], Vec::as_slice);
            let profit = Fen::sum(earned.iter().filter_map(|r| r.net_profit));
            if earned.iter().any(|r| !scene.books.has_column(*r, "net_profit")) {
                run.count(Verdict::Unknown);
                continue;
            }
            let cap = profit.max(Fen::ZERO).times(ruled.rule.at_most.0).unwrap_or(Fen::ZERO);
            let sum = given.entry(key).or_insert(Fen::ZERO);
            let before = (*sum).max(cap);
            *sum = Fen::sum([*sum, amount]);
            let excess = sum.minus(before);
            run.count((excess <= Fen::ZERO).into());
            if excess > Fen::ZERO {
                out.findings.push(over(&ruled, plan, (amount, profit, cap, excess), cells, earned));
            }
        }
        out.checks.push(run);
    }
}

fn over(
    ruled: &Ruled<IncentiveCap>,
    plan: &Plan,
    (amount, profit, cap, excess): (Fen, Fen, Fen, Fen),
    cells: Vec<Cell>,
    earned: &[&Income],
) -> ledger::Finding {
    let (township, village) = plan.place();
    ruled
        .finding(&OVER_CAP, plan.subject())
        .place(township, village)
        .amount(excess)
        .parameter(ruled.rule.at_most.to_string())
        .arg("incentive", amount.grouped())
        .arg("profit", profit.grouped())
        .arg("rate", ruled.rule.at_most.to_string())
        .arg("cap", cap.grouped())
        .cells(cells)
        .cells(earned.iter().flat_map(|r| r.cells(&["income_year", "net_profit"])))
}

/// The receipts whose net profit counts, by village and year.
fn profits<'a>(scene: &Scene<'a>) -> BTreeMap<VillageYear<'a>, Vec<&'a Income>> {
    let mut profits: BTreeMap<VillageYear, Vec<&Income>> = BTreeMap::new();
    for row in scene.income.iter().copied() {
        let asset = row.asset_id.as_deref().and_then(|id| scene.assets.get(id)).copied();
        let marked = asset.is_some_and(|a| scene.books.has_column(a, "pilot_incentive_flag"));
        let counts = !marked || asset.is_some_and(|a| a.pilot_incentive_flag == Some(true));
        let township: Option<&Text> =
            row.township.as_ref().or(asset.and_then(|a| a.township.as_ref()));
        let village = row.village.as_deref().or(asset.and_then(|a| a.village.as_deref()));
        if let (true, Some(village), Some(year)) = (counts, village, row.income_year) {
            let key = (township.map_or("", |t| &**t), village, year);
            profits.entry(key).or_default().push(row);
        }
    }
    profits
}

/// The income of the plan against the upkeep that it pays.
fn upkeep(_: &Scene, ruled: &Ruled<UpkeepFromIncome>, plan: &Plan) -> Judged {
    let Some(cost) = plan.row.custody_cost_amount.filter(|cost| *cost > Fen::ZERO) else {
        return Judged::Unbound;
    };
    let Some(income) = plan.base() else {
        return Judged::Unknown;
    };
    let limit = ruled.rule.at_most.map_or(Some(income), |share| income.times(share.0));
    let Some(limit) = limit else {
        return Judged::Unknown;
    };
    let excess = cost.minus(limit);
    if excess <= Fen::ZERO {
        return Judged::Found(Vec::new());
    }
    let (township, village) = plan.place();
    let mut finding = ruled
        .finding(&UPKEEP_OVER, plan.subject())
        .place(township, village)
        .amount(excess)
        .arg("cost", cost.grouped())
        .arg("due", limit.grouped())
        .cells(plan.row.cells(&["custody_cost_amount", "income_amount"]));
    finding.parameter = ruled.rule.at_most.map(|share| format!("at-most={share}").into());
    Judged::Found(vec![finding])
}

/// How much is kept as a reserve, and what for.
fn reserve(scene: &Scene, ruled: &Ruled<ReserveUse>, plan: &Plan) -> Judged {
    let rule = ruled.rule;
    if !rule.owner_types.is_empty() && !plan.is_owned_by(&rule.owner_types) {
        return Judged::Unbound;
    }
    let size = (rule.at_least.is_some() || rule.at_most.is_some())
        .then(|| reserve_size(scene, ruled, plan));
    let used = (!rule.uses.is_empty()).then(|| reserve_used(scene, ruled, plan));
    [size, used].into_iter().flatten().fold(Judged::Unbound, Judged::and)
}

/// The share of the income that is kept.
fn reserve_size(scene: &Scene, ruled: &Ruled<ReserveUse>, plan: &Plan) -> Judged {
    let row = plan.row;
    let share = |rate: Option<Rate>| plan.base().and_then(|base| base.times(rate?.0));
    let (least, most) = (share(ruled.rule.at_least), share(ruled.rule.at_most));
    let unstated = row.reserve_amount.is_none() && !scene.books.has_column(row, "reserve_amount");
    if unstated || (least.is_none() && most.is_none()) {
        return Judged::Unknown;
    }
    let kept = row.reserve_amount.unwrap_or(Fen::ZERO);
    let limit = least.filter(|least| kept < *least).or(most.filter(|most| kept > *most));
    let Some(limit) = limit else {
        return Judged::Found(Vec::new());
    };
    let rates = [("不低于", ruled.rule.at_least), ("不高于", ruled.rule.at_most)];
    let stated = rates.iter().filter_map(|(word, rate)| Some(format!("{word}{}", (*rate)?)));
    let stated = stated.collect::<Vec<_>>().join("、");
    let (township, village) = plan.place();
    Judged::Found(vec![
        ruled
            .finding(&RESERVE_DIFFERS, plan.subject())
            .detail("reserve-amount")
            .place(township, village)
            .amount(kept.minus(limit))
            .parameter(stated.as_str())
            .arg("kept", kept.grouped())
            .arg("rates", stated.as_str())
            .arg("limit", limit.grouped())
            .cells(row.cells(&["reserve_amount", "income_amount"])),
    ])
}

/// What a reserve is used for; a reserve without a use is missing evidence.
fn reserve_used(scene: &Scene, ruled: &Ruled<ReserveUse>, plan: &Plan) -> Judged {
    let Some(amount) = plan.row.reserve_amount.filter(|amount| *amount > Fen::ZERO) else {
        return Judged::Unbound;
    };
    let stated = plan.row.reserve_use_category.as_deref();
    if stated.is_some_and(|stated| ruled.rule.uses.contains(&stated)) {
        return Judged::Found(Vec::new());
    }
    if stated.is_none() && !scene.books.has_column(plan.row, "reserve_use_category") {
        return Judged::Unknown;
    }
    let (township, village) = plan.place();
    let purpose = format!("公积公益金：{}", label(&RESERVE_USE_CATEGORY, stated));
    Judged::Found(vec![
        ruled
            .finding(&PURPOSE_NOT_ALLOWED, plan.subject())
            .detail("reserve")
            .place(township, village)
            .amount(amount)
            .arg("purpose", purpose)
            .arg("allowed", labels(&RESERVE_USE_CATEGORY, &ruled.rule.uses))
            .cells(plan.row.cells(&["reserve_amount", "reserve_use_category"])),
    ])
}
