//! Books to things: what was counted against what ledgers hold (账实相符).
//!
//! Rows of one thing are added up before they are compared. Books and count of different days are
//! rolled to the day of the count with the registered changes. A count row that could be one of
//! several things is said, not claimed.

mod actions;
mod place;
mod quantity;
mod sheet;
mod state;
mod unmatched;

pub(crate) use actions::actions;

use crate::basis::Basis;
use crate::ground::Ground;
use crate::holdings::Holding;
use ledger::codes::count;
use ledger::{Finding, Row, StepOutput, Verdict};
use rulebook::checks::reconciliation::PhysicalCount as PhysicalCountRule;
use sheet::Sheets;

/// Makes the checks of books against things.
#[must_use]
pub fn check(ground: &Ground<'_>) -> StepOutput<()> {
    let Ground { books, book, case, units, holdings, .. } = *ground;
    let basis = Basis::of::<PhysicalCountRule>(book, case.as_of);
    let mut out = StepOutput::default();
    if !books.has("physical_counts") {
        out.checks.push(basis.no_data());
        return out;
    }
    let sheets = Sheets::new(books, holdings, units);
    let mut run = basis.run();
    for (thing, rows) in &sheets.of {
        let Some(holding) = holdings.all.get(*thing) else {
            continue;
        };
        let (mut verdict, mut findings) = quantity::check(&sheets, holding, rows, case, &basis);
        let places = place::check(holding, rows, units, &basis);
        let differs = !findings.is_empty() || places.is_some();
        findings.extend(places);
        if differs && !sheet::has_reason(rows) {
            findings.push(reason_missing(holding, rows, &findings, &basis));
        }
        findings.extend(state::check(holding, rows, &basis));
        if !findings.is_empty() {
            verdict = Verdict::Failed;
        }
        run.count(verdict);
        out.findings.extend(findings);
    }
    for (index, holding) in holdings.registered() {
        if let Some((verdict, finding)) =
            unmatched::not_counted(index, holding, holdings, &sheets, &basis)
        {
            run.count(verdict);
            out.findings.extend(finding);
        }
    }
    for row in &sheets.unknown {
        run.count(Verdict::Failed);
        out.findings.extend(unmatched::surplus(row, &basis));
    }
    for (row, things) in &sheets.doubtful {
        run.count(Verdict::Unknown);
        let finding = holdings.ambiguous(*row, things);
        out.findings.push(
            finding
                .place(row.township.as_deref(), row.village.as_deref())
                .unit(row.unit.as_deref()),
        );
    }
    out.checks.push(run);
    out
}

/// A difference, of quantity or place, that no row gives a reason for.
fn reason_missing(
    holding: &Holding,
    rows: &[&ledger::tables::PhysicalCount],
    differences: &[Finding],
    basis: &Basis,
) -> Finding {
    let titles: Vec<&str> = differences.iter().map(|f| f.code.title).collect();
    basis
        .finding(&count::REASON_MISSING, holding.subject.clone())
        .severity(count::REASON_MISSING.severity)
        .of(holding.lead)
        .unit(rows.first().and_then(|r| r.unit.as_deref()))
        .arg("name", holding.name())
        .arg("difference", titles.join("、"))
        .cells(
            rows.iter()
                .flat_map(|r| r.cells(&["asset_name", "physical_count_qty", "count_reason"])),
        )
}
