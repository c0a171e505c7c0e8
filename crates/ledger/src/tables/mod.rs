//! Every table, defined once: those that come in (one file each) and those that steps write.

mod account_balances;
mod adjusting;
mod asset_cards;
mod asset_funding;
mod asset_owners;
mod assets;
mod changes;
mod contracts;
mod disposals;
mod distribution_lines;
mod distribution_plans;
mod fund_ledger;
mod handovers;
mod households;
mod income;
mod investments;
mod ledgers;
mod personnel;
mod physical_counts;
mod projects;
mod publicity;
mod supervision;
mod villages;
mod writeoffs;
mod written;

use crate::table::{Row, TableDef};

pub use account_balances::AccountBalance;
pub use adjusting::{AdjustingLine, DepreciationMonth, Unadjusted};
pub use asset_cards::AssetCard;
pub use asset_funding::AssetFunding;
pub use asset_owners::AssetOwner;
pub use assets::Asset;
pub use changes::Change;
pub use contracts::Contract;
pub use disposals::Disposal;
pub use distribution_lines::DistributionLine;
pub use distribution_plans::DistributionPlan;
pub use fund_ledger::FundLine;
pub use handovers::Handover;
pub use households::Household;
pub use income::Income;
pub use investments::Investment;
pub use ledgers::LedgerHeader;
pub use personnel::Personnel;
pub use physical_counts::PhysicalCount;
pub use projects::Project;
pub use publicity::Publicity;
pub use supervision::Supervision;
pub use villages::Village;
pub use writeoffs::WriteOff;
pub use written::{
    Allocation, CountAction, Difference, DisposalDecision, MatchDecision, MatchPair, OwnerShare,
    Ownership, ReconciledAsset, Reject, Residue, RollForward, RollUp, ToleranceUse,
};

/// The tables that steps write, besides findings and traces, with the folder of the step.
pub const WRITTEN: &[(&str, &TableDef)] = &[
    ("normalized", Reject::TABLE),
    ("reconcile", MatchPair::TABLE),
    ("reconcile", Difference::TABLE),
    ("reconcile", Residue::TABLE),
    ("reconcile", ReconciledAsset::TABLE),
    ("reconcile", ToleranceUse::TABLE),
    ("reconcile", RollForward::TABLE),
    ("reconcile", RollUp::TABLE),
    ("reconcile", CountAction::TABLE),
    ("reconcile", AdjustingLine::TABLE),
    ("reconcile", Unadjusted::TABLE),
    ("reconcile", DepreciationMonth::TABLE),
    ("ownership", Ownership::TABLE),
    ("ownership", OwnerShare::TABLE),
    ("distribution", Allocation::TABLE),
    ("disposal", DisposalDecision::TABLE),
];
