//! `ledger.total-differs`: what the head of a ledger states against its rows.

use super::{Scene, label};
use crate::keys::body::body_key;
use ledger::codes::ledger::TOTAL_DIFFERS;
use ledger::table::Row;
use ledger::tables::{Asset, LedgerHeader};
use ledger::words::assets::{ASSET_CLASS, LEDGER, LEDGER_LEVEL};
use ledger::{CheckRun, Fen, Finding, StepOutput, Subject, SubjectKind, Verdict};
use rulebook::Ruled;
use rulebook::checks::reconciliation::LedgerRollUp;
use std::collections::BTreeMap;

const FAMILY: &str = "ledger-headers";

/// Rows of one ledger, and of one unit and class where the head names them.
#[derive(Debug, Default)]
struct Rows<'a> {
    rows: Vec<&'a Asset>,
}

/// Compares every head with the rows of its ledger.
pub(crate) fn check(scene: &Scene<'_, '_>) -> StepOutput<()> {
    let mut out = StepOutput::default();
    if !scene.books.has("ledgers") {
        out.checks.push(CheckRun::no_data(FAMILY, None));
        return out;
    }
    let mut by_unit: BTreeMap<(&str, Option<String>), Rows<'_>> = BTreeMap::new();
    for entry in &scene.entries.all {
        if let Some(ledger) = entry.asset.ledger.as_deref() {
            let unit = unit_key(scene, entry.asset.ledger_unit.as_deref());
            let rows = by_unit.entry((ledger, unit)).or_default();
            rows.rows.push(entry.asset);
        }
    }
    let ruled: Vec<Ruled<'_, LedgerRollUp>> = scene.book.ruled(scene.case.law_day());
    let mut run = CheckRun::ruled(FAMILY, None);
    let mut of_clause: Vec<CheckRun> = ruled.iter().map(Ruled::run).collect();
    for head in &scene.books.ledgers {
        let finding = rows_of(scene, &by_unit, head).map(|rows| compare(head, &rows));
        let verdict = finding.as_ref().map_or(Verdict::Unknown, |f| f.is_none().into());
        run.count(verdict);
        let mut finding = finding.flatten();
        for (rule, run) in ruled.iter().zip(&mut of_clause) {
            let level = head.ledger_level.as_deref();
            if level.is_some_and(|level| rule.rule.heads.contains(&level)) {
                run.count(verdict);
                finding =
                    finding.map(|f| f.clause(rule.book, &rule.clause.id, rule.clause.severity));
            }
        }
        out.findings.extend(finding);
    }
    out.checks.push(run);
    out.checks.extend(of_clause.into_iter().filter(|run| run.seen > 0));
    out
}

fn unit_key(scene: &Scene<'_, '_>, unit: Option<&str>) -> Option<String> {
    body_key(unit?, &scene.case.county, None)
}

/// The rows that a head is about; `None` when that ledger was not received.
fn rows_of<'a>(
    scene: &Scene<'_, 'a>,
    by_unit: &BTreeMap<(&str, Option<String>), Rows<'a>>,
    head: &LedgerHeader,
) -> Option<Vec<&'a Asset>> {
    let level = head.ledger_level.as_deref()?;
    // Ledgers by class are parts of the county ledger.
    let ledger = if level == "class" { "county" } else { level };
    let unit = unit_key(scene, head.ledger_unit.as_deref());
    let of_unit: Vec<&Asset> = match &unit {
        Some(_) => by_unit.get(&(ledger, unit))?.rows.clone(),
        None => by_unit
            .range((ledger, None)..)
            .take_while(|((l, _), _)| *l == ledger)
            .flat_map(|(_, rows)| rows.rows.iter().copied())
            .collect(),
    };
    let year = head.ledger_year;
    let rows: Vec<&Asset> = of_unit
        .into_iter()
        .filter(|row| year.is_none() || row.ledger_year.is_none() || row.ledger_year == year)
        .filter(|row| head.asset_class.is_none() || row.asset_class == head.asset_class)
        .filter(|row| unit_says_place(head) || same_place(scene, head, row))
        .collect();
    // An empty ledger is known only where the head itself says that it is empty.
    (!rows.is_empty() || head.ledger_record_count == Some(0)).then_some(rows)
}

fn unit_says_place(head: &LedgerHeader) -> bool {
    head.ledger_unit.is_some()
}

fn same_place(scene: &Scene<'_, '_>, head: &LedgerHeader, row: &Asset) -> bool {
    let same = |l: Option<&str>, r: Option<&str>| match (l, r) {
        (Some(l), r) => r.is_some_and(|r| {
            crate::keys::place::spelled(l, &scene.case.county)
                == crate::keys::place::spelled(r, &scene.case.county)
        }),
        (None, _) => true,
    };
    same(head.township.as_deref(), row.township.as_deref())
        && same(head.village.as_deref(), row.village.as_deref())
}

/// A finding where records or value differ. Cells without a value count as nothing, and that is
/// said.
fn compare(head: &LedgerHeader, rows: &[&Asset]) -> Option<Finding> {
    let computed = Fen::sum(rows.iter().filter_map(|r| r.original_value));
    let blank = rows.iter().filter(|r| r.original_value.is_none()).count();
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let value_off = head.ledger_total_value.filter(|stated| *stated != computed);
    let count_off = head.ledger_record_count.filter(|stated| *stated != count);
    if value_off.is_none() && count_off.is_none() {
        return None;
    }
    let level = head.ledger_level.as_deref().unwrap_or("");
    let kind = if LEDGER.has(level) { label(level) } else { LEDGER_LEVEL.label_of(level) };
    let unit = head.ledger_unit.as_deref().unwrap_or(kind);
    let class = head.asset_class.as_deref();
    let shown = |records: Option<i64>| records.map_or_else(|| "—".to_owned(), |n| n.to_string());
    let of_class = class.map_or_else(String::new, |c| ASSET_CLASS.label_of(c).to_owned());
    let mut finding = Finding::new(&TOTAL_DIFFERS, Subject::new(SubjectKind::Unit, unit))
        .detail(format!("header:{level}:{}", class.unwrap_or("")))
        .place(head.township.as_deref(), head.village.as_deref())
        .unit(head.ledger_unit.as_deref())
        .arg("ledger", format!("{kind}{of_class}"))
        .arg("stated_in", "台账汇总")
        .arg("stated_records", shown(head.ledger_record_count))
        .arg("stated", head.ledger_total_value.map_or_else(|| "—".to_owned(), Fen::grouped))
        .arg("records", count.to_string())
        .arg("computed", computed.grouped())
        .arg("blank", blank.to_string())
        .cells(head.cells(&[
            "ledger_level",
            "ledger_unit",
            "ledger_record_count",
            "ledger_total_value",
        ]));
    finding.amount = value_off.map(|stated| stated.minus(computed));
    Some(finding)
}
