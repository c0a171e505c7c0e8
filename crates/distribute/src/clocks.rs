//! Days by which things are done: the yearly clearing, guaranteed income, the number of dividends.

use crate::each::{self, Judged};
use crate::scene::{Plan, Scene, in_scheme, year_of};
use crate::talk::{day, trace};
use ledger::codes::income::NOT_CLEARED;
use ledger::codes::plan::{LATE, TOO_MANY_PAYMENTS};
use ledger::tables::{Asset, DistributionLine, Income};
use ledger::{CheckRun, Fen, Finding, NaiveDate, Row, StepOutput, Subject, SubjectKind, Text};
use rulebook::checks::distribution::{AnnualClearing, DistributionClock, DividendsAYear};
use rulebook::{Family, Ruled};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn run(scene: &Scene) -> StepOutput<()> {
    let mut out = StepOutput::<()>::default();
    each::rows::<AnnualClearing, _>(scene, &["income"], &scene.income, &mut out, cleared);
    let tables = ["income", "distribution_lines", "assets"];
    each::rows::<DistributionClock, _>(scene, &tables, &promises(scene), &mut out, guaranteed);
    dividends(scene, &mut out);
    out
}

/// Whether the receipts of a year were cleared in time (A18: by the day of the next year).
fn cleared(scene: &Scene, ruled: &Ruled<AnnualClearing>, row: &&Income) -> Judged {
    let Some(due) = due(row.income_year, 1, |year| ruled.rule.due.of(year)) else {
        return Judged::Unknown;
    };
    let in_time = match row.income_clearing_date {
        Some(done) => done.date <= due,
        None if !scene.books.has_column(*row, "income_clearing_date") => return Judged::Unknown,
        None => {
            let missing = ruled.rule.missing_after.unwrap_or(ruled.rule.due);
            let still = self::due(row.income_year, 1, |year| missing.of(year));
            still.is_some_and(|last| scene.case.as_of <= last) // there is still time
        }
    };
    if in_time {
        return Judged::Found(Vec::new());
    }
    let year = row.income_year.unwrap_or_default();
    Judged::Found(vec![
        ruled
            .finding(&NOT_CLEARED, Subject::new(SubjectKind::Income, id_of(row).clone()))
            .place(row.township.as_deref(), row.village.as_deref())
            .parameter(ruled.rule.due.to_string())
            .arg("year", year.to_string())
            .arg("due", due.to_string())
            .arg("done", day(row.income_clearing_date))
            .cells(row.cells(&["income_year", "income_clearing_date"])),
    ])
}

fn id_of(row: &Income) -> &Text {
    row.income_id.as_ref().unwrap_or(&row.origin.row_id)
}

/// A day of the year, or of a later one.
fn due(year: Option<i64>, later: i32, of: impl Fn(i32) -> Option<NaiveDate>) -> Option<NaiveDate> {
    of(i32::try_from(year?).ok()?.checked_add(later)?)
}

/// Guaranteed income of one year that is distributed together: by a plan, or not at all.
struct Promise<'a> {
    subject: Subject,
    place: (Option<&'a str>, Option<&'a str>),
    year: Option<i64>,
    receipts: Vec<&'a Income>,
    lines: Vec<&'a DistributionLine>,
    in_scheme: bool,
}

impl Promise<'_> {
    fn amount(&self) -> Fen {
        Fen::sum(self.receipts.iter().filter_map(|r| r.guaranteed_income_amount))
    }
}

/// Whether a plan distributes income that was guaranteed to households by a day.
pub(crate) fn is_promised(scene: &Scene, plan: &Plan) -> bool {
    let receipts = &plan.income;
    let clocks = scene.ruled::<DistributionClock>();
    clocks.iter().any(|ruled| plan.is_bound(ruled.rule.scheme_only))
        && receipts.iter().any(|r| r.guaranteed_income_amount.is_some_and(|a| a > Fen::ZERO))
}

/// Plans are judged as a whole; receipts of the year that no plan distributes, one by one.
fn promises<'a>(scene: &Scene<'a>) -> Vec<Promise<'a>> {
    if scene.ruled::<DistributionClock>().is_empty() {
        return Vec::new();
    }
    let planned: BTreeSet<&Text> =
        scene.plans.iter().flat_map(|p| &p.income).map(|r| &r.origin.row_id).collect();
    let of_plans = scene.plans.iter().map(|plan| Promise {
        subject: plan.subject(),
        place: plan.place(),
        year: plan.row.income_year.or(plan.income.iter().find_map(|r| r.income_year)),
        receipts: plan.income.clone(),
        lines: plan.lines.clone(),
        in_scheme: plan.in_scheme(),
    });
    // Plans of other years need not stand in these books.
    let year = i64::from(scene.case.year);
    let unplanned = scene
        .income
        .iter()
        .copied()
        .filter(|r| r.income_year == Some(year) && !planned.contains(&r.origin.row_id));
    let alone = unplanned.map(|row| {
        let asset = row.asset_id.as_deref().and_then(|id| scene.assets.get(id));
        Promise {
            subject: Subject::new(SubjectKind::Income, id_of(row).clone()),
            place: (row.township.as_deref(), row.village.as_deref()),
            year: row.income_year,
            receipts: vec![row],
            lines: Vec::new(),
            in_scheme: asset.is_some_and(|a| in_scheme(a)),
        }
    });
    of_plans.chain(alone).collect()
}

/// Guaranteed income against what households got by the day.
fn guaranteed(scene: &Scene, ruled: &Ruled<DistributionClock>, promise: &Promise) -> Judged {
    let amount = promise.amount();
    if amount <= Fen::ZERO || (ruled.rule.scheme_only && !promise.in_scheme) {
        return Judged::Unbound;
    }
    let Some(due) = due(promise.year, 0, |year| ruled.rule.guaranteed_by.of(year)) else {
        return Judged::Unknown;
    };
    let households = || {
        let is_household =
            |l: &&&DistributionLine| l.dist_recipient_type.as_deref() == Some("household");
        promise.lines.iter().filter(is_household)
    };
    let in_time = Fen::sum(
        households()
            .filter(|l| l.dist_paid_date.is_some_and(|d| d.date <= due))
            .filter_map(|l| l.dist_amount),
    );
    if in_time >= amount || scene.case.as_of <= due {
        return Judged::Found(Vec::new());
    }
    Judged::Found(vec![
        ruled
            .finding(&LATE, promise.subject.clone())
            .detail("guaranteed")
            .place(promise.place.0, promise.place.1)
            .amount(amount.minus(in_time))
            .parameter(ruled.rule.guaranteed_by.to_string())
            .arg(
                "what",
                format!(
                    "{}年保底收益{}元的发放",
                    promise.year.unwrap_or_default(),
                    amount.grouped()
                ),
            )
            .arg("due", due.to_string())
            .arg("done", format!("按期发放{}元", in_time.grouped()))
            .cells(promise.receipts.iter().flat_map(|r| r.cells(&["guaranteed_income_amount"])))
            .cells(households().flat_map(|l| l.cells(&["dist_amount", "dist_paid_date"]))),
    ])
}

/// Payments of an asset by calendar year (A18). A payment is a round of a plan where rounds are
/// numbered, else a day.
fn dividends(scene: &Scene, out: &mut StepOutput<()>) {
    let ruled = scene.ruled::<DividendsAYear>();
    if ruled.is_empty() {
        out.checks.push(CheckRun::silent(DividendsAYear::NAME));
    }
    let mut plans: BTreeMap<&str, Vec<&Plan>> = BTreeMap::new();
    for plan in &scene.plans {
        if let Some(asset) = plan.row.asset_id.as_deref() {
            plans.entry(asset).or_default().push(plan);
        }
    }
    for ruled in ruled {
        if !scene.books.has("distribution_lines") || !scene.books.has("assets") {
            out.checks.push(ruled.no_data());
            continue;
        }
        let mut run = ruled.run();
        for (key, asset) in scene.operating() {
            if ruled.rule.scheme_only && !in_scheme(asset) {
                continue;
            }
            let plans = plans.get(key).map_or(&[][..], Vec::as_slice);
            let found = counted(scene, &ruled, key, asset, plans, out);
            run.count(found.is_empty().into());
            out.findings.extend(found);
        }
        out.checks.push(run);
    }
}

fn counted(
    scene: &Scene,
    ruled: &Ruled<DividendsAYear>,
    key: &str,
    asset: &Asset,
    plans: &[&Plan],
    out: &mut StepOutput<()>,
) -> Vec<Finding> {
    let mut years: BTreeMap<i64, BTreeSet<String>> = BTreeMap::new();
    for plan in plans {
        for line in &plan.lines {
            let Some(paid) = line.dist_paid_date else {
                continue;
            };
            let payment = line
                .dist_round_no
                .map_or_else(|| paid.date.to_string(), |round| format!("{}#{round}", plan.id()));
            years.entry(year_of(paid.date)).or_default().insert(payment);
        }
    }
    let cleared = i64::from(scene.case.year);
    // What was formed in the year or later need not have earned anything in it yet.
    let formed = asset.formation_date.or(asset.in_use_date);
    if formed.is_none_or(|d| year_of(d.date) < cleared) {
        years.entry(cleared).or_default();
    }
    let mut found = Vec::new();
    for (year, payments) in years {
        let number = payments.len();
        let over = scene.case.as_of >= crate::scene::year_end(year);
        let wrong = number > ruled.rule.at_most || (over && number < ruled.rule.at_least);
        // A single plan answers for its payments; several, or none, and the asset does.
        let subject = match plans {
            [only] => only.subject(),
            _ => Subject::new(SubjectKind::Asset, key),
        };
        out.trace.push(trace(
            &subject,
            &format!("dividends-{year}"),
            ruled.clause,
            &[("payments", payments.into_iter().collect::<Vec<_>>().join(" "))],
            number.to_string(),
        ));
        if !wrong {
            continue;
        }
        let lines = plans.iter().flat_map(|p| &p.lines);
        found.push(
            ruled
                .finding(&TOO_MANY_PAYMENTS, subject)
                .detail(year.to_string())
                .of(asset)
                .arg("year", year.to_string())
                .arg("payments", number.to_string())
                .arg("at_least", ruled.rule.at_least.to_string())
                .arg("at_most", ruled.rule.at_most.to_string())
                .cells(asset.cells(&["income_scheme_flag"]))
                .cells(lines.flat_map(|l| l.cells(&["dist_paid_date", "dist_round_no"]))),
        );
    }
    found
}
