//! Control totals: rows, nulls and sums of a table's money columns.

use ledger::table::{Kind, Row, Value};
use ledger::{Fen, TableDef};
use std::collections::BTreeMap;

/// The control totals of one table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Totals {
    /// Number of rows.
    pub rows: u64,
    /// Per money column.
    pub columns: BTreeMap<&'static str, ColumnTotal>,
}

/// The control total of one money column: never a sum alone, since the sum of nothing is zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ColumnTotal {
    /// Sum in fen.
    pub sum: Fen,
    /// Rows that state none.
    pub nulls: u64,
}

/// Adds up a table's money columns.
pub fn totals<R: Row>(rows: &[R]) -> Totals {
    let table: &TableDef = R::TABLE;
    let mut out = Totals { rows: rows.len() as u64, columns: BTreeMap::new() };
    for column in table.columns.iter().filter(|c| c.kind == Kind::Amount) {
        let mut total = ColumnTotal::default();
        let mut amounts = Vec::with_capacity(rows.len());
        for row in rows {
            match row.value(column.name) {
                Value::Amount(amount) => amounts.push(amount),
                _ => total.nulls += 1,
            }
        }
        total.sum = Fen::sum(amounts);
        out.columns.insert(column.name, total);
    }
    out
}
