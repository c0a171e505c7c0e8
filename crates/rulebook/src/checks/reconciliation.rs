//! Scope, registers, ledgers, funds and accounts.

use crate::coded::{self, Code};
use crate::coded_books;
use crate::fields::{self, AssetFields};
use crate::units::Period;
use ledger::tables::Asset;
use serde::Deserialize;
use std::collections::BTreeMap;

/// `scope-window`: assets of these years are managed; others follow other rules.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScopeWindow {
    /// First year inside (A14: the year itself is inside).
    pub first_year: i32,
    /// Last year inside; no end where absent.
    pub last_year: Option<i32>,
}

impl ScopeWindow {
    /// Whether a year lies behind the last one inside.
    #[must_use]
    pub fn is_over(&self, year: i32) -> bool {
        self.last_year.is_some_and(|last| year > last)
    }

    /// Whether a year lies inside.
    #[must_use]
    pub fn holds(&self, year: i32) -> bool {
        year >= self.first_year && !self.is_over(year)
    }
}

/// `fund-sources`: money that puts an asset in scope. Lists of several clauses add up.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FundSources {
    /// Codes of `fund_source`.
    #[serde(deserialize_with = "coded::fund_sources")]
    pub sources: Vec<Code>,
    /// Purposes that count, codes of `asset_purpose`; any where empty.
    #[serde(default, deserialize_with = "coded::purposes")]
    pub purposes: Vec<Code>,
    /// Codes of `fund_source` that may be brought in, and need not be.
    #[serde(default, deserialize_with = "coded::fund_sources")]
    pub optional: Vec<Code>,
}

/// `fund-excluded`: money that the county leaves out, by where it comes from or by what it was spent
/// on. An asset that says itself that it is outside what is managed is in order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FundExcluded {
    /// Codes of `fund_source`: all money of the asset is of these.
    #[serde(default, deserialize_with = "coded::fund_sources")]
    pub sources: Vec<Code>,
    /// Codes of `fund_use_direction`: all money of the asset's project was spent on these.
    #[serde(default, deserialize_with = "coded_books::fund_uses")]
    pub uses: Vec<Code>,
    /// Words in the name of what is no asset (贷款贴息).
    #[serde(default)]
    pub words: Vec<String>,
    /// Codes of `asset_class` that `uses` does not touch: grants do form household assets.
    #[serde(default, deserialize_with = "coded::classes")]
    pub except_classes: Vec<Code>,
}

/// `in-scope-money`: what brings an asset into the county ledger. Any positive amount of listed
/// money, unless the clause is about other grounds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InScopeMoney {
    /// It is about goods that were given.
    #[serde(default)]
    pub donated: bool,
    /// It is about assets of this nature, codes of `asset_nature`.
    #[serde(default, deserialize_with = "coded_books::natures")]
    pub natures: Vec<Code>,
}

impl InScopeMoney {
    /// Whether it is about money.
    #[must_use]
    pub fn is_of_money(&self) -> bool {
        !self.donated && self.natures.is_empty()
    }
}

/// `register-only`: assets of these owners are registered, but stand outside what is managed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RegisterOnly {
    /// Codes of `owner_type`.
    #[serde(deserialize_with = "coded::owner_types")]
    pub owners: Vec<Code>,
    /// Codes of `asset_class`, for rows that state no owner.
    #[serde(default, deserialize_with = "coded::classes")]
    pub classes: Vec<Code>,
    /// The class decides whoever is stated as owner.
    #[serde(default)]
    pub by_class: bool,
    /// Codes of `project_type`: only assets of these projects; any where empty.
    #[serde(default, deserialize_with = "coded::project_types")]
    pub project_types: Vec<Code>,
}

impl RegisterOnly {
    /// Whether an asset is only registered: by its owner where one is stated, else by its class.
    /// `project_type` is that of its project, for rows that do not state it.
    #[must_use]
    pub fn covers(&self, asset: &Asset, project_type: Option<&str>) -> bool {
        let kind = match asset.owner_type.as_deref() {
            Some(owner) if !self.by_class => self.owners.contains(&owner),
            _ => self.has_class(asset),
        };
        kind && self.has_project(asset, project_type)
    }

    /// Whether its owner or its class is one of those that are only registered.
    #[must_use]
    pub fn touches(&self, asset: &Asset, project_type: Option<&str>) -> bool {
        let owner = asset.owner_type.as_deref().is_some_and(|o| self.owners.contains(&o));
        (self.has_class(asset) || (owner && !self.by_class))
            && self.has_project(asset, project_type)
    }

    fn has_class(&self, asset: &Asset) -> bool {
        asset.asset_class.as_deref().is_some_and(|class| self.classes.contains(&class))
    }

    fn has_project(&self, asset: &Asset, project_type: Option<&str>) -> bool {
        let stated = asset.project_type.as_deref().or(project_type);
        self.project_types.is_empty() || stated.is_some_and(|t| self.project_types.contains(&t))
    }
}

/// `class-list`: the sub-classes of one class. Lists of several clauses on one class add up.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassList {
    /// Code of `asset_class`.
    #[serde(deserialize_with = "coded::class")]
    pub class: Code,
    /// Codes of `asset_subclass`.
    #[serde(deserialize_with = "coded::subclasses")]
    pub subclasses: Vec<Code>,
    /// The text ends in 等: a sub-class in no list is a warning, to be classed by hand.
    #[serde(default)]
    pub open: bool,
    /// Codes of `asset_form`: assets of these forms belong here and nowhere else.
    #[serde(default, deserialize_with = "coded::forms")]
    pub forms: Vec<Code>,
    /// Codes of `fund_source`: `forms` holds only for assets of this money; any where empty.
    #[serde(default, deserialize_with = "coded::fund_sources")]
    pub sources: Vec<Code>,
}

/// `register`: what the county's register must hold (登记内容).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// Fields of the assets table that every asset owes.
    #[serde(default, deserialize_with = "fields::of_assets")]
    pub fields: Vec<&'static str>,
    /// Code of `asset_class` → fields that only assets of this class owe.
    #[serde(default, deserialize_with = "coded::by_class")]
    pub by_class: BTreeMap<Code, AssetFields>,
    /// Fields of the fund ledger, owed by the lines of an asset's project.
    #[serde(default, deserialize_with = "fields::of_fund_ledger")]
    pub fund_fields: Vec<&'static str>,
    /// Ledgers whose rows owe them.
    #[serde(default = "county_ledger", deserialize_with = "coded::ledgers")]
    pub ledgers: Vec<Code>,
    /// Codes of `owner_type` whose assets owe them; all where empty.
    #[serde(default, deserialize_with = "coded::owner_types")]
    pub owners: Vec<Code>,
    /// Codes of `asset_class` whose assets owe them; all where empty.
    #[serde(default, deserialize_with = "coded::classes")]
    pub classes: Vec<Code>,
}

impl Register {
    /// Every field of the assets table that some class owes.
    pub fn asset_fields(&self) -> impl Iterator<Item = &'static str> {
        let of_class = self.by_class.values().flat_map(|fields| &fields.0);
        self.fields.iter().chain(of_class).copied()
    }

    /// Whether assets of a class owe a field.
    #[must_use]
    pub fn asks(&self, field: &str, class: Option<&str>) -> bool {
        let of_class = class.and_then(|class| self.by_class.get(class));
        self.fields.contains(&field) || of_class.is_some_and(|fields| fields.0.contains(&field))
    }
}

fn county_ledger() -> Vec<Code> {
    vec!["county"]
}

/// `income-scheme`: which assets may enter the income-sharing scheme. One of three suffices:
/// industry assets from the first year on, operating assets of the collective, given assets.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncomeScheme {
    /// First year in which industry assets may have been formed.
    pub first_year: i32,
    /// Codes of `asset_subclass` of industry assets.
    #[serde(deserialize_with = "coded::subclasses")]
    pub subclasses: Vec<Code>,
    /// Codes of `asset_class` that the owners below may bring in.
    #[serde(deserialize_with = "coded::classes")]
    pub classes: Vec<Code>,
    /// Codes of `owner_type` of those.
    #[serde(deserialize_with = "coded::owner_types")]
    pub owners: Vec<Code>,
    /// Codes of `fund_source` of given assets.
    #[serde(deserialize_with = "coded::fund_sources")]
    pub sources: Vec<Code>,
}

/// `income-scheme-form`: scheme money becomes assets of these forms.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncomeSchemeForm {
    /// Codes of `asset_form`.
    #[serde(deserialize_with = "coded::forms")]
    pub forms: Vec<Code>,
}

/// `project-risk-paper`: projects of these types need a feasibility and risk assessment.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectRiskPaper {
    /// Codes of `project_type`.
    #[serde(deserialize_with = "coded::project_types")]
    pub project_types: Vec<Code>,
}

/// `after-care-group`: the implementing plan names the group that supervises after-care.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AfterCareGroup {}

/// `books-agree`: the ledgers that must agree with the county ledger, and what each of them is
/// expected to hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BooksAgree {
    /// Code of `ledger` → what of the county ledger it holds.
    #[serde(deserialize_with = "coded::by_ledger")]
    pub ledgers: BTreeMap<Code, Holding>,
    /// Words of names that tell nothing apart (项目, 工程, …).
    #[serde(default)]
    pub light_words: Vec<String>,
    /// Words of names that mean the same, the one to keep first.
    #[serde(default)]
    pub same_words: Vec<Vec<String>>,
}

/// What of the county ledger another ledger or system holds. An empty list admits everything.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holding {
    /// By which body the ledger is kept, where there is one for each.
    pub keeper: Option<Keeper>,
    /// Codes of `owner_type`.
    #[serde(default, deserialize_with = "coded::owner_types")]
    pub owners: Vec<Code>,
    /// Codes of `asset_class`.
    #[serde(default, deserialize_with = "coded::classes")]
    pub classes: Vec<Code>,
    /// Codes of `project_type`.
    #[serde(default, deserialize_with = "coded::project_types")]
    pub project_types: Vec<Code>,
}

impl Holding {
    /// Whether it is about an asset.
    #[must_use]
    pub fn admits(&self, asset: &Asset) -> bool {
        let fits = |list: &[Code], code: Option<&str>| {
            list.is_empty() || code.is_some_and(|code| list.contains(&code))
        };
        fits(&self.owners, asset.owner_type.as_deref())
            && fits(&self.classes, asset.asset_class.as_deref())
            && fits(&self.project_types, asset.project_type.as_deref())
    }
}

/// Which body keeps the ledger that an asset is expected in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Keeper {
    /// Its industry department.
    Department,
    /// The township in which it stands.
    Township,
    /// The village in which it stands.
    Village,
}

/// `ledger-roll-up`: the totals of these ledgers roll up to the county ledger without difference.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LedgerRollUp {
    /// Codes of `ledger`.
    #[serde(default, deserialize_with = "coded::ledgers")]
    pub ledgers: Vec<Code>,
    /// Codes of `ledger_level`: what the head of such a ledger states equals its rows (`class`: the
    /// ledgers by class, as parts of the county ledger).
    #[serde(default, deserialize_with = "coded_books::levels")]
    pub heads: Vec<Code>,
}

/// `system-agree`: what must stand in a system, and agree with the county ledger there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SystemAgree {
    /// Code of `ledger`: `sys_…`.
    #[serde(deserialize_with = "coded::ledger")]
    pub system: Code,
    /// What of the county ledger it holds.
    pub holds: Holding,
    /// Codes of `owner_type` that may not stand in it.
    #[serde(default, deserialize_with = "coded::owner_types")]
    pub excluded_owners: Vec<Code>,
}

/// `entry-deadline`: entered in the system within some days of an event (A17).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryDeadline {
    /// What is entered.
    pub of: Entered,
    /// Code of `ledger`: the system it is entered in.
    #[serde(deserialize_with = "coded::ledger")]
    pub system: Code,
    /// How long it may take.
    pub within: Period,
}

/// What is entered in a system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Entered {
    /// A batch of money, from its allotment.
    FundBatch,
    /// A project, from the approval of its plan.
    Project,
}

/// `fund-trace`: every payment of the money in scope can be followed to the asset it formed, and
/// every asset back to its payment.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FundTrace {}

/// `fund-totals`: the assets of the departments and the fund ledger agree, by department, year and
/// source of money.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FundTotals {}

/// `fund-supervisor`: money and industries that one department supervises. The tables of several
/// clauses add up; what stands in none has no supervisor.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FundSupervisor {
    /// The department.
    pub department: String,
    /// Codes of `fund_source`.
    #[serde(default, deserialize_with = "coded::fund_sources")]
    pub sources: Vec<Code>,
    /// Codes of `industry_sector`.
    #[serde(default, deserialize_with = "coded::sectors")]
    pub sectors: Vec<Code>,
}

/// `card-value`: the cards of the accounting units agree with the asset ledger.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardValue {}

/// `depreciation`: fixed assets are depreciated by rule.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Depreciation {
    /// Codes of `coverage_scope`: fixed assets that serve these are depreciated at the end of each
    /// year, which the county ledger must show. None where empty.
    #[serde(default, deserialize_with = "coded::scopes")]
    pub year_end_of: Vec<Code>,
}

/// `physical-count`: books agree with what is counted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhysicalCount {}

/// `value-basis`: at what amount assets stand, by the state of the project's final accounts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ValueBasis {
    /// The projects it is about.
    pub projects: FinalAccounts,
    /// The amount at which their assets stand.
    pub value: DueValue,
    /// Fields of the projects or assets table that name the paper behind it; one of them suffices.
    #[serde(default)]
    pub papers: Vec<String>,
}

/// State of a project's final accounts (竣工财务决算).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FinalAccounts {
    /// Required, and made.
    Made,
    /// Required, and not made yet.
    Pending,
    /// Not required.
    NotRequired,
}

/// An amount of a project at which its assets may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DueValue {
    /// That of the final accounts.
    FinalAccount,
    /// What was actually spent (实际列支).
    ActualSpend,
}
