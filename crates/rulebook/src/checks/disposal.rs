//! Disposal: grounds, appraisal, approval, removal, pledge, proceeds, undertaking.
//!
//! `classes` and `except-classes` are codes of `asset_class`: a rule binds assets of `classes`
//! (all where empty) that are not of `except-classes`. Bodies are roles of the rulebook's
//! `[bodies]`, or names.

use crate::coded::{self, Code};
use crate::units::{Money, Period, Rate};
use serde::Deserialize;

/// `good-asset-kept`: an asset that runs well is not disposed of.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GoodAssetKept {
    /// Codes of `performance_rating` that mean "runs well".
    #[serde(deserialize_with = "coded::ratings")]
    pub ratings: Vec<Code>,
    /// Codes of `disposal_reason` on which even such an asset may go.
    #[serde(default, deserialize_with = "coded::disposal_reasons")]
    pub except_grounds: Vec<Code>,
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
    /// An end of life that is claimed must have come: completion plus expected life.
    #[serde(default)]
    pub life_proven: bool,
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
    /// How long; any length where the text says none (A19).
    pub at_least: Option<Period>,
    /// Only disposals of at least this value (that of the thresholds, A2).
    pub from: Option<Money>,
    /// Only disposals below this value.
    pub below: Option<Money>,
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
    /// The notice of the disposal.
    DisposalPublicity,
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
            Self::DisposalPublicity => "disposal-publicity",
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
    /// Codes of `owner_type` whose assets it binds; all where empty.
    #[serde(default, deserialize_with = "coded::owner_types")]
    pub owners: Vec<Code>,
    /// Only disposals of at least this value (that of the thresholds, A2).
    pub from: Option<Money>,
    /// Only disposals below this value.
    pub below: Option<Money>,
    /// The steps.
    pub steps: Vec<ChainStep>,
    /// Steps in the order of their dates; the same day is in order.
    #[serde(default)]
    pub order: Vec<DisposalStep>,
    /// Further orders, where steps stand in no single line.
    #[serde(default)]
    pub orders: Vec<Vec<DisposalStep>>,
}

impl ApprovalChain {
    /// Every order that it states.
    pub fn all_orders(&self) -> impl Iterator<Item = &[DisposalStep]> {
        std::iter::once(&self.order).chain(&self.orders).map(Vec::as_slice)
    }
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
    /// Bodies high enough; any where empty, and then none need be named.
    #[serde(default)]
    pub bodies: Vec<String>,
    /// Below this value its absence is only a warning (A4).
    pub warning_below: Option<Money>,
    /// Below this value a body too low is only a warning (A4).
    pub level_warning_below: Option<Money>,
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
    /// Codes of `owner_type` whose assets it binds; all where empty.
    #[serde(default, deserialize_with = "coded::owner_types")]
    pub owners: Vec<Code>,
    /// Codes of `proceeds_use_category`; any where empty.
    #[serde(default, deserialize_with = "coded::proceeds_uses")]
    pub uses: Vec<Code>,
    /// A use that is not stated is no fault by itself: the destination shows it.
    #[serde(default)]
    pub use_by_destination: bool,
    /// A decision must be on file.
    #[serde(default)]
    pub decision: bool,
    /// The project or the new asset they went into must be named.
    #[serde(default)]
    pub destination: bool,
    /// The new asset must be named besides the project.
    #[serde(default)]
    pub new_asset: bool,
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

/// `approver-bands`: who may approve depends on the value. The value is the larger of a lot's own
/// and of the lots of one asset or project that fall together; some assets go to the top whatever
/// their value.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ApproverBands {
    /// The step whose body is looked at.
    pub step: DisposalStep,
    /// Bands, lowest first; the last has no limit.
    pub bands: Vec<ApproverBand>,
    /// Lots of one asset or project within this period count together; each alone where absent.
    pub lots_within: Option<Period>,
    /// Classes that always go to the last band.
    #[serde(default, deserialize_with = "coded::classes")]
    pub always_top_classes: Vec<Code>,
    /// Sub-classes that always go to the last band.
    #[serde(default, deserialize_with = "coded::subclasses")]
    pub always_top_subclasses: Vec<Code>,
    /// Codes of `owner_type` whose assets it binds; all where empty.
    #[serde(default, deserialize_with = "coded::owner_types")]
    pub owners: Vec<Code>,
    /// Classes it binds; all where empty.
    #[serde(default, deserialize_with = "coded::classes")]
    pub classes: Vec<Code>,
    /// Classes left out.
    #[serde(default, deserialize_with = "coded::classes")]
    pub except_classes: Vec<Code>,
}

/// One band of [`ApproverBands`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ApproverBand {
    /// Values below this belong to it; the amount itself belongs to the next. Absent = no limit.
    pub below: Option<Money>,
    /// Bodies that may approve; those of higher bands may, too.
    pub bodies: Vec<String>,
}

/// `price-floor`: an asset is not sold below this share of its appraised value.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PriceFloor {
    /// The share; exactly it is enough. The floor is rounded half up to the fen.
    pub share: Rate,
    /// Classes left out.
    #[serde(default, deserialize_with = "coded::classes")]
    pub except_classes: Vec<Code>,
}

/// `result-published`: the result of the disposal is made public, with a beginning, an end and no
/// open objection (A19).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ResultPublished {
    /// How long; any length where the text says none.
    pub at_least: Option<Period>,
    /// Only disposals of at least this value (that of the thresholds, A2).
    pub from: Option<Money>,
    /// Only disposals below this value.
    pub below: Option<Money>,
    /// Classes left out.
    #[serde(default, deserialize_with = "coded::classes")]
    pub except_classes: Vec<Code>,
}

/// `proceeds-deposit`: proceeds go in full to one account (A7).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ProceedsDeposit {
    /// Names of the account, or of the body that keeps it.
    pub accounts: Vec<String>,
    /// Taxes and fees may be taken off the price first.
    #[serde(default)]
    pub net_of_tax: bool,
    /// How long after the disposal; any time where the text says none.
    pub within: Option<Period>,
    /// Classes left out.
    #[serde(default, deserialize_with = "coded::classes")]
    pub except_classes: Vec<Code>,
}

/// `donor-notice`: before a collective asset that was given or built with aid is let or disposed
/// of, the donor is told; it is appraised, and the contract approved or filed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DonorNotice {
    /// Codes of `fund_source` that make an asset a gift; gifts in kind always are.
    #[serde(default, deserialize_with = "coded::fund_sources")]
    pub sources: Vec<Code>,
    /// Codes of `owner_type` whose assets it binds; all where empty.
    #[serde(default, deserialize_with = "coded::owner_types")]
    pub owners: Vec<Code>,
    /// Codes of `operation_mode` of the contracts that it binds.
    #[serde(deserialize_with = "coded::modes")]
    pub modes: Vec<Code>,
    /// It must be appraised first.
    #[serde(default)]
    pub appraisal: bool,
    /// The contract must be approved by or filed with the superior.
    #[serde(default)]
    pub filing: bool,
}

/// `event-appraisal`: an asset is appraised when it is let, changes hands or is damaged.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EventAppraisal {
    /// Classes it binds; all where empty.
    #[serde(default, deserialize_with = "coded::classes")]
    pub classes: Vec<Code>,
    /// Codes of `operation_mode` of contracts that need one.
    #[serde(default, deserialize_with = "coded::modes")]
    pub modes: Vec<Code>,
    /// Codes of `change_type` that need one.
    #[serde(default, deserialize_with = "coded::change_types")]
    pub changes: Vec<Code>,
    /// Codes of `disposal_method` that need one.
    #[serde(default, deserialize_with = "coded::disposal_methods")]
    pub methods: Vec<Code>,
}

/// `operation-loss`: an operator does not lose or damage what it runs, force majeure excepted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OperationLoss {
    /// Classes it binds; all where empty.
    #[serde(default, deserialize_with = "coded::classes")]
    pub classes: Vec<Code>,
    /// Codes of `asset_status` that mean "lost or damaged".
    #[serde(default, deserialize_with = "coded::asset_statuses")]
    pub statuses: Vec<Code>,
    /// Codes of `loss_cause` that are losses in operation.
    #[serde(deserialize_with = "super::writeoff::loss_causes")]
    pub causes: Vec<Code>,
    /// Those of them that are force majeure unless the record denies it.
    #[serde(default, deserialize_with = "super::writeoff::loss_causes")]
    pub majeure: Vec<Code>,
}

/// `equity-term-end`: equity and claims past their term are renewed or recovered.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EquityTermEnd {
    /// Codes of `asset_form` that it binds.
    #[serde(deserialize_with = "coded::forms")]
    pub forms: Vec<Code>,
}

/// `equity-exit-terms`: contracts on equity settle how it is left and disposed of.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EquityExitTerms {
    /// Codes of `asset_form` that it binds.
    #[serde(deserialize_with = "coded::forms")]
    pub forms: Vec<Code>,
}
