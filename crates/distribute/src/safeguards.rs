//! Security that contracts of operating assets must have, in one form or another, and plans against
//! their risks.

use crate::each::{self, Judged};
use crate::scene::{Scene, is, is_one_of};
use crate::talk::{label, labels, yuan};
use ledger::codes::contract::RISK_PAPER_MISSING;
use ledger::codes::income::UNGUARANTEED;
use ledger::tables::{Asset, Contract};
use ledger::words::contracts::{GUARANTEE_TYPE, OPERATION_MODE};
use ledger::{Row, StepOutput, Subject, SubjectKind};
use rulebook::Ruled;
use rulebook::checks::allocation::{RiskMeasures, Safeguard};

pub(crate) fn run(scene: &Scene) -> StepOutput<()> {
    let mut out = StepOutput::<()>::default();
    each::asset::<Safeguard>(scene, &["assets", "contracts"], &mut out, safeguarded);
    let contracts: Vec<&Contract> = scene.contracts.values().copied().collect();
    each::rows::<RiskMeasures, _>(scene, &["contracts"], &contracts, &mut out, measured);
    out
}

/// Our reading: it binds assets in the hands of an operator, and one contract that is secured
/// suffices. Security whose end is stated must last.
fn safeguarded(scene: &Scene, ruled: &Ruled<Safeguard>, key: &str, asset: &Asset) -> Judged {
    let contracts: Vec<&Contract> = scene
        .contracts_of(key)
        .iter()
        .copied()
        .filter(|c| !is(&c.operation_mode, "self"))
        .collect();
    if contracts.is_empty() {
        return Judged::Unbound;
    }
    let insured = |c: &Contract| {
        let lasts = c.insurance_coverage_end.is_none_or(|end| end.latest() >= scene.case.as_of);
        ruled.rule.insurance && c.insurance_policy_no.is_some() && lasts
    };
    let secured = |c: &&Contract| is_one_of(&c.guarantee_type, &ruled.rule.types) || insured(c);
    if contracts.iter().any(secured) {
        return Judged::Found(Vec::new());
    }
    let asked = |field| contracts.iter().any(|c| scene.books.has_column(*c, field));
    if !asked("guarantee_type") && !asked("insurance_policy_no") {
        return Judged::Unknown;
    }
    let mode = contracts.iter().find_map(|c| c.operation_mode.as_deref());
    let kind = contracts.iter().find_map(|c| c.guarantee_type.as_deref());
    Judged::Found(vec![
        ruled
            .finding(&UNGUARANTEED, Subject::new(SubjectKind::Asset, key))
            .of(asset)
            .arg("mode", label(&OPERATION_MODE, mode))
            .arg("need", format!("至少一种保障（{}）", labels(&GUARANTEE_TYPE, &ruled.rule.types)))
            .arg("value", yuan(asset.original_value))
            .arg("kind", label(&GUARANTEE_TYPE, kind))
            .arg("guaranteed", yuan(contracts.iter().find_map(|c| c.guarantee_amount)))
            .cells(contracts.iter().flat_map(|c| {
                c.cells(&["guarantee_type", "insurance_policy_no", "insurance_coverage_end"])
            })),
    ])
}

fn measured(scene: &Scene, ruled: &Ruled<RiskMeasures>, contract: &&Contract) -> Judged {
    if !is_one_of(&contract.operation_mode, &ruled.rule.modes) {
        return Judged::Unbound;
    }
    if !scene.books.has_column(*contract, "risk_plan_doc_no") {
        return Judged::Unknown;
    }
    if contract.risk_plan_doc_no.is_some() {
        return Judged::Found(Vec::new());
    }
    let id = contract.contract_id.as_ref().unwrap_or(&contract.origin.row_id);
    Judged::Found(vec![
        ruled
            .finding(&RISK_PAPER_MISSING, Subject::new(SubjectKind::Contract, id.clone()))
            .detail("risk-plan")
            .place(contract.township.as_deref(), contract.village.as_deref())
            .arg("paper", "风险防控方案")
            .cells(contract.cells(&["operation_mode", "risk_plan_doc_no"])),
    ])
}
