//! Real assets: the rows of all ledgers and systems that are one thing.

use ledger::tables::Asset;
use ledger::{Books, Row, Subject, SubjectKind, Text};
use std::collections::BTreeMap;

/// One real asset.
#[derive(Debug, Clone)]
pub struct Entity<'a> {
    /// Stable key.
    pub key: Text,
    /// Its id: the county ledger's where ledgers differ, else the first stated, else the row id.
    pub id: Text,
    /// Its rows in all ledgers and systems, in the order of the books. Never empty.
    pub rows: Vec<&'a Asset>,
}

impl<'a> Entity<'a> {
    /// Its rows in one ledger or system.
    pub fn in_ledger(&self, ledger: &str) -> impl Iterator<Item = &'a Asset> {
        self.rows
            .iter()
            .copied()
            .filter(move |a| a.ledger.as_deref() == Some(ledger))
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

/// All real assets, and the way back from a row or an id.
#[derive(Debug, Clone, Default)]
pub struct Entities<'a> {
    /// In the order of their first rows.
    pub all: Vec<Entity<'a>>,
    by_row: BTreeMap<&'a str, usize>,
    by_id: BTreeMap<&'a str, usize>,
}

impl<'a> Entities<'a> {
    /// From groups of rows; a row stands in exactly one group.
    #[must_use]
    pub fn from_groups(groups: Vec<Vec<&'a Asset>>) -> Self {
        let mut out = Self::default();
        for rows in groups.into_iter().filter(|rows| !rows.is_empty()) {
            let index = out.all.len();
            let county = rows
                .iter()
                .find(|a| a.ledger.as_deref() == Some("county") && a.asset_id.is_some());
            let stated = county.or_else(|| rows.iter().find(|a| a.asset_id.is_some()));
            let id = stated
                .and_then(|a| a.asset_id.clone())
                .unwrap_or_else(|| rows[0].row_id().into());
            for row in &rows {
                out.by_row.insert(row.row_id(), index);
                if let Some(id) = row.asset_id.as_deref() {
                    out.by_id.entry(id).or_insert(index);
                }
            }
            out.all.push(Entity {
                key: id.clone(),
                id,
                rows,
            });
        }
        out
    }

    /// Rows that share an asset id; rows without one stand alone.
    #[must_use]
    pub fn by_asset_id(books: &'a Books) -> Self {
        let mut groups: Vec<Vec<&Asset>> = Vec::new();
        let mut index: BTreeMap<&str, usize> = BTreeMap::new();
        for asset in &books.assets {
            match asset.asset_id.as_deref() {
                Some(id) if index.contains_key(id) => groups[index[id]].push(asset),
                Some(id) => {
                    index.insert(id, groups.len());
                    groups.push(vec![asset]);
                }
                None => groups.push(vec![asset]),
            }
        }
        Self::from_groups(groups)
    }

    /// The asset that a row belongs to.
    #[must_use]
    pub fn of_row(&self, row_id: &str) -> Option<&Entity<'a>> {
        self.by_row.get(row_id).map(|i| &self.all[*i])
    }

    /// The asset of that id, in whichever ledger states it.
    #[must_use]
    pub fn of_id(&self, asset_id: &str) -> Option<&Entity<'a>> {
        self.by_id.get(asset_id).map(|i| &self.all[*i])
    }
}
