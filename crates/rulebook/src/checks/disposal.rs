//! Disposal: grounds, appraisal, approval, removal, pledge, proceeds, undertaking.
//!
//! `classes` and `except-classes` are codes of `asset_class`: a rule binds assets of `classes`
//! (all where empty) that are not of `except-classes`. Bodies are roles of the rulebook's
//! `[bodies]`, or names.

use crate::coded::{self, Code};
use crate::units::{Money, Period};
use serde::Deserialize;

/// `good-asset-kept`: an asset that runs well is not disposed of.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GoodAssetKept {
    /// Codes of `performance_rating` that mean "runs well".
    #[serde(deserialize_with = "coded::ratings")]
    pub ratings: Vec<Code>,
    /// Classes left out.
    #[serde(default, deserialize_with = "coded::classes")]
    pub except_classes: Vec<Code>,
}

/// `disposal-ground`: why assets may be disposed of.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DisposalGround {
    /// Codes of `disposal_reason`; empty = any, but one must be stated.
    #[serde(default, deserialize_with = "coded::disposal_reasons")]
    pub grounds: Vec<Code>,
    /// The list ends in 等: a ground outside it is a warning.
    #[serde(default)]
    pub open: bool,
    /// Classes left out.
    #[serde(default, deserialize_with = "coded::classes")]
    pub except_classes: Vec<Code>,
}

/// `appraisal`: disposals need an appraisal.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Appraisal {
    /// Codes of `disposal_method` that need one; all where empty.
    #[serde(default, deserialize_with = "coded::disposal_methods")]
    pub methods: Vec<Code>,
    /// Classes left out.
    #[serde(default, deserialize_with = "coded::classes")]
    pub except_classes: Vec<Code>,
}

/// `agency-threshold`: from this value on an appraisal agency must be commissioned. The value is
/// the larger of the declared value and the book net value; an in-house appraisal that reaches the
/// threshold needs an agency too (A2).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AgencyThreshold {
    /// The threshold; the amount itself is at it (A1).
    pub at_least: Money,
    /// Classes left out.
    #[serde(default, deserialize_with = "coded::classes")]
    pub except_classes: Vec<Code>,
}

/// `lot-splitting`: lots of one asset or project that stay below the threshold one by one and
/// reach it together within a period (A2).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LotSplitting {
    /// The threshold.
    pub at_least: Money,
    /// How long after the first lot others are added to it.
    pub within: Period,
    /// Classes left out.
    #[serde(default, deserialize_with = "coded::classes")]
    pub except_classes: Vec<Code>,
}

/// `appraisal-published`: the result of the appraisal is made public.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AppraisalPublished {
    /// Codes of `publicity_channel`, one of which suffices; any where empty.
    #[serde(default, deserialize_with = "coded::channels")]
    pub channels: Vec<Code>,
    /// It must hang where the asset belongs: a notice that states its place names the asset's
    /// township or village.
    #[serde(default)]
    pub at_asset_place: bool,
    /// Classes left out.
    #[serde(default, deserialize_with = "coded::classes")]
    pub except_classes: Vec<Code>,
}

/// A step that a disposal can go through, with the fields of `disposals` that prove it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DisposalStep {
    /// The owner's undertaking.
    Undertaking,
    /// The ground.
    Ground,
    /// The application.
    Application,
    /// The villagers' meeting.
    VillageMeeting,
    /// The township's review.
    TownshipReview,
    /// The department's review.
    DepartmentReview,
    /// The approval one tier up.
    SuperiorApproval,
    /// The appraisal.
    Appraisal,
    /// The appraisal by an agency.
    AgencyAppraisal,
    /// The notice of the appraisal.
    AppraisalPublicity,
    /// The decision of the county party committee's finance commission.
    CommissionDecision,
    /// The county's approval.
    CountyApproval,
    /// The re-check and filing.
    RecheckFiling,
    /// The disposal itself.
    Disposal,
    /// The decision on the proceeds.
    ProceedsDecision,
    /// What the proceeds were put to.
    ProceedsUse,
}

impl DisposalStep {
    /// Its code in `decisions` and in the vocabulary `DISPOSAL_STEP`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Undertaking => "undertaking",
            Self::Ground => "ground",
            Self::Application => "application",
            Self::VillageMeeting => "village-meeting",
            Self::TownshipReview => "township-review",
            Self::DepartmentReview => "department-review",
            Self::SuperiorApproval => "superior-approval",
            Self::Appraisal => "appraisal",
            Self::AgencyAppraisal => "agency-appraisal",
            Self::AppraisalPublicity => "appraisal-publicity",
            Self::CommissionDecision => "commission-decision",
            Self::CountyApproval => "county-approval",
            Self::RecheckFiling => "recheck-filing",
            Self::Disposal => "disposal",
            Self::ProceedsDecision => "proceeds-decision",
            Self::ProceedsUse => "proceeds-use",
        }
    }
}

/// `approval-chain`: the approvals a disposal needs, and their order.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ApprovalChain {
    /// Classes it binds; all where empty.
    #[serde(default, deserialize_with = "coded::classes")]
    pub classes: Vec<Code>,
    /// Classes left out.
    #[serde(default, deserialize_with = "coded::classes")]
    pub except_classes: Vec<Code>,
    /// The steps.
    pub steps: Vec<ChainStep>,
    /// Steps in the order of their dates; the same day is in order.
    #[serde(default)]
    pub order: Vec<DisposalStep>,
}

/// One step of an [`ApprovalChain`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ChainStep {
    /// The step.
    pub step: DisposalStep,
    /// Steps that do as well, where that one is not on file.
    #[serde(default)]
    pub or: Vec<DisposalStep>,
    /// Codes of `owner_type` whose assets need it; all where empty.
    #[serde(default, deserialize_with = "coded::owner_types")]
    pub owners: Vec<Code>,
    /// Bodies high enough; any where empty.
    #[serde(default)]
    pub bodies: Vec<String>,
    /// Below this value its absence is only a warning (A4).
    pub warning_below: Option<Money>,
}

/// `unapproved-removal`: an asset that left the register has a disposal or write-off on file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct UnapprovedRemoval {
    /// Codes of `asset_status` that mean "gone".
    #[serde(deserialize_with = "coded::asset_statuses")]
    pub statuses: Vec<Code>,
    /// Codes of `change_type` that mean "gone".
    #[serde(default, deserialize_with = "coded::change_types")]
    pub changes: Vec<Code>,
    /// Classes it binds; all where empty.
    #[serde(default, deserialize_with = "coded::classes")]
    pub classes: Vec<Code>,
    /// Classes left out.
    #[serde(default, deserialize_with = "coded::classes")]
    pub except_classes: Vec<Code>,
}

/// `pledge`: assets do not secure debts. Guarantees given *to* the owner are no pledge (A6).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Pledge {
    /// A pledge with a stated legal basis is allowed.
    #[serde(default)]
    pub with_legal_basis: bool,
    /// Classes left out.
    #[serde(default, deserialize_with = "coded::classes")]
    pub except_classes: Vec<Code>,
}

/// `proceeds`: what proceeds may be put to, and who decides. Where several clauses forbid one use,
/// the gravest is reported (A8).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Proceeds {
    /// Codes of `proceeds_use_category`; any where empty.
    #[serde(default, deserialize_with = "coded::proceeds_uses")]
    pub uses: Vec<Code>,
    /// A decision must be on file.
    #[serde(default)]
    pub decision: bool,
    /// The project or the new asset they went into must be named.
    #[serde(default)]
    pub destination: bool,
    /// Classes left out.
    #[serde(default, deserialize_with = "coded::classes")]
    pub except_classes: Vec<Code>,
}

/// `undertaking`: once title is confirmed the owner undertakes in writing not to dispose privately.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Undertaking {
    /// Classes left out.
    #[serde(default, deserialize_with = "coded::classes")]
    pub except_classes: Vec<Code>,
}
