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
    #[serde(default, deserialize_with = "fields::of_assets")]
    pub require: Vec<&'static str>,
    /// Words, each of which one of the rules issued for it (`rule_doc_list`) holds.
    #[serde(default)]
    pub rules: Vec<String>,
}

/// `supervisor`: who supervises (监管主体).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Supervisor {
    /// Assets that it is about.
    #[serde(default)]
    pub when: When,
    /// Codes of `fund_source`: only assets whose main money is one of them (A31: the largest amount,
    /// at a tie the first listed); all where empty.
    #[serde(default, deserialize_with = "coded::fund_sources")]
    pub sources: Vec<Code>,
    /// Names of bodies, any of which is right; 乡镇 stands for the asset's own township.
    pub bodies: Vec<String>,
}

/// `industry-supervisor`: the department that looks after one kind of assets. An asset of a kind may
/// be looked after by any department whose kinds it is of (A57); one clause speaks, the one whose
/// department carried it out, else the one that names its money, else the first.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct IndustrySupervisor {
    /// Names of bodies, any of which is right; 乡镇 stands for the asset's own township.
    pub bodies: Vec<String>,
    /// The field that names the department.
    #[serde(default)]
    pub named_in: NamedIn,
    /// Codes of `asset_subclass`.
    #[serde(default, deserialize_with = "coded::subclasses")]
    pub subclasses: Vec<Code>,
    /// Codes of `project_type`.
    #[serde(default, deserialize_with = "coded::project_types")]
    pub project_types: Vec<Code>,
    /// Codes of `industry_sector`.
    #[serde(default, deserialize_with = "coded::sectors")]
    pub sectors: Vec<Code>,
    /// Codes of `fund_source`: the asset's main money.
    #[serde(default, deserialize_with = "coded::fund_sources")]
    pub sources: Vec<Code>,
    /// Words in the asset's name.
    #[serde(default)]
    pub words: Vec<String>,
    /// Whatever the department itself carried out is of its kinds too.
    #[serde(default)]
    pub own_projects: bool,
}

/// The field of an asset that names a department.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NamedIn {
    /// 监管主体.
    #[default]
    SupervisorUnit,
    /// 清查部门.
    InventoryDept,
}

impl NamedIn {
    /// Its name.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::SupervisorUnit => "supervisor_unit",
            Self::InventoryDept => "inventory_dept",
        }
    }
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
    /// Words one of which the post's name holds; the post is not asked for where empty.
    #[serde(default)]
    pub roles: Vec<String>,
    /// Codes of `custodian_type` that may keep it; any where empty.
    #[serde(default, deserialize_with = "coded::custodian_types")]
    pub keepers: Vec<Code>,
    /// Who keeps it, where the text says so.
    pub keeper: Option<Keeper>,
    /// Only what nobody but its owner runs.
    #[serde(default)]
    pub unless_let: bool,
}

/// Who keeps an asset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Keeper {
    /// Its owner; for a village its committee too.
    Owner,
    /// Who runs it; the owner where nobody else does.
    Operator,
    /// The household.
    Household,
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
    /// Date fields of contracts; `before` comes on or after the last.
    #[serde(deserialize_with = "fields::of_contracts")]
    pub steps: Vec<&'static str>,
    /// The date that the steps precede: the contract's beginning where the text says no other.
    #[serde(default = "begins", deserialize_with = "fields::of_contract")]
    pub before: Code,
    /// After this step, and before the next, the choice is posted.
    #[serde(default, deserialize_with = "fields::of_contracts")]
    pub posted_after: Vec<&'static str>,
    /// Date fields of contracts, one of which must be there.
    #[serde(default, deserialize_with = "fields::of_contracts")]
    pub any_of: Vec<&'static str>,
    /// Every village that built it together agrees.
    #[serde(default)]
    pub every_village: bool,
    /// Codes of `proposer_roles`, one of whom must be among those who proposed; anybody where
    /// empty.
    #[serde(default, deserialize_with = "coded::proposers")]
    pub proposers: Vec<Code>,
    /// They propose together: at least two of them.
    #[serde(default)]
    pub joint: bool,
    /// All of them propose together.
    #[serde(default)]
    pub all: bool,
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
    /// In principle: another way is a warning.
    #[serde(default)]
    pub in_principle: bool,
    /// Fields of contracts that settle who runs it, how and how long.
    #[serde(default, deserialize_with = "fields::of_contracts")]
    pub require: Vec<&'static str>,
}

/// `operation-consent`: choosing or changing the way an asset is run.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OperationConsent {
    /// Assets that it is about.
    #[serde(default)]
    pub when: When,
    /// Choosing an operator needs it too, not only a change.
    #[serde(default = "yes")]
    pub choices: bool,
    /// It is filed with the body above.
    #[serde(default)]
    pub filing: bool,
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
    /// Only that what there is be a contract in due form: neither oral nor a letter of intent.
    #[serde(default)]
    pub form_only: bool,
    /// Contracts that ended are neither left open nor renewed in silence; `false` where the text
    /// orders it in another clause.
    #[serde(default = "yes")]
    pub expiry: bool,
}

/// `renewal`: going on after the end of a contract needs the whole procedure again.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Renewal {
    /// Codes of `operation_mode`; every one but self-run where empty.
    #[serde(default, deserialize_with = "coded::modes")]
    pub modes: Vec<Code>,
}

/// `legal-review`: a running contract is reviewed by somebody qualified, and put right where it
/// fails.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LegalReview {
    /// Codes of `operation_mode`; every one but self-run where empty.
    #[serde(default, deserialize_with = "coded::modes")]
    pub modes: Vec<Code>,
}

/// `upkeep-by-shares`: each owner of a joint asset bears upkeep by its share.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct UpkeepByShares {}

/// `contract-term`: how long a contract may run.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ContractTerm {
    /// Assets whose contracts it is about.
    #[serde(default)]
    pub when: When,
    /// Codes of `operation_mode`; every one but self-run where empty.
    #[serde(default, deserialize_with = "coded::modes")]
    pub modes: Vec<Code>,
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
    /// What becomes of the asset at the end is settled.
    #[serde(default)]
    pub end_of_term: bool,
    /// A contract that was put right (`contract_fix_date`) passes.
    #[serde(default)]
    pub curable: bool,
    /// Fields of the asset that must be filled.
    #[serde(default, deserialize_with = "fields::of_assets")]
    pub of_asset: Vec<&'static str>,
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
    /// Only once this is dated, and not before the others are.
    #[serde(default, deserialize_with = "fields::of_post")]
    pub once: Option<Code>,
}

const fn begins() -> &'static str {
    "contract_start_date"
}

const fn yes() -> bool {
    true
}

const fn twenty_years() -> Period {
    Period::Months(240)
}
