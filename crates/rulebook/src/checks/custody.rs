//! Custody and operation: keepers, supervisors, operators, contracts.

use crate::coded::{self, Code};
use crate::fields;
use crate::units::Period;
use crate::when::When;
use serde::Deserialize;

/// `custody`: what each asset's custody must state.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Custody {
    /// Assets that owe it.
    #[serde(default)]
    pub when: When,
    /// Fields of the assets table.
    #[serde(deserialize_with = "fields::of_assets")]
    pub require: Vec<&'static str>,
}

/// `supervisor`: who supervises (监管主体).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Supervisor {
    /// Assets that it is about.
    #[serde(default)]
    pub when: When,
    /// Names of bodies, any of which is right; 乡镇 stands for the asset's own township.
    pub bodies: Vec<String>,
}

/// `department-supervisor`: the industry department is the one that handled the money.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DepartmentSupervisor {}

/// `first-responsible`: the post of the first responsible person, and who may keep the asset.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FirstResponsible {
    /// Assets that it is about.
    #[serde(default)]
    pub when: When,
    /// Words one of which the post's name holds.
    pub roles: Vec<String>,
    /// Codes of `custodian_type` that may keep it; any where empty.
    #[serde(default, deserialize_with = "coded::custodian_types")]
    pub keepers: Vec<Code>,
}

/// `equity-keeper`: shares are kept by the operator that they were bought in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EquityKeeper {}

/// `operator-chosen`: dated steps before an operator begins, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OperatorChosen {
    /// Assets whose contracts it is about.
    #[serde(default)]
    pub when: When,
    /// Codes of `operation_mode`.
    #[serde(deserialize_with = "coded::modes")]
    pub modes: Vec<Code>,
    /// Date fields of contracts; the contract begins on or after the last.
    #[serde(deserialize_with = "fields::of_contracts")]
    pub steps: Vec<&'static str>,
    /// Codes of `proposer_roles`, one of whom must be among those who proposed; anybody where
    /// empty.
    #[serde(default, deserialize_with = "coded::proposers")]
    pub proposers: Vec<Code>,
    /// They propose together: at least two of them.
    #[serde(default)]
    pub joint: bool,
    /// Codes of `village_meeting_type`: meetings that may decide; any where empty.
    #[serde(default, deserialize_with = "coded::meetings")]
    pub meetings: Vec<Code>,
}

/// `operator-selection`: open ways to choose an operator.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OperatorSelection {
    /// Assets whose contracts it is about.
    #[serde(default)]
    pub when: When,
    /// Codes of `operator_selection_method`.
    #[serde(deserialize_with = "coded::selection_methods")]
    pub methods: Vec<Code>,
}

/// `operation-consent`: choosing or changing the way an asset is run.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OperationConsent {
    /// Codes of `change_type` that need consent.
    #[serde(deserialize_with = "coded::change_types")]
    pub changes: Vec<Code>,
    /// A meeting of villagers decides.
    #[serde(default)]
    pub meeting: bool,
    /// The owner agrees.
    #[serde(default)]
    pub owner: bool,
    /// The body above approves.
    #[serde(default)]
    pub approval: bool,
    /// It is made public.
    #[serde(default)]
    pub publicity: bool,
}

/// `contract`: an operator signs a contract, which is in force as long as it operates.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ContractSigned {
    /// Codes of `operation_mode` that need one; every one but self-run where empty.
    #[serde(default, deserialize_with = "coded::modes")]
    pub modes: Vec<Code>,
}

/// `contract-term`: how long a contract may run.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ContractTerm {
    /// The limit; the statutory twenty years of a lease (A58) where the clause gives no figure.
    #[serde(default = "twenty_years")]
    pub at_most: Period,
}

/// `contract-clauses`: what a contract must settle.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ContractClauses {
    /// Assets whose contracts it is about.
    #[serde(default)]
    pub when: When,
    /// Codes of `operation_mode`; every one but self-run where empty.
    #[serde(default, deserialize_with = "coded::modes")]
    pub modes: Vec<Code>,
    /// Codes of `contract_clauses`.
    #[serde(default, deserialize_with = "coded::contract_clauses")]
    pub clauses: Vec<Code>,
    /// Fields of contracts that must be filled.
    #[serde(default, deserialize_with = "fields::of_contracts")]
    pub require: Vec<&'static str>,
    /// Codes of `linkage_mode`, one of which must be agreed; none is asked for where empty.
    #[serde(default, deserialize_with = "coded::linkage_modes")]
    pub linkage: Vec<Code>,
}

/// `operator-fit`: whom a contract may be made with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OperatorFit {
    /// Assets whose contracts it is about.
    #[serde(default)]
    pub when: When,
    /// Nobody on the list of the discredited.
    #[serde(default)]
    pub no_discredited: bool,
    /// Codes of `operator_type` that may operate; any where empty.
    #[serde(default, deserialize_with = "coded::operator_types")]
    pub types: Vec<Code>,
    /// Fields of contracts that name the papers of fitness.
    #[serde(default, deserialize_with = "fields::of_contracts")]
    pub papers: Vec<&'static str>,
}

/// `personnel-handover`: what a change of post must leave on file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PersonnelHandover {
    /// Fields of personnel that must be filled, and not be no.
    #[serde(deserialize_with = "fields::of_personnel")]
    pub require: Vec<&'static str>,
}

const fn twenty_years() -> Period {
    Period::Months(240)
}
