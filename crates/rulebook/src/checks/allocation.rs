//! What income must be given, kept or paid over: shares by ratio, caps, reserves, clocks of a plan,
//! cover against risk. See [`super::distribution`] for the rest of the step.

use crate::coded::{self, Code};
use crate::units::{Money, Period, Rate};
use ledger::words::{assets, distribution};
use serde::{Deserialize, Deserializer};

use super::plan_steps::ChainStep;

/// `remittance`: income of these assets goes to county finance whole.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Remittance {
    /// Natures of the assets.
    #[serde(deserialize_with = "natures")]
    pub natures: Vec<Code>,
    /// Owner types that stand for the nature where the ledger does not state it.
    #[serde(default, deserialize_with = "coded::owner_types")]
    pub owner_types: Vec<Code>,
}

/// `settling-clock`: within this time of the receipt of income the plan that distributes it passes
/// these steps. The earliest of several receipts counts (A44).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SettlingClock {
    /// From the day of receipt.
    pub within: Period,
    /// The steps.
    pub steps: Vec<ChainStep>,
    /// Owner types whose income it binds.
    #[serde(deserialize_with = "coded::owner_types")]
    pub owner_types: Vec<Code>,
}

/// `plan-term`: nothing is paid under a plan that has expired.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanTerm {}

/// `recipient-priority`: households of these statuses are served before others (A51: not left
/// unpaid, and not paid later).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RecipientPriority {
    /// Statuses that come first.
    #[serde(deserialize_with = "coded::statuses")]
    pub first: Vec<Code>,
    /// It binds income of years up to the setting `campaign-end` only (A16).
    #[serde(default)]
    pub campaign_only: bool,
}

/// `investment-dividend`: the income of assets of these forms is divided by what each owner put in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct InvestmentDividend {
    /// Asset forms.
    #[serde(deserialize_with = "coded::forms")]
    pub forms: Vec<Code>,
    /// How far a part may be off (A38).
    pub tolerance: Money,
}

/// `share-split`: recipients are paid by the shares that the plan states for them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ShareSplit {
    /// How far a part may be off (A38).
    pub tolerance: Money,
}

/// `incentive-cap`: the bonus of a village's managers in a year, against the net profit of its pilot
/// assets in that year (A49). Nothing is payable on a loss.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct IncentiveCap {
    /// Share of the net profit.
    pub at_most: Rate,
}

/// `upkeep-from-income`: upkeep charged to income does not exceed it, or a share of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct UpkeepFromIncome {
    /// The share; the whole income where absent. Rounded half up to the fen.
    pub at_most: Option<Rate>,
}

/// `reserve-use`: what is kept from the income as a reserve (公积公益金), and what for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ReserveUse {
    /// Uses admitted; any, also one that is not stated, where empty.
    #[serde(default, deserialize_with = "reserve_uses")]
    pub uses: Vec<Code>,
    /// Owner types whose plans it binds; all where empty.
    #[serde(default, deserialize_with = "coded::owner_types")]
    pub owner_types: Vec<Code>,
    /// Share of the income that is kept, not less. Rounded half up to the fen, as the next.
    pub at_least: Option<Rate>,
    /// Not more.
    pub at_most: Option<Rate>,
}

/// `safeguard`: contracts of operating assets have a security of one of these kinds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Safeguard {
    /// Kinds of guarantee that count.
    #[serde(deserialize_with = "coded::guarantees")]
    pub types: Vec<Code>,
    /// An insurance policy counts, too.
    #[serde(default)]
    pub insurance: bool,
}

/// `risk-measures`: whoever lets assets in these modes has a plan against their risks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RiskMeasures {
    /// Operation modes.
    #[serde(deserialize_with = "coded::modes")]
    pub modes: Vec<Code>,
}

/// `term-recovery`: at the end of a contract the asset is taken back or the contract renewed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TermRecovery {
    /// Forms of the assets that it is about; all where empty.
    #[serde(default, deserialize_with = "coded::forms")]
    pub forms: Vec<Code>,
    /// Forms that it is not about.
    #[serde(default, deserialize_with = "coded::forms")]
    pub except_forms: Vec<Code>,
    /// It is a claim or share whose term ended, not a contract.
    #[serde(default)]
    pub equity: bool,
}

/// `equity-dividend`: dividends of assets of these forms go to households of these statuses.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EquityDividend {
    /// Asset forms.
    #[serde(deserialize_with = "coded::forms")]
    pub forms: Vec<Code>,
    /// Statuses of the households.
    #[serde(deserialize_with = "coded::statuses")]
    pub to: Vec<Code>,
}

fn natures<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    coded::of(list, &assets::ASSET_NATURE)
}

fn reserve_uses<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<Code>, D::Error> {
    coded::of(list, &distribution::RESERVE_USE_CATEGORY)
}
