//! How the operator was chosen: the steps, in their order, by the right people.

use crate::check::{Let, Outcome};
use crate::judged::Case;
use crate::operation::{date, label, step};
use crate::steps::{Chain, Step};
use crate::terms;
use ledger::codes::contract;
use ledger::tables::Contract;
use ledger::{Day, Row};
use rulebook::Ruled;
use rulebook::checks::custody::OperatorChosen;

const CHAIN: Chain = Chain { missing: &contract::STEP_MISSING, order: &contract::STEP_ORDER };

/// Proposal, meeting, filing, and only then the beginning.
pub(crate) fn check(case: &Case, ruled: Ruled<'_, OperatorChosen>, one: &Let) -> Outcome {
    let row = one.contract;
    let (township, village) = one.place();
    let finding = |code| ruled.finding(code, one.subject()).place(township, village);
    let fields = &ruled.rule.steps;
    let mut steps: Vec<Step> = fields
        .iter()
        .filter(|field| case.columns.has(row, field))
        .map(|field| step(row, field))
        .collect();
    let blind = steps.len() < fields.len();
    let unproven = [
        ("proposal_date", "proposer_roles", is_by_right_people(ruled.rule, row)),
        ("village_meeting_date", "village_meeting_type", is_right_meeting(ruled.rule, row)),
    ];
    for (name, proof, _) in
        unproven.into_iter().filter(|(_, proof, right)| !right && case.columns.has(row, proof))
    {
        for step in steps.iter_mut().filter(|step| step.name == name) {
            step.day = None;
            step.cells.extend(row.cells(&[proof]));
        }
    }
    let before = step(row, ruled.rule.before);
    let blind = blind || before.day.is_none();
    insert_posting(case, ruled.rule, one, &mut steps);
    let mut out = CHAIN.check(&steps, finding);
    let ending: Vec<Step> = steps.pop().into_iter().chain([before]).collect();
    out.extend(CHAIN.order(&ending, finding));
    if let Some(first) = ruled.rule.any_of.first()
        && ruled.rule.any_of.iter().all(|f| row.value(f).is_null())
        && ruled.rule.any_of.iter().any(|f| case.columns.has(row, f))
    {
        let names: Vec<&str> = ruled.rule.any_of.iter().map(|field| label(field)).collect();
        out.push(
            finding(&contract::STEP_MISSING)
                .detail(*first)
                .arg("step", names.join("或"))
                .cells(row.cells(&ruled.rule.any_of)),
        );
    }
    out.extend(unheard(case, ruled, one));
    Outcome::of(out, blind)
}

/// Together = at least two of those who may propose.
fn is_by_right_people(rule: &OperatorChosen, row: &Contract) -> bool {
    let right = row.proposer_roles.iter().filter(|role| rule.proposers.contains(&&***role)).count();
    let wanted = match (rule.all, rule.joint) {
        (true, _) => rule.proposers.len(),
        (false, true) => 2,
        (false, false) => 1,
    };
    rule.proposers.is_empty() || right >= wanted
}

fn is_right_meeting(rule: &OperatorChosen, row: &Contract) -> bool {
    let kind = row.village_meeting_type.as_deref();
    rule.meetings.is_empty() || kind.is_some_and(|kind| rule.meetings.contains(&kind))
}

/// After the step that it follows, the first and the last day of the notice: one on this contract,
/// else one on its asset that began after that step and before the contract.
fn insert_posting<'s>(case: &Case, rule: &OperatorChosen, one: &Let, steps: &mut Vec<Step<'s>>) {
    let Some(after) = rule.posted_after.first() else {
        return;
    };
    let Some(at) = steps.iter().position(|step| step.name == *after) else {
        return;
    };
    let Some(asset) = one.asset.filter(|_| case.books.has("publicity")) else {
        return;
    };
    let row = one.contract;
    let decided = steps.get(at).and_then(|step| step.day);
    let by = date(row, rule.before);
    let notice = terms::posting(case, asset, row.contract_id.as_deref(), decided, by);
    let objected = notice.is_some_and(|n| {
        n.objection_flag == Some(true)
            && n.objection_recheck_date.is_none()
            && n.republicity_date.is_none()
    });
    let of_notice = |field: &'static str, label: &'static str, day: Option<Day>| Step {
        name: field,
        label,
        day: day.filter(|_| !objected),
        cells: notice.map_or_else(
            || row.cells(&["asset_id"]),
            |n| n.cells(&["publicity_start_date", "publicity_end_date", "objection_flag"]),
        ),
    };
    let Some(notice_row) = notice else {
        steps.insert(at + 1, of_notice("publicity", "公开公示", None));
        return;
    };
    let end = notice_row.publicity_end_date;
    steps.insert(at + 1, of_notice("publicity", "公示无异议", end));
    if !objected {
        let start = notice_row.publicity_start_date;
        steps.insert(at + 1, of_notice("publicity_start_date", "公示开始", start));
    }
}

/// The villages that built it together and of which no consent is on file.
fn unheard(case: &Case, ruled: Ruled<'_, OperatorChosen>, one: &Let) -> Option<ledger::Finding> {
    const FIELD: &str = "village_consent_dates";
    let row = one.contract;
    if !ruled.rule.every_village || !case.columns.has(row, FIELD) {
        return None;
    }
    let villages = &one.asset?.view.row.joint_villages;
    let agreed = |village: &&ledger::Text| {
        row.village_consent_dates.iter().any(|entry| entry.contains(&***village))
    };
    // Dates without names: as many as villages.
    let unnamed = row.village_consent_dates.iter().all(|entry| !entry.contains('村'));
    let enough = unnamed && row.village_consent_dates.len() >= villages.len().max(1);
    let silent: Vec<&str> = villages.iter().filter(|v| !agreed(v)).map(|v| &**v).collect();
    if enough || (silent.is_empty() && !row.village_consent_dates.is_empty()) {
        return None;
    }
    let (township, village) = one.place();
    Some(
        ruled
            .finding(&contract::STEP_MISSING, one.subject())
            .detail(FIELD)
            .place(township, village)
            .arg("step", format!("{}（{}）", label(FIELD), silent.join("、")))
            .cells(row.cells(&[FIELD])),
    )
}
