//! Evidence of one kind, in whichever table states it: what is stated, which cells say so, and
//! whether the sheets have a column for it at all. An empty cell is missing evidence; a column that
//! the sheet does not have is none, and what hangs on it is *not checkable*.

use crate::view::View;
use ledger::tables::{Asset, AssetOwner};
use ledger::{Books, Cell, Row, Value};
use std::collections::BTreeSet;

/// A value, and the cells that state it or that should.
pub(crate) type Evidence = (Value, Vec<Cell>);

/// Which columns were received.
#[derive(Debug)]
pub(crate) struct Columns<'a> {
    books: &'a Books,
    /// Those of the title rows, of whatever sheet.
    titles: BTreeSet<&'static str>,
}

impl<'a> Columns<'a> {
    pub(crate) fn of(books: &'a Books) -> Self {
        let rows = &books.asset_owners;
        let received =
            |field: &&str| rows.is_empty() || rows.iter().any(|row| books.has_column(row, field));
        let fields = AssetOwner::TABLE.columns.iter().map(|column| column.name);
        let titles = fields.filter(|field| books.has("asset_owners") && received(field)).collect();
        Self { books, titles }
    }

    /// Whether the sheet of a row has a column.
    pub(crate) fn has<R: Row>(&self, row: &R, field: &str) -> bool {
        self.books.has_column(row, field)
    }

    /// What the asset's row states in a field; where the ledger of that row has no such column, what
    /// its row in another ledger states. `None` = no ledger that holds it has the column.
    pub(crate) fn asset_value(&self, view: &View, field: &str) -> Option<Evidence> {
        let others = view.rows.iter().copied();
        std::iter::once(view.row)
            .chain(others)
            .find(|row| self.has(*row, field))
            .map(|row| (row.value(field), row.cells(&[field])))
    }

    /// What the asset's title rows state in a field, else the asset itself. `None` = neither table
    /// has the column.
    pub(crate) fn title_value(&self, view: &View, field: &str) -> Option<Evidence> {
        let in_row = Asset::TABLE.column(field).is_some();
        let of_row = || in_row.then(|| self.asset_value(view, field)).flatten();
        if !self.titles.contains(field) {
            return of_row();
        }
        if let Some(title) = view.titles.iter().find(|t| !t.value(field).is_null()) {
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
