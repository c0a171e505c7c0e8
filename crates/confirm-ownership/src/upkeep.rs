//! Upkeep of joint assets: each owner bears it by its share of title.

use crate::judged::{Case, Judged};
use ledger::codes::plan::UPKEEP_OVER;
use ledger::tables::{AssetOwner, DistributionPlan};
use ledger::{CheckRun, Decimal, Fen, Finding, Row, StepOutput, Subject, SubjectKind, Verdict};
use rulebook::checks::custody::UpkeepByShares;
use rulebook::{Family, Ruled};

/// One finding per plan whose part of upkeep is not the owner's share.
pub(crate) fn check(case: &Case) -> StepOutput<()> {
    let mut out = StepOutput::default();
    let rules = case.book.ruled::<UpkeepByShares>(case.law_day);
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(UpkeepByShares::NAME));
    }
    for ruled in rules {
        if !case.books.has("distribution_plans") {
            out.checks.push(ruled.no_data());
            continue;
        }
        let mut run = ruled.run();
        for plan in &case.books.distribution_plans {
            let joint = plan.asset_id.as_deref().and_then(|id| joint_asset(case, id));
            let Some((asset, stated)) = joint.zip(plan.custody_cost_share_pct) else {
                continue;
            };
            let Some((title, due)) = share(asset, plan) else {
                run.count(Verdict::Unknown);
                continue;
            };
            let off = (stated - due).abs() > Decimal::new(1, 2);
            run.count(if off { Verdict::Failed } else { Verdict::Passed });
            if off {
                out.findings.push(differs(ruled, plan, title, stated, due));
            }
        }
        out.checks.push(run);
    }
    out
}

/// An asset that several own.
fn joint_asset<'c, 'a>(case: &'c Case<'a>, id: &str) -> Option<&'c Judged<'a>> {
    let at = case.assets.binary_search_by(|asset| (*asset.view.id).cmp(id)).ok()?;
    case.assets.get(at).filter(|asset| asset.view.titles.len() > 1)
}

/// The title row of the plan's village or owner, and its percentage.
fn share<'a>(asset: &Judged<'a>, plan: &DistributionPlan) -> Option<(&'a AssetOwner, Decimal)> {
    let of_plan = |title: &&&AssetOwner| {
        let by_name = title.owner_name.is_some() && title.owner_name == plan.owner_name;
        by_name || (title.village.is_some() && title.village == plan.village)
    };
    let title = asset.view.titles.iter().find(of_plan)?;
    Some((*title, title.owner_share_pct?))
}

fn differs(
    ruled: Ruled<'_, UpkeepByShares>,
    plan: &DistributionPlan,
    title: &AssetOwner,
    stated: Decimal,
    due: Decimal,
) -> Finding {
    let id = plan.dist_plan_id.as_ref().unwrap_or(&plan.origin.row_id);
    ruled
        .finding(&UPKEEP_OVER, Subject::new(SubjectKind::Plan, id.clone()))
        .detail("custody_cost_share_pct")
        .place(plan.township.as_deref(), plan.village.as_deref())
        .amount(excess(plan.custody_cost_amount, stated, due))
        .cells(plan.cells(&["custody_cost_share_pct", "custody_cost_amount"]))
        .cells(title.cells(&["owner_share_pct"]))
}

/// What this owner bears too much of (or too little: below zero), from its part of the cost.
fn excess(cost: Option<Fen>, stated: Decimal, due: Decimal) -> Fen {
    let off = stated.checked_sub(due).and_then(|off| off.checked_div(stated));
    off.and_then(|off| cost?.times(off)).unwrap_or_default()
}
