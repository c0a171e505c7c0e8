//! Once a year each asset is evaluated or inspected.

use super::Duty;
use super::holdings::binds;
use chrono::{Datelike, NaiveDate};
use ledger::codes::duty::EVALUATION_MISSING;
use ledger::tables::{Asset, Contract, Supervision};
use ledger::words::oversight::EVAL_TYPE;
use ledger::{Books, Cell, Day, Row, StepOutput, Subject, SubjectKind, Verdict};
use rulebook::Ruled;
use rulebook::bodies::is_body;
use rulebook::checks::duty::{Whole, YearlyEvaluation};
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
        let bound =
            if rule.entrusted { entrusted(duty.books) } else { duty.holdings.assets.clone() };
        let mut lacking: BTreeMap<Place, Vec<&Asset>> = BTreeMap::new();
        for asset in bound {
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
                match rule.by.and_then(|whole| Place::of(asset, whole)) {
                    Some(place) => lacking.entry(place).or_default().push(asset),
                    None => findings.push(missing(duty, ruled, asset, &rows)),
                }
            }
        }
        let places = lacking.into_iter();
        findings.extend(places.map(|(place, assets)| unevaluated(duty, ruled, place, &assets)));
    });
}

/// A village or a township.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place<'a> {
    township: Option<&'a str>,
    village: Option<&'a str>,
}

impl<'a> Place<'a> {
    fn of(asset: &'a Asset, whole: Whole) -> Option<Self> {
        let (township, village) = (asset.township.as_deref(), asset.village.as_deref());
        match whole {
            Whole::Village => Some(Self { township, village: Some(village?) }),
            Whole::Township => Some(Self { township: Some(township?), village: None }),
        }
    }
}

/// A place with assets that no evaluation covers.
fn unevaluated(
    duty: &Duty<'_>,
    ruled: &Ruled<'_, YearlyEvaluation>,
    place: Place<'_>,
    assets: &[&Asset],
) -> ledger::Finding {
    let name = place.village.or(place.township).unwrap_or_default();
    let (expected, detail) = expected(duty, ruled.rule);
    let listed: Vec<&str> = assets.iter().filter_map(|a| a.asset_id.as_deref()).collect();
    let township = place.township.filter(|_| place.village.is_some()).unwrap_or_default();
    ruled
        .finding(&EVALUATION_MISSING, Subject::new(SubjectKind::Unit, name))
        .detail(format!("{detail}:{township}"))
        .place(place.township, place.village)
        .arg("what", name)
        .arg("expected", expected)
        .arg("found", format!("未见覆盖资产{}的记录", listed.join("、")))
        .cells(assets.iter().flat_map(|asset| asset.cells(&["asset_id", "township", "village"])))
}

/// Household assets that an operator keeps, in whichever ledger, each once.
fn entrusted(books: &Books) -> Vec<&Asset> {
    let kept = books.assets.iter().filter(|a| {
        a.entrusted_to_operator == Some(true) && a.asset_class.as_deref() == Some("household")
    });
    let mut by_id: BTreeMap<&str, &Asset> = BTreeMap::new();
    for asset in kept {
        let id = asset.asset_id.as_deref().unwrap_or(&asset.origin.row_id);
        let lead = by_id.entry(id).or_insert(asset);
        if asset.ledger.as_deref() == Some("county") {
            *lead = asset;
        }
    }
    by_id.into_values().collect()
}

/// Inspections and evaluations by what they cover: an asset, a project, a village, a township, or
/// the whole county.
pub(super) struct Made<'a> {
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
    pub(super) fn new(duty: &Duty<'a>) -> Self {
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
    pub(super) fn of(&self, asset: &'a Asset) -> Vec<&'a Supervision> {
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
    if !rule.inspection
        && kind_fits
        && in_time(row.eval_date)
        && !duty.books.lacks(row, "eval_result")
    {
        return true;
    }
    if rule.inspection && rule.inspectors.is_empty() && !rule.industry_dept_inspects {
        return in_time(row.inspection_date);
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
    let (expected, detail) = expected(duty, ruled.rule);
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
    let finding = if ruled.rule.entrusted {
        let (code, name) = (&ledger::codes::custody::MISSING, asset.asset_name.clone());
        ruled
            .finding(code, Subject::asset(asset))
            .arg("name", name.unwrap_or_default())
            .arg("item", format!("{expected}，{found}"))
    } else {
        let finding = ruled.finding(&EVALUATION_MISSING, Subject::asset(asset));
        called(finding, asset).arg("expected", expected).arg("found", found)
    };
    finding.detail(detail).of(asset).cells(cells).cells(read)
}

/// Names the asset in the sentence of a finding.
pub(super) fn called(finding: ledger::Finding, asset: &Asset) -> ledger::Finding {
    let id = asset.asset_id.as_deref().unwrap_or(&asset.origin.row_id);
    finding.arg_in("what", &format!("资产 {id}"), &format!("asset {id}"))
}

/// What a clause wants in the year, in words and as the detail of findings.
fn expected(duty: &Duty<'_>, rule: &YearlyEvaluation) -> (String, String) {
    let year = duty.case.year;
    let when =
        rule.month.map_or_else(|| format!("{year} 年"), |month| format!("{year} 年 {month} 月"));
    let kinds: Vec<&str> = rule.kinds.iter().map(|k| EVAL_TYPE.label_of(k)).collect();
    let (what, detail) = if rule.inspection {
        let by = if rule.industry_dept_inspects { "由行业主管部门" } else { "" };
        (format!("{by}开展检查"), "inspection")
    } else if rule.inspectors.is_empty() {
        (format!("开展{}评价", kinds.join("或")), "evaluation")
    } else {
        (
            format!("由{}检查，或者开展{}", rule.inspectors.join("、"), kinds.join("或")),
            "inspection",
        )
    };
    let month = rule.month.map(|m| format!("-{m:02}")).unwrap_or_default();
    (format!("在 {when}{what}"), format!("{detail}-{year}{month}"))
}
