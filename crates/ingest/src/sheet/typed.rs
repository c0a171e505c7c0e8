//! Records to rows of their table.

use ledger::books::{BooksFiller, BooksVisitor};
use ledger::{Books, Origin, Row, TableDef, Value};
use std::convert::Infallible;

/// One row, not yet typed: where it came from, and its values by index of the column.
#[derive(Debug, Clone, Default)]
pub(crate) struct Record {
    pub(crate) origin: Origin,
    pub(crate) values: Vec<(usize, Value)>,
}

impl Record {
    /// The value of a column.
    pub(crate) fn get(&self, column: usize) -> Option<&Value> {
        self.values.iter().find(|(i, _)| *i == column).map(|(_, v)| v)
    }

    /// The text of a column.
    pub(crate) fn text(&self, column: usize) -> Option<&str> {
        match self.get(column) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Sets a column that holds nothing yet.
    pub(crate) fn set_if_absent(&mut self, column: usize, value: Value) {
        if self.get(column).is_none() {
            self.values.push((column, value));
        }
    }
}

struct Filler<'a> {
    table: &'static TableDef,
    records: &'a mut Vec<Record>,
}

impl BooksFiller<Infallible> for Filler<'_> {
    fn table<R: Row>(&mut self, rows: &mut Vec<R>) -> Result<(), Infallible> {
        if R::TABLE.name != self.table.name {
            return Ok(());
        }
        rows.reserve(self.records.len());
        for record in self.records.drain(..) {
            let mut row = R::default();
            if let Some(origin) = row.origin_mut() {
                *origin = record.origin;
            }
            for (index, value) in record.values {
                let fits = row.set_at(index, value);
                debug_assert!(fits, "{} column {index}", R::TABLE.name);
            }
            rows.push(row);
        }
        Ok(())
    }
}

/// Bytes of one row of a table, as it lies in memory.
pub(crate) fn row_size(table: &TableDef) -> usize {
    let mut size = Size { table: table.name, bytes: 0 };
    Books::default().visit(&mut size);
    size.bytes
}

struct Size {
    table: &'static str,
    bytes: usize,
}

impl BooksVisitor for Size {
    fn table<R: Row>(&mut self, _: &[R]) {
        if R::TABLE.name == self.table {
            self.bytes = size_of::<R>();
        }
    }
}

/// Books that hold these records as rows of their table.
pub(crate) fn books(table: &'static TableDef, mut records: Vec<Record>) -> Books {
    let mut books = Books::default();
    let Ok(()) = books.try_fill(&mut Filler { table, records: &mut records });
    books.received.insert(table.name);
    books
}
