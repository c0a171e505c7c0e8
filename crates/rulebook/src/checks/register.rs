//! What the register says of an asset: its class, its nature, its household, its project, the rules
//! its books follow, and the changes that happened to it.

use crate::coded::{self, Code};
use crate::coded_books;
use serde::Deserialize;
use std::collections::BTreeMap;

/// `asset-class`: every entry carries one of these classes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssetClass {
    /// Codes of `asset_class`.
    #[serde(deserialize_with = "coded::classes")]
    pub classes: Vec<Code>,
}

/// `asset-nature`: every entry is state or collective, by who received the money (A25).
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AssetNature {
    /// Every entry carries one of these, codes of `asset_nature`; not asked where empty.
    #[serde(default, deserialize_with = "coded_books::natures")]
    pub one_of: Vec<Code>,
    /// Code of `asset_nature` that the money of `recipients` makes.
    #[serde(default, deserialize_with = "coded_books::nature")]
    pub nature: Option<Code>,
    /// Codes of `fund_recipient_level`.
    #[serde(default, deserialize_with = "coded_books::recipients")]
    pub recipients: Vec<Code>,
    /// Classes left out.
    #[serde(default, deserialize_with = "coded::classes")]
    pub except_classes: Vec<Code>,
}

/// `nature-register`: assets of one nature are not registered in the systems of the other.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NatureRegister {
    /// Code of `asset_nature` → codes of `register_system` that are its own.
    #[serde(deserialize_with = "coded_books::systems_by_nature")]
    pub systems: BTreeMap<Code, Vec<Code>>,
}

/// `household-class`: what stands in the class of household assets is a thing of a household.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct HouseholdClass {
    /// Codes of `asset_form` that it may have.
    #[serde(deserialize_with = "coded::forms")]
    pub forms: Vec<Code>,
    /// Codes of `recipient_status` of the household; any where empty.
    #[serde(default, deserialize_with = "coded::statuses")]
    pub statuses: Vec<Code>,
    /// As what a breach is reported.
    pub breach: HouseholdBreach,
}

/// As what an entry that is no household asset is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HouseholdBreach {
    /// It stands in the managed totals of a class it does not belong to.
    HouseholdManaged,
    /// Its class is not the county's.
    ClassUnlisted,
}

/// `boarded-livestock`: animals of an eligible household that somebody else keeps are household
/// assets, wherever they stand (A22).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct BoardedLivestock {
    /// Codes of `asset_subclass` that are animals; the form 生物资产 says it, too.
    #[serde(deserialize_with = "coded::subclasses")]
    pub subclasses: Vec<Code>,
    /// Codes of `recipient_status` of eligible households.
    #[serde(deserialize_with = "coded::statuses")]
    pub statuses: Vec<Code>,
    /// The class they belong to, a code of `asset_class`.
    #[serde(deserialize_with = "coded::class")]
    pub class: Code,
}

/// `project-library`: the project of every asset stands in the county's project library.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectLibrary {}

/// `earlier-assets`: assets from before the county's first year are traced as far as possible: their
/// state and their owner are known.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarlierAssets {}

/// `accounting-rule`: by which accounting rules assets of these owners and classes are booked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountingRule {
    /// Codes of `owner_type`.
    #[serde(deserialize_with = "coded::owner_types")]
    pub owners: Vec<Code>,
    /// Codes of `asset_class`; all where empty.
    #[serde(default, deserialize_with = "coded::classes")]
    pub classes: Vec<Code>,
    /// Code of `accounting_rule`.
    #[serde(deserialize_with = "coded_books::accounting_rule")]
    pub rule: Code,
}

/// `changes-registered`: what happens to an asset is registered, and rests on a document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ChangesRegistered {
    /// Codes of `change_type`.
    #[serde(deserialize_with = "coded::change_types")]
    pub types: Vec<Code>,
    /// The change is registered, and not before it happened.
    #[serde(default)]
    pub registered: bool,
    /// It names the document it rests on.
    #[serde(default)]
    pub basis: bool,
    /// Codes of `owner_type` whose assets it is about; all where empty.
    #[serde(default, deserialize_with = "coded::owner_types")]
    pub owners: Vec<Code>,
}
