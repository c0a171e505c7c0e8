//! Payments beyond what was allotted.

use super::projects::{ProjectMoney, Projects};
use crate::basis::Basis;
use ledger::codes::fund;
use ledger::tables::FundLine;
use ledger::words::money::FUND_SOURCE;
use ledger::{Books, Fen, Finding, Row, StepOutput, Verdict};
use std::collections::BTreeMap;

/// `fund.overpaid`: by project and source of money (money of one source may not pay for another),
/// year by year, with what earlier years left.
pub(super) fn check(books: &Books, projects: &Projects) -> StepOutput<()> {
    let basis = Basis::arithmetic("fund-overpaid");
    let mut out = StepOutput::default();
    if !books.has("fund_ledger") {
        out.checks.push(basis.no_data());
        return out;
    }
    let mut run = basis.run();
    for project in projects.all.values() {
        for (source, lines) in by_source(&project.lines) {
            let stated = lines.iter().any(|l| l.allotted_amount.is_some());
            let over = if stated { excess(&lines) } else { None };
            run.count(match (&over, stated) {
                (Some(_), _) => Verdict::Failed,
                (None, true) => Verdict::Passed,
                (None, false) => Verdict::Unknown,
            });
            if let Some(over) = over {
                out.findings.push(finding(project, source, &lines, &over, &basis));
            }
        }
    }
    out.checks.push(run);
    out
}

/// Lines by source; all together where one of them does not state its source.
fn by_source<'a>(lines: &[&'a FundLine]) -> BTreeMap<&'a str, Vec<&'a FundLine>> {
    let all_stated = lines.iter().all(|l| l.fund_source.is_some());
    let mut out: BTreeMap<&str, Vec<&FundLine>> = BTreeMap::new();
    for line in lines {
        let source = line.fund_source.as_deref().filter(|_| all_stated);
        out.entry(source.unwrap_or_default()).or_default().push(line);
    }
    out
}

/// A year in which more was paid than there was.
struct Excess {
    year: Option<i64>,
    paid: Fen,
    available: Fen,
}

/// The first year in which payments exceed allotments and what was carried over from the years
/// before.
fn excess(lines: &[&FundLine]) -> Option<Excess> {
    let mut years: BTreeMap<Option<i64>, (Fen, Fen)> = BTreeMap::new();
    for line in lines {
        let (allotted, paid) = years.entry(line.fund_year).or_default();
        *allotted = Fen::sum([*allotted, line.allotted_amount.unwrap_or_default()]);
        *paid = Fen::sum([*paid, line.paid_amount.unwrap_or_default()]);
    }
    let mut carried = Fen::ZERO;
    for (year, (allotted, paid)) in years {
        let available = Fen::sum([carried, allotted]);
        if paid > available {
            return Some(Excess { year, paid, available });
        }
        carried = available.minus(paid);
    }
    None
}

fn finding(
    project: &ProjectMoney,
    source: &str,
    lines: &[&FundLine],
    over: &Excess,
    basis: &Basis,
) -> Finding {
    let first = lines.first();
    let columns = ["project_id", "fund_year", "allotted_amount", "paid_amount"];
    basis
        .finding(&fund::OVERPAID, project.subject())
        .detail(source)
        .place(first.and_then(|l| l.township.as_deref()), first.and_then(|l| l.village.as_deref()))
        .unit(first.and_then(|l| l.handling_dept.as_deref()))
        .amount(over.paid.minus(over.available))
        .arg("project", project.name.clone())
        .arg("source", FUND_SOURCE.label_of(source))
        .arg("year", over.year.map(|y| y.to_string()).unwrap_or_default())
        .arg("paid", over.paid.grouped())
        .arg("available", over.available.grouped())
        .cells(lines.iter().flat_map(|l| l.cells(&columns)))
}
