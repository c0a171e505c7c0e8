//! Heads of ledgers: reviewed and settled before they are summed up, and one for each year.

use super::Scene;
use crate::keys::body::body_key;
use ledger::codes::ledger::MISSING;
use ledger::codes::owner::{STEP_MISSING, STEP_ORDER};
use ledger::tables::LedgerHeader;
use ledger::words::assets::LEDGER_LEVEL;
use ledger::{CheckRun, CodeSpec, Finding, Row, StepOutput, Subject, SubjectKind, Verdict};
use rulebook::checks::tied::{LedgerReview, YearlyLedgers};
use rulebook::{Family, Ruled};
use std::collections::BTreeMap;

/// `ledger-review`.
pub(crate) fn check(scene: &Scene<'_, '_>) -> StepOutput<()> {
    let mut out = StepOutput::default();
    let rules: Vec<Ruled<'_, LedgerReview>> = scene.book.ruled(scene.case.law_day());
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(LedgerReview::NAME));
    }
    for rule in rules {
        let mut run = rule.run();
        for head in of_levels(scene, &rule.rule.levels) {
            let (verdict, findings) = judge(scene, &rule, head);
            run.count(verdict);
            out.findings.extend(findings);
        }
        out.checks.push(if run.seen == 0 { rule.no_data() } else { run });
    }
    out
}

fn of_levels<'s>(
    scene: &'s Scene<'_, '_>,
    levels: &'s [&'static str],
) -> impl Iterator<Item = &'s LedgerHeader> {
    let of_level = |head: &&LedgerHeader| {
        head.ledger_level.as_deref().is_some_and(|level| levels.contains(&level))
    };
    scene.books.ledgers.iter().filter(of_level)
}

fn judge(
    scene: &Scene<'_, '_>,
    rule: &Ruled<'_, LedgerReview>,
    head: &LedgerHeader,
) -> (Verdict, Vec<Finding>) {
    let mut steps = vec![("joint_review_date", "联合审定")];
    if rule.rule.summed {
        steps.push(("ledger_summary_date", "汇总"));
    }
    let lacking = steps.iter().filter(|(field, _)| scene.books.lacks(head, field));
    let mut out: Vec<Finding> =
        lacking.map(|(field, step)| finding(rule, &STEP_MISSING, head, field, step)).collect();
    if let (true, Some(review), Some(summary)) =
        (rule.rule.summed, head.joint_review_date, head.ledger_summary_date)
        && review.date > summary.latest()
    {
        let (earlier, later) = (review.to_string(), summary.to_string());
        out.push(
            finding(rule, &STEP_ORDER, head, "joint_review_date", "汇总")
                .arg("first", "联合审定")
                .arg("first_day", earlier)
                .arg("then", "汇总")
                .arg("then_day", later),
        );
    }
    let known = steps.iter().all(|(field, _)| scene.books.has_column(head, field));
    let verdict = match (out.is_empty(), known) {
        (false, _) => Verdict::Failed,
        (true, true) => Verdict::Passed,
        (true, false) => Verdict::Unknown,
    };
    (verdict, out)
}

fn level(head: &LedgerHeader) -> &str {
    head.ledger_level.as_deref().map_or("", |level| LEDGER_LEVEL.label_of(level))
}

fn unit(head: &LedgerHeader) -> &str {
    head.ledger_unit.as_deref().unwrap_or_else(|| level(head))
}

fn finding(
    rule: &Ruled<'_, LedgerReview>,
    code: &'static CodeSpec,
    head: &LedgerHeader,
    field: &str,
    step: &str,
) -> Finding {
    let year = head.ledger_year.map(|y| y.to_string()).unwrap_or_default();
    let kind = head.ledger_level.as_deref().unwrap_or("");
    rule.finding(code, Subject::new(SubjectKind::Unit, unit(head)))
        .detail(format!("{kind}:{year}:{field}"))
        .place(head.township.as_deref(), head.village.as_deref())
        .unit(head.ledger_unit.as_deref())
        .arg("name", format!("{year}年度{}", level(head)))
        .arg("step", step)
        .cells(head.cells(&["ledger_level", "joint_review_date", "ledger_summary_date"]))
}

/// `yearly-ledgers`: a unit of which some year's ledger is on record has one of the year that is
/// cleared.
pub(crate) fn yearly(scene: &Scene<'_, '_>) -> StepOutput<()> {
    let mut out = StepOutput::default();
    let rules: Vec<Ruled<'_, YearlyLedgers>> = scene.book.ruled(scene.case.law_day());
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(YearlyLedgers::NAME));
    }
    for rule in rules {
        let mut units: BTreeMap<(&str, Option<String>), Vec<&LedgerHeader>> = BTreeMap::new();
        for head in of_levels(scene, &rule.rule.levels).filter(|head| head.ledger_year.is_some()) {
            let key = body_key(unit(head), &scene.case.county, head.township.as_deref());
            units.entry((level(head), key)).or_default().push(head);
        }
        let mut run = rule.run();
        for heads in units.values() {
            let year = i64::from(scene.case.year);
            let passed = heads.iter().any(|head| head.ledger_year == Some(year));
            run.count(Verdict::from(passed));
            if let Some(head) = heads.first().filter(|_| !passed) {
                out.findings.push(absent(&rule, scene.case.year, head, heads));
            }
        }
        out.checks.push(if run.seen == 0 { rule.no_data() } else { run });
    }
    out
}

fn absent(
    rule: &Ruled<'_, YearlyLedgers>,
    year: i32,
    head: &LedgerHeader,
    heads: &[&LedgerHeader],
) -> Finding {
    let kind = head.ledger_level.as_deref().unwrap_or("");
    rule.finding(&MISSING, Subject::new(SubjectKind::Unit, unit(head)))
        .detail(format!("yearly:{kind}:{year}"))
        .place(head.township.as_deref(), head.village.as_deref())
        .unit(head.ledger_unit.as_deref())
        .arg_in("what", &format!("{year}年度的资产"), &format!("assets of {year}"))
        .arg("right", level(head))
        .arg("keeper", unit(head))
        .arg_in("found", "没有该年度的台账", "and there is no ledger of that year")
        .cells(heads.iter().flat_map(|h| h.cells(&["ledger_level", "ledger_unit", "ledger_year"])))
}
