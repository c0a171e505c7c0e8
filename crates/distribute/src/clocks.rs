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
    guaranteed(scene, &tables, &mut out);
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
        None => scene.case.as_of <= due, // there is still time
    };
    if in_time {
        return Judged::Found(Vec::new());
    }
    let id: &Text = row.income_id.as_ref().unwrap_or(&row.origin.row_id);
    let year = row.income_year.unwrap_or_default();
    Judged::Found(vec![
        ruled
            .finding(&NOT_CLEARED, Subject::new(SubjectKind::Income, id.clone()))
            .place(row.township.as_deref(), row.village.as_deref())
            .parameter(ruled.rule.due.to_string())
            .arg("year", year.to_string())
            .arg("due", due.to_string())
            .arg("done", day(row.income_clearing_date))
            .cells(row.cells(&["income_year", "income_clearing_date"])),
    ])
}

/// A day of the year, or of a later one.
fn due(year: Option<i64>, later: i32, of: impl Fn(i32) -> Option<NaiveDate>) -> Option<NaiveDate> {
    of(i32::try_from(year?).ok()?.checked_add(later)?)
}

/// Guaranteed income against what households got by the day. Plans are judged as a whole: the sum
/// of the guaranteed income of the receipts they distribute.
fn guaranteed(scene: &Scene, tables: &[&str], out: &mut StepOutput<()>) {
    each::plan::<DistributionClock>(scene, tables, out, |scene, ruled, plan| {
        let amount = Fen::sum(plan.income.iter().filter_map(|r| r.guaranteed_income_amount));
        if amount <= Fen::ZERO || !plan.is_bound(ruled.rule.scheme_only) {
            return Judged::Unbound;
        }
        let year = plan.row.income_year.or(plan.income.iter().find_map(|r| r.income_year));
        let Some(due) = due(year, 0, |year| ruled.rule.guaranteed_by.of(year)) else {
            return Judged::Unknown;
        };
        let households = || {
            let is_household =
                |l: &&&DistributionLine| l.dist_recipient_type.as_deref() == Some("household");
            plan.lines.iter().filter(is_household)
        };
        let in_time = Fen::sum(
            households()
                .filter(|l| l.dist_paid_date.is_some_and(|d| d.date <= due))
                .filter_map(|l| l.dist_amount),
        );
        if in_time >= amount || scene.case.as_of <= due {
            return Judged::Found(Vec::new());
        }
        let (township, village) = plan.place();
        Judged::Found(vec![
            ruled
                .finding(&LATE, plan.subject())
                .detail("guaranteed")
                .place(township, village)
                .amount(amount.minus(in_time))
                .parameter(ruled.rule.guaranteed_by.to_string())
                .arg("year", year.unwrap_or_default().to_string())
                .arg("guaranteed", amount.grouped())
                .arg("due", due.to_string())
                .arg("paid", in_time.grouped())
                .cells(plan.income.iter().flat_map(|r| r.cells(&["guaranteed_income_amount"])))
                .cells(households().flat_map(|l| l.cells(&["dist_amount", "dist_paid_date"]))),
        ])
    });
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
