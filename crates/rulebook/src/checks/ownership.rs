//! Title: who owns what, by which steps, with which papers.

use crate::coded::{self, Code};
use crate::fields;
use crate::units::Period;
use crate::when::When;
use ledger::NaiveDate;
use ledger::words::assets::OWNER_TYPE;
use serde::Deserialize;
use std::collections::BTreeMap;

/// `owner`: one row of the county's decision table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Owner {
    /// Conditions. Absent = the residual row.
    #[serde(default)]
    pub when: When,
    /// Who owns.
    pub owner: OwnerIs,
    /// Fields of the assets table, the first filled of which names the department, where one owns.
    #[serde(default, deserialize_with = "fields::of_assets")]
    pub named_by: Vec<&'static str>,
    /// Roles of the bodies (`[bodies]`) one of which must have decided; none where the clause
    /// itself decides.
    #[serde(default)]
    pub decided_by: Vec<String>,
    /// Registered, but outside what is managed.
    #[serde(default)]
    pub register_only: bool,
    /// Papers that the row asks for, as people call them, for the result's column.
    #[serde(default)]
    pub papers: Vec<String>,
}

/// Answers of a decision table: codes of `owner_type`, and two more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnerIs {
    /// The county government.
    CountyGov,
    /// A department of the county; `named-by` says which.
    CountyDept,
    /// The township of the asset.
    Township,
    /// The collective of the village of the asset.
    VillageCollective,
    /// The household.
    Household,
    /// Each place by its share of the money put in.
    Joint,
    /// Whoever the deciding body names.
    Undetermined,
    /// Nobody under this text: other rules apply.
    OutOfScope,
}

impl OwnerIs {
    /// The code of `owner_type`; `None` where the row itself names no owner.
    #[must_use]
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Self::CountyGov => Some("county_gov"),
            Self::CountyDept => Some("county_dept"),
            Self::Township => Some("township"),
            Self::VillageCollective => Some("village_collective"),
            Self::Household => Some("household"),
            Self::Joint => Some("joint"),
            Self::Undetermined | Self::OutOfScope => None,
        }
    }
}

impl OwnerIs {
    /// What people call the answer.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Undetermined => "由决定机构确定",
            Self::OutOfScope => "不适用本办法",
            Self::CountyGov
            | Self::CountyDept
            | Self::Township
            | Self::VillageCollective
            | Self::Household
            | Self::Joint => self.code().map_or("", |code| OWNER_TYPE.label_of(code)),
        }
    }
}

impl Owner {
    /// Whether both rows lead to the same owner by the same way.
    #[must_use]
    pub fn same_answer(&self, other: &Self) -> bool {
        self.owner == other.owner
            && self.decided_by == other.decided_by
            && self.register_only == other.register_only
    }
}

/// `title-confirmed`: every managed asset has a confirmed owner, and the whole of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TitleConfirmed {}

/// `title-register`: the systems, by level of the owner, one of which must hold the asset.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TitleRegister {
    /// Code of `owner_type` → codes of `register_system`.
    #[serde(deserialize_with = "coded::systems_by_owner")]
    pub systems: BTreeMap<Code, Vec<Code>>,
}

/// `rights`: rights that each need a holder (A59: only those that the county names).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rights {
    /// Fields that name the holders; the owner's own name is `title-confirmed`'s business.
    #[serde(deserialize_with = "fields::of_title")]
    pub holders: Vec<&'static str>,
}

/// `title-steps`: dated steps of the title chain, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TitleSteps {
    /// Assets that owe them.
    #[serde(default)]
    pub when: When,
    /// Date fields.
    #[serde(deserialize_with = "fields::of_title")]
    pub steps: Vec<&'static str>,
}

/// `title-papers`: what a title record must hold besides the owner.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TitlePapers {
    /// Assets that owe them.
    #[serde(default)]
    pub when: When,
    /// Fields that name the papers or the body that signed.
    #[serde(deserialize_with = "fields::of_title")]
    pub papers: Vec<&'static str>,
}

/// `handover-papers`: signed papers by which the asset came to its owner.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct HandoverPapers {
    /// Assets that owe them.
    #[serde(default)]
    pub when: When,
    /// Codes of `handover_doc_type`; each must be there, with number and date.
    #[serde(deserialize_with = "coded::handover_papers")]
    pub papers: Vec<Code>,
    /// Who signs: of each group of levels (codes of `owner_type`) at least one; anybody where
    /// empty.
    #[serde(default, deserialize_with = "coded::groups_of_owners")]
    pub parties: Vec<Vec<Code>>,
}

/// `title-publicity`: title is posted before its paper is made out.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TitlePublicity {
    /// Assets that owe it.
    #[serde(default)]
    pub when: When,
    /// How long; any length where the text says none (A19).
    pub at_least: Option<Period>,
    /// Codes of `publicity_channel`, each of which must show it; any where empty.
    #[serde(default, deserialize_with = "coded::channels")]
    pub channels: Vec<Code>,
}

/// `title-deadline`: title is registered by a day.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TitleDeadline {
    /// The last day in time, as `2020-04-30`.
    #[serde(deserialize_with = "fields::day")]
    pub by: NaiveDate,
}
