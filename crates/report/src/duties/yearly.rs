//! Reports and counts of the year.

use super::Duty;
use super::evaluation::{Made, called};
use chrono::Datelike;
use ledger::codes::duty::EVALUATION_MISSING;
use ledger::tables::PhysicalCount;
use ledger::{Day, NaiveDate, Row, StepOutput, Subject, Verdict};
use rulebook::checks::duty::{YearlyCount, YearlyReport};
use std::collections::{BTreeMap, BTreeSet};

fn list(days: &BTreeSet<Day>) -> String {
    days.iter().map(Day::to_string).collect::<Vec<_>>().join("、")
}

/// Whether the year that is cleared is over.
fn is_over(duty: &Duty<'_>) -> bool {
    NaiveDate::from_ymd_opt(duty.case.year, 12, 31).is_none_or(|end| end <= duty.case.as_of)
}

/// `yearly-report`: a report covers the asset, its village or its township, dated in the year or, as
/// the report on it, in the next.
pub(super) fn report(duty: &Duty<'_>, out: &mut StepOutput<()>) {
    let made = Made::new(duty);
    let year = duty.case.year;
    duty.each::<YearlyReport>(&["assets", "supervision"], out, |ruled, run, findings| {
        for asset in duty.holdings.assets.iter().copied() {
            let rows = made.of(asset);
            let days: BTreeSet<Day> = rows.iter().filter_map(|r| r.annual_report_date).collect();
            let asked = rows.iter().any(|r| duty.books.has_column(*r, "annual_report_date"));
            let reported = days.iter().any(|day| (year..=year + 1).contains(&day.date.year()));
            let verdict = match reported {
                true => Verdict::Passed,
                false if is_over(duty) && (asked || rows.is_empty()) => Verdict::Failed,
                false => Verdict::Unknown,
            };
            run.count(verdict);
            if verdict == Verdict::Failed {
                let found = if days.is_empty() {
                    "未见年度报告".to_owned()
                } else {
                    format!("报告的日期为 {}", list(&days))
                };
                let finding = ruled.finding(&EVALUATION_MISSING, Subject::asset(asset));
                findings.push(
                    called(finding, asset)
                        .detail(format!("report-{year}"))
                        .of(asset)
                        .arg("expected", format!("就 {year} 年的{}提出报告", ruled.rule.on))
                        .arg("found", found)
                        .cells(asset.cells(&["asset_id"]))
                        .cells(rows.iter().flat_map(|r| r.cells(&["annual_report_date"]))),
                );
            }
        }
    });
}

fn expected(year: i32, times: usize) -> String {
    let often = if times > 1 { format!(" {times} 次") } else { String::new() };
    format!("在 {year} 年清查核实{often}")
}

/// `yearly-count`: what was counted was counted in the year, and often enough.
pub(super) fn count(duty: &Duty<'_>, out: &mut StepOutput<()>) {
    let mut counts: BTreeMap<&str, Vec<&PhysicalCount>> = BTreeMap::new();
    for row in &duty.books.physical_counts {
        if let Some(asset) = row.asset_id.as_deref() {
            counts.entry(asset).or_default().push(row);
        }
    }
    let year = duty.case.year;
    duty.each::<YearlyCount>(&["assets", "physical_counts"], out, |ruled, run, findings| {
        let owners = &ruled.rule.owners;
        for asset in duty.holdings.assets.iter().copied() {
            let owner = asset.owner_type.as_deref();
            if !owners.is_empty() && !owner.is_some_and(|owner| owners.contains(&owner)) {
                continue;
            }
            let rows = asset.asset_id.as_deref().and_then(|id| counts.get(id));
            let rows = rows.map_or(&[][..], Vec::as_slice);
            let days: BTreeSet<Day> = rows.iter().filter_map(|r| r.physical_check_date).collect();
            if days.is_empty() || !is_over(duty) {
                run.count(Verdict::Unknown);
                continue;
            }
            let counted = days.iter().filter(|day| day.date.year() >= year).count();
            let times = ruled.rule.times;
            let in_time = counted >= times;
            run.count(Verdict::from(in_time));
            if !in_time {
                let finding = ruled.finding(&EVALUATION_MISSING, Subject::asset(asset));
                findings.push(
                    called(finding, asset)
                        .detail(format!("count-{year}"))
                        .of(asset)
                        .arg("expected", expected(year, times))
                        .arg("found", format!("盘点的日期为 {}", list(&days)))
                        .cells(rows.iter().flat_map(|r| r.cells(&["physical_check_date"]))),
                );
            }
        }
    });
}
