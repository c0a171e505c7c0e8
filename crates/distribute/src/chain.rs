//! The steps of a plan: deliberations and reviews in order, notices, sections, agreements.

use crate::each::{self, Judged};
use crate::scene::{Plan, Scene, is_one_of, year_of};
use crate::talk::{day, label, trace};
use ledger::codes::plan::{STEP_MISSING, STEP_ORDER};
use ledger::tables::{DistributionLine, DistributionPlan, Publicity};
use ledger::words::{distribution, oversight};
use ledger::{Cell, Day, Fen, Finding, Row, StepOutput, Subject, SubjectKind, Text, Value};
use rulebook::checks::distribution::{
    ChainStep, DistributionChain, ListPosting, PlanSections, SharingAgreement,
};
use rulebook::coded::Code;
use rulebook::{Family, Ruled};
use std::collections::{BTreeMap, BTreeSet};

/// Notices by what they are about: a plan, or an asset as a whole.
type Notices<'a> = BTreeMap<&'a str, Vec<&'a Publicity>>;

pub(crate) fn run(scene: &Scene) -> StepOutput<()> {
    let mut out = StepOutput::<()>::default();
    let notices = notices(scene);
    let plans = ["distribution_plans"];
    let assets = ["distribution_plans", "assets"];
    each::plan::<DistributionChain>(scene, &plans, &mut out, |scene, ruled, plan| {
        chain(scene, ruled, plan, &notices)
    });
    for plan in &scene.plans {
        for ruled in scene.ruled::<DistributionChain>() {
            if binds(&ruled, plan) {
                out.trace.push(steps_taken(&ruled, plan));
            }
        }
    }
    each::plan::<ListPosting>(scene, &assets, &mut out, |scene, ruled, plan| {
        posted(scene, ruled, plan, &notices)
    });
    each::plan::<PlanSections>(scene, &assets, &mut out, sections);
    each::plan::<SharingAgreement>(scene, &assets, &mut out, agreed);
    out.findings.extend(without_plan(scene));
    out
}

fn notices<'a>(scene: &Scene<'a>) -> Notices<'a> {
    let mut notices = Notices::new();
    for notice in &scene.books.publicity {
        let about = notice.publicity_ref_id.as_deref().or(notice.asset_id.as_deref());
        if let Some(about) = about {
            notices.entry(about).or_default().push(notice);
        }
    }
    for rows in notices.values_mut() {
        rows.sort_by_key(|n| (n.publicity_start_date, n.origin.clone()));
    }
    notices
}

/// The notices on one of these subjects that are about a plan, or about its asset as a whole and
/// of the year whose income it distributes or the next.
fn about<'a>(notices: &Notices<'a>, plan: &Plan, subjects: &[Code]) -> Vec<&'a Publicity> {
    let of = |id: Option<&str>| {
        let rows = id.and_then(|id| notices.get(id));
        rows.map_or(&[][..], Vec::as_slice)
    };
    let in_time = |n: &&&Publicity| {
        plan.row.income_year.is_none_or(|year| {
            n.publicity_start_date.is_some_and(|d| (year..=year + 1).contains(&year_of(d.date)))
        })
    };
    let asset = of(plan.row.asset_id.as_deref()).iter().filter(in_time);
    of(Some(plan.id()))
        .iter()
        .chain(asset)
        .copied()
        .filter(|n| is_one_of(&n.publicity_subject, subjects))
        .collect()
}

fn binds(ruled: &Ruled<DistributionChain>, plan: &Plan) -> bool {
    plan.is_bound(ruled.rule.scheme_only)
        && (ruled.rule.owner_types.is_empty() || plan.is_owned_by(&ruled.rule.owner_types))
}

fn date(plan: &DistributionPlan, step: ChainStep) -> Option<Day> {
    match plan.value(step.field()) {
        Value::Date(date) => Some(date),
        _ => None,
    }
}

fn missing<F: Family>(
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

/// Same-day steps are in order; a date known to the month only breaks the order when no day of it
/// would keep it.
fn out_of_order<F: Family>(
    ruled: &Ruled<F>,
    plan: &Plan,
    earlier: (&str, &str, Day),
    later: (&str, &str, Day),
    cells: Vec<Cell>,
) -> Option<Finding> {
    let (township, village) = plan.place();
    (earlier.2.date > later.2.latest()).then(|| {
        ruled
            .finding(&STEP_ORDER, plan.subject())
            .detail(format!("{}>{}", earlier.0, later.0))
            .place(township, village)
            .arg("earlier", earlier.1)
            .arg("earlier_date", earlier.2.to_string())
            .arg("later", later.1)
            .arg("later_date", later.2.to_string())
            .cells(cells)
    })
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
    let mut found = Vec::new();
    let mut last: Option<(ChainStep, Day)> = None;
    let mut unasked = false;
    for step in ruled.rule.steps.iter().copied() {
        if !scene.books.has_column(plan.row, step.field()) {
            unasked = true;
            continue;
        }
        let Some(done) = date(plan.row, step) else {
            let cells = plan.row.cells(&[step.field()]);
            found.push(missing(ruled, plan, step.code(), step.label(), cells));
            continue;
        };
        if let Some((before, day)) = last {
            found.extend(out_of_order(
                ruled,
                plan,
                (before.code(), before.label(), day),
                (step.code(), step.label(), done),
                plan.row.cells(&[before.field(), step.field()]),
            ));
        }
        last = Some((step, done));
    }
    if let (true, Some((step, done)), Some(paid)) =
        (ruled.rule.before_payment, last, plan.first_payment())
        && Some(&step) == ruled.rule.steps.last()
    {
        let mut cells = plan.row.cells(&[step.field()]);
        cells.extend(payment_cells(plan));
        found.extend(out_of_order(
            ruled,
            plan,
            (step.code(), step.label(), done),
            ("payment", "发放", paid.into()),
            cells,
        ));
    }
    if scene.books.has("publicity") {
        for subject in &ruled.rule.disclosures {
            if about(notices, plan, std::slice::from_ref(subject)).is_empty() {
                let name = match *subject {
                    "distribution" => "实施过程公开".to_owned(),
                    "result" => "实施结果公开".to_owned(),
                    other => label(&oversight::PUBLICITY_SUBJECT, Some(other)),
                };
                let cells = plan.row.cells(&["dist_plan_id"]);
                let detail = format!("disclosure:{subject}");
                found.push(missing(ruled, plan, &detail, &name, cells));
            }
        }
    } else {
        unasked |= !ruled.rule.disclosures.is_empty();
    }
    Judged::of(found, unasked)
}

fn payment_cells(plan: &Plan) -> Vec<Cell> {
    let first = plan.first_payment();
    plan.lines
        .iter()
        .filter(|l| l.dist_paid_date.map(|d| d.date) == first)
        .flat_map(|l| l.cells(&["dist_paid_date"]))
        .collect()
}

fn steps_taken(ruled: &Ruled<DistributionChain>, plan: &Plan) -> ledger::Trace {
    let facts: Vec<(&str, String)> =
        ruled.rule.steps.iter().map(|step| (step.field(), day(date(plan.row, *step)))).collect();
    let decision = format!("chain-{}", ruled.clause.id);
    trace(&plan.subject(), &decision, ruled.clause, &facts, "checked")
}

/// The notice of a list: what is on the plan itself and what other notices say about it.
struct Notice<'a> {
    rows: Vec<&'a Publicity>,
    start: Option<Day>,
    end: Option<Day>,
    cells: Vec<Cell>,
}

impl<'a> Notice<'a> {
    fn of(plan: &Plan, rows: Vec<&'a Publicity>) -> Self {
        const FIELDS: [&str; 3] = ["publicity_start_date", "publicity_end_date", "objection_flag"];
        let mut cells = plan.row.cells(&FIELDS);
        cells.extend(rows.iter().flat_map(|r| r.cells(&FIELDS)));
        let starts = rows.iter().find_map(|r| r.publicity_start_date);
        let ends = rows.iter().rev().find_map(|r| r.publicity_end_date);
        Self {
            start: plan.row.publicity_start_date.or(starts),
            end: plan.row.publicity_end_date.or(ends),
            rows,
            cells,
        }
    }

    /// Whether somebody objected and nothing was done about it.
    fn is_contested(&self, plan: &Plan) -> bool {
        let objected = |r: &&Publicity| r.objection_flag == Some(true);
        let answered =
            |r: &&Publicity| r.objection_recheck_date.is_some() || r.republicity_date.is_some();
        (plan.row.objection_flag == Some(true) || self.rows.iter().any(objected))
            && !self.rows.iter().any(answered)
    }
}

/// Our reading: the dates of the notice on the plan itself, or a notice about it, prove the posting.
/// No number of days is asked for (A19), but an end, no open objection, and no payment before it.
fn posted(scene: &Scene, ruled: &Ruled<ListPosting>, plan: &Plan, notices: &Notices) -> Judged {
    if !plan.is_bound(ruled.rule.scheme_only) {
        return Judged::Unbound;
    }
    let notice = Notice::of(plan, about(notices, plan, &ruled.rule.subjects));
    let mut found = Vec::new();
    for (detail, name, lacking) in [
        ("list-posting", "名单张榜公布", notice.start.is_none()),
        ("list-posting-end", "名单公布期满", notice.start.is_some() && notice.end.is_none()),
        ("objection-settled", "异议处理", notice.is_contested(plan)),
    ] {
        if lacking {
            found.push(missing(ruled, plan, detail, name, notice.cells.clone()));
        }
    }
    let row = plan.row;
    let household = |l: &&DistributionLine| l.dist_recipient_type.as_deref() == Some("household");
    let listed = plan.lines.iter().any(household)
        || plan.asset.is_some_and(|a| !a.beneficiary_list.is_empty());
    if !listed {
        let cells = plan.asset.map_or_else(Vec::new, |a| a.cells(&["beneficiary_list"]));
        found.push(missing(ruled, plan, "beneficiary-list", "贫困户名单", cells));
    }
    for (field, detail, name, stated) in [
        ("household_count", "household-count", "贫困户数", row.household_count),
        ("person_count", "person-count", "贫困人口数", row.person_count),
    ] {
        if stated.is_none() && scene.books.has_column(row, field) {
            found.push(missing(ruled, plan, detail, name, row.cells(&[field])));
        }
    }
    if let (Some(end), Some(paid)) = (notice.end, plan.first_payment()) {
        let mut cells = notice.cells;
        cells.extend(payment_cells(plan));
        found.extend(out_of_order(
            ruled,
            plan,
            ("list-posting-end", "名单公布期满", end),
            ("payment", "发放", paid.into()),
            cells,
        ));
    }
    Judged::Found(found)
}

fn sections(scene: &Scene, ruled: &Ruled<PlanSections>, plan: &Plan) -> Judged {
    if !plan.is_bound(ruled.rule.scheme_only) {
        return Judged::Unbound;
    }
    if !scene.books.has_column(plan.row, "plan_sections") {
        return Judged::Unknown;
    }
    let cells = || plan.row.cells(&["quantification_plan_no", "plan_sections"]);
    let stated: BTreeSet<&str> = plan.row.plan_sections.iter().map(|s| &**s).collect();
    if stated.is_empty() {
        return Judged::Found(vec![missing(ruled, plan, "sections", "方案内容", cells())]);
    }
    let lacking = ruled.rule.sections.iter().filter(|s| !stated.contains(*s));
    Judged::Found(
        lacking
            .map(|section| {
                let name = label(&distribution::PLAN_SECTIONS, Some(section));
                let step = format!("方案内容：{name}");
                missing(ruled, plan, &format!("section:{section}"), &step, cells())
            })
            .collect(),
    )
}

fn agreed(scene: &Scene, ruled: &Ruled<SharingAgreement>, plan: &Plan) -> Judged {
    let Some(asset) = plan.asset else {
        return Judged::Unknown;
    };
    if !is_one_of(&asset.coverage_scope, &ruled.rule.scopes) {
        return Judged::Unbound;
    }
    let invested = scene.books.investments.iter().any(|i| {
        i.asset_id.is_some() && i.asset_id == asset.asset_id && i.sharing_agreement_no.is_some()
    });
    if plan.row.sharing_agreement_no.is_some() || invested {
        return Judged::Found(Vec::new());
    }
    if !scene.books.has_column(plan.row, "sharing_agreement_no") {
        return Judged::Unknown;
    }
    let mut cells = plan.row.cells(&["sharing_agreement_no"]);
    cells.extend(asset.cells(&["coverage_scope"]));
    Judged::Found(vec![missing(ruled, plan, "sharing-agreement", "收益分享协议", cells)])
}

/// Payments under a plan that was not received with the others: no step of it is on file.
fn without_plan(scene: &Scene) -> Vec<Finding> {
    let general =
        scene.ruled::<DistributionChain>().into_iter().find(|ruled| !ruled.rule.scheme_only);
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
