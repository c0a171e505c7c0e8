//! What was paid, against what the split or the approved plan owes, purpose by purpose; and uses
//! that neither names.

use super::approved::Standing;
use super::{Governing, among};
use crate::scene::{Plan, Scene, is_one_of};
use crate::talk::{self, label, labels};
use ledger::codes::plan::{APPROVER_LOW, PURPOSE_NOT_ALLOWED, SPLIT_DIFFERS};
use ledger::tables::DistributionLine;
use ledger::words::distribution::DIST_USE_CATEGORY;
use ledger::{Cell, CheckRun, Fen, Finding, Row, Severity, StepOutput, Verdict};
use rulebook::bodies::is_body;
use rulebook::checks::distribution::UseCategories;
use rulebook::checks::split::{ApprovedPlan, Split};
use rulebook::{Clause, Family, Ruled};
use std::collections::BTreeMap;

/// What was paid for each purpose; `""` where a line states none.
type Paid<'a> = BTreeMap<&'a str, Vec<&'a DistributionLine>>;

pub(super) fn run(scene: &Scene, governed: &[(&Plan, Option<Governing>)]) -> StepOutput<()> {
    let mut out = StepOutput::<()>::default();
    splits(scene, governed, &mut out);
    approvals(scene, governed, &mut out);
    uses(scene, governed, &mut out);
    out
}

fn has_tables(scene: &Scene) -> bool {
    scene.books.has("distribution_plans") && scene.books.has("distribution_lines")
}

fn splits(scene: &Scene, governed: &[(&Plan, Option<Governing>)], out: &mut StepOutput<()>) {
    let ruled = scene.book.ruled_ever::<Split>();
    if ruled.is_empty() {
        out.checks.push(CheckRun::silent(Split::NAME));
    }
    let county_uses = scene.book.ruled_ever::<UseCategories>();
    for split in ruled {
        if !has_tables(scene) {
            out.checks.push(split.no_data());
            continue;
        }
        let mut run = split.run();
        for (plan, governing) in governed {
            let Some(governing) = governing else {
                if plan.owner_type().is_none() && !scene.is_national(plan) {
                    run.count(Verdict::Unknown);
                }
                continue;
            };
            if governing.split.clause.id != split.clause.id {
                continue;
            }
            let Some(base) = plan.base() else {
                run.count(Verdict::Unknown);
                continue;
            };
            let found = differences(scene, &county_uses, plan, governing, base);
            run.count(found.is_empty().into());
            out.findings.extend(found);
        }
        out.checks.push(run);
    }
}

/// One finding for each purpose that got too much or too little, or that nothing provides for.
fn differences(
    scene: &Scene,
    county_uses: &[Ruled<UseCategories>],
    plan: &Plan,
    governing: &Governing,
    base: Fen,
) -> Vec<Finding> {
    if plan.lines.is_empty() {
        return Vec::new(); // nothing was paid at all: the total says so
    }
    let paid = paid(plan);
    let mut found = Vec::new();
    for due in &governing.due {
        let lines = paid.get(&*due.purpose).map_or(&[][..], Vec::as_slice);
        // A38. Where the sum itself is off, a fen in one bucket is that difference seen twice.
        if sum(lines).minus(due.amount).abs() > governing.split.rule.tolerance.0 {
            let purpose = label(&DIST_USE_CATEGORY, Some(&due.purpose));
            let parts = (&*due.purpose, purpose, &*due.ratio, due.amount);
            found.push(differs(scene, plan, governing, parts, lines));
            continue;
        }
        for leaf in among::of(scene, plan, governing, due, base) {
            let got = |l: &&&DistributionLine| l.dist_recipient_id == leaf.household;
            let lines: Vec<&DistributionLine> = lines.iter().filter(got).copied().collect();
            if sum(&lines).minus(leaf.amount).abs() > governing.split.rule.tolerance.0 {
                let household = leaf.household.as_deref().unwrap_or_default();
                let detail = format!("{}:{household}", due.purpose);
                let parts = (detail.as_str(), household.to_owned(), &*leaf.ratio, leaf.amount);
                found.push(differs(scene, plan, governing, parts, &lines));
            }
        }
    }
    for (purpose, lines) in &paid {
        let outside_uses = county_uses
            .iter()
            .any(|uses| binds(scene, uses, plan) && !admits(uses, Some(governing), plan, purpose));
        // A39: a use that the county names, but for which the ratio has no bucket.
        if !governing.has(purpose) && !outside_uses {
            let allowed = governing.purposes();
            let mut finding = not_allowed(
                under(governing.clause, &PURPOSE_NOT_ALLOWED, plan),
                purpose,
                lines,
                &allowed,
            );
            finding.severity = Severity::Warning;
            found.push(finding);
        }
    }
    found
}

/// A purpose, or a household in it, that got too much or too little: detail, name, ratio, due.
fn differs(
    scene: &Scene,
    plan: &Plan,
    governing: &Governing,
    (detail, name, ratio, due): (&str, String, &str, Fen),
    lines: &[&DistributionLine],
) -> Finding {
    let actual = sum(lines);
    let mut finding = under(governing.clause, &SPLIT_DIFFERS, plan)
        .detail(detail)
        .amount(actual.minus(due))
        .parameter(ratio)
        .arg("purpose", name)
        .arg("ratio", ratio)
        .arg("due", due.grouped())
        .arg("actual", actual.grouped())
        .cells(plan.row.cells(&["income_amount"]))
        .cells(line_cells(lines));
    if let Some((approval, _)) = &governing.approval {
        finding = finding.cells(approval.cells.clone());
    }
    if !governing.is_approved() {
        finding.severity = eased(scene, plan, finding.severity);
    }
    finding
}

/// A40: after the campaign a deviation from the county's split is a warning.
fn eased(scene: &Scene, plan: &Plan, severity: Severity) -> Severity {
    let year = plan.row.income_year.unwrap_or(scene.case.year.into());
    if scene.in_campaign(year) { severity } else { severity.min(Severity::Warning) }
}

fn approvals(scene: &Scene, governed: &[(&Plan, Option<Governing>)], out: &mut StepOutput<()>) {
    let ruled = scene.ruled::<ApprovedPlan>();
    if ruled.is_empty() {
        out.checks.push(CheckRun::silent(ApprovedPlan::NAME));
    }
    for ruled in ruled.into_iter().take(1) {
        if !scene.books.has("distribution_plans") {
            out.checks.push(ruled.no_data());
            continue;
        }
        let mut run = ruled.run();
        for (plan, governing) in governed {
            let Some((approval, standing)) = governing.as_ref().and_then(|g| g.approval.as_ref())
            else {
                continue;
            };
            let low = matches!(standing, Standing::Counts(_))
                && approval.approver.is_some_and(|approver| {
                    approver.as_deref().is_none_or(|name| {
                        let below = &ruled.rule.below;
                        below.iter().any(|b| is_body(&scene.case.county, plan.place().0, name, b))
                    })
                });
            run.count((!low).into());
            if low {
                let (township, village) = plan.place();
                let mut finding = ruled
                    .finding(&APPROVER_LOW, plan.subject())
                    .place(township, village)
                    .arg("number", approval.number.cloned().unwrap_or_default())
                    .arg("approver", approval.approver.map_or(talk::BLANK, talk::text))
                    .cells(approval.cells.clone());
                // A37: such a plan still counts.
                finding.severity = Severity::Warning;
                out.findings.push(finding);
            }
        }
        out.checks.push(run);
    }
}

fn uses(scene: &Scene, governed: &[(&Plan, Option<Governing>)], out: &mut StepOutput<()>) {
    let ruled = scene.book.ruled_ever::<UseCategories>();
    if ruled.is_empty() {
        out.checks.push(CheckRun::silent(UseCategories::NAME));
    }
    for uses in ruled {
        if !has_tables(scene) {
            out.checks.push(uses.no_data());
            continue;
        }
        let mut run = uses.run();
        for (plan, governing) in governed {
            if !binds(scene, &uses, plan) {
                continue;
            }
            let mut passed = true;
            for (purpose, lines) in &paid(plan) {
                if !admits(&uses, governing.as_ref(), plan, purpose) {
                    passed = false;
                    out.findings.push(not_allowed(
                        under(uses.clause, &PURPOSE_NOT_ALLOWED, plan),
                        purpose,
                        lines,
                        &uses.rule.uses,
                    ));
                }
            }
            run.count(passed.into());
        }
        out.checks.push(run);
    }
}

/// Whether a list of uses is about the income of a plan.
fn binds(scene: &Scene, uses: &Ruled<UseCategories>, plan: &Plan) -> bool {
    let rule = uses.rule;
    let year = plan.year().unwrap_or(scene.case.year.into());
    let classed = rule.classes.is_empty()
        || plan.asset.is_some_and(|a| is_one_of(&a.asset_class, &rule.classes));
    plan.is_owned_by(&rule.owner_types)
        && scene.binds(uses, plan)
        && classed
        && scene.is_in(rule.period, year)
        && !scene.is_national(plan)
}

/// Whether a use is among the county's, or in the approved plan.
fn admits(
    uses: &Ruled<UseCategories>,
    governing: Option<&Governing>,
    plan: &Plan,
    purpose: &str,
) -> bool {
    let approved = governing.is_some_and(|g| g.is_approved() && g.has(purpose));
    let dividend = purpose == "dividend"
        && plan.asset.is_some_and(|a| is_one_of(&a.asset_form, &uses.rule.dividends_of));
    uses.rule.uses.contains(&purpose) || approved || dividend
}

fn not_allowed(
    finding: Finding,
    purpose: &str,
    lines: &[&DistributionLine],
    allowed: &[&str],
) -> Finding {
    let name = Some(purpose).filter(|p| !p.is_empty());
    finding
        .detail(name.unwrap_or("blank"))
        .amount(sum(lines))
        .arg("purpose", label(&DIST_USE_CATEGORY, name))
        .arg("allowed", labels(&DIST_USE_CATEGORY, allowed))
        .cells(line_cells(lines))
}

/// A finding about a plan under a clause.
pub(super) fn under(clause: &Clause, code: &'static ledger::CodeSpec, plan: &Plan) -> Finding {
    let (township, village) = plan.place();
    Finding::new(code, plan.subject())
        .clause(&clause.book, &clause.id, clause.severity)
        .place(township, village)
}

fn paid<'a>(plan: &Plan<'a>) -> Paid<'a> {
    let mut paid = Paid::new();
    for line in &plan.lines {
        let purpose = line.dist_use_category.as_deref().unwrap_or("");
        paid.entry(purpose).or_default().push(line);
    }
    paid
}

fn sum(lines: &[&DistributionLine]) -> Fen {
    Fen::sum(lines.iter().filter_map(|l| l.dist_amount))
}

fn line_cells(lines: &[&DistributionLine]) -> Vec<Cell> {
    lines.iter().flat_map(|l| l.cells(&["dist_use_category", "dist_amount"])).collect()
}
