//! `ledger.total-differs` between two ledgers neither of which is the county's, where a clause names
//! them (麦盖提: township = industry).

use super::expected::Expected;
use super::{Scene, label};
use ledger::codes::ledger::TOTAL_DIFFERS;
use ledger::tables::Asset;
use ledger::{CheckRun, Fen, Finding, Row, StepOutput, Subject, SubjectKind, Verdict};
use rulebook::checks::reconciliation::Keeper;
use rulebook::checks::tied::LedgerTotals;
use rulebook::{Family, Ruled};
use std::collections::BTreeMap;

/// What both ledgers state of one unit.
#[derive(Debug, Default)]
struct Sides<'a> {
    left: Vec<&'a Asset>,
    right: Vec<&'a Asset>,
    /// Some row belongs in a part of the other ledger that was not received, or says nothing of it.
    open: bool,
}

/// `ledger-totals`: rows count only where the other ledger of that asset was received; a unit with
/// rows that cannot be placed is not judged.
pub(crate) fn check(scene: &Scene<'_, '_>, expected: &Expected) -> StepOutput<()> {
    let mut out = StepOutput::default();
    let rules: Vec<Ruled<'_, LedgerTotals>> = scene.book.ruled(scene.case.law_day());
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(LedgerTotals::NAME));
    }
    for rule in rules {
        if !expected.has(rule.rule.left) || !expected.has(rule.rule.right) {
            out.checks.push(rule.no_data());
            continue;
        }
        let mut run = rule.run();
        for (unit, sides) in units(scene, expected, rule.rule) {
            if sides.open || sides.left.is_empty() || sides.right.is_empty() {
                run.count(Verdict::Unknown);
                continue;
            }
            let finding = compare(&rule, &unit, &sides);
            run.count(finding.is_none().into());
            out.findings.extend(finding);
        }
        out.checks.push(run);
    }
    out
}

fn units<'a>(
    scene: &Scene<'_, 'a>,
    expected: &Expected,
    rule: &LedgerTotals,
) -> BTreeMap<String, Sides<'a>> {
    let mut out: BTreeMap<String, Sides<'a>> = BTreeMap::new();
    for (ledger, other) in [(rule.left, rule.right), (rule.right, rule.left)] {
        for row in scene.entries.ledger(ledger) {
            let asset = scene.entries.all[*row].asset;
            if !counts(expected, rule, asset) {
                continue;
            }
            let Some(unit) = unit(scene, expected, rule.by, *row) else {
                continue;
            };
            let sides = out.entry(unit).or_default();
            let keeper = expected.kept_by(other);
            let keeper = keeper.map(|k| expected.keeper_of_asset(scene.entries, k, asset));
            match keeper {
                Some(Some(keeper)) if !expected.is_received(other, &keeper) => {}
                Some(None) => sides.open = true,
                _ if ledger == rule.left => sides.left.push(asset),
                _ => sides.right.push(asset),
            }
        }
    }
    out
}

/// A ledger counts by who keeps it; one that is kept by others, by what the row states.
fn unit(scene: &Scene<'_, '_>, expected: &Expected, by: Keeper, row: usize) -> Option<String> {
    let asset = scene.entries.all[row].asset;
    let kept_by = asset.ledger.as_deref().and_then(|ledger| expected.kept_by(ledger));
    let keeper = expected.keeper_of(row).filter(|_| kept_by == Some(by)).map(str::to_owned);
    keeper.or_else(|| expected.keeper_of_asset(scene.entries, by, asset))
}

fn counts(expected: &Expected, rule: &LedgerTotals, asset: &Asset) -> bool {
    let fits = |list: &[&str], code: Option<&str>| {
        list.is_empty() || code.is_some_and(|code| list.contains(&code))
    };
    // Classes that a clause names count, also where the county only registers them.
    let managed = !rule.classes.is_empty() || expected.is_managed(asset);
    managed
        && fits(&rule.owners, asset.owner_type.as_deref())
        && fits(&rule.classes, asset.asset_class.as_deref())
}

fn compare(rule: &Ruled<'_, LedgerTotals>, unit: &str, sides: &Sides<'_>) -> Option<Finding> {
    let total = |rows: &[&Asset]| Fen::sum(rows.iter().filter_map(|r| r.original_value));
    let (left, right) = (total(&sides.left), total(&sides.right));
    if left == right {
        return None;
    }
    let lead = sides.left.first()?;
    let name = match rule.rule.by {
        Keeper::Township => lead.ledger_unit.as_deref().or(lead.township.as_deref()),
        Keeper::Village => lead.village.as_deref(),
        Keeper::Department => lead.industry_dept.as_deref(),
    };
    let blank =
        sides.left.iter().chain(&sides.right).filter(|r| r.original_value.is_none()).count();
    let first = sides.left.first().into_iter().chain(sides.right.first());
    Some(
        rule.finding(&TOTAL_DIFFERS, Subject::new(SubjectKind::Unit, name.unwrap_or(unit)))
            .detail(format!("totals:{unit}"))
            .pair(rule.rule.left, rule.rule.right)
            .place(lead.township.as_deref(), None)
            .unit(name)
            .amount(left.minus(right))
            .arg("ledger", label(rule.rule.right))
            .arg("stated_in", label(rule.rule.left))
            .arg("stated_records", sides.left.len().to_string())
            .arg("stated", left.grouped())
            .arg("records", sides.right.len().to_string())
            .arg("computed", right.grouped())
            .arg("blank", blank.to_string())
            .cells(first.flat_map(|row| row.cells(&["original_value"]))),
    )
}
