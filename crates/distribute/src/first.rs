//! Households that come first: not left unpaid while others are paid, and not paid later (A51).
//!
//! Our reading: others are payments to households and managers; what a collective uses for itself
//! has a rhythm of its own.

use crate::clocks;
use crate::each::{self, Judged};
use crate::scene::{Plan, Scene, is_one_of};
use crate::talk::{label, text};
use ledger::codes::plan::{INELIGIBLE, PRIORITY_MISSED};
use ledger::tables::DistributionLine;
use ledger::words::distribution::RECIPIENT_STATUS;
use ledger::{Day, Fen, Finding, Row, StepOutput, Subject, SubjectKind};
use rulebook::checks::allocation::{EquityDividend, RecipientPriority};
use rulebook::coded::Code;
use rulebook::{Family, Ruled};
use std::collections::BTreeMap;

pub(crate) fn run(scene: &Scene) -> StepOutput<()> {
    let mut out = StepOutput::<()>::default();
    let tables = ["distribution_plans", "distribution_lines"];
    each::plan::<RecipientPriority>(scene, &tables, &mut out, |scene, ruled, plan| {
        let year = plan.year().unwrap_or(scene.case.year.into());
        if ruled.rule.campaign_only && !scene.in_campaign(year) {
            return Judged::Unbound;
        }
        served(scene, ruled, &ruled.rule.first, plan).map_or(Judged::Unbound, Judged::Found)
    });
    let tables = ["distribution_plans", "distribution_lines", "assets"];
    each::plan::<EquityDividend>(scene, &tables, &mut out, dividends);
    out
}

/// What is wrong with the order of a plan's payments; `None` where nobody was paid or nobody comes
/// first.
pub(crate) fn served<F: Family>(
    scene: &Scene,
    ruled: &Ruled<F>,
    first: &[Code],
    plan: &Plan,
) -> Option<Vec<Finding>> {
    let paid_day = plan.first_payment()?;
    let is_first =
        |line: &&DistributionLine| scene.status(line).is_some_and(|s| first.contains(&s));
    let mut waiting: Vec<&DistributionLine> = Vec::new();
    let mut days: BTreeMap<&str, (Day, &DistributionLine)> = BTreeMap::new();
    let mut any = false;
    for line in plan.lines.iter().copied().filter(|l| is_first(l)) {
        any = true;
        match line.dist_paid_date {
            None => waiting.push(line),
            Some(day) => {
                let id = line.dist_recipient_id.as_deref().unwrap_or(&line.origin.row_id);
                let earliest = days.entry(id).or_insert((day, line));
                if day < earliest.0 {
                    *earliest = (day, line);
                }
            }
        }
    }
    if !any || (!waiting.is_empty() && clocks::is_promised(scene, plan)) {
        return None; // households that wait for guaranteed income are reported with its clock
    }
    let (township, village) = plan.place();
    let make = |detail: String, recipient: String, line: &DistributionLine, amount: Fen| {
        ruled
            .finding(&PRIORITY_MISSED, plan.subject())
            .detail(detail)
            .place(township, village)
            .amount(amount)
            .arg("recipient", recipient)
            .arg("first", text(&line.dist_recipient_id))
            .cells(line.cells(&["dist_amount", "dist_paid_date", "recipient_status"]))
    };
    let paid = plan.lines.iter().filter(|l| l.dist_paid_date.is_some());
    let amount = Fen::sum(paid.filter_map(|l| l.dist_amount));
    let mut found: Vec<Finding> = waiting
        .into_iter()
        .map(|line| {
            let others = format!("其他对象（{paid_day}）");
            make(format!("unpaid:{}", text(&line.dist_recipient_id)), others, line, amount)
        })
        .collect();
    if let Some((earlier, paid)) = earliest_other(plan, is_first) {
        let late = days.into_values().filter(|(day, _)| day.date > earlier.latest());
        found.extend(late.map(|(_, line)| {
            let other = format!("{}（{earlier}）", text(&paid.dist_recipient_id));
            let detail = format!("later:{}", text(&line.dist_recipient_id));
            make(detail, other, line, paid.dist_amount.unwrap_or(Fen::ZERO)).cells(paid.cells(&[
                "dist_recipient_id",
                "dist_amount",
                "dist_paid_date",
            ]))
        }));
    }
    Some(found)
}

/// The earliest payment to a household or manager who does not come first.
fn earliest_other<'a>(
    plan: &Plan<'a>,
    is_first: impl Fn(&&'a DistributionLine) -> bool,
) -> Option<(Day, &'a DistributionLine)> {
    plan.lines
        .iter()
        .copied()
        .filter(|l| matches!(l.dist_recipient_type.as_deref(), Some("household" | "cadre")))
        .filter(|l| !is_first(l) && l.dist_amount.is_some_and(|a| a > Fen::ZERO))
        .filter_map(|l| Some((l.dist_paid_date?, l)))
        .min_by_key(|(day, line)| (*day, &line.origin))
}

/// Dividends of a plan that distributes income of a share, to households whom the text does not
/// name. Whose status is not stated is not judged.
fn dividends(scene: &Scene, ruled: &Ruled<EquityDividend>, plan: &Plan) -> Judged {
    let Some(asset) = plan.asset else {
        return Judged::Unknown;
    };
    let year = plan.year().unwrap_or(scene.case.year.into());
    if !is_one_of(&asset.asset_form, &ruled.rule.forms) || scene.in_campaign(year) {
        return Judged::Unbound;
    }
    let mut wrong: BTreeMap<&str, Vec<&DistributionLine>> = BTreeMap::new();
    for line in plan.lines.iter().copied() {
        let household = line.dist_recipient_type.as_deref() == Some("household");
        let paid = line.dist_amount.is_some_and(|a| a > Fen::ZERO);
        let named = scene.status(line).is_none_or(|s| ruled.rule.to.contains(&s));
        let id = line.dist_recipient_id.as_deref();
        if let (true, true, false, Some(id)) = (household, paid, named, id) {
            wrong.entry(id).or_default().push(line);
        }
    }
    let (township, village) = plan.place();
    let found = wrong.into_iter().map(|(id, lines)| {
        let status = lines.iter().find_map(|l| scene.status(l));
        let amount = Fen::sum(lines.iter().filter_map(|l| l.dist_amount));
        let to: Vec<&str> = ruled.rule.to.iter().map(|s| RECIPIENT_STATUS.label_of(s)).collect();
        let fault = format!(
            "方案{}的股权分红发放{}元，只能用于{}",
            plan.id(),
            amount.grouped(),
            to.join("、")
        );
        ruled
            .finding(&INELIGIBLE, Subject::new(SubjectKind::Household, id))
            .detail(plan.id())
            .place(township, village)
            .amount(amount)
            .arg("status", label(&RECIPIENT_STATUS, status))
            .arg("since", crate::talk::BLANK)
            .arg("fault", fault)
            .cells(asset.cells(&["asset_form"]))
            .cells(lines.iter().flat_map(|l| l.cells(&["recipient_status", "dist_amount"])))
    });
    Judged::Found(found.collect())
}
