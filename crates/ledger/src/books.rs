//! Everything that was received, normalised.

use crate::table::{Row, TableDef, Text};
use crate::tables::{
    AccountBalance, Asset, AssetCard, AssetFunding, AssetOwner, Change, Contract, Disposal,
    DistributionLine, DistributionPlan, FundLine, Handover, Household, Income, Investment,
    LedgerHeader, Personnel, PhysicalCount, Project, Publicity, Supervision, Village, WriteOff,
};
use std::collections::{BTreeMap, BTreeSet};

macro_rules! books {
    ($($(#[doc = $doc:literal])+ $field:ident: $row:ty,)+) => {
        /// All input tables of a case. Row order is the order of files, sheets and rows.
        #[derive(Debug, Clone, Default)]
        pub struct Books {
            $($(#[doc = $doc])+ pub $field: Vec<$row>,)+
            /// Names of the tables that were received, also when none of their rows was accepted.
            /// A table that was not received makes the checks that need it *not checkable*.
            pub received: BTreeSet<&'static str>,
            /// The fields that each sheet has a column for, by file and sheet. An empty cell is
            /// missing evidence; where the sheet has no such column, nothing was asked for.
            pub columns: BTreeMap<(Text, Option<Text>), BTreeSet<Text>>,
        }

        impl Books {
            /// The definitions of all input tables, in alphabetical order of their names.
            pub const TABLES: &'static [&'static TableDef] = &[$(<$row as Row>::TABLE),+];

            /// Calls `visitor` with every table: its rows and its definition.
            pub fn visit(&self, visitor: &mut impl BooksVisitor) {
                $(visitor.table(&self.$field);)+
            }

            /// Calls `visitor` with every table, to be filled.
            ///
            /// # Errors
            /// The first error of the visitor.
            pub fn try_fill<E>(&mut self, filler: &mut impl BooksFiller<E>) -> Result<(), E> {
                $(filler.table(&mut self.$field)?;)+
                Ok(())
            }
        }
    };
}

/// What can be done with every table of [`Books`].
pub trait BooksVisitor {
    /// One table.
    fn table<R: Row>(&mut self, rows: &[R]);
}

/// What can fill every table of [`Books`].
pub trait BooksFiller<E> {
    /// One table.
    ///
    /// # Errors
    /// Whatever keeps it from being filled.
    fn table<R: Row>(&mut self, rows: &mut Vec<R>) -> Result<(), E>;
}

books! {
    /// Balances of accounts.
    account_balances: AccountBalance,
    /// Fixed-asset cards.
    asset_cards: AssetCard,
    /// Money of assets by source.
    asset_funding: AssetFunding,
    /// Owners of assets.
    asset_owners: AssetOwner,
    /// Assets as ledgers and systems list them.
    assets: Asset,
    /// Changes of assets.
    changes: Change,
    /// Contracts.
    contracts: Contract,
    /// Disposals.
    disposals: Disposal,
    /// Payments of plans.
    distribution_lines: DistributionLine,
    /// Plans that distribute income.
    distribution_plans: DistributionPlan,
    /// Money by batch and project.
    fund_ledger: FundLine,
    /// Hand-over papers.
    handovers: Handover,
    /// Households.
    households: Household,
    /// Income.
    income: Income,
    /// What villages put into joint assets.
    investments: Investment,
    /// Heads of ledgers.
    ledgers: LedgerHeader,
    /// Changes of posts.
    personnel: Personnel,
    /// Counts in the field.
    physical_counts: PhysicalCount,
    /// Projects.
    projects: Project,
    /// Notices.
    publicity: Publicity,
    /// Inspections and evaluations.
    supervision: Supervision,
    /// Villages.
    villages: Village,
    /// Write-offs.
    writeoffs: WriteOff,
}

impl Books {
    /// Whether that table was received.
    #[must_use]
    pub fn has(&self, table: &str) -> bool {
        self.received.contains(table)
    }

    /// Whether the sheet of that row has a column for a field. Where the columns of the sheet are
    /// not known, it has them all: an empty cell then is what it is.
    #[must_use]
    pub fn has_column<R: Row>(&self, row: &R, field: &str) -> bool {
        if !row.value(field).is_null() {
            return true;
        }
        let known = row.origin().and_then(|origin| {
            self.columns.get(&(origin.src_file.clone(), origin.src_sheet.clone()))
        });
        known.is_none_or(|columns| columns.contains(field))
    }

    /// Whether a row is missing evidence: the cell is empty, and the sheet has a column for it.
    #[must_use]
    pub fn lacks<R: Row>(&self, row: &R, field: &str) -> bool {
        row.value(field).is_null() && self.has_column(row, field)
    }

    /// Rows of one ledger or system.
    pub fn ledger<'a>(&'a self, ledger: &'a str) -> impl Iterator<Item = &'a Asset> {
        self.assets.iter().filter(move |a| a.ledger.as_deref() == Some(ledger))
    }

    /// The ledgers and systems that were received.
    #[must_use]
    pub fn ledgers_received(&self) -> BTreeSet<&str> {
        self.assets.iter().filter_map(|a| a.ledger.as_deref()).collect()
    }
}
