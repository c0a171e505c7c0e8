//! Contracts past their term: the asset is taken back, or the contract renewed.

use crate::each::{self, Judged};
use crate::scene::{Scene, is_one_of};
use ledger::codes::contract::EXPIRED;
use ledger::codes::disposal::EQUITY_TERM_ENDED;
use ledger::tables::Contract;
use ledger::{Row, StepOutput, Subject, SubjectKind};
use rulebook::Ruled;
use rulebook::checks::allocation::TermRecovery;
use std::collections::BTreeMap;

pub(crate) fn run(scene: &Scene) -> StepOutput<()> {
    let mut out = StepOutput::<()>::default();
    let contracts: Vec<&Contract> = scene.contracts.values().copied().collect();
    // The last day to which any contract of an asset runs.
    let mut runs_to: BTreeMap<&str, ledger::NaiveDate> = BTreeMap::new();
    for contract in &contracts {
        if let Some(asset) = contract.asset_id.as_deref() {
            let end = contract.contract_end_date.map_or(ledger::NaiveDate::MAX, |d| d.latest());
            let last = runs_to.entry(asset).or_insert(end);
            *last = end.max(*last);
        }
    }
    let tables = ["contracts"];
    each::rows::<TermRecovery, _>(
        scene,
        &tables,
        &contracts,
        &mut out,
        |scene, ruled, contract| {
            let asset = contract.asset_id.as_deref().unwrap_or_default();
            let runs_on = runs_to.get(asset).is_some_and(|end| *end >= scene.case.as_of);
            recovered(scene, ruled, contract, runs_on)
        },
    );
    out
}

/// Our reading: a later contract of the asset is a renewal.
fn recovered(
    scene: &Scene,
    ruled: &Ruled<TermRecovery>,
    contract: &Contract,
    runs_on: bool,
) -> Judged {
    let rule = ruled.rule;
    let asset = contract.asset_id.as_deref().and_then(|id| scene.assets.get(id)).copied();
    let named =
        |forms: &[rulebook::coded::Code]| asset.is_some_and(|a| is_one_of(&a.asset_form, forms));
    if (!rule.forms.is_empty() && !named(&rule.forms)) || named(&rule.except_forms) {
        return Judged::Unbound;
    }
    let Some(end) = contract.contract_end_date else {
        return Judged::Unknown;
    };
    let settled = contract.recovery_date.is_some() || contract.renewal_decision_date.is_some();
    if end.latest() >= scene.case.as_of || settled || runs_on {
        return Judged::Found(Vec::new());
    }
    let id = contract.contract_id.as_ref().unwrap_or(&contract.origin.row_id);
    let (code, subject) = match (rule.equity, contract.asset_id.as_ref()) {
        (true, Some(asset)) => {
            (&EQUITY_TERM_ENDED, Subject::new(SubjectKind::Asset, asset.clone()))
        }
        _ => (&EXPIRED, Subject::new(SubjectKind::Contract, id.clone())),
    };
    let mut finding = ruled
        .finding(code, subject)
        .detail(id.clone())
        .place(contract.township.as_deref(), contract.village.as_deref())
        .arg("end", end.to_string())
        .arg("date", end.to_string())
        .arg("as_of", scene.case.as_of.to_string())
        .cells(contract.cells(&["contract_end_date", "renewal_decision_date", "recovery_date"]));
    if let Some(asset) = asset {
        finding = finding.cells(asset.cells(&["asset_form"]));
    }
    Judged::Found(vec![finding])
}
