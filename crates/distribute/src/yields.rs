//! Yearly income ÷ what was put in, against the county's floor.
//!
//! Our reading: what was put in is the asset's investment, else its original value; income is what
//! was received for the year; a year in which the contract or the use of the asset begins or ends is
//! taken by its days (A42). A floor by a dated series is its value on the year's first day (the rate
//! then in force is the one of the same period); where the series has none, the rate that the
//! receipts themselves state; where they state none, the rulebook's fallback; where it has none, the
//! check cannot be made (A43). An asset without a receipt for the year cannot be judged.

use crate::scene::{Scene, in_scheme, is_one_of, year_end, year_start};
use crate::talk::{first_day, trace};
use ledger::codes::income::{RATE_OUTSIDE, YIELD_LOW};
use ledger::day::days_between;
use ledger::tables::{Asset, Contract, Income};
use ledger::{
    Cell, CheckRun, Decimal, Fen, Finding, NaiveDate, Row, Severity, StepOutput, Subject,
    SubjectKind, Verdict,
};
use rulebook::checks::distribution::{YieldBand, YieldFloor};
use rulebook::coded::Code;
use rulebook::{Family, Rate, Rulebook, Ruled};
use std::collections::BTreeMap;

pub(crate) fn run(scene: &Scene) -> StepOutput<()> {
    let mut out = StepOutput::<()>::default();
    let ruled = scene.ruled::<YieldFloor>();
    if ruled.is_empty() {
        out.checks.push(CheckRun::silent(YieldFloor::NAME));
    }
    for ruled in ruled {
        if !scene.books.has("income") || !scene.books.has("assets") {
            out.checks.push(ruled.no_data());
            continue;
        }
        let mut receipts: BTreeMap<&str, BTreeMap<i64, Vec<&Income>>> = BTreeMap::new();
        for row in &scene.income {
            if let (Some(asset), Some(year)) = (row.asset_id.as_deref(), row.income_year) {
                let years = receipts.entry(asset).or_default();
                years.entry(year).or_default().push(row);
            }
        }
        let rectified = rectified(scene);
        let mut run = ruled.run();
        for (key, asset) in scene.operating() {
            if ruled.rule.scheme_only && !in_scheme(asset) {
                continue;
            }
            let outside = outside_rates(scene, &ruled, (key, asset));
            if outside.is_some() {
                run.count(Verdict::Failed);
                out.findings.extend(outside);
            }
            match receipts.get(key) {
                None => run.count(Verdict::Unknown),
                Some(years) => {
                    for (year, rows) in years {
                        let given = (*year, rows.as_slice(), &rectified);
                        let verdict = judge(scene, &ruled, (key, asset), given, &mut out);
                        run.count(verdict);
                    }
                }
            }
        }
        out.checks.push(run);
    }
    out
}

fn judge(
    scene: &Scene,
    ruled: &Ruled<YieldFloor>,
    (key, asset): (&str, &Asset),
    (year, rows, rectified): (i64, &[&Income], &Rectified),
    out: &mut StepOutput<()>,
) -> Verdict {
    let base = asset.investment_amount.or(asset.original_value);
    let base = base.filter(|base| *base > Fen::ZERO);
    let Some(base) = base else {
        return Verdict::Unknown;
    };
    let floor = band(scene, ruled.rule, (key, asset), base)
        .or_else(|| agreed_floor(scene, ruled.rule, key, year))
        .or_else(|| floor(scene.book, ruled.rule, year, rows));
    let Some((floor, parameter)) = floor else {
        return Verdict::Unknown;
    };
    let (days, year_days) = days(scene, key, asset, year);
    if days <= 0 || year_end(year) > scene.case.as_of {
        return Verdict::Unknown;
    }
    let income = Fen::sum(rows.iter().filter_map(|r| r.income_amount));
    // base × floor × days ÷ days of the year, rounded once.
    let Some(due) = share(base, floor.0, days, year_days) else {
        return Verdict::Unknown;
    };
    let subject = Subject::new(SubjectKind::Asset, key);
    out.trace.push(trace(
        &subject,
        &format!("yield-{year}"),
        ruled.clause,
        &[
            ("income", income.to_string()),
            ("base", base.to_string()),
            ("days", days.to_string()),
            ("floor", parameter.clone()),
        ],
        format!("due={due}"),
    ));
    if income >= due {
        return Verdict::Passed;
    }
    let rate = percent(income, base);
    let rectified = rectified.get(key).is_some_and(|done| *done >= year_start(year));
    let mut finding = ruled
        .finding(&YIELD_LOW, subject)
        .detail(year.to_string())
        .of(asset)
        .amount(due.minus(income))
        .parameter(parameter)
        .arg("year", year.to_string())
        .arg("income", income.grouped())
        .arg("base", base.grouped())
        .arg("rate", rate)
        .arg("floor", floor.percent().to_string())
        .arg("days", days.to_string())
        .arg("due", due.grouped())
        .cells(asset.cells(&["investment_amount", "original_value"]))
        .cells(rows.iter().flat_map(|r| row_cells(r)));
    if ruled.rule.rectify && !rectified {
        finding.severity = Severity::Error; // A42
    }
    out.findings.push(finding);
    Verdict::Failed
}

/// The last day on which something was put right, by asset.
type Rectified<'a> = BTreeMap<&'a str, NaiveDate>;

fn rectified<'a>(scene: &Scene<'a>) -> Rectified<'a> {
    let mut last = Rectified::new();
    for row in &scene.books.supervision {
        if let (Some(asset), Some(done)) = (row.asset_id.as_deref(), row.rectification_date) {
            let known = last.entry(asset).or_insert(done.latest());
            *known = done.latest().max(*known);
        }
    }
    last
}

/// The rate that the contract of a year agrees, with the contract.
fn agreed<'a>(scene: &Scene<'a>, key: &str, year: i64) -> Option<(Rate, &'a Contract)> {
    let runs = |c: &&&Contract| {
        c.contract_start_date.is_none_or(|day| day.date <= year_end(year))
            && c.contract_end_date.is_none_or(|day| day.latest() >= year_start(year))
    };
    let stated = |c: &'a Contract| {
        let rate = c.guaranteed_return_pct?.checked_div(Decimal::ONE_HUNDRED)?;
        Some((Rate(rate), c))
    };
    let rates = scene.contracts_of(key).iter().filter(runs).filter_map(|c| stated(c));
    rates.max_by_key(|(rate, _)| *rate)
}

/// What a contract agrees, where the county admits such rates; its lowest where the contract agrees
/// less.
fn agreed_floor(scene: &Scene, rule: &YieldFloor, key: &str, year: i64) -> Option<(Rate, String)> {
    let rate = agreed(scene, key, year)?.0.max(rule.agreed?.from);
    Some((rate, format!("guaranteed_return_pct {rate}")))
}

/// A contract whose agreed rate is none that the county admits.
fn outside_rates(
    scene: &Scene,
    ruled: &Ruled<YieldFloor>,
    (key, asset): (&str, &Asset),
) -> Option<Finding> {
    let rates = ruled.rule.agreed?;
    let (rate, contract) = agreed(scene, key, scene.case.year.into())?;
    let finding = || {
        ruled
            .finding(&RATE_OUTSIDE, Subject::new(SubjectKind::Asset, key))
            .of(asset)
            .parameter(rates.to_string())
            .arg("rate", rate.to_string())
            .arg("from", rates.from.to_string())
            .arg("to", rates.to.to_string())
            .cells(contract.cells(&["contract_id", "guaranteed_return_pct"]))
    };
    (!rates.admit(rate)).then(finding)
}

/// The floor of the first band that has the asset.
fn band(
    scene: &Scene,
    rule: &YieldFloor,
    (key, asset): (&str, &Asset),
    base: Fen,
) -> Option<(Rate, String)> {
    let contracts = scene.contracts_of(key);
    let in_mode = |modes: &[Code]| {
        let let_so = contracts.iter().any(|c| is_one_of(&c.operation_mode, modes));
        modes.is_empty() || let_so || is_one_of(&asset.operation_mode, modes)
    };
    let has = |band: &&YieldBand| {
        in_mode(&band.modes)
            && (band.subclasses.is_empty() || is_one_of(&asset.asset_subclass, &band.subclasses))
            && band.from.is_none_or(|from| base >= from.0)
            && band.below.is_none_or(|below| base < below.0)
    };
    let band = rule.bands.iter().find(has)?;
    Some((band.at_least, band.at_least.to_string()))
}

fn row_cells(row: &Income) -> Vec<Cell> {
    row.cells(&["income_year", "income_amount", "benchmark_rate_pct"])
}

/// The floor of a year, with the parameter that states it.
fn floor(
    book: &Rulebook,
    rule: &YieldFloor,
    year: i64,
    rows: &[&Income],
) -> Option<(Rate, String)> {
    if let Some(rate) = rule.at_least {
        return Some((rate, rate.to_string()));
    }
    let name = rule.series.as_deref().unwrap_or_default();
    let listed = book
        .series
        .get(name)
        .and_then(|series| series.on(year_start(year)))
        .and_then(|(from, value)| Some((from, value.parse::<Rate>().ok()?)));
    if let Some((from, rate)) = listed {
        return Some((rate, format!("{name} {rate}（{from}）")));
    }
    let stated = rows.iter().filter_map(|r| r.benchmark_rate_pct).max();
    if let Some(rate) = stated.and_then(|s| s.checked_div(Decimal::ONE_HUNDRED)).map(Rate) {
        return Some((rate, format!("benchmark_rate_pct {rate}")));
    }
    rule.fallback.map(|rate| (rate, rate.to_string()))
}

/// The days of the year in which the asset could earn, and the days of the year.
fn days(scene: &Scene, key: &str, asset: &Asset, year: i64) -> (i64, i64) {
    let (first, last) = (year_start(year), year_end(year));
    let contracts = scene.contracts_of(key);
    let contract_start = contracts.iter().filter_map(|c| first_day(c.contract_start_date)).min();
    let contract_end =
        contracts.iter().filter_map(|c| c.contract_end_date).map(ledger::Day::latest).max();
    let in_use = first_day(asset.in_use_date.or(asset.formation_date));
    let start =
        [contract_start, in_use].into_iter().flatten().chain([first]).max().unwrap_or(first);
    let end = contract_end.unwrap_or(NaiveDate::MAX).min(last);
    (days_between(start, end) + 1, days_between(first, last) + 1)
}

fn share(base: Fen, rate: Decimal, days: i64, of: i64) -> Option<Fen> {
    let numerator = rate.mantissa().checked_mul(days.into())?;
    let denominator = 10_i128.checked_pow(rate.scale())?.checked_mul(of.into())?;
    base.ratio(numerator, denominator)
}

/// The figure before the percent sign, to two places, for the sentence.
fn percent(income: Fen, base: Fen) -> String {
    income
        .to_decimal()
        .checked_mul(Decimal::ONE_HUNDRED)
        .and_then(|hundredfold| hundredfold.checked_div(base.to_decimal()))
        .map_or_else(String::new, |rate| rate.round_dp(2).to_string())
}
