//! Which columns were received. An empty cell is missing evidence; a column that no sheet had is
//! not. Rows alone do not say which it is: a column that not one of many rows fills was not
//! received, and what hangs on it is *not checkable*. Few rows prove nothing: their empty cells
//! are what they are.

use crate::view::View;
use ledger::tables::{Asset, AssetOwner};
use ledger::{Books, Cell, Row, Value};
use std::collections::{BTreeMap, BTreeSet};

/// From this many rows on, a column that none of them fills was not received.
const MANY: usize = 10;

/// The columns that at least one of some rows fills.
#[derive(Debug, Default)]
struct Filled {
    rows: usize,
    fields: BTreeSet<&'static str>,
}

impl Filled {
    fn add<R: Row>(&mut self, row: &R) {
        self.rows += 1;
        for column in R::TABLE.columns {
            if !self.fields.contains(column.name) && !row.value(column.name).is_null() {
                self.fields.insert(column.name);
            }
        }
    }

    fn has(&self, field: &str) -> bool {
        self.rows < MANY || self.fields.contains(field)
    }
}

/// The columns of the tables that say what an asset owes.
#[derive(Debug, Default)]
pub(crate) struct Columns<'a> {
    assets: BTreeMap<&'a str, Filled>,
    titles: Filled,
    contracts: Filled,
    has_titles: bool,
}

impl<'a> Columns<'a> {
    pub(crate) fn of(books: &'a Books) -> Self {
        let mut out = Self { has_titles: books.has("asset_owners"), ..Self::default() };
        for row in &books.assets {
            let ledger = row.ledger.as_deref().unwrap_or_default();
            out.assets.entry(ledger).or_default().add(row);
        }
        books.asset_owners.iter().for_each(|row| out.titles.add(row));
        books.contracts.iter().for_each(|row| out.contracts.add(row));
        out
    }

    /// Whether a column of contracts was received.
    pub(crate) fn of_contracts(&self, field: &str) -> bool {
        self.contracts.has(field)
    }

    fn of_asset(&self, row: &Asset, field: &str) -> bool {
        let ledger = row.ledger.as_deref().unwrap_or_default();
        self.assets.get(ledger).is_some_and(|filled| filled.has(field))
    }

    /// What the asset's row states in a field, with its cell; where the ledger of that row has no
    /// such column, what its row in another ledger states. `None` = no ledger has the column.
    pub(crate) fn asset_value(&self, view: &View, field: &str) -> Option<(Value, Vec<Cell>)> {
        let others = view.rows.iter().copied();
        std::iter::once(view.row)
            .chain(others)
            .find(|row| self.of_asset(row, field))
            .map(|row| (row.value(field), row.cells(&[field])))
    }

    /// What the asset's title rows state in a field, else the asset itself. `None` = neither table
    /// has the column.
    pub(crate) fn title_value(&self, view: &View, field: &str) -> Option<(Value, Vec<Cell>)> {
        let in_titles =
            AssetOwner::TABLE.column(field).is_some() && self.has_titles && self.titles.has(field);
        let in_row = Asset::TABLE.column(field).is_some();
        let of_row = || in_row.then(|| self.asset_value(view, field)).flatten();
        if !in_titles {
            return of_row();
        }
        let stating = view.titles.iter().find(|t| !t.value(field).is_null());
        if let Some(title) = stating {
            return Some((title.value(field), title.cells(&[field])));
        }
        let cells: Vec<Cell> = view.titles.iter().flat_map(|t| t.cells(&[field])).collect();
        match of_row() {
            Some((value, of_row)) if !value.is_null() || cells.is_empty() => Some((value, of_row)),
            _ if cells.is_empty() => Some((Value::Null, view.row.cells(&["asset_id"]))),
            _ => Some((Value::Null, cells)),
        }
    }
}
