//! Ledgers and systems other than the county ledger that hold the same assets: asset by asset.

use super::missing::held_by;
use super::{Scene, label};
use crate::entities::Entity;
use ledger::codes::ledger::{MISSING, OWNER_DIFFERS, VALUE_DIFFERS};
use ledger::tables::Asset;
use ledger::words::assets::OWNER_TYPE;
use ledger::{CheckRun, Finding, Row, StepOutput, Verdict};
use rulebook::checks::tied::LedgersEqual;
use rulebook::{Family, Ruled};

/// `ledgers-equal`: the first of the ledgers that holds an asset is the measure of the others; those
/// that were not received are not judged.
pub(crate) fn check(scene: &Scene<'_, '_>) -> StepOutput<()> {
    let mut out = StepOutput::default();
    let rules: Vec<Ruled<'_, LedgersEqual>> = scene.book.ruled(scene.case.law_day());
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(LedgersEqual::NAME));
    }
    for rule in rules {
        let received: Vec<&str> = rule
            .rule
            .ledgers
            .iter()
            .copied()
            .filter(|ledger| !scene.entries.ledger(ledger).is_empty())
            .collect();
        if received.len() < 2 {
            out.checks.push(rule.no_data());
            continue;
        }
        let mut run = rule.run();
        for entity in &scene.matched.entities.all {
            if let Some(verdict) = judge(&rule, &received, entity, &mut out.findings) {
                run.count(verdict);
            }
        }
        out.checks.push(run);
    }
    out
}

fn judge(
    rule: &Ruled<'_, LedgersEqual>,
    received: &[&str],
    entity: &Entity<'_>,
    findings: &mut Vec<Finding>,
) -> Option<Verdict> {
    let row_in = |ledger: &str| entity.in_ledger(ledger).next();
    let (measure, left) = received.iter().find_map(|ledger| Some((*ledger, row_in(ledger)?)))?;
    let fits = |list: &[&str], code: Option<&str>| {
        list.is_empty() || code.is_some_and(|code| list.contains(&code))
    };
    let lead = entity.lead();
    let class = lead.asset_class.as_deref().or(left.asset_class.as_deref());
    let owner = lead.owner_type.as_deref().or(left.owner_type.as_deref());
    if !fits(&rule.rule.classes, class) || !fits(&rule.rule.owners, owner) {
        return None;
    }
    let before = findings.len();
    let mut unknown = false;
    for other in received.iter().copied().filter(|ledger| *ledger != measure) {
        match row_in(other) {
            Some(right) => findings.extend(differs(rule, entity, (measure, left), (other, right))),
            None if entity.unsettled => unknown = true,
            None => findings.push(missing(rule, entity, (measure, left), other)),
        }
    }
    Some(match (findings.len() == before, unknown) {
        (false, _) => Verdict::Failed,
        (true, true) => Verdict::Unknown,
        (true, false) => Verdict::Passed,
    })
}

fn missing(
    rule: &Ruled<'_, LedgersEqual>,
    entity: &Entity<'_>,
    (measure, left): (&str, &Asset),
    other: &str,
) -> Finding {
    let mut finding = rule
        .finding(&MISSING, entity.subject())
        .pair(measure, other)
        .of(left)
        .arg("what", held_by(left, measure))
        .arg("right", label(other))
        .arg("keeper", label(other))
        .arg_in(
            "found",
            "该台账已收到，但其中没有对应的资产",
            "which was received, but has no counterpart there",
        )
        .cells(left.cells(&["asset_id", "asset_name", "asset_class", "original_value"]));
    finding.amount = left.original_value;
    finding
}

/// Values and owners that both state.
fn differs(
    rule: &Ruled<'_, LedgersEqual>,
    entity: &Entity<'_>,
    (measure, left): (&str, &Asset),
    (other, right): (&str, &Asset),
) -> Vec<Finding> {
    let about = |code, l: String, r: String| {
        rule.finding(code, entity.subject())
            .pair(measure, other)
            .of(left)
            .arg("name", left.asset_name.as_deref().unwrap_or(""))
            .arg("left", label(measure))
            .arg("right", label(other))
            .arg("left_value", l)
            .arg("right_value", r)
    };
    let mut out = Vec::new();
    if let (Some(l), Some(r)) = (left.original_value, right.original_value)
        && l != r
    {
        let finding = about(&VALUE_DIFFERS, l.grouped(), r.grouped()).amount(l.minus(r));
        let cells = [left, right].into_iter().flat_map(|row| row.cells(&["original_value"]));
        out.push(finding.cells(cells));
    }
    if let (Some(l), Some(r)) = (left.owner_type.as_deref(), right.owner_type.as_deref())
        && l != r
    {
        let shown = |code| OWNER_TYPE.label_of(code).to_owned();
        let cells = [left, right].into_iter().flat_map(|row| row.cells(&["owner_type"]));
        out.push(about(&OWNER_DIFFERS, shown(l), shown(r)).cells(cells));
    }
    out
}
