//! What a plan must show and contain: the list of households, notices, sections, agreements.

use crate::chain::missing;
use crate::each::{self, Judged};
use crate::order::{out_of_order, payment_cells};
use crate::scene::{Plan, Scene, is_one_of, year_of};
use crate::talk::label;
use ledger::tables::{DistributionLine, Publicity};
use ledger::words::distribution;
use ledger::{Cell, Day, Row, StepOutput};
use rulebook::Ruled;
use rulebook::checks::plan_steps::{ListPosting, PlanSections, SharingAgreement};
use rulebook::coded::Code;
use std::collections::{BTreeMap, BTreeSet};

/// Notices by what they are about: a plan, or an asset as a whole.
pub(crate) type Notices<'a> = BTreeMap<&'a str, Vec<&'a Publicity>>;

pub(crate) fn run(scene: &Scene) -> StepOutput<()> {
    let mut out = StepOutput::<()>::default();
    let notices = notices(scene);
    let assets = ["distribution_plans", "assets"];
    each::plan::<ListPosting>(scene, &assets, &mut out, |scene, ruled, plan| {
        posted(scene, ruled, plan, &notices)
    });
    each::plan::<PlanSections>(scene, &assets, &mut out, sections);
    let agreements: BTreeSet<&str> = scene
        .books
        .investments
        .iter()
        .filter(|i| i.sharing_agreement_no.is_some())
        .filter_map(|i| i.asset_id.as_deref())
        .collect();
    each::plan::<SharingAgreement>(scene, &assets, &mut out, |scene, ruled, plan| {
        agreed(scene, ruled, plan, &agreements)
    });
    out
}

pub(crate) fn notices<'a>(scene: &Scene<'a>) -> Notices<'a> {
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
pub(crate) fn about<'a>(
    notices: &Notices<'a>,
    plan: &Plan,
    subjects: &[Code],
) -> Vec<&'a Publicity> {
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
/// Where no number of days is asked for (A19), it still needs an end, no open objection, and no payment before it.
fn posted(scene: &Scene, ruled: &Ruled<ListPosting>, plan: &Plan, notices: &Notices) -> Judged {
    if !plan.is_bound(ruled.rule.scheme_only) {
        return Judged::Unbound;
    }
    let notice = Notice::of(plan, about(notices, plan, &ruled.rule.subjects));
    let mut found = Vec::new();
    let limit = ruled.rule.at_least;
    // `None` where the calendar ends before.
    let enough = match (limit, notice.start, notice.end) {
        (Some(limit), Some(start), Some(end)) => {
            ruled.last_day(limit, start.date).map(|due| end.latest() >= due)
        }
        _ => Some(true),
    };
    if let (Some(false), Some(limit)) = (enough, limit) {
        let name = format!("名单公布满{limit}");
        found.push(missing(ruled, plan, "list-posting-days", &name, notice.cells.clone()));
    }
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
        let cells = || {
            let mut cells = notice.cells;
            cells.extend(payment_cells(plan));
            cells
        };
        found.extend(out_of_order(
            ruled,
            plan,
            ("list-posting-end", "名单公布期满", end),
            ("payment", "发放", paid.into()),
            cells,
        ));
    }
    Judged::of(found, enough.is_none())
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

/// `agreements`: assets whose investors have agreed.
fn agreed(
    scene: &Scene,
    ruled: &Ruled<SharingAgreement>,
    plan: &Plan,
    agreements: &BTreeSet<&str>,
) -> Judged {
    let Some(asset) = plan.asset else {
        return Judged::Unknown;
    };
    if !is_one_of(&asset.coverage_scope, &ruled.rule.scopes) {
        return Judged::Unbound;
    }
    let invested = asset.asset_id.as_deref().is_some_and(|id| agreements.contains(id));
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
