//! Title: who owns what, by which steps, with which papers.

use crate::coded::{self, Code};
use crate::fields::{self, FieldOf};
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
    /// How the parts of several owners are settled; by what each put in where the row says joint
    /// and no more.
    pub shares: Option<SharesBy>,
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

/// How the parts of several owners are settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SharesBy {
    /// By what each put in.
    Investment,
    /// By the body that decides: what it settled must stand in the title record and make up the
    /// whole.
    Decision,
}

impl Owner {
    /// How the parts of its owners are settled; `None` where the text does not divide it.
    #[must_use]
    pub fn shares(&self) -> Option<SharesBy> {
        let joint = matches!(self.owner, OwnerIs::Joint).then_some(SharesBy::Investment);
        self.shares.or(joint)
    }

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
pub struct TitleConfirmed {
    /// Assets that it is about.
    #[serde(default)]
    pub when: When,
}

/// `title-register`: the systems, by level of the owner, one of which must hold the asset.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TitleRegister {
    /// Assets that it is about.
    #[serde(default)]
    pub when: When,
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
    /// Date fields of the title record or, as `handovers.handover_date`, of the hand-over paper, the
    /// project or the notice of title (its last day): each must be there.
    #[serde(default, deserialize_with = "fields::of_title_chain")]
    pub steps: Vec<FieldOf>,
    /// The whole order, where more than `steps` stands in it.
    #[serde(default, deserialize_with = "fields::of_title_chain")]
    pub order: Vec<FieldOf>,
    /// Fields that name a paper of the chain: each must be filled.
    #[serde(default, deserialize_with = "fields::of_title_chain")]
    pub papers: Vec<FieldOf>,
    /// Field → roles of the bodies (`[bodies]`) one of which it must name.
    #[serde(default)]
    pub bodies: BTreeMap<String, Vec<String>>,
}

/// `title-papers`: what a title record must hold besides the owner.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TitlePapers {
    /// Assets that owe them.
    #[serde(default)]
    pub when: When,
    /// Fields that name the papers or the body that signed.
    #[serde(default, deserialize_with = "fields::of_title")]
    pub papers: Vec<&'static str>,
    /// Fields one of which must be filled.
    #[serde(default, deserialize_with = "fields::of_title")]
    pub any_of: Vec<&'static str>,
    /// Codes of `certificate_type`, one of which the title paper must be; any where empty.
    #[serde(default, deserialize_with = "coded::certificates")]
    pub certificates: Vec<Code>,
    /// Roles of the bodies (`[bodies]`) one of which must have confirmed title, by a document with
    /// its number; not where the ownership clause names a body of its own that has decided.
    #[serde(default)]
    pub confirmed_by: Vec<String>,
    /// Fields of the project that name papers of it.
    #[serde(default, deserialize_with = "fields::of_projects")]
    pub project: Vec<&'static str>,
}

/// `handover-papers`: signed papers by which the asset came to its owner.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct HandoverPapers {
    /// Assets that owe them.
    #[serde(default)]
    pub when: When,
    /// Codes of `handover_doc_type`; each must be there, with number and date; one of any kind where
    /// empty.
    #[serde(default, deserialize_with = "coded::handover_papers")]
    pub papers: Vec<Code>,
    /// Who signs: of each group of levels (codes of `owner_type`) at least one; anybody where
    /// empty.
    #[serde(default, deserialize_with = "coded::groups_of_owners")]
    pub parties: Vec<Vec<Code>>,
    /// Parts that different parties must play.
    #[serde(default)]
    pub roles: Vec<Party>,
    /// Parts that those who watch over it (监交) must play.
    #[serde(default)]
    pub witnesses: Vec<Party>,
    /// It comes after acceptance.
    #[serde(default)]
    pub after_acceptance: bool,
    /// Only of what was accepted (or formed) on or after that day.
    #[serde(default, deserialize_with = "fields::some_day")]
    pub accepted_since: Option<NaiveDate>,
}

/// Who takes part in a hand-over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Party {
    /// The unit that carried the project out.
    Implementer,
    /// The contractor: whoever is neither implementer nor owner.
    Contractor,
    /// The owner; for a village its committee too.
    Owner,
    /// The township.
    Township,
}

/// `collective-owner`: what a village owns belongs to its collective organisation, never to the
/// villagers' committee.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CollectiveOwner {}

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
    /// Posted in the village of the project.
    #[serde(default)]
    pub in_village: bool,
    /// Posted in the township.
    #[serde(default)]
    pub in_township: bool,
    /// No objection is left open.
    #[serde(default)]
    pub no_objection: bool,
}

/// `title-deadline`: title is registered by a day.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TitleDeadline {
    /// The last day in time, as `2020-04-30`.
    #[serde(default, deserialize_with = "fields::some_day")]
    pub by: Option<NaiveDate>,
    /// Where the text names no day: how long after the asset was formed (acceptance, where the project
    /// states it).
    pub within: Option<Period>,
    /// The first day from which a note says that it was late by the narrow reading of the text.
    #[serde(default, deserialize_with = "fields::some_day")]
    pub noted_from: Option<NaiveDate>,
    /// Date fields of the title record, the last of which counts; the registration where empty.
    #[serde(default, deserialize_with = "fields::of_title")]
    pub fields: Vec<&'static str>,
    /// Only of what had been formed by that day.
    #[serde(default)]
    pub formed_by_then: bool,
}
