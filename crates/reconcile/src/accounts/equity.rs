//! The value of an equity whose operator promised to pay it back in full.

use crate::ground::Ground;
use crate::holdings::is_gone;
use ledger::codes::account::VALUE_BASIS;
use ledger::tables::{Asset, Change, Contract};
use ledger::words::accounts::VALUE_BASIS as BASES;
use ledger::{Cell, CheckRun, Fen, Finding, NaiveDate, Row, StepOutput, Subject, Verdict};
use rulebook::checks::tied::EquityValue;
use rulebook::{Family, Ruled};

/// What the value must be.
struct Due {
    basis: &'static str,
    value: Option<Fen>,
    /// The paper behind it, where one is asked for.
    paper: Option<bool>,
    cells: Vec<Cell>,
}

/// `equity-value`: in its term at original value; when the term is over, at the appraised one.
pub(super) fn check(ground: &Ground<'_>) -> StepOutput<()> {
    let Ground { books, entities, book, case, .. } = *ground;
    let mut out = StepOutput::default();
    let rules = book.ruled::<EquityValue>(case.law_day());
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(EquityValue::NAME));
    }
    for rule in rules {
        if !books.has("contracts") {
            out.checks.push(rule.no_data());
            continue;
        }
        let mut run = rule.run();
        for row in entities.all.iter().filter_map(|e| e.county()).filter(|row| is_equity(row)) {
            let id = row.asset_id.as_deref();
            let promised = books.contracts.iter().rfind(|c| {
                c.full_return_promise_flag == Some(true)
                    && id.is_some()
                    && c.asset_id.as_deref() == id
            });
            let Some(contract) = promised else { continue };
            let (verdict, finding) = judge(&rule, row, contract, &books.changes, case.as_of);
            run.count(verdict);
            out.findings.extend(finding);
        }
        out.checks.push(run);
    }
    out
}

fn is_equity(row: &Asset) -> bool {
    let stated = row.asset_form.as_deref() == Some("equity")
        || row.asset_subclass.as_deref() == Some("equity");
    stated && !is_gone(row.asset_status.as_deref())
}

fn judge(
    rule: &Ruled<'_, EquityValue>,
    row: &Asset,
    contract: &Contract,
    changes: &[Change],
    as_of: NaiveDate,
) -> (Verdict, Option<Finding>) {
    let ended = contract.contract_end_date.map(|end| end.latest()).filter(|end| *end < as_of);
    let due = match ended {
        None => {
            Due { basis: "资产原值", value: row.original_value, paper: None, cells: Vec::new() }
        }
        Some(end) => appraised(row, changes, end),
    };
    let stands_at = row.net_value.or(row.original_value);
    let wrong = match (stands_at, due.value) {
        (Some(found), Some(value)) => found != value,
        _ => false,
    };
    if !wrong && due.paper != Some(false) {
        let known = stands_at.is_some() && (due.value.is_some() || due.paper == Some(true));
        return (if known { Verdict::Passed } else { Verdict::Unknown }, None);
    }
    let shown = |value: Option<Fen>| value.map_or_else(|| "（空）".to_owned(), Fen::grouped);
    let mut finding = rule
        .finding(&VALUE_BASIS, Subject::asset(row))
        .detail("equity")
        .of(row)
        .arg("name", row.asset_name.clone().unwrap_or_default())
        .arg("found", shown(stands_at))
        .arg("stated", BASES.label_of(row.value_basis.as_deref().unwrap_or("（空）")))
        .arg("basis", due.basis)
        .arg("expected", shown(due.value))
        .arg("paper", if due.paper == Some(false) { "缺评估" } else { "已有" })
        .cells(row.cells(&["original_value", "net_value", "value_basis", "valuation_doc_no"]))
        .cells(contract.cells(&["full_return_promise_flag", "contract_end_date"]))
        .cells(due.cells);
    if let (Some(found), Some(value), true) = (stands_at, due.value, wrong) {
        finding = finding.amount(found.minus(value));
    }
    (Verdict::Failed, Some(finding))
}

/// The appraisal after the term: the last one of the changes, else what the register says of it.
fn appraised(row: &Asset, changes: &[Change], end: NaiveDate) -> Due {
    let of_row = |c: &&Change| row.asset_id.is_some() && c.asset_id == row.asset_id;
    let after = changes
        .iter()
        .filter(of_row)
        .filter(|c| c.appraised_value.is_some())
        .filter(|c| c.appraisal_date.or(c.change_date).is_some_and(|day| day.latest() >= end))
        .max_by_key(|c| c.appraisal_date.or(c.change_date));
    let registered =
        row.value_basis.as_deref() == Some("appraisal") && row.valuation_doc_no.is_some();
    Due {
        basis: "协议期满后评估的净值",
        value: after.and_then(|c| c.appraised_value),
        paper: Some(after.is_some() || registered),
        cells: after.map_or_else(Vec::new, |c| c.cells(&["appraisal_date", "appraised_value"])),
    }
}
