//! Real assets: the rows of all ledgers and systems that are one thing.

use crate::keys::id::id_key;
use crate::keys::symbol::Positions;
use ledger::tables::Asset;
use ledger::{Books, Row, Subject, SubjectKind, Text};
use std::collections::{BTreeMap, BTreeSet};

/// One real asset.
#[derive(Debug, Clone)]
pub struct Entity<'a> {
    /// Stable key: its id, or a row id where another asset has that id too.
    pub key: Text,
    /// Its id: the county ledger's where ledgers differ, else the first stated, else the row id.
    pub id: Text,
    /// Its rows in all ledgers and systems, in the order of files, sheets and rows. Never empty.
    pub rows: Vec<&'a Asset>,
    /// Some row of it may be the same thing as a row of another asset, but that is not proven: a
    /// pairing is only suggested, or ambiguous. Such an asset may not be called missing, left out
    /// or in no ledger.
    pub unsettled: bool,
}

impl<'a> Entity<'a> {
    /// Its rows in one ledger or system.
    pub fn in_ledger(&self, ledger: &str) -> impl Iterator<Item = &'a Asset> {
        self.rows.iter().copied().filter(move |a| a.ledger.as_deref() == Some(ledger))
    }

    /// Its row in the county ledger, the first where there are several.
    #[must_use]
    pub fn county(&self) -> Option<&'a Asset> {
        self.in_ledger("county").next()
    }

    /// The row that speaks for it: the county ledger's, else the first.
    #[must_use]
    pub fn lead(&self) -> &'a Asset {
        self.county().unwrap_or(self.rows[0])
    }

    /// The subject of findings about it.
    #[must_use]
    pub fn subject(&self) -> Subject {
        Subject::new(SubjectKind::Asset, self.id.clone())
    }
}

/// All real assets, and the way back from a row.
#[derive(Debug, Clone, Default)]
pub struct Entities<'a> {
    /// In the order of their first rows.
    pub all: Vec<Entity<'a>>,
    by_row: Positions<'a>,
}

impl<'a> Entities<'a> {
    /// From groups of rows, all settled; a row stands in exactly one group.
    #[must_use]
    pub fn from_groups(groups: Vec<Vec<&'a Asset>>) -> Self {
        Self::from_matched(groups.into_iter().map(|rows| (rows, false)))
    }

    /// From groups of rows, each with whether it is unsettled; a row stands in exactly one group.
    #[must_use]
    pub fn from_matched(groups: impl IntoIterator<Item = (Vec<&'a Asset>, bool)>) -> Self {
        let mut out = Self::default();
        let mut keys = BTreeSet::new();
        for (rows, unsettled) in groups {
            let Some(first) = rows.first() else {
                continue;
            };
            let county =
                rows.iter().find(|a| a.ledger.as_deref() == Some("county") && a.asset_id.is_some());
            let stated = county.or_else(|| rows.iter().find(|a| a.asset_id.is_some()));
            let row_id: Text = first.row_id().into();
            let id = stated.and_then(|a| a.asset_id.clone()).unwrap_or_else(|| row_id.clone());
            let key = if keys.insert(id.clone()) { id.clone() } else { row_id };
            out.all.push(Entity { key, id, rows, unsettled });
        }
        for (index, entity) in out.all.iter().enumerate() {
            for row in &entity.rows {
                out.by_row.insert(row.row_id(), index);
            }
        }
        out
    }

    /// Rows that share an asset id; rows without one stand alone.
    #[must_use]
    pub fn by_asset_id(books: &'a Books) -> Self {
        let mut groups: Vec<Vec<&Asset>> = Vec::new();
        let mut index: BTreeMap<String, usize> = BTreeMap::new();
        for asset in &books.assets {
            let id = asset.asset_id.as_deref().and_then(id_key);
            match id.as_ref().and_then(|id| index.get(id)) {
                Some(group) => groups[*group].push(asset),
                None => {
                    if let Some(id) = id {
                        index.insert(id, groups.len());
                    }
                    groups.push(vec![asset]);
                }
            }
        }
        Self::from_groups(groups)
    }

    /// The asset that a row belongs to.
    #[must_use]
    pub fn of_row(&self, row_id: &str) -> Option<&Entity<'a>> {
        self.by_row.get(row_id).and_then(|index| self.all.get(index))
    }
}
