//! Households that are paid: flat sharing, those who should come first, those whose right ended.

use crate::each::{self, Judged};
use crate::scene::{Plan, Scene, is_one_of};
use crate::talk::{day, first_day, label, labels};
use ledger::codes::plan::{EQUAL_SHARES, INELIGIBLE, PRIORITY_MISSED};
use ledger::tables::DistributionLine;
use ledger::words::distribution;
use ledger::{Cell, Day, Fen, Finding, Row, StepOutput, Subject, SubjectKind};
use rulebook::Ruled;
use rulebook::checks::distribution::{EqualSharing, LabourPriority, RecipientDynamics};
use std::collections::BTreeMap;

pub(crate) fn run(scene: &Scene) -> StepOutput<()> {
    let mut out = StepOutput::<()>::default();
    let tables = ["distribution_plans", "distribution_lines"];
    each::plan::<EqualSharing>(scene, &tables, &mut out, equal);
    let tables = ["distribution_plans", "distribution_lines", "assets"];
    each::plan::<LabourPriority>(scene, &tables, &mut out, labour);
    each::plan::<RecipientDynamics>(scene, &tables, &mut out, ended);
    out
}

/// The lines of a plan by household.
fn households<'a>(plan: &Plan<'a>) -> BTreeMap<&'a str, Vec<&'a DistributionLine>> {
    let mut households: BTreeMap<&str, Vec<&DistributionLine>> = BTreeMap::new();
    for line in &plan.lines {
        if line.dist_recipient_type.as_deref() == Some("household") {
            let id = line.dist_recipient_id.as_deref();
            households.entry(id.unwrap_or(&line.origin.row_id)).or_default().push(line);
        }
    }
    households
}

fn amount(lines: &[&DistributionLine]) -> Fen {
    Fen::sum(lines.iter().filter_map(|l| l.dist_amount))
}

fn cells(lines: &[&DistributionLine]) -> Vec<Cell> {
    lines
        .iter()
        .flat_map(|l| {
            l.cells(&["dist_recipient_id", "dist_amount", "dist_factor_score", "share_pct"])
        })
        .collect()
}

/// Whether a line records what its amount follows from.
fn is_reasoned(line: &DistributionLine) -> bool {
    line.dist_factor_score.is_some()
        || line.share_pct.is_some()
        || line.share_qty.is_some()
        || line.dist_reason_code.is_some()
        || line.dist_condition.as_deref().is_some_and(|c| c != "none")
}

/// A41: households with nothing recorded that got identical amounts, or identical per head. Amounts
/// per head are compared in fen: what was paid is in whole fen, too.
fn equal(scene: &Scene, ruled: &Ruled<EqualSharing>, plan: &Plan) -> Judged {
    let plain: Vec<(Fen, Option<i64>, Vec<&DistributionLine>)> = households(plan)
        .into_values()
        .filter(|lines| lines.iter().all(|l| !is_reasoned(l)))
        .map(|lines| {
            let persons = lines.iter().find_map(|l| scene.persons(l));
            (amount(&lines), persons, lines)
        })
        .filter(|(amount, ..)| *amount > Fen::ZERO)
        .collect();
    let mut by_household: BTreeMap<Fen, Vec<usize>> = BTreeMap::new();
    let mut by_head: BTreeMap<Fen, Vec<usize>> = BTreeMap::new();
    for (index, (amount, persons, _)) in plain.iter().enumerate() {
        by_household.entry(*amount).or_default().push(index);
        let each = persons.and_then(|n| amount.to_decimal().checked_div(n.into()));
        if let Some(each) = each.and_then(Fen::from_decimal_rounded) {
            by_head.entry(each).or_default().push(index);
        }
    }
    let groups = [("per-household", "每户金额", by_household), ("per-head", "人均金额", by_head)];
    for (detail, basis, groups) in groups {
        // The largest group; of equal ones the one with the larger amount.
        let largest = groups.into_iter().max_by_key(|(each, group)| (group.len(), *each));
        if let Some((each, group)) = largest
            && group.len() >= ruled.rule.households
        {
            let (township, village) = plan.place();
            let lines = group
                .iter()
                .filter_map(|index| plain.get(*index))
                .flat_map(|(.., lines)| cells(lines));
            return Judged::Found(vec![
                ruled
                    .finding(&EQUAL_SHARES, plan.subject())
                    .detail(detail)
                    .place(township, village)
                    .parameter(format!("households={}", ruled.rule.households))
                    .arg("households", group.len().to_string())
                    .arg("basis", basis)
                    .arg("each", each.grouped())
                    .cells(plan.row.cells(&["dist_method"]))
                    .cells(lines),
            ]);
        }
    }
    Judged::Found(Vec::new())
}

/// Our reading of the tilt: no household that comes first gets less than one that does not, both
/// in all and per head; and none is left unpaid while others are paid (A51).
fn labour(scene: &Scene, ruled: &Ruled<LabourPriority>, plan: &Plan) -> Judged {
    if !plan.is_bound(ruled.rule.scheme_only) {
        return Judged::Unbound;
    }
    let mut first = Vec::new();
    let mut others = Vec::new();
    let all = households(plan);
    for (id, lines) in &all {
        let capacity = lines.iter().find_map(|l| scene.labour(l));
        let persons = lines.iter().find_map(|l| scene.persons(l));
        let Some(capacity) = capacity else { continue };
        let one = (*id, capacity, amount(lines), persons, lines);
        if ruled.rule.first.contains(&capacity) {
            first.push(one);
        } else {
            others.push(one);
        }
    }
    if !all.is_empty() && first.is_empty() && others.is_empty() {
        return Judged::Unknown;
    }
    let per_head = |amount: Fen, persons: Option<i64>| {
        let persons = persons.unwrap_or(1);
        amount.to_decimal().checked_div(persons.into())
    };
    for (id, capacity, least, persons, lines) in &first {
        for (other, other_capacity, more, other_persons, other_lines) in &others {
            let less_in_all = least < more;
            let less_per_head = persons.is_none()
                || other_persons.is_none()
                || per_head(*least, *persons) < per_head(*more, *other_persons);
            if less_in_all && less_per_head {
                let (township, village) = plan.place();
                let name = |c: &str| label(&distribution::RECIPIENT_LABOUR_CAPACITY, Some(c));
                return Judged::Found(vec![
                    ruled
                        .finding(&PRIORITY_MISSED, plan.subject())
                        .detail("labour")
                        .place(township, village)
                        .amount(*more)
                        .arg("recipient", format!("{other}（{}）", name(other_capacity)))
                        .arg("first", format!("{id}（{}，{}元）", name(capacity), least.grouped()))
                        .cells(labour_cells(lines))
                        .cells(labour_cells(other_lines)),
                ]);
            }
        }
    }
    Judged::Found(Vec::new())
}

fn labour_cells(lines: &[&DistributionLine]) -> Vec<Cell> {
    lines
        .iter()
        .flat_map(|l| l.cells(&["dist_recipient_id", "recipient_labour_capacity", "dist_amount"]))
        .collect()
}

/// Households whose right ended before they were paid. The list of households decides where it has
/// the household; a payment before the day on which the right ended is in order.
fn ended(scene: &Scene, ruled: &Ruled<RecipientDynamics>, plan: &Plan) -> Judged {
    if !plan.is_bound(ruled.rule.scheme_only) {
        return Judged::Unbound;
    }
    let ended = &ruled.rule.ended;
    let mut found = reassigned(ruled, plan);
    for (id, lines) in households(plan) {
        let listed = scene.households.get(id);
        let flagged =
            |status: &str, flag: Option<bool>| ended.contains(&status) && flag == Some(true);
        let stated = lines.iter().find_map(|l| scene.status(l));
        let status = match listed {
            Some(h) if flagged("deceased", h.deceased_flag) => Some("deceased"),
            Some(h) if flagged("exited_stable", h.stable_exit_flag) => Some("exited_stable"),
            _ => stated.filter(|s| ended.contains(s)),
        };
        let Some(status) = status else {
            continue;
        };
        if status == "exited_stable" && draws_dividends(scene, ruled, plan) {
            continue;
        }
        let since: Option<Day> = listed.and_then(|h| match status {
            "deceased" => h.deceased_date,
            _ => h.stable_exit_date,
        });
        let after: Vec<&DistributionLine> = lines
            .into_iter()
            .filter(|l| {
                l.dist_amount.is_some_and(|a| a > Fen::ZERO)
                    || (ruled.rule.holding && still_holds(l))
            })
            .filter(|l| match (first_day(since), l.dist_paid_date) {
                (Some(since), Some(paid)) => paid.latest() > since,
                _ => true,
            })
            .collect();
        if after.is_empty() {
            continue;
        }
        let (township, village) = plan.place();
        let mut finding = ruled
            .finding(&INELIGIBLE, Subject::new(SubjectKind::Household, id))
            .detail(plan.id())
            .place(township, village)
            .amount(amount(&after))
            .arg("status", label(&distribution::RECIPIENT_STATUS, Some(status)))
            .arg("since", day(since))
            .arg("fault", format!("方案{}仍发放{}元", plan.id(), amount(&after).grouped()))
            .cells(after.iter().flat_map(|l| {
                l.cells(&["dist_recipient_id", "recipient_status", "dist_amount", "dist_paid_date"])
            }));
        if let Some(household) = listed {
            finding = finding.cells(household.cells(&[
                "recipient_status",
                "stable_exit_flag",
                "stable_exit_date",
            ]));
        }
        found.push(finding);
    }
    Judged::Found(found)
}

/// A share that was not taken back.
fn still_holds(line: &DistributionLine) -> bool {
    let share = line.share_pct.or(line.share_qty).is_some_and(|s| !s.is_zero());
    share && line.share_adjust_date.is_none()
}

/// Whether those stably out of poverty may draw the income of a plan: dividends of shares in an
/// enterprise, after the campaign.
fn draws_dividends(scene: &Scene, ruled: &Ruled<RecipientDynamics>, plan: &Plan) -> bool {
    let year = plan.year().unwrap_or(scene.case.year.into());
    !scene.in_campaign(year)
        && plan.asset.is_some_and(|a| is_one_of(&a.asset_form, &ruled.rule.dividends_of))
}

/// Shares that were taken back and given to somebody whom the text does not name. What a household
/// held is its line; whose class of asset is not known is not judged.
fn reassigned(ruled: &Ruled<RecipientDynamics>, plan: &Plan) -> Vec<Finding> {
    let rule = ruled.rule;
    let classed = rule.reassign_classes.is_empty()
        || plan.asset.is_some_and(|a| is_one_of(&a.asset_class, &rule.reassign_classes));
    if rule.reassign_to.is_empty() || !classed {
        return Vec::new();
    }
    let (township, village) = plan.place();
    let words = &distribution::SHARE_REASSIGNED_TO_TYPE;
    let admitted = labels(words, &rule.reassign_to);
    plan.lines
        .iter()
        .filter_map(|line| Some((line, line.share_reassigned_to_type.as_deref()?)))
        .filter(|(_, given)| !rule.reassign_to.contains(given))
        .map(|(line, given)| {
            let id = line.dist_recipient_id.as_ref().unwrap_or(&line.origin.row_id);
            let fault = format!("收回的收益权给了“{}”，只能给{admitted}", words.label_of(given));
            ruled
                .finding(&INELIGIBLE, Subject::new(SubjectKind::Household, id.clone()))
                .detail(format!("reassigned:{}", plan.id()))
                .place(township, village)
                .arg(
                    "status",
                    label(&distribution::RECIPIENT_STATUS, line.recipient_status.as_deref()),
                )
                .arg("since", day(line.share_adjust_date))
                .arg("fault", fault)
                .cells(line.cells(&["share_adjust_date", "share_reassigned_to_type"]))
        })
        .collect()
}
