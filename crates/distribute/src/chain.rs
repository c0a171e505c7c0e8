//! The steps of a plan: deliberations, reviews and filings in order, before payment, made public.
//!
//! Our reading: relief and upkeep pass a chain of their own, with the dates that the plan states;
//! a filing by a body that the text does not name is no filing.

use crate::each::{self, Judged};
use crate::order::{Step, out_of_order, payment_cells};
use crate::papers::{Notices, about, notices};
use crate::scene::{Plan, Scene, is_one_of};
use crate::talk::{day, label, trace};
use ledger::codes::plan::STEP_MISSING;
use ledger::tables::{DistributionLine, DistributionPlan};
use ledger::words::oversight;
use ledger::{Cell, Day, Fen, Finding, Row, Severity, StepOutput, Subject, SubjectKind, Text};
use rulebook::bodies::is_body;
use rulebook::checks::plan_steps::{ChainStep, Covered, DistributionChain};
use rulebook::{Family, Ruled};

pub(crate) fn run(scene: &Scene) -> StepOutput<()> {
    let mut out = StepOutput::<()>::default();
    let notices = notices(scene);
    let plans = ["distribution_plans"];
    each::plan::<DistributionChain>(scene, &plans, &mut out, |scene, ruled, plan| {
        chain(scene, ruled, plan, &notices)
    });
    let ruled = scene.book.ruled_ever::<DistributionChain>();
    for plan in &scene.plans {
        for ruled in &ruled {
            if scene.binds(ruled, plan) && binds(ruled, plan) && !scene.is_national(plan) {
                out.trace.push(steps_taken(ruled, plan));
            }
        }
    }
    out.findings.extend(without_plan(scene));
    out
}

fn binds(ruled: &Ruled<DistributionChain>, plan: &Plan) -> bool {
    let rule = ruled.rule;
    let covered = match rule.covers {
        Covered::Plan => true,
        Covered::Upkeep => plan.row.custody_cost_amount.is_some_and(|cost| cost > Fen::ZERO),
        Covered::Relief => relief(ruled, plan).next().is_some(),
    };
    covered
        && plan.is_bound(rule.scheme_only)
        && (rule.owner_types.is_empty() || plan.is_owned_by(&rule.owner_types))
        && (rule.scopes.is_empty()
            || plan.asset.is_some_and(|a| is_one_of(&a.coverage_scope, &rule.scopes)))
}

/// The payments of a plan that are relief.
fn relief<'a>(
    ruled: &'a Ruled<DistributionChain>,
    plan: &'a Plan,
) -> impl Iterator<Item = &'a DistributionLine> {
    plan.lines.iter().copied().filter(|line| {
        line.dist_recipient_type.as_deref() == Some("household")
            && (is_one_of(&line.dist_reason_code, &ruled.rule.reasons)
                || is_one_of(&line.dist_use_category, &ruled.rule.uses))
    })
}

/// The day of a step; the field is that of [`ChainStep::field`].
pub(crate) fn date(plan: &DistributionPlan, step: ChainStep) -> Option<Day> {
    match step {
        ChainStep::Proposal => plan.proposal_date,
        ChainStep::BranchProposal => plan.party_branch_proposal_date,
        ChainStep::TwoCommittees => plan.two_committees_date,
        ChainStep::PartyMembers => plan.party_members_meeting_date,
        ChainStep::VillageMeeting => plan.village_meeting_date,
        ChainStep::FourTwo => plan.four_two_done_date,
        ChainStep::TownshipReview => plan.dist_township_review_date,
        ChainStep::TownshipFiling => plan.township_filing_date,
        ChainStep::CountyFiling => plan.dist_filing_date,
    }
}

pub(crate) fn missing<F: Family>(
    ruled: &Ruled<F>,
    plan: &Plan,
    detail: &str,
    step: &str,
    cells: Vec<Cell>,
) -> Finding {
    let (township, village) = plan.place();
    ruled
        .finding(&STEP_MISSING, plan.subject())
        .detail(detail)
        .place(township, village)
        .arg("step", step)
        .cells(cells)
}

/// What is wrong with the steps of one plan, and whether something could not be looked at.
#[derive(Default)]
struct Steps {
    found: Vec<Finding>,
    dated: Vec<(ChainStep, Day)>,
    unasked: bool,
}

fn chain(
    scene: &Scene,
    ruled: &Ruled<DistributionChain>,
    plan: &Plan,
    notices: &Notices,
) -> Judged {
    if ruled.rule.scheme_only && !scene.books.has("assets") {
        return Judged::Unknown;
    }
    if !binds(ruled, plan) {
        return Judged::Unbound;
    }
    let mut steps = Steps::default();
    if ruled.rule.covers == Covered::Upkeep && scene.books.lacks(plan.row, "custody_cost_plan_no") {
        let cells = plan.row.cells(&["custody_cost_amount", "custody_cost_plan_no"]);
        steps.found.push(missing(ruled, plan, "upkeep-plan", "管护费用方案", cells));
    }
    taken(scene, ruled, plan, &mut steps);
    if ruled.rule.before_payment {
        steps.found.extend(late(ruled, plan, &steps.dated));
    }
    published(scene, ruled, plan, notices, &mut steps);
    Judged::of(steps.found, steps.unasked)
}

/// Every step, in order.
fn taken(scene: &Scene, ruled: &Ruled<DistributionChain>, plan: &Plan, steps: &mut Steps) {
    for step in ruled.rule.steps.iter().copied() {
        let Some(done) = date(plan.row, step) else {
            if scene.books.has_column(plan.row, step.field()) {
                let cells = plan.row.cells(&[step.field()]);
                steps.found.push(missing(ruled, plan, step.code(), step.label(), cells));
            } else {
                steps.unasked = true;
            }
            continue;
        };
        if step == ChainStep::CountyFiling
            && let Some(finding) = filed_elsewhere(scene, ruled, plan)
        {
            steps.found.push(finding);
        }
        if let Some((before, day)) = steps.dated.last().copied() {
            steps.found.extend(out_of_order(
                ruled,
                plan,
                (before.code(), before.label(), day),
                (step.code(), step.label(), done),
                || plan.row.cells(&[before.field(), step.field()]),
            ));
        }
        steps.dated.push((step, done));
    }
}

/// A filing by a body that the text does not name, or by nobody.
fn filed_elsewhere(
    scene: &Scene,
    ruled: &Ruled<DistributionChain>,
    plan: &Plan,
) -> Option<Finding> {
    let (by, not_by) = (&ruled.rule.filed_by, &ruled.rule.not_filed_by);
    let is = |stated: &str, names: &[String]| {
        names.iter().any(|n| is_body(&scene.case.county, plan.place().0, stated, n))
    };
    let wrong = match plan.row.dist_filing_body.as_deref() {
        Some(stated) => (!by.is_empty() && !is(stated, by)) || is(stated, not_by),
        None => {
            !(by.is_empty() && not_by.is_empty())
                && scene.books.has_column(plan.row, "dist_filing_body")
        }
    };
    if !wrong {
        return None;
    }
    let step = match by.first() {
        Some(body) => format!("{}（{body}）", ChainStep::CountyFiling.label()),
        None => ChainStep::CountyFiling.label().to_owned(),
    };
    let cells = plan.row.cells(&["dist_filing_date", "dist_filing_body"]);
    Some(missing(ruled, plan, ChainStep::CountyFiling.code(), &step, cells))
}

/// The first step that came after the money was paid.
fn late(
    ruled: &Ruled<DistributionChain>,
    plan: &Plan,
    dated: &[(ChainStep, Day)],
) -> Option<Finding> {
    let payment = payment(ruled, plan)?;
    dated.iter().find_map(|(step, done)| {
        let earlier = (step.code(), step.label(), *done);
        let mut finding = out_of_order(ruled, plan, earlier, payment, || {
            let mut cells = plan.row.cells(&[step.field()]);
            cells.extend(payment_evidence(ruled, plan));
            cells
        })?;
        if ruled.rule.late_filing_warns && *step == ChainStep::CountyFiling {
            finding.severity = finding.severity.min(Severity::Warning);
        }
        Some(finding)
    })
}

/// The payment that a chain comes before.
fn payment<'a>(ruled: &Ruled<DistributionChain>, plan: &Plan) -> Option<Step<'a>> {
    match ruled.rule.covers {
        Covered::Plan => Some(("payment", "发放", plan.first_payment()?.into())),
        Covered::Upkeep => {
            Some(("upkeep-payment", "支付管护费用", plan.row.custody_cost_paid_date?))
        }
        Covered::Relief => {
            Some(("relief-payment", "发放救助", first_relief(ruled, plan)?.dist_paid_date?))
        }
    }
}

fn first_relief<'a>(
    ruled: &'a Ruled<DistributionChain>,
    plan: &'a Plan,
) -> Option<&'a DistributionLine> {
    let paid = relief(ruled, plan).filter(|l| l.dist_paid_date.is_some());
    paid.min_by_key(|l| (l.dist_paid_date, &l.origin))
}

fn payment_evidence(ruled: &Ruled<DistributionChain>, plan: &Plan) -> Vec<Cell> {
    match ruled.rule.covers {
        Covered::Plan => payment_cells(plan),
        Covered::Upkeep => plan.row.cells(&["custody_cost_paid_date"]),
        Covered::Relief => first_relief(ruled, plan).map_or_else(Vec::new, |line| {
            line.cells(&["dist_reason_code", "dist_use_category", "dist_paid_date"])
        }),
    }
}

/// The notices of the plan, after the step that they follow.
fn published(
    scene: &Scene,
    ruled: &Ruled<DistributionChain>,
    plan: &Plan,
    notices: &Notices,
    steps: &mut Steps,
) {
    if !scene.books.has("publicity") {
        steps.unasked |= !ruled.rule.disclosures.is_empty();
        return;
    }
    for subject in &ruled.rule.disclosures {
        let name = match *subject {
            "distribution" => "实施过程公开".to_owned(),
            "result" => "实施结果公开".to_owned(),
            other => label(&oversight::PUBLICITY_SUBJECT, Some(other)),
        };
        let code = format!("disclosure:{subject}");
        let shown = about(notices, plan, std::slice::from_ref(subject));
        if shown.is_empty() {
            let cells = plan.row.cells(&["dist_plan_id"]);
            steps.found.push(missing(ruled, plan, &code, &name, cells));
            continue;
        }
        let after = ruled.rule.disclosed_after;
        let before = after.and_then(|step| Some((step, date(plan.row, step)?)));
        // The latest of several notices is the one that can follow the step.
        let last =
            shown.iter().filter_map(|n| Some((n.publicity_start_date?, *n))).max_by_key(|n| n.0);
        if let (Some((step, done)), Some((start, notice))) = (before, last) {
            let cells = || {
                let mut cells = plan.row.cells(&[step.field()]);
                cells.extend(notice.cells(&["publicity_start_date"]));
                cells
            };
            let earlier = (step.code(), step.label(), done);
            let later = (code.as_str(), name.as_str(), start);
            steps.found.extend(out_of_order(ruled, plan, earlier, later, cells));
        }
    }
}

fn steps_taken(ruled: &Ruled<DistributionChain>, plan: &Plan) -> ledger::Trace {
    let facts: Vec<(&str, String)> =
        ruled.rule.steps.iter().map(|step| (step.field(), day(date(plan.row, *step)))).collect();
    let decision = format!("chain-{}", ruled.clause.id);
    trace(&plan.subject(), &decision, ruled.clause, &facts, "checked")
}

/// Payments under a plan that was not received with the others: no step of it is on file.
fn without_plan(scene: &Scene) -> Vec<Finding> {
    let general = scene.ruled::<DistributionChain>().into_iter().find(|ruled| {
        let rule = ruled.rule;
        !rule.scheme_only && rule.covers == Covered::Plan && !rule.steps.is_empty()
    });
    let Some(ruled) = general.filter(|_| scene.books.has("distribution_plans")) else {
        return Vec::new();
    };
    scene
        .orphans
        .iter()
        .filter_map(|(plan, lines)| {
            let first = lines.first()?;
            // Lines that state no plan are gathered by their rows, which have no common id.
            let id: Text =
                if plan.is_empty() { first.origin.row_id.clone() } else { (*plan).into() };
            Some(
                ruled
                    .finding(&STEP_MISSING, Subject::new(SubjectKind::Plan, id))
                    .detail("plan")
                    .place(first.township.as_deref(), first.village.as_deref())
                    .amount(Fen::sum(lines.iter().filter_map(|l| l.dist_amount)))
                    .arg("step", "分配方案")
                    .cells(lines.iter().flat_map(|l| l.cells(&["dist_plan_id", "dist_amount"]))),
            )
        })
        .collect()
}
