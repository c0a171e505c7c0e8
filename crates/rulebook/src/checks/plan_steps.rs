//! What a plan that distributes income must pass, show and contain.
//!
//! Fields called `scheme-only` say that a clause stands in a text about income-sharing assets
//! (资产收益项目) and binds no others.

use crate::coded::{self, Code};
use crate::units::Period;
use serde::Deserialize;

/// `distribution-chain`: steps of a plan, in order, each proven by a date; and notices of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DistributionChain {
    /// The steps, first to last.
    pub steps: Vec<ChainStep>,
    /// What must pass them: the plan as a whole where absent.
    #[serde(default)]
    pub covers: Covered,
    /// Reasons that make a payment relief, where relief is covered.
    #[serde(default, deserialize_with = "coded::reasons")]
    pub reasons: Vec<Code>,
    /// Purposes that make a payment relief, where relief is covered.
    #[serde(default, deserialize_with = "coded::uses")]
    pub uses: Vec<Code>,
    /// Every step comes before payment.
    #[serde(default)]
    pub before_payment: bool,
    /// A filing after payment is a warning only (A47).
    #[serde(default)]
    pub late_filing_warns: bool,
    /// Bodies one of which must have filed it; any where empty.
    #[serde(default)]
    pub filed_by: Vec<String>,
    /// Bodies whose filing does not count, for being below the level expected.
    #[serde(default)]
    pub not_filed_by: Vec<String>,
    /// Subjects of which a notice about the plan must exist.
    #[serde(default, deserialize_with = "coded::notices")]
    pub disclosures: Vec<Code>,
    /// The notices come after this step.
    pub disclosed_after: Option<ChainStep>,
    /// Owner types whose plans it binds; empty = all.
    #[serde(default, deserialize_with = "coded::owner_types")]
    pub owner_types: Vec<Code>,
    /// Coverage of the assets whose plans it binds; empty = all.
    #[serde(default, deserialize_with = "coded::scopes")]
    pub scopes: Vec<Code>,
    /// See the module.
    #[serde(default)]
    pub scheme_only: bool,
}

/// What passes a [`DistributionChain`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Covered {
    /// The plan.
    #[default]
    Plan,
    /// Upkeep paid from the income, with the number of its own plan.
    Upkeep,
    /// Relief paid to households for a reason or purpose.
    Relief,
}

/// A step of [`DistributionChain`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChainStep {
    /// The proposer puts the plan forward.
    Proposal,
    /// The party branch proposes.
    BranchProposal,
    /// The two committees discuss.
    TwoCommittees,
    /// The party members deliberate.
    PartyMembers,
    /// The villagers or their representatives decide.
    VillageMeeting,
    /// Four deliberations and two disclosures are done.
    FourTwo,
    /// The township reviews.
    TownshipReview,
    /// The township files.
    TownshipFiling,
    /// A county body files.
    CountyFiling,
}

impl ChainStep {
    /// The field whose date proves it.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Proposal => "proposal_date",
            Self::BranchProposal => "party_branch_proposal_date",
            Self::TwoCommittees => "two_committees_date",
            Self::PartyMembers => "party_members_meeting_date",
            Self::VillageMeeting => "village_meeting_date",
            Self::FourTwo => "four_two_done_date",
            Self::TownshipReview => "dist_township_review_date",
            Self::TownshipFiling => "township_filing_date",
            Self::CountyFiling => "dist_filing_date",
        }
    }

    /// Its name in findings.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Proposal => "proposal",
            Self::BranchProposal => "branch-proposal",
            Self::TwoCommittees => "two-committees",
            Self::PartyMembers => "party-members",
            Self::VillageMeeting => "village-meeting",
            Self::FourTwo => "four-two",
            Self::TownshipReview => "township-review",
            Self::TownshipFiling => "township-filing",
            Self::CountyFiling => "county-filing",
        }
    }

    /// What it is called.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Proposal => "提出方案",
            Self::BranchProposal => "党支部提议",
            Self::TwoCommittees => "村“两委”商议",
            Self::PartyMembers => "党员大会审议",
            Self::VillageMeeting => "村民（代表）会议决议",
            Self::FourTwo => "四议两公开",
            Self::TownshipReview => "乡镇审核",
            Self::TownshipFiling => "乡镇备案",
            Self::CountyFiling => "县级备案",
        }
    }
}

/// `list-posting`: the list of households that get shares is posted, with counts, before payment.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ListPosting {
    /// How long; any length where the text says none (A19).
    pub at_least: Option<Period>,
    /// Subjects of the notices that show the list.
    #[serde(deserialize_with = "coded::notices")]
    pub subjects: Vec<Code>,
    /// See the module.
    #[serde(default)]
    pub scheme_only: bool,
}

/// `plan-sections`: parts that a share plan must have.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PlanSections {
    /// The parts.
    #[serde(deserialize_with = "coded::sections")]
    pub sections: Vec<Code>,
    /// See the module.
    #[serde(default)]
    pub scheme_only: bool,
}

/// `sharing-agreement`: income of joint assets is shared by a negotiated agreement.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SharingAgreement {
    /// Coverage of the assets that need one.
    #[serde(deserialize_with = "coded::scopes")]
    pub scopes: Vec<Code>,
}
