//! In what state things were found.

use crate::basis::Basis;
use crate::holdings::Holding;
use ledger::codes::count;
use ledger::tables::PhysicalCount;
use ledger::words::assets::ASSET_STATUS;
use ledger::{CodeSpec, Finding, Row};

/// `count.idle` and `count.damaged`, one of each for a thing.
pub(super) fn check(holding: &Holding, rows: &[&PhysicalCount], basis: &Basis) -> Vec<Finding> {
    let kinds: [(&'static CodeSpec, &[&str]); 2] = [
        (&count::IDLE, &["idle", "inefficient"]),
        (&count::DAMAGED, &["damaged", "pending_scrap"]),
    ];
    kinds
        .into_iter()
        .filter_map(|(code, states)| found(code, states, holding, rows, basis))
        .collect()
}

fn found(
    code: &'static CodeSpec,
    states: &[&str],
    holding: &Holding,
    rows: &[&PhysicalCount],
    basis: &Basis,
) -> Option<Finding> {
    let of: Vec<&&PhysicalCount> = rows
        .iter()
        .filter(|r| r.asset_status.as_deref().is_some_and(|s| states.contains(&s)))
        .collect();
    let first = of.first()?;
    let state = first.asset_status.as_deref().unwrap_or_default();
    Some(
        basis
            .finding(code, holding.subject.clone())
            .severity(code.severity)
            .of(holding.lead)
            .unit(first.unit.as_deref())
            .arg("name", holding.name())
            .arg("found", ASSET_STATUS.label_of(state))
            .cells(of.iter().flat_map(|r| r.cells(&["asset_id", "asset_status"])))
            .cells(holding.lead.cells(&["asset_status"])),
    )
}
