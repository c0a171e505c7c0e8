//! Yearly duties that the report checks: evaluations, archives, disclosure, risk papers.

use crate::coded::{self, Code};
use serde::Deserialize;

/// `yearly-evaluation`: once a year each asset is evaluated or inspected.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct YearlyEvaluation {
    /// Codes of `eval_type` that count; any where empty.
    #[serde(default, deserialize_with = "coded::eval_types")]
    pub kinds: Vec<Code>,
    /// Month of the year in which it must be made; any where absent.
    pub month: Option<u32>,
    /// Bodies whose inspection counts as well.
    #[serde(default)]
    pub inspectors: Vec<String>,
    /// An inspection by the asset's own industry department counts as well.
    #[serde(default)]
    pub industry_dept_inspects: bool,
    /// Codes of `asset_class` it binds; all where empty.
    #[serde(default, deserialize_with = "coded::classes")]
    pub classes: Vec<Code>,
    /// Classes left out.
    #[serde(default, deserialize_with = "coded::classes")]
    pub except_classes: Vec<Code>,
    /// Codes of `custodian_type` or `operator_type`: it binds assets kept or run by one of them;
    /// all where empty.
    #[serde(default, deserialize_with = "coded::keepers_or_operators")]
    pub run_by: Vec<Code>,
}

/// `archive`: what the file of an asset must hold.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Archive {
    /// Codes of `archive_stage`, all of which it must cover.
    #[serde(default, deserialize_with = "coded::archive_stages")]
    pub stages: Vec<Code>,
    /// Codes of `archive_doc_types`, all of which it must hold.
    #[serde(default, deserialize_with = "coded::archive_papers")]
    pub papers: Vec<Code>,
    /// Some papers must be in it, whichever.
    #[serde(default)]
    pub some_paper: bool,
    /// Shares that were changed in the year are reported in a yearly report.
    #[serde(default)]
    pub changes_reported: bool,
    /// It binds assets of the income-sharing scheme only.
    #[serde(default)]
    pub scheme: bool,
    /// Classes left out.
    #[serde(default, deserialize_with = "coded::classes")]
    pub except_classes: Vec<Code>,
}

/// `public-disclosure`: villagers are told of the assets in their village.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PublicDisclosure {
    /// Codes of `publicity_subject`, one of which suffices; any where empty.
    #[serde(default, deserialize_with = "coded::publicity_subjects")]
    pub subjects: Vec<Code>,
    /// Codes of `publicity_channel`, one of which suffices; any where empty.
    #[serde(default, deserialize_with = "coded::channels")]
    pub channels: Vec<Code>,
    /// Within the year that is cleared.
    #[serde(default)]
    pub yearly: bool,
    /// Codes of `publicity_subject` whose published figure must equal the asset's original value.
    #[serde(default, deserialize_with = "coded::publicity_subjects")]
    pub figures: Vec<Code>,
    /// Codes of `owner_type`: it binds villages that hold assets of these owners; all where empty.
    #[serde(default, deserialize_with = "coded::owner_types")]
    pub owners: Vec<Code>,
}

/// A paper against risk, with the field that names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RiskPaper {
    /// The contract's risk plan.
    RiskPlan,
    /// The contract's emergency plan.
    EmergencyPlan,
    /// The project's feasibility and risk assessment.
    RiskAssessment,
    /// The paper on how the money leaves the project.
    FundExit,
}

/// `risk-papers`: papers against risk that assets of the income-sharing scheme need.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RiskPapers {
    /// The papers.
    pub papers: Vec<RiskPaper>,
}
