//! Sources that must agree with each other, not only with the county ledger; and where income and
//! the value of an asset are booked.

use super::reconciliation::Keeper;
use crate::coded::{self, Code};
use crate::coded_books;
use serde::Deserialize;

/// `ledgers-equal`: ledgers and systems that hold the same assets at the same values, asset by asset.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LedgersEqual {
    /// Codes of `ledger`; the first that holds an asset is the measure of the others.
    #[serde(deserialize_with = "coded::ledgers")]
    pub ledgers: Vec<Code>,
    /// Codes of `asset_class` it is about; all where empty.
    #[serde(default, deserialize_with = "coded::classes")]
    pub classes: Vec<Code>,
    /// Codes of `owner_type` it is about; all where empty.
    #[serde(default, deserialize_with = "coded::owner_types")]
    pub owners: Vec<Code>,
}

/// `ledger-totals`: two ledgers agree in their totals, unit by unit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LedgerTotals {
    /// Code of `ledger`.
    #[serde(deserialize_with = "coded::ledger")]
    pub left: Code,
    /// Code of `ledger`.
    #[serde(deserialize_with = "coded::ledger")]
    pub right: Code,
    /// By what the totals are taken: the township or village in which assets stand, or the department
    /// that they belong to.
    pub by: Keeper,
    /// Codes of `owner_type` whose assets count; all where empty.
    #[serde(default, deserialize_with = "coded::owner_types")]
    pub owners: Vec<Code>,
    /// Codes of `asset_class` that count; all where empty.
    #[serde(default, deserialize_with = "coded::classes")]
    pub classes: Vec<Code>,
}

/// `ledger-review`: ledgers of these levels are reviewed and settled before they are summed up.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LedgerReview {
    /// Codes of `ledger_level`.
    #[serde(deserialize_with = "coded_books::levels")]
    pub levels: Vec<Code>,
    /// The county sums them up after that, which is dated too.
    #[serde(default)]
    pub summed: bool,
}

/// `yearly-ledgers`: units keep a ledger of each year.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct YearlyLedgers {
    /// Codes of `ledger_level`.
    #[serde(deserialize_with = "coded_books::levels")]
    pub levels: Vec<Code>,
}

/// `income-booked`: income of these owners is booked in a sub-account of its own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct IncomeBooked {
    /// Name of the sub-account.
    pub subaccount: String,
    /// Accounts that have it, by code or name; any where empty.
    #[serde(default)]
    pub accounts: Vec<String>,
    /// Codes of `owner_type`; all where empty.
    #[serde(default, deserialize_with = "coded::owner_types")]
    pub owners: Vec<Code>,
}

/// `separate-books`: the collective keeps its assets and income in books of its own, apart from the
/// villagers' committee's.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SeparateBooks {
    /// Codes of `owner_type`.
    #[serde(deserialize_with = "coded::owner_types")]
    pub owners: Vec<Code>,
    /// Bodies in whose name nothing of it may be booked.
    #[serde(default)]
    pub apart_from: Vec<String>,
}

/// `equity-value`: an equity whose operator promised to pay back in full stands at its original value
/// while the agreement runs, and at the appraised net value once it is over.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EquityValue {}

/// `disputed-value`: a disputed value is appraised, decided by the county and made public.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DisputedValue {
    /// Roles of the bodies (`[bodies]`) one of which decides.
    #[serde(default)]
    pub decided_by: Vec<String>,
}
