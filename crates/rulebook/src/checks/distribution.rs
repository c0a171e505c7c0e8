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
    /// The share of the asset's value that must be covered, where the text names one; less is then as
    /// grave as none.
    pub cover: Option<Rate>,
}

/// `yield-floor`: yearly income of an operating asset ÷ what was put into it. The first band that
/// has the asset states the floor, else the rate that the contract agrees where `agreed` admits it,
/// else `at_least`, else the `series`, else the `fallback`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct YieldFloor {
    /// Floors of some assets.
    #[serde(default)]
    pub bands: Vec<YieldBand>,
    /// The rates that a contract may agree; one outside is a finding of its own.
    pub agreed: Option<AgreedRates>,
    /// A fixed rate.
    pub at_least: Option<Rate>,
    /// Name of a dated series of the rulebook; the value of the year's first day holds (A43).
    pub series: Option<String>,
    /// Where the series has no value and the receipts state none.
    pub fallback: Option<Rate>,
    /// Below the floor without a rectification on record is an error, whatever the clause's severity.
    #[serde(default)]
    pub rectify: bool,
    /// See the module.
    #[serde(default)]
    pub scheme_only: bool,
}

/// The rates that a contract may agree; both ends are inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AgreedRates {
    /// Not less.
    pub from: Rate,
    /// Not more.
    pub to: Rate,
}

impl AgreedRates {
    /// Whether a rate lies between them.
    #[must_use]
    pub fn admit(self, rate: Rate) -> bool {
        self.from <= rate && rate <= self.to
    }
}

impl std::fmt::Display for AgreedRates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}至{}", self.from, self.to)
    }
}

/// A band of [`YieldFloor`]: every condition that is stated holds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct YieldBand {
    /// Operation modes.
    #[serde(default, deserialize_with = "coded::modes")]
    pub modes: Vec<Code>,
    /// Asset sub-classes.
    #[serde(default, deserialize_with = "coded::subclasses")]
    pub subclasses: Vec<Code>,
    /// What was put in, not less.
    pub from: Option<Money>,
    /// What was put in, less.
    pub below: Option<Money>,
    /// The floor.
    pub at_least: Rate,
}

/// `operator-pays`: operators pay as agreed by the due date, and these households are not left
/// unpaid while others are paid (A51).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OperatorPays {
    /// Statuses of the households that come first; empty = the text names none.
    #[serde(default, deserialize_with = "coded::statuses")]
    pub first: Vec<Code>,
    /// Forms of the assets that it is about; all where empty.
    #[serde(default, deserialize_with = "coded::forms")]
    pub forms: Vec<Code>,
}

/// `annual-clearing`: assets and income of a year are cleared by this day of the next.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AnnualClearing {
    /// Last day, included.
    pub due: MonthDay,
    /// A clearing that is still missing after this day is reported; [`AnnualClearing::due`] where
    /// absent.
    pub missing_after: Option<MonthDay>,
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
    /// Other villages may get some, but none more than the villages that come first.
    #[serde(default)]
    pub tilt: bool,
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
    /// Years of income that it binds (A16); all where absent.
    #[serde(default)]
    pub period: CampaignPeriod,
    /// Classes of the assets whose income it is about; all where empty.
    #[serde(default, deserialize_with = "coded::classes")]
    pub classes: Vec<Code>,
    /// Dividends are admitted, too, where the asset has one of these forms.
    #[serde(default, deserialize_with = "coded::forms")]
    pub dividends_of: Vec<Code>,
}

/// Before or after the end of the campaign: the setting `campaign-end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CampaignPeriod {
    /// Both.
    #[default]
    Always,
    /// Years that end in the campaign.
    During,
    /// Later years.
    After,
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

/// `recipient-dynamics`: households of these statuses draw no income right any more; what they held
/// goes to others.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RecipientDynamics {
    /// Statuses that end the right.
    #[serde(default, deserialize_with = "coded::statuses")]
    pub ended: Vec<Code>,
    /// Holding shares that were not adjusted is a breach, too, not only being paid.
    #[serde(default)]
    pub holding: bool,
    /// To whom shares that were taken back may go; anybody where empty.
    #[serde(default, deserialize_with = "coded::reassigned")]
    pub reassign_to: Vec<Code>,
    /// Classes of the assets whose shares may go there; all where empty.
    #[serde(default, deserialize_with = "coded::classes")]
    pub reassign_classes: Vec<Code>,
    /// Households stably out of poverty may draw dividends of these forms after the campaign.
    #[serde(default, deserialize_with = "coded::forms")]
    pub dividends_of: Vec<Code>,
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
