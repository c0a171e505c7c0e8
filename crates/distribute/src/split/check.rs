//! What was paid, against what the split or the approved plan owes, purpose by purpose; and uses
//! that neither names.

use super::amounts::{due, fraction};
use super::approved::Standing;
use super::{Governing, base};
use crate::scene::{Plan, Scene};
use crate::talk::{self, label, labels};
use ledger::codes::plan::{APPROVER_LOW, PURPOSE_NOT_ALLOWED, SPLIT_DIFFERS};
use ledger::tables::DistributionLine;
use ledger::words::distribution::DIST_USE_CATEGORY;
use ledger::{Cell, CheckRun, Fen, Finding, Row, Severity, StepOutput, Verdict};
use rulebook::bodies::is_body;
use rulebook::checks::distribution::{ApprovedPlan, Split, UseCategories};
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
    let ruled = scene.ruled::<Split>();
    if ruled.is_empty() {
        out.checks.push(CheckRun::silent(Split::NAME));
    }
    for split in ruled {
        if !has_tables(scene) {
            out.checks.push(split.no_data());
            continue;
        }
        let mut run = split.run();
        for (plan, governing) in governed {
            let Some(governing) = governing else {
                if plan.owner_type().is_none() {
                    run.count(Verdict::Unknown);
                }
                continue;
            };
            if governing.split.clause.id != split.clause.id {
                continue;
            }
            let Some(base) = base(plan) else {
                run.count(Verdict::Unknown);
                continue;
            };
            let found = differences(scene, plan, governing, base);
            run.count(found.is_empty().into());
            out.findings.extend(found);
        }
        out.checks.push(run);
    }
}

/// One finding for each purpose that got too much or too little, or that nothing provides for.
fn differences(scene: &Scene, plan: &Plan, governing: &Governing, base: Fen) -> Vec<Finding> {
    if plan.lines.is_empty() {
        return Vec::new(); // nothing was paid at all: the total says so
    }
    let paid = paid(plan);
    let whole: i128 = governing.buckets.iter().map(|b| b.weight).sum();
    let mut found = Vec::new();
    for (bucket, due) in due(base, &governing.buckets) {
        let lines = paid.get(&*bucket.purpose).map_or(&[][..], Vec::as_slice);
        let actual = sum(lines);
        let difference = actual.minus(due);
        // A38. Where the sum itself is off, a fen in one bucket is that difference seen twice.
        if difference.abs() <= governing.split.rule.tolerance.0 {
            continue;
        }
        let mut finding = under(scene, governing.clause, &SPLIT_DIFFERS, plan)
            .detail(bucket.purpose.clone())
            .amount(difference)
            .parameter(fraction(bucket.weight, whole))
            .arg("purpose", label(&DIST_USE_CATEGORY, Some(&bucket.purpose)))
            .arg("ratio", fraction(bucket.weight, whole))
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
        found.push(finding);
    }
    let county_uses = scene.ruled::<UseCategories>();
    for (purpose, lines) in &paid {
        let outside_uses = county_uses.iter().any(|uses| {
            plan.is_owned_by(&uses.rule.owner_types) && !admits(uses, governing, purpose)
        });
        // A39: a use that the county names, but for which the ratio has no bucket.
        if !governing.has(purpose) && !outside_uses {
            let allowed: Vec<&str> = governing.buckets.iter().map(|b| &*b.purpose).collect();
            let mut finding = not_allowed(
                under(scene, governing.clause, &PURPOSE_NOT_ALLOWED, plan),
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
    let ruled = scene.ruled::<UseCategories>();
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
            if !plan.is_owned_by(&uses.rule.owner_types) {
                continue;
            }
            let mut passed = true;
            for (purpose, lines) in &paid(plan) {
                let admitted = match governing {
                    Some(governing) => admits(&uses, governing, purpose),
                    None => uses.rule.uses.contains(purpose),
                };
                if !admitted {
                    passed = false;
                    out.findings.push(not_allowed(
                        under(scene, uses.clause, &PURPOSE_NOT_ALLOWED, plan),
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

/// Whether a use is among the county's, or in the approved plan.
fn admits(uses: &Ruled<UseCategories>, governing: &Governing, purpose: &str) -> bool {
    uses.rule.uses.contains(&purpose) || (governing.is_approved() && governing.has(purpose))
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
pub(super) fn under(
    scene: &Scene,
    clause: &Clause,
    code: &'static ledger::CodeSpec,
    plan: &Plan,
) -> Finding {
    let (township, village) = plan.place();
    Finding::new(code, plan.subject())
        .clause(&scene.book.id, &clause.id, clause.severity)
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
