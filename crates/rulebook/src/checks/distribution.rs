//! Income and its distribution.
//!
//! Fields called `scheme-only` say that a clause stands in a text about income-sharing assets
//! (资产收益项目) and binds no others. Purposes, statuses and the like are codes of the tables,
//! written as codes or as labels.

use crate::coded::{self, Code};
use crate::units::{Money, Period, Rate};
use ledger::NaiveDate;
use serde::{Deserialize, Deserializer, de};

/// A day of every year: `"11-30"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthDay {
    month: u32,
    day: u32,
}

impl MonthDay {
    /// That day of a year; `None` only for 29 February of a common year.
    #[must_use]
    pub fn of(self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month, self.day)
    }
}

impl std::fmt::Display for MonthDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl<'de> Deserialize<'de> for MonthDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.split_once('-')
            .and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)))
            // A leap year, so that every day of the calendar is one.
            .filter(|(month, day)| NaiveDate::from_ymd_opt(2024, *month, *day).is_some())
            .map(|(month, day)| Self { month, day })
            .ok_or_else(|| de::Error::custom(format!("日期应写作“11-30”，不是“{text}”")))
    }
}

/// `insurance`: assets of these forms or sub-classes, or marked as live animals in their contract,
/// must all be insured.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Insurance {
    /// Asset forms that count as live.
    #[serde(deserialize_with = "coded::forms")]
    pub forms: Vec<Code>,
    /// Asset sub-classes that count as live.
    #[serde(default, deserialize_with = "coded::subclasses")]
    pub subclasses: Vec<Code>,
}

/// `guarantee`: assets operated in these modes must all be covered by a guarantee. One below the
/// asset's value is a warning (A50).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Guarantee {
    /// Operation modes; others need none (A50).
    #[serde(deserialize_with = "coded::modes")]
    pub modes: Vec<Code>,
    /// Kinds of guarantee that count; empty = any.
    #[serde(default, deserialize_with = "coded::guarantees")]
    pub types: Vec<Code>,
}

/// `yield-floor`: yearly income of an operating asset ÷ what was put into it. Exactly one of
/// `at_least` and `series` states the floor.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct YieldFloor {
    /// A fixed rate.
    pub at_least: Option<Rate>,
    /// Name of a dated series of the rulebook; the value of the year's first day holds (A43).
    pub series: Option<String>,
    /// See the module.
    #[serde(default)]
    pub scheme_only: bool,
}

/// `operator-pays`: operators pay as agreed by the due date, and these households are not left
/// unpaid while others are paid (A51).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OperatorPays {
    /// Statuses of the households that come first; empty = the text names none.
    #[serde(default, deserialize_with = "coded::statuses")]
    pub first: Vec<Code>,
}

/// `annual-clearing`: assets and income of a year are cleared by this day of the next.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AnnualClearing {
    /// Last day, included.
    pub due: MonthDay,
}

/// `third-party-evaluation`: every operating asset is evaluated every year; failures are rectified.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ThirdPartyEvaluation {
    /// Evaluation types that count.
    #[serde(deserialize_with = "coded::evaluations")]
    pub types: Vec<Code>,
    /// Results that must be rectified.
    #[serde(deserialize_with = "coded::results")]
    pub failing: Vec<Code>,
}

/// `owner-distributes`: income belongs to the owner, who distributes it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OwnerDistributes {
    /// Bodies of a village that act for its collective.
    #[serde(default)]
    pub village_bodies: Vec<String>,
    /// Words in the name of a holder of the income right who is the owner or one of its people,
    /// though not by the owner's name (全体村民).
    #[serde(default)]
    pub beneficiaries: Vec<String>,
}

/// `village-priority`: income of assets owned above the village goes to priority villages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct VillagePriority {
    /// Owner types whose income is pooled.
    #[serde(deserialize_with = "coded::owner_types")]
    pub owner_types: Vec<Code>,
    /// Kinds of village that come first.
    #[serde(deserialize_with = "coded::villages")]
    pub priorities: Vec<Code>,
    /// It binds income of years up to the setting `campaign-end` only (A16).
    #[serde(default)]
    pub campaign_only: bool,
}

/// `use-categories`: what income of these owners may be used for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct UseCategories {
    /// Owner types whose plans it binds.
    #[serde(deserialize_with = "coded::owner_types")]
    pub owner_types: Vec<Code>,
    /// Purposes admitted.
    #[serde(deserialize_with = "coded::uses")]
    pub uses: Vec<Code>,
}

/// `sharing-agreement`: income of joint assets is shared by a negotiated agreement.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SharingAgreement {
    /// Coverage of the assets that need one.
    #[serde(deserialize_with = "coded::scopes")]
    pub scopes: Vec<Code>,
}

/// `forbidden-business`: villages keep a no-go list, and nobody runs what stands on it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ForbiddenBusiness {
    /// What the county itself forbids, besides the lists of the villages.
    #[serde(default)]
    pub businesses: Vec<String>,
    /// Villages keep a list of high-risk projects, too.
    #[serde(default)]
    pub risk_list: bool,
}

/// `income-right-holders`: who may hold income rights of assets formed with this money.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct IncomeRightHolders {
    /// Fund sources; it binds assets formed with nothing else.
    #[serde(deserialize_with = "coded::fund_sources")]
    pub funds: Vec<Code>,
    /// Holders admitted in poor villages.
    #[serde(deserialize_with = "coded::holders")]
    pub poor_village: Vec<Code>,
    /// Holders admitted in other villages.
    #[serde(deserialize_with = "coded::holders")]
    pub other_village: Vec<Code>,
    /// Statuses that make no poor household, whatever the share list calls it.
    #[serde(default, deserialize_with = "coded::statuses")]
    pub not_poor: Vec<Code>,
    /// See the module.
    #[serde(default)]
    pub scheme_only: bool,
}

/// `poor-portion`: a part of the income rights of assets formed with this money goes to these
/// holders.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PoorPortion {
    /// Fund sources.
    #[serde(deserialize_with = "coded::fund_sources")]
    pub funds: Vec<Code>,
    /// Holders of the part.
    #[serde(deserialize_with = "coded::holders")]
    pub holders: Vec<Code>,
    /// See the module.
    #[serde(default)]
    pub scheme_only: bool,
}

/// `recipient-dynamics`: households of these statuses draw no income right any more.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RecipientDynamics {
    /// Statuses that end the right.
    #[serde(deserialize_with = "coded::statuses")]
    pub ended: Vec<Code>,
    /// See the module.
    #[serde(default)]
    pub scheme_only: bool,
}

/// `labour-priority`: distribution tilts toward these labour capacities.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LabourPriority {
    /// Capacities that come first.
    #[serde(deserialize_with = "coded::labour")]
    pub first: Vec<Code>,
    /// See the module.
    #[serde(default)]
    pub scheme_only: bool,
}

/// `equal-sharing`: this many households with identical amounts (or identical per head) and
/// nothing recorded that explains it is flat sharing (A41).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EqualSharing {
    /// Number of households.
    pub households: usize,
}

/// `share-ledger`: every holder's share is kept, and the shares add up to 100 %.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ShareLedger {
    /// See the module.
    #[serde(default)]
    pub scheme_only: bool,
}

/// `dividends-a-year`: how often dividends of an asset are paid in a calendar year (A18).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DividendsAYear {
    /// Not fewer.
    pub at_least: usize,
    /// Not more.
    pub at_most: usize,
    /// See the module.
    #[serde(default)]
    pub scheme_only: bool,
}

/// `distribution-clock`: guaranteed income of a year reaches households by this day of it (A18).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DistributionClock {
    /// Last day, included.
    pub guaranteed_by: MonthDay,
    /// See the module.
    #[serde(default)]
    pub scheme_only: bool,
}

/// `idle-income`: income is distributed within this time of its receipt, first in first out (A45).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct IdleIncome {
    /// From the day of receipt.
    pub within: Period,
}

/// `loss-on-protected`: operating risk never falls on households, nor on the village where the
/// clause says so.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LossOnProtected {
    /// Poor villages are protected too, unless their own collective is the operator.
    #[serde(default)]
    pub village: bool,
    /// See the module.
    #[serde(default)]
    pub scheme_only: bool,
}

/// `buy-back`: after this many years of loss on end the operator buys the income rights back.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BuyBack {
    /// Years of loss on end that make a loss persistent.
    pub loss_years: usize,
    /// Words in the name of the money with which it may be bought back; any where empty.
    #[serde(default)]
    pub own_money: Vec<String>,
}

/// `quantification`: income rights of operating assets are quantified into shares.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Quantification {
    /// What proves it.
    pub proof: QuantificationProof,
    /// See the module.
    #[serde(default)]
    pub scheme_only: bool,
}

/// See [`Quantification::proof`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuantificationProof {
    /// The number of a quantification plan, and shares.
    Plan,
    /// It was decided whether the asset can be quantified, by the villagers.
    Decision,
}

/// `list-posting`: the list of households that get shares is posted, with counts, before payment.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ListPosting {
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

/// `distribution-chain`: steps of a plan, in order, each proven by a date; and notices of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DistributionChain {
    /// The steps, first to last.
    pub steps: Vec<ChainStep>,
    /// The last step comes before payment.
    #[serde(default)]
    pub before_payment: bool,
    /// Subjects of which a notice about the plan must exist.
    #[serde(default, deserialize_with = "coded::notices")]
    pub disclosures: Vec<Code>,
    /// Owner types whose plans it binds; empty = all.
    #[serde(default, deserialize_with = "coded::owner_types")]
    pub owner_types: Vec<Code>,
    /// See the module.
    #[serde(default)]
    pub scheme_only: bool,
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

/// `split`: how income of these owners is split where no approved plan says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Split {
    /// The buckets in the order of the text; ties of left-over fen go to the earlier (A38).
    pub parts: Vec<Part>,
    /// Owner types whose plans it binds.
    #[serde(deserialize_with = "coded::owner_types")]
    pub owner_types: Vec<Code>,
    /// How far a bucket may be off when the sum is exact (A38).
    pub tolerance: Money,
}

/// A bucket of [`Split`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Part {
    /// Purpose.
    #[serde(deserialize_with = "coded::one_use")]
    pub purpose: Code,
    /// Its share.
    pub share: Rate,
}

/// `approved-plan`: an approved plan replaces the split (A37).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ApprovedPlan {
    /// Bodies below the level expected; their approval counts, with a warning.
    pub below: Vec<String>,
}
