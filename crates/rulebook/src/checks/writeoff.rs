//! Write-off: scope, ground, papers, loss, steps, liability, and what is still recovered.

use crate::coded::{self, Code};
use ledger::words::disposals;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;

/// `write-off-scope`: which assets are written off by this procedure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WriteOffScope {
    /// Codes of `asset_class`.
    #[serde(deserialize_with = "coded::classes")]
    pub classes: Vec<Code>,
    /// Departments that manage the money; any where empty.
    #[serde(default)]
    pub managed_by: Vec<String>,
}

/// `write-off-ground`: why an asset may be written off.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WriteOffGround {
    /// Codes of `writeoff_reason_code`.
    #[serde(deserialize_with = "writeoff_reasons")]
    pub grounds: Vec<Code>,
    /// Ground → the paper that proves it.
    #[serde(default, deserialize_with = "by_writeoff_reason")]
    pub proofs: BTreeMap<Code, Paper>,
    /// An end of life that is claimed must have come: completion plus expected life.
    #[serde(default)]
    pub life_proven: bool,
}

/// A paper of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Paper {
    /// What the book value rests on.
    BookValueBasis,
    /// Who is liable, and the papers of the write-off.
    LiabilityFile,
    /// The certificate and appraisal report, as the list of papers names it.
    Appraisal,
    /// The number and day of the appraisal report.
    AppraisalReport,
    /// The statement of what happened.
    Statement,
    /// The insurance claim.
    Insurance,
    /// An expert's opinion.
    TechnicalOpinion,
    /// A special report.
    SpecialReport,
    /// The report of the authority in charge: fire, police, housing, weather.
    AuthorityReport,
    /// A plan by which revival was tried.
    RevivalPlan,
}

impl Paper {
    /// Its name in findings and in `evidence_doc_types`; an appraisal is one paper, whether its
    /// report or its entry in the list is looked for.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::BookValueBasis => "book_value_basis",
            Self::LiabilityFile => "liability_file",
            Self::Appraisal | Self::AppraisalReport => "appraisal",
            Self::Statement => "statement",
            Self::Insurance => "insurance",
            Self::TechnicalOpinion => "technical_opinion",
            Self::SpecialReport => "special_report",
            Self::AuthorityReport => "authority_report",
            Self::RevivalPlan => "revival_plan",
        }
    }
}

/// `write-off-evidence`: the papers of a file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WriteOffEvidence {
    /// The papers.
    #[serde(default)]
    pub papers: Vec<Paper>,
    /// One of the papers is enough.
    #[serde(default)]
    pub any_of: bool,
    /// Papers needed where the asset was insured.
    #[serde(default)]
    pub insured: Vec<Paper>,
    /// Codes of `asset_form` that it binds; all where empty.
    #[serde(default, deserialize_with = "coded::forms")]
    pub forms: Vec<Code>,
    /// Codes of `asset_form` left out.
    #[serde(default, deserialize_with = "coded::forms")]
    pub except_forms: Vec<Code>,
    /// Only losses by force majeure.
    #[serde(default)]
    pub force_majeure: bool,
    /// Only where nobody is held liable.
    #[serde(default)]
    pub exempt: bool,
}

/// `write-off-loss`: loss = net value − residual − insurance − compensation, to the fen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WriteOffLoss {
    /// Codes of `asset_form` that it binds; all where empty.
    #[serde(default, deserialize_with = "coded::forms")]
    pub forms: Vec<Code>,
}

/// A step of a write-off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WriteOffStep {
    /// The loss is looked into.
    Investigation,
    /// The village's representatives meet and write their opinion.
    VillageReview,
    /// The opinion is posted.
    ReviewPublicity,
    /// The loss report to the township.
    LossReport,
    /// The township's written review.
    TownshipReview,
    /// An agency appraises what is left.
    ResidualAppraisal,
    /// The township's leaders meet.
    LeadershipMeeting,
    /// The case goes to the county.
    Submission,
    /// The county approves.
    CountyApproval,
    /// The books are cleared.
    BookWriteoff,
    /// The case is registered singly.
    Register,
    /// What is left is stored apart.
    ScrapStorage,
    /// What is left is sold under supervision.
    ScrapSale,
}

impl WriteOffStep {
    /// Its code in `decisions` and in the vocabulary `DISPOSAL_STEP`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Investigation => "investigation",
            Self::VillageReview => "village-review",
            Self::ReviewPublicity => "review-publicity",
            Self::LossReport => "loss-report",
            Self::TownshipReview => "township-review",
            Self::ResidualAppraisal => "residual-appraisal",
            Self::LeadershipMeeting => "leadership-meeting",
            Self::Submission => "submission",
            Self::CountyApproval => "county-approval",
            Self::BookWriteoff => "book-writeoff",
            Self::Register => "register",
            Self::ScrapStorage => "scrap-storage",
            Self::ScrapSale => "scrap-sale",
        }
    }
}

/// `write-off-steps`: the steps of the procedure, what each must hold, and their order.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WriteOffSteps {
    /// The steps.
    pub steps: Vec<WriteOffChainStep>,
    /// Steps in the order of their dates; the same day is in order.
    #[serde(default)]
    pub orders: Vec<Vec<WriteOffStep>>,
}

/// One step of [`WriteOffSteps`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WriteOffChainStep {
    /// The step.
    pub step: WriteOffStep,
    /// Village review: who must take part.
    #[serde(default, deserialize_with = "participants")]
    pub participants: Vec<Code>,
    /// Village review: what the minutes must hold.
    #[serde(default, deserialize_with = "minutes")]
    pub minutes: Vec<Code>,
    /// Village review: signed and sealed.
    #[serde(default)]
    pub signed_and_sealed: bool,
    /// Township review: which departments take part and sign.
    #[serde(default, deserialize_with = "review_depts")]
    pub departments: Vec<Code>,
    /// County approval: who may give it; any where empty.
    #[serde(default)]
    pub bodies: Vec<String>,
    /// Notice: a place that is stated names the village.
    #[serde(default)]
    pub in_village: bool,
}

/// `write-off-liability`: a loss by fault needs a finding on who is liable.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WriteOffLiability {
    /// Codes of `loss_cause` that are somebody's fault.
    #[serde(deserialize_with = "loss_causes")]
    pub causes: Vec<Code>,
}

/// `write-off-proceeds`: what the remains bring goes, net of taxes and fees, to one account (A7).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct WriteOffProceeds {
    /// Names of the account, or of the body that keeps it.
    pub accounts: Vec<String>,
}

/// `write-off-recovery`: what is recovered later is booked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WriteOffRecovery {}

/// Codes of `writeoff_reason_code`.
fn writeoff_reasons<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    coded::of(list, &disposals::WRITEOFF_REASON_CODE)
}

/// Code of `writeoff_reason_code` → what it needs.
fn by_writeoff_reason<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    map: D,
) -> Result<BTreeMap<Code, T>, D::Error> {
    BTreeMap::<String, T>::deserialize(map)?
        .into_iter()
        .map(|(reason, value)| Ok((coded::code(&reason, &disposals::WRITEOFF_REASON_CODE)?, value)))
        .collect()
}

/// Codes of `loss_cause`.
pub(super) fn loss_causes<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    coded::of(list, &disposals::LOSS_CAUSE)
}

/// Codes of `village_review_participants`.
fn participants<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    coded::of(list, &disposals::VILLAGE_REVIEW_PARTICIPANTS)
}

/// Codes of `village_review_minutes_fields`.
fn minutes<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    coded::of(list, &disposals::VILLAGE_REVIEW_MINUTES_FIELDS)
}

/// Codes of `township_review_depts`.
fn review_depts<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    coded::of(list, &disposals::TOWNSHIP_REVIEW_DEPTS)
}
