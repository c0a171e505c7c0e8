//! Check families: what a clause can order. One variant each, with typed parameters; a county
//! states only what its text states. Unknown keys are errors.

pub mod allocation;
pub mod custody;
pub mod disposal;
pub mod distribution;
pub mod duty;
pub mod ownership;
pub mod plan_steps;
pub mod reconciliation;
pub mod register;
pub mod split;
pub mod tied;
pub mod writeoff;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// A check family's parameters.
pub trait Family: Sized {
    /// The key under `check.` in a rulebook.
    const NAME: &'static str;
    /// The parameters, if the check is of this family.
    fn of(check: &Check) -> Option<&Self>;
}

macro_rules! families {
    ($($variant:ident($type:ty) = $name:literal,)+) => {
        /// The check that a clause orders.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Check {
            $(
                #[doc = concat!("`check.", $name, "`")]
                $variant($type),
            )+
        }

        impl Check {
            /// The names of all families.
            pub const FAMILIES: &'static [&'static str] = &[$($name),+];

            /// Families that a village may rule for itself: each looks at one contract, plan, title or
            /// disposal at a time, by its place.
            pub const OF_A_VILLAGE: &'static [&'static str] = &[
                "title-publicity", "operator-selection", "contract", "contract-term",
                "contract-clauses", "operator-fit", "split", "use-categories",
                "distribution-chain", "list-posting", "plan-term",
                "appraisal", "agency-threshold", "appraisal-published", "approval-chain",
                "approver-bands", "price-floor", "result-published", "proceeds-deposit",
            ];

            /// The name of its family.
            #[must_use]
            pub const fn family(&self) -> &'static str {
                match self { $(Self::$variant(_) => $name,)+ }
            }
        }

        impl<'de> DeserializeSeed<'de> for OfFamily<'_> {
            type Value = Check;
            fn deserialize<D: Deserializer<'de>>(self, rule: D) -> Result<Check, D::Error> {
                match self.0 {
                    $($name => Deserialize::deserialize(rule).map(Check::$variant),)+
                    other => Err(D::Error::unknown_variant(other, Check::FAMILIES)),
                }
            }
        }

        $(
            impl Family for $type {
                const NAME: &'static str = $name;
                fn of(check: &Check) -> Option<&Self> {
                    if let Check::$variant(rule) = check { Some(rule) } else { None }
                }
            }
        )+
    };
}

/// Reads the parameters of the family of that name.
#[derive(Clone, Copy)]
pub(crate) struct OfFamily<'a>(pub(crate) &'a str);

/// Reads one check of a family, or a list of them.
struct Rows<'a>(OfFamily<'a>);

impl<'de> DeserializeSeed<'de> for Rows<'_> {
    type Value = Vec<Check>;
    fn deserialize<D: Deserializer<'de>>(self, rules: D) -> Result<Vec<Check>, D::Error> {
        rules.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Rows<'_> {
    type Value = Vec<Check>;
    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("{ … } 或 [{ … }, { … }]")
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Vec<Check>, A::Error> {
        Ok(vec![self.0.deserialize(MapAccessDeserializer::new(map))?])
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<Check>, A::Error> {
        let mut out = Vec::new();
        while let Some(check) = list.next_element_seed(self.0)? {
            out.push(check);
        }
        Ok(out)
    }
}

/// Reads the checks of one clause: `check.<family> = { … }`, one key per family. A sentence that
/// orders one thing of two steps, or that something be done and recorded, has two. A sentence that
/// orders one thing of several kinds of assets lists them: `check.<family> = [{ … }, { … }]`.
///
/// # Errors
/// An unknown family or parameter, with its place.
pub fn checks<'de, D: Deserializer<'de>>(clause: D) -> Result<Vec<Check>, D::Error> {
    struct Checks;
    impl<'de> Visitor<'de> for Checks {
        type Value = Vec<Check>;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("check.<family> = { … }")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<Check>, A::Error> {
            let mut out = Vec::new();
            while let Some(name) = map.next_key::<String>()? {
                out.extend(map.next_value_seed(Rows(OfFamily(&name)))?);
            }
            Ok(out)
        }
    }
    clause.deserialize_map(Checks)
}

// Grouped by the step that makes the check; the structs stand in the file of that group.
families! {
    // reconcile (reconciliation.rs)
    ScopeWindow(reconciliation::ScopeWindow) = "scope-window",
    FundSources(reconciliation::FundSources) = "fund-sources",
    FundExcluded(reconciliation::FundExcluded) = "fund-excluded",
    InScopeMoney(reconciliation::InScopeMoney) = "in-scope-money",
    RegisterOnly(reconciliation::RegisterOnly) = "register-only",
    ClassList(reconciliation::ClassList) = "class-list",
    Register(reconciliation::Register) = "register",
    IncomeScheme(reconciliation::IncomeScheme) = "income-scheme",
    IncomeSchemeForm(reconciliation::IncomeSchemeForm) = "income-scheme-form",
    ProjectRiskPaper(reconciliation::ProjectRiskPaper) = "project-risk-paper",
    AfterCareGroup(reconciliation::AfterCareGroup) = "after-care-group",
    BooksAgree(reconciliation::BooksAgree) = "books-agree",
    LedgerRollUp(reconciliation::LedgerRollUp) = "ledger-roll-up",
    SystemAgree(reconciliation::SystemAgree) = "system-agree",
    EntryDeadline(reconciliation::EntryDeadline) = "entry-deadline",
    FundTrace(reconciliation::FundTrace) = "fund-trace",
    FundTotals(reconciliation::FundTotals) = "fund-totals",
    FundSupervisor(reconciliation::FundSupervisor) = "fund-supervisor",
    CardValue(reconciliation::CardValue) = "card-value",
    Depreciation(reconciliation::Depreciation) = "depreciation",
    PhysicalCount(reconciliation::PhysicalCount) = "physical-count",
    ValueBasis(reconciliation::ValueBasis) = "value-basis",
    // reconcile: what the register says of an asset (register.rs)
    AssetClass(register::AssetClass) = "asset-class",
    AssetNature(register::AssetNature) = "asset-nature",
    NatureRegister(register::NatureRegister) = "nature-register",
    HouseholdClass(register::HouseholdClass) = "household-class",
    BoardedLivestock(register::BoardedLivestock) = "boarded-livestock",
    ProjectLibrary(register::ProjectLibrary) = "project-library",
    EarlierAssets(register::EarlierAssets) = "earlier-assets",
    AccountingRule(register::AccountingRule) = "accounting-rule",
    ChangesRegistered(register::ChangesRegistered) = "changes-registered",
    // reconcile: sources that must agree with each other (tied.rs)
    LedgersEqual(tied::LedgersEqual) = "ledgers-equal",
    LedgerTotals(tied::LedgerTotals) = "ledger-totals",
    LedgerReview(tied::LedgerReview) = "ledger-review",
    YearlyLedgers(tied::YearlyLedgers) = "yearly-ledgers",
    IncomeBooked(tied::IncomeBooked) = "income-booked",
    SeparateBooks(tied::SeparateBooks) = "separate-books",
    EquityValue(tied::EquityValue) = "equity-value",
    DisputedValue(tied::DisputedValue) = "disputed-value",
    // confirm-ownership: title (ownership.rs)
    Owner(ownership::Owner) = "owner",
    TitleConfirmed(ownership::TitleConfirmed) = "title-confirmed",
    TitleRegister(ownership::TitleRegister) = "title-register",
    Rights(ownership::Rights) = "rights",
    TitleSteps(ownership::TitleSteps) = "title-steps",
    TitlePapers(ownership::TitlePapers) = "title-papers",
    HandoverPapers(ownership::HandoverPapers) = "handover-papers",
    TitlePublicity(ownership::TitlePublicity) = "title-publicity",
    TitleDeadline(ownership::TitleDeadline) = "title-deadline",
    CollectiveOwner(ownership::CollectiveOwner) = "collective-owner",
    // confirm-ownership: custody and operation (custody.rs)
    Custody(custody::Custody) = "custody",
    Supervisor(custody::Supervisor) = "supervisor",
    DepartmentSupervisor(custody::DepartmentSupervisor) = "department-supervisor",
    FirstResponsible(custody::FirstResponsible) = "first-responsible",
    EquityKeeper(custody::EquityKeeper) = "equity-keeper",
    IndustrySupervisor(custody::IndustrySupervisor) = "industry-supervisor",
    OperatorChosen(custody::OperatorChosen) = "operator-chosen",
    OperatorSelection(custody::OperatorSelection) = "operator-selection",
    OperationConsent(custody::OperationConsent) = "operation-consent",
    ContractSigned(custody::ContractSigned) = "contract",
    ContractTerm(custody::ContractTerm) = "contract-term",
    Renewal(custody::Renewal) = "renewal",
    LegalReview(custody::LegalReview) = "legal-review",
    UpkeepByShares(custody::UpkeepByShares) = "upkeep-by-shares",
    ContractClauses(custody::ContractClauses) = "contract-clauses",
    OperatorFit(custody::OperatorFit) = "operator-fit",
    PersonnelHandover(custody::PersonnelHandover) = "personnel-handover",
    // distribute (distribution.rs)
    Insurance(distribution::Insurance) = "insurance",
    Guarantee(distribution::Guarantee) = "guarantee",
    YieldFloor(distribution::YieldFloor) = "yield-floor",
    OperatorPays(distribution::OperatorPays) = "operator-pays",
    AnnualClearing(distribution::AnnualClearing) = "annual-clearing",
    ThirdPartyEvaluation(distribution::ThirdPartyEvaluation) = "third-party-evaluation",
    OwnerDistributes(distribution::OwnerDistributes) = "owner-distributes",
    VillagePriority(distribution::VillagePriority) = "village-priority",
    UseCategories(distribution::UseCategories) = "use-categories",
    SharingAgreement(plan_steps::SharingAgreement) = "sharing-agreement",
    ForbiddenBusiness(distribution::ForbiddenBusiness) = "forbidden-business",
    IncomeRightHolders(distribution::IncomeRightHolders) = "income-right-holders",
    PoorPortion(distribution::PoorPortion) = "poor-portion",
    RecipientDynamics(distribution::RecipientDynamics) = "recipient-dynamics",
    LabourPriority(distribution::LabourPriority) = "labour-priority",
    EqualSharing(distribution::EqualSharing) = "equal-sharing",
    ShareLedger(distribution::ShareLedger) = "share-ledger",
    DividendsAYear(distribution::DividendsAYear) = "dividends-a-year",
    DistributionClock(distribution::DistributionClock) = "distribution-clock",
    IdleIncome(distribution::IdleIncome) = "idle-income",
    LossOnProtected(distribution::LossOnProtected) = "loss-on-protected",
    BuyBack(distribution::BuyBack) = "buy-back",
    Quantification(distribution::Quantification) = "quantification",
    ListPosting(plan_steps::ListPosting) = "list-posting",
    PlanSections(plan_steps::PlanSections) = "plan-sections",
    DistributionChain(plan_steps::DistributionChain) = "distribution-chain",
    // distribute (split.rs)
    Split(split::Split) = "split",
    ApprovedPlan(split::ApprovedPlan) = "approved-plan",
    // distribute (allocation.rs)
    Remittance(allocation::Remittance) = "remittance",
    SettlingClock(allocation::SettlingClock) = "settling-clock",
    PlanTerm(allocation::PlanTerm) = "plan-term",
    RecipientPriority(allocation::RecipientPriority) = "recipient-priority",
    InvestmentDividend(allocation::InvestmentDividend) = "investment-dividend",
    ShareSplit(allocation::ShareSplit) = "share-split",
    IncentiveCap(allocation::IncentiveCap) = "incentive-cap",
    UpkeepFromIncome(allocation::UpkeepFromIncome) = "upkeep-from-income",
    ReserveUse(allocation::ReserveUse) = "reserve-use",
    Safeguard(allocation::Safeguard) = "safeguard",
    RiskMeasures(allocation::RiskMeasures) = "risk-measures",
    TermRecovery(allocation::TermRecovery) = "term-recovery",
    EquityDividend(allocation::EquityDividend) = "equity-dividend",
    // dispose-check (disposal.rs)
    GoodAssetKept(disposal::GoodAssetKept) = "good-asset-kept",
    DisposalGround(disposal::DisposalGround) = "disposal-ground",
    Appraisal(disposal::Appraisal) = "appraisal",
    AgencyThreshold(disposal::AgencyThreshold) = "agency-threshold",
    LotSplitting(disposal::LotSplitting) = "lot-splitting",
    AppraisalPublished(disposal::AppraisalPublished) = "appraisal-published",
    ApprovalChain(disposal::ApprovalChain) = "approval-chain",
    UnapprovedRemoval(disposal::UnapprovedRemoval) = "unapproved-removal",
    Pledge(disposal::Pledge) = "pledge",
    Proceeds(disposal::Proceeds) = "proceeds",
    Undertaking(disposal::Undertaking) = "undertaking",
    ApproverBands(disposal::ApproverBands) = "approver-bands",
    PriceFloor(disposal::PriceFloor) = "price-floor",
    ResultPublished(disposal::ResultPublished) = "result-published",
    ProceedsDeposit(disposal::ProceedsDeposit) = "proceeds-deposit",
    DonorNotice(disposal::DonorNotice) = "donor-notice",
    EventAppraisal(disposal::EventAppraisal) = "event-appraisal",
    OperationLoss(disposal::OperationLoss) = "operation-loss",
    EquityTermEnd(disposal::EquityTermEnd) = "equity-term-end",
    EquityExitTerms(disposal::EquityExitTerms) = "equity-exit-terms",
    // dispose-check: write-offs (writeoff.rs)
    WriteOffScope(writeoff::WriteOffScope) = "write-off-scope",
    WriteOffGround(writeoff::WriteOffGround) = "write-off-ground",
    WriteOffEvidence(writeoff::WriteOffEvidence) = "write-off-evidence",
    WriteOffLoss(writeoff::WriteOffLoss) = "write-off-loss",
    WriteOffSteps(writeoff::WriteOffSteps) = "write-off-steps",
    WriteOffLiability(writeoff::WriteOffLiability) = "write-off-liability",
    WriteOffProceeds(writeoff::WriteOffProceeds) = "write-off-proceeds",
    WriteOffRecovery(writeoff::WriteOffRecovery) = "write-off-recovery",
    // report (duty.rs)
    YearlyEvaluation(duty::YearlyEvaluation) = "yearly-evaluation",
    Archive(duty::Archive) = "archive",
    PublicDisclosure(duty::PublicDisclosure) = "public-disclosure",
    RiskPapers(duty::RiskPapers) = "risk-papers",
    AuditPlan(duty::AuditPlan) = "audit-plan",
    YearlyReport(duty::YearlyReport) = "yearly-report",
    YearlyCount(duty::YearlyCount) = "yearly-count",
    Milestone(duty::Milestone) = "milestone",
    CustodyBudget(duty::CustodyBudget) = "custody-budget",
    CustodyRule(duty::CustodyRule) = "custody-rule",
    IdleRevival(duty::IdleRevival) = "idle-revival",
    CollectiveReview(duty::CollectiveReview) = "collective-review",
}
