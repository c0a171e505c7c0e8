//! Sums that must agree within one row: the money by source with the original value, the net value
//! with original value less depreciation. Always on; no clause is needed.

use crate::entities::Entity;
use crate::scope::mix::{Mixes, Part};
use crate::scope::{ledgers_of, name};
use ledger::codes::CodeSpec;
use ledger::codes::intake::{COMPOSITION_MISMATCH, NET_MISMATCH};
use ledger::tables::Asset;
use ledger::{Cell, CheckRun, Fen, Finding, Row, StepOutput, Verdict};
use std::collections::BTreeMap;

/// A row whose sums disagree.
struct Fault<'a> {
    row: &'a Asset,
    /// Which table or ledger states the disagreeing figures.
    at: &'a str,
    stated: Fen,
    computed: Fen,
    cells: Vec<Cell>,
}

/// Σ funding by source against the original value; amount = Σ funding − original value.
pub(super) fn composition(mixes: &Mixes, entities: &[Entity], out: &mut StepOutput<()>) {
    let mut run = CheckRun::ruled("composition", None);
    for entity in entities {
        let mut faults = Vec::new();
        let mut known = false;
        let rows = entity.rows.iter().map(|row| (*row, ledger(row), mixes.of_row(row)));
        let lines = (entity.lead(), "asset_funding", mixes.of_lines(entity));
        for (row, at, parts) in rows.chain([lines]) {
            let Some((stated, computed)) = sums(row, &parts) else {
                continue;
            };
            known = true;
            if stated != computed {
                let mut cells = row.cells(&["original_value"]);
                cells.extend(parts.into_iter().flat_map(|p| p.cells));
                cells.dedup();
                faults.push(Fault { row, at, stated, computed, cells });
            }
        }
        count(&mut run, known, &faults);
        report(&COMPOSITION_MISMATCH, entity, faults, out);
    }
    out.checks.push(run);
}

/// Σ funding and original value, where every part and the value are stated.
fn sums(row: &Asset, parts: &[Part]) -> Option<(Fen, Fen)> {
    let amounts: Option<Vec<Fen>> = parts.iter().map(|p| p.amount).collect();
    let amounts = amounts.filter(|a| !a.is_empty())?;
    Some((Fen::checked_sum(amounts)?, row.original_value?))
}

/// Stated net value against original value less depreciation; amount = stated − computed.
pub(super) fn net(entities: &[Entity], out: &mut StepOutput<()>) {
    let mut run = CheckRun::ruled("net-value", None);
    for entity in entities {
        let mut faults = Vec::new();
        let mut known = false;
        for &row in &entity.rows {
            let figures = (row.net_value, row.original_value, row.accumulated_depreciation);
            let (Some(stated), Some(original), Some(depreciation)) = figures else {
                continue;
            };
            known = true;
            let computed = original.minus(depreciation);
            if stated != computed {
                let columns = ["net_value", "original_value", "accumulated_depreciation"];
                let cells = row.cells(&columns);
                faults.push(Fault { row, at: ledger(row), stated, computed, cells });
            }
        }
        count(&mut run, known, &faults);
        report(&NET_MISMATCH, entity, faults, out);
    }
    out.checks.push(run);
}

fn ledger(row: &Asset) -> &str {
    row.ledger.as_deref().unwrap_or("")
}

fn count(run: &mut CheckRun, known: bool, faults: &[Fault]) {
    run.count(if known { Verdict::from(faults.is_empty()) } else { Verdict::Unknown });
}

/// The same difference in several ledgers is one finding with the cells of all; different ones are
/// one each.
fn report(code: &'static CodeSpec, entity: &Entity, faults: Vec<Fault>, out: &mut StepOutput<()>) {
    let mut by_amount: BTreeMap<Fen, Vec<Fault>> = BTreeMap::new();
    for fault in faults {
        by_amount.entry(fault.stated.minus(fault.computed)).or_default().push(fault);
    }
    let several = by_amount.len() > 1;
    for (amount, group) in by_amount {
        let Some(first) = group.first() else { continue };
        let finding = Finding::new(code, entity.subject())
            .of(first.row)
            .amount(amount)
            .arg("name", name(entity))
            .arg("ledgers", ledgers_of(group.iter().map(|f| f.row)))
            .arg("stated", first.stated.grouped())
            .arg("computed", first.computed.grouped());
        let finding = match (group.len(), several) {
            (1, _) => finding.detail(alone(entity, first)),
            (_, false) => finding,
            (_, true) => finding.detail(first.row.row_id()),
        };
        out.findings.push(finding.cells(group.into_iter().flat_map(|f| f.cells)));
    }
}

/// The ledger, or the row where the ledger lists the asset more than once.
fn alone<'a>(entity: &Entity, fault: &Fault<'a>) -> &'a str {
    if entity.in_ledger(fault.at).count() > 1 { fault.row.row_id() } else { fault.at }
}
