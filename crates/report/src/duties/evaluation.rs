//! Once a year each asset is evaluated or inspected.

use super::Duty;
use super::holdings::binds;
use chrono::{Datelike, NaiveDate};
use ledger::codes::duty::EVALUATION_MISSING;
use ledger::tables::{Asset, Contract, Supervision};
use ledger::words::oversight::EVAL_TYPE;
use ledger::{Cell, Day, Row, StepOutput, Subject, Verdict};
use rulebook::Ruled;
use rulebook::bodies::is_body;
use rulebook::checks::duty::YearlyEvaluation;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(duty: &Duty<'_>, out: &mut StepOutput<()>) {
    let mut contracts: BTreeMap<&str, Vec<&Contract>> = BTreeMap::new();
    for contract in &duty.books.contracts {
        if let Some(asset) = contract.asset_id.as_deref() {
            contracts.entry(asset).or_default().push(contract);
        }
    }
    let made = Made::new(duty);
    duty.each::<YearlyEvaluation>(&["supervision"], out, |ruled, run, findings| {
        let rule = ruled.rule;
        for asset in &duty.holdings.assets {
            let id = asset.asset_id.as_deref().unwrap_or_default();
            let contracts = contracts.get(id).map_or(&[][..], Vec::as_slice);
            if !binds(&rule.classes, &rule.except_classes, asset)
                || !is_run_by(rule, asset, contracts)
            {
                continue;
            }
            let rows = made.of(asset);
            let done = rows.iter().any(|row| counts(duty, rule, asset, row));
            if done {
                run.count(Verdict::Passed);
            } else if !is_due(duty, rule) {
                run.count(Verdict::Unknown);
            } else {
                run.count(Verdict::Failed);
                findings.push(missing(duty, ruled, asset, &rows));
            }
        }
    });
}

/// Inspections and evaluations by what they cover: an asset, a project, a village, a township, or
/// the whole county.
struct Made<'a> {
    by: BTreeMap<Covers<'a>, Vec<&'a Supervision>>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Covers<'a> {
    Asset(&'a str),
    Project(&'a str),
    Village(Option<&'a str>, &'a str),
    Township(&'a str),
    County,
}

impl<'a> Made<'a> {
    fn new(duty: &Duty<'a>) -> Self {
        let mut by: BTreeMap<Covers<'a>, Vec<&'a Supervision>> = BTreeMap::new();
        for row in &duty.books.supervision {
            let township = row.township.as_deref();
            let covers = if let Some(asset) = row.asset_id.as_deref() {
                Covers::Asset(asset)
            } else if let Some(project) = row.project_id.as_deref() {
                Covers::Project(project)
            } else if let Some(village) = row.village.as_deref() {
                Covers::Village(township, village)
            } else {
                township.map_or(Covers::County, Covers::Township)
            };
            by.entry(covers).or_default().push(row);
        }
        Self { by }
    }

    /// Those that cover an asset.
    fn of(&self, asset: &'a Asset) -> Vec<&'a Supervision> {
        let township = asset.township.as_deref();
        let covers = [
            asset.asset_id.as_deref().map(Covers::Asset),
            asset.project_id.as_deref().map(Covers::Project),
            asset.village.as_deref().map(|v| Covers::Village(township, v)),
            township.map(Covers::Township),
            Some(Covers::County),
        ];
        covers
            .into_iter()
            .flatten()
            .filter_map(|covers| self.by.get(&covers))
            .flatten()
            .copied()
            .collect()
    }
}

fn is_run_by(rule: &YearlyEvaluation, asset: &Asset, contracts: &[&Contract]) -> bool {
    let listed = |kind: Option<&str>| kind.is_some_and(|k| rule.run_by.contains(&k));
    rule.run_by.is_empty()
        || listed(asset.custodian_type.as_deref())
        || contracts.iter().any(|c| listed(c.operator_type.as_deref()))
}

fn counts(duty: &Duty<'_>, rule: &YearlyEvaluation, asset: &Asset, row: &Supervision) -> bool {
    let in_time = |day: Option<Day>| day.is_some_and(|day| is_in_time(duty, rule, day));
    let kind = row.eval_type.as_deref();
    let kind_fits = rule.kinds.is_empty() || kind.is_some_and(|k| rule.kinds.contains(&k));
    // An evaluation without a result is none.
    if kind_fits && in_time(row.eval_date) && !duty.books.lacks(row, "eval_result") {
        return true;
    }
    let Some(inspector) = row.inspection_unit.as_deref() else {
        return false;
    };
    let own = asset.industry_dept.as_deref();
    let named = rule
        .inspectors
        .iter()
        .map(String::as_str)
        .chain(own.filter(|_| rule.industry_dept_inspects))
        .any(|name| is_body(&duty.case.county, asset.township.as_deref(), inspector, name));
    named && in_time(row.inspection_date)
}

/// Whether a date, as far as it is known, lies in the month or year in which the duty is due.
fn is_in_time(duty: &Duty<'_>, rule: &YearlyEvaluation, day: Day) -> bool {
    day.date.year() == duty.case.year
        && rule.month.is_none_or(|month| day.date.month() <= month && month <= day.latest().month())
}

/// Whether the month or year of the duty is over.
fn is_due(duty: &Duty<'_>, rule: &YearlyEvaluation) -> bool {
    let month = rule.month.unwrap_or(12);
    let end = Day::month(duty.case.year, month).map(Day::latest);
    end.is_none_or(|end: NaiveDate| end <= duty.case.as_of)
}

fn missing(
    duty: &Duty<'_>,
    ruled: &Ruled<'_, YearlyEvaluation>,
    asset: &Asset,
    rows: &[&Supervision],
) -> ledger::Finding {
    let rule = ruled.rule;
    let year = duty.case.year;
    let when =
        rule.month.map_or_else(|| format!("{year} 年"), |month| format!("{year} 年 {month} 月"));
    let kinds: Vec<&str> = rule.kinds.iter().map(|k| EVAL_TYPE.label_of(k)).collect();
    let (what, detail) = if rule.inspectors.is_empty() {
        (format!("开展{}评价", kinds.join("或")), "evaluation")
    } else {
        (
            format!("由{}检查，或者开展{}", rule.inspectors.join("、"), kinds.join("或")),
            "inspection",
        )
    };
    let dates: BTreeSet<Day> =
        rows.iter().filter_map(|row| row.eval_date.or(row.inspection_date)).collect();
    let found: Vec<String> = dates.iter().map(Day::to_string).collect();
    let found = if found.is_empty() {
        "未见评价或检查记录".to_owned()
    } else {
        format!("记录的日期为 {}", found.join("、"))
    };
    let cells: Vec<Cell> = asset.cells(&["custodian_type"]);
    let read = rows.iter().flat_map(|row| {
        row.cells(&["eval_type", "eval_date", "eval_result", "inspection_unit", "inspection_date"])
    });
    let month = rule.month.map(|m| format!("-{m:02}")).unwrap_or_default();
    ruled
        .finding(&EVALUATION_MISSING, Subject::asset(asset))
        .detail(format!("{detail}-{year}{month}"))
        .of(asset)
        .arg("expected", format!("在 {when}{what}"))
        .arg("found", found)
        .cells(cells)
        .cells(read)
}
