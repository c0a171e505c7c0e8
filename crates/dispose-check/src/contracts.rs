//! Contracts with the assets they are about, for the checks that look at letting and equity.

use crate::context::Context;
use ledger::tables::{Asset, Contract};
use ledger::{Finding, NaiveDate, Subject, SubjectKind};
use rulebook::coded::Code;

/// A contract.
#[derive(Clone, Copy)]
pub(crate) struct Deal<'a> {
    pub(crate) contract: &'a Contract,
    /// Its asset's row, the county ledger's where there is one.
    pub(crate) asset: Option<&'a Asset>,
}

impl<'a> Deal<'a> {
    /// The contract by its id; by its row's without one.
    pub(crate) fn subject(&self) -> Subject {
        let contract = self.contract;
        let id = contract.contract_id.as_deref().unwrap_or(&contract.origin.row_id);
        Subject::new(SubjectKind::Contract, id)
    }

    /// Places a finding where the contract or its asset stands.
    pub(crate) fn place(&self, finding: Finding) -> Finding {
        let township = self.asset.and_then(|a| a.township.as_deref());
        let village = self.asset.and_then(|a| a.village.as_deref());
        finding.place(
            self.contract.township.as_deref().or(township),
            self.contract.village.as_deref().or(village),
        )
    }

    /// How it is run.
    pub(crate) fn mode(&self) -> Option<&'a str> {
        let asset = self.asset.and_then(|a| a.operation_mode.as_deref());
        self.contract.operation_mode.as_deref().or(asset)
    }

    /// Form of the asset; a contract of shareholding whose asset states none is about equity.
    pub(crate) fn form(&self) -> Option<&'a str> {
        let stated = self.asset.and_then(|a| a.asset_form.as_deref());
        stated.or_else(|| (self.mode() == Some("equity")).then_some("equity"))
    }

    /// When it was made: the day of signing, else the first of its term.
    pub(crate) fn day(&self) -> Option<NaiveDate> {
        let contract = self.contract;
        contract.contract_sign_date.or(contract.contract_start_date).map(|day| day.date)
    }

    /// Whether its asset is of one of these classes; any where empty.
    pub(crate) fn is_of(&self, classes: &[Code]) -> bool {
        let class = self.asset.and_then(|a| a.asset_class.as_deref());
        classes.is_empty() || class.is_some_and(|class| classes.contains(&class))
    }
}

/// All contracts, by id.
pub(crate) fn all<'a>(context: &Context<'a>) -> Vec<Deal<'a>> {
    let mut deals: Vec<Deal<'a>> = context
        .books
        .contracts
        .iter()
        .map(|contract| {
            let rows = contract.asset_id.as_deref().and_then(|id| context.assets.get(id));
            Deal { contract, asset: rows.and_then(|rows| rows.first().copied()) }
        })
        .collect();
    deals.sort_by(|a, b| (a.subject(), &a.contract.origin).cmp(&(b.subject(), &b.contract.origin)));
    deals
}
