//! Yearly duties that the report checks: evaluations, archives, disclosure, risk papers.

use crate::coded::{self, Code};
use crate::coded_books;
use crate::fields;
use ledger::NaiveDate;
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
    /// An inspection is asked for, by whomever; an evaluation is none.
    #[serde(default)]
    pub inspection: bool,
    /// It binds household assets that an operator keeps, also those that are only registered; their
    /// upkeep is what lacks it.
    #[serde(default)]
    pub entrusted: bool,
    /// It is owed by the village or township as a whole, not asset by asset.
    pub by: Option<Whole>,
}

/// A place that owes a duty as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whole {
    /// Each village with managed assets.
    Village,
    /// Each township with managed assets.
    Township,
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
    /// It is filed: it has a date of filing.
    #[serde(default)]
    pub filed: bool,
    /// Codes of `asset_class` it binds; all where empty.
    #[serde(default, deserialize_with = "coded::classes")]
    pub classes: Vec<Code>,
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
    /// Each of the subjects must be told of, where there is something to tell: income of operating
    /// assets, disposals of what was disposed of.
    #[serde(default)]
    pub each: bool,
    /// Codes of `publicity_subject` whose notices another clause asks for one by one: they are missed
    /// here only where nothing at all is told.
    #[serde(default, deserialize_with = "coded::publicity_subjects")]
    pub told_elsewhere: Vec<Code>,
    /// Groups of codes of `publicity_channel`: of each group one must show it.
    #[serde(default, deserialize_with = "coded_books::groups_of_channels")]
    pub every: Vec<Vec<Code>>,
    /// An objection is looked into, and the outcome made public again.
    #[serde(default)]
    pub objections: bool,
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

/// `audit-plan`: the audit bureau's plan of the year has the projects of managed assets in it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditPlan {}

/// `yearly-report`: what stands under supervision is reported on in a report of the year.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearlyReport {
    /// What it tells, for people.
    pub on: String,
}

/// `yearly-count`: assets of these owners are counted once a year, or more often. An asset that was never counted is
/// what the count itself reports; one whose counts are all of other years is reported here.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearlyCount {
    /// Codes of `owner_type`; all where empty.
    #[serde(default, deserialize_with = "coded::owner_types")]
    pub owners: Vec<Code>,
    /// On how many days of the year at least.
    #[serde(default = "once")]
    pub times: usize,
}

const fn once() -> usize {
    1
}

/// `milestone`: a stage of the work is done by a day. Only stages on record are judged.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Milestone {
    /// Words one of which the name of the stage has.
    pub words: Vec<String>,
    /// The last day in time.
    #[serde(deserialize_with = "fields::day")]
    pub by: NaiveDate,
    /// The first day from which a note says that it was late by the narrow reading of the text.
    #[serde(default)]
    pub noted_from: Option<NoteDay>,
}

/// A day from which a note is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct NoteDay(#[serde(deserialize_with = "fields::day")] pub NaiveDate);

/// `custody-budget`: upkeep that the budget pays has its line in the budget.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CustodyBudget {
    /// Classes left out.
    #[serde(default, deserialize_with = "coded::classes")]
    pub except_classes: Vec<Code>,
}

/// `custody-rule`: every asset has rules of its own for its upkeep.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CustodyRule {
    /// Classes left out.
    #[serde(default, deserialize_with = "coded::classes")]
    pub except_classes: Vec<Code>,
}

/// `idle-revival`: idle assets, and those that make losses, are brought back to use by a plan; unless
/// they are being disposed of.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdleRevival {
    /// Codes of `asset_status` that are idle.
    #[serde(deserialize_with = "coded::asset_statuses")]
    pub statuses: Vec<Code>,
    /// A net loss in the year counts as well.
    #[serde(default)]
    pub losses: bool,
}

/// `collective-review`: contracts on village assets are not signed in private: some step of the
/// village or of those above it is on record.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CollectiveReview {
    /// Codes of `owner_type`.
    #[serde(deserialize_with = "coded::owner_types")]
    pub owners: Vec<Code>,
}
