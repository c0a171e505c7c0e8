//! How income is divided: what comes off first, buckets, tiers, a second stage among households; and the
//! approved plan that may take the place of it.

use crate::coded::{self, Code};
use crate::units::{Money, Rate};
use serde::Deserialize;
use std::collections::BTreeMap;

/// `split`: how income of these owners is split where no approved plan says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Split {
    /// What comes off before the rest is divided, in the order of the text.
    #[serde(default)]
    pub first: Vec<First>,
    /// The buckets in the order of the text; ties of left-over fen go to the earlier (A38).
    pub parts: Vec<Part>,
    /// Owner types whose plans it binds.
    #[serde(deserialize_with = "coded::owner_types")]
    pub owner_types: Vec<Code>,
    /// How far a bucket may be off when the sum is exact (A38).
    pub tolerance: Money,
    /// Other buckets for what lies above an amount, lowest first.
    #[serde(default)]
    pub tiers: Vec<Tier>,
    /// The day that counts where the split changes on a date.
    #[serde(default)]
    pub dated_by: DatedBy,
}

/// See [`Split::dated_by`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DatedBy {
    /// The end of the year whose income is divided.
    #[default]
    IncomeYear,
    /// The first receipt of the income; the income's year where none is dated.
    Receipt,
    /// The first dated step of the plan, or its first payment; the income's year where neither is.
    Plan,
}

/// What comes off an income before the rest is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct First {
    /// Purpose.
    #[serde(deserialize_with = "coded::one_use")]
    pub purpose: Code,
    /// How much.
    pub takes: Takes,
}

/// How much comes off; what is left where that is not enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Takes {
    /// This share of the whole.
    Share(Rate),
    /// This amount.
    Amount(Money),
    /// What was in fact paid for it, up to this share of the whole.
    UpTo(Rate),
}

/// A tier of [`Split`]: what lies above an amount, up to the next tier.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Tier {
    /// The amount of the plan.
    pub above: Money,
    /// Its buckets.
    pub parts: Vec<Part>,
}

/// How a bucket is divided among the households that are paid from it: what each head gets first,
/// then the rest by a measure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Among {
    /// The measure.
    pub by: Measure,
    /// What each head gets before the rest is divided; by heads alone where it does not suffice.
    pub minimum_per_head: Option<Money>,
    /// Labour capacity → how much its households count; `100%` where absent.
    #[serde(default, deserialize_with = "coded::by_labour")]
    pub labour: BTreeMap<Code, Rate>,
}

/// See [`Among::by`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// All alike.
    Households,
    /// Persons of the household.
    Heads,
    /// Stated shares.
    Shares,
    /// Factor scores.
    Scores,
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
    /// A second stage.
    pub among: Option<Among>,
}

/// `approved-plan`: an approved plan replaces the split (A37).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ApprovedPlan {
    /// Bodies below the level expected; their approval counts, with a warning.
    pub below: Vec<String>,
}
