//! Totals of the departments against those of finance.

use super::projects::{Projects, formed};
use crate::basis::Basis;
use crate::ground::Ground;
use crate::units::Units;
use ledger::codes::fund;
use ledger::words::money::FUND_SOURCE;
use ledger::{Books, Cell, CheckRun, Fen, Row, StepOutput, Subject, SubjectKind, Text, Verdict};
use rulebook::Family;
use rulebook::checks::reconciliation::FundTotals;
use std::collections::{BTreeMap, BTreeSet};

/// Department key, year, source.
type Key = (String, Option<i64>, Option<Text>);

/// Sums of one side.
type Sums = BTreeMap<Key, Side>;

/// Department key → name.
type Names<'a> = BTreeMap<String, &'a str>;

#[derive(Default)]
struct Side {
    amount: Fen,
    cells: Vec<Cell>,
}

/// `fund.total-differs`: assets of the industry ledgers by their funding mix against the lines of
/// the fund ledger that form assets, by department, year and source. Only where a clause asks.
pub(super) fn check(ground: &Ground<'_>, projects: &Projects) -> StepOutput<()> {
    let Ground { books, book, case, units, .. } = *ground;
    let mut out = StepOutput::default();
    if book.ruled::<FundTotals>(case.law_day()).is_empty() {
        out.checks.push(CheckRun::silent(FundTotals::NAME));
        return out;
    }
    let basis = Basis::of::<FundTotals>(book, case.as_of);
    if !books.has("fund_ledger") || !books.ledgers_received().contains("industry") {
        out.checks.push(basis.no_data());
        return out;
    }
    let mut names = Names::new();
    let industry = industry(books, projects, units, &mut names);
    let finance = finance(projects, units, &mut names);
    compare(&industry, &finance, &names, &basis, &mut out);
    out
}

/// The assets of the industry ledgers, by their funding mix.
fn industry<'a>(
    books: &'a Books,
    projects: &Projects<'a>,
    units: &Units,
    names: &mut Names<'a>,
) -> Sums {
    let mut sums = Sums::new();
    for asset in books.ledger("industry").filter(|a| projects.compared.asset(a)) {
        let dept = asset.ledger_unit.as_deref().or(asset.industry_dept.as_deref());
        let Some((key, dept)) = dept.and_then(|d| Some((units.key(d, None)?, d))) else {
            continue;
        };
        names.entry(key.clone()).or_insert(dept);
        for (source, amount) in projects.mix(asset).unwrap_or_default() {
            if projects.compared.money(source.as_deref()) {
                let side = sums.entry((key.clone(), asset.fund_year, source)).or_default();
                side.amount = Fen::sum([side.amount, amount]);
                side.cells.extend(asset.cells(&["original_value", "fund_source"]));
            }
        }
    }
    sums
}

/// The lines of the fund ledger that form assets.
fn finance<'a>(projects: &Projects<'a>, units: &Units, names: &mut Names<'a>) -> Sums {
    let mut sums = Sums::new();
    for project in projects.all.values() {
        for line in project.forming(projects.compared) {
            let dept = line
                .handling_dept
                .as_deref()
                .or_else(|| project.record.and_then(|p| p.industry_dept.as_deref()));
            let (Some(dept), Some(amount)) = (dept, formed(line)) else {
                continue;
            };
            let Some(key) = units.key(dept, None) else {
                continue;
            };
            names.entry(key.clone()).or_insert(dept);
            let side = sums.entry((key, line.fund_year, line.fund_source.clone())).or_default();
            side.amount = Fen::sum([side.amount, amount]);
            side.cells.extend(line.cells(&["handling_dept", "settled_amount", "paid_amount"]));
        }
    }
    sums
}

fn compare(
    industry: &Sums,
    finance: &Sums,
    names: &Names,
    basis: &Basis,
    out: &mut StepOutput<()>,
) {
    let mut run = basis.run();
    let received: BTreeSet<&str> = industry.keys().map(|(dept, ..)| dept.as_str()).collect();
    let keys: BTreeSet<&Key> = industry.keys().chain(finance.keys()).collect();
    for key in keys {
        let (dept, year, source) = key;
        if !received.contains(dept.as_str()) {
            // Its ledger was not received: not checkable, never missing.
            run.count(Verdict::Unknown);
            continue;
        }
        let amount =
            |side: &BTreeMap<Key, Side>| side.get(key).map(|s| s.amount).unwrap_or_default();
        let (found, expected) = (amount(industry), amount(finance));
        run.count(Verdict::from(found == expected));
        if found == expected {
            continue;
        }
        let name = names.get(dept).copied().unwrap_or(dept);
        let year = year.map(|y| y.to_string()).unwrap_or_default();
        let source = source.as_deref().unwrap_or_default();
        let cells = [industry.get(key), finance.get(key)];
        out.findings.push(
            basis
                .finding(&fund::TOTAL_DIFFERS, Subject::new(SubjectKind::Unit, name))
                .detail(format!("{year}|{source}"))
                .unit(Some(name))
                .amount(found.minus(expected))
                .arg("year", year)
                .arg("source", FUND_SOURCE.label_of(source))
                .arg("found", found.grouped())
                .arg("expected", expected.grouped())
                .cells(cells.into_iter().flatten().flat_map(|s| s.cells.iter().cloned())),
        );
    }
    out.checks.push(run);
}
