//! A table of ours as a table of the engine.

use ledger::table::{Kind, Value};
use ledger::{Column, Row};
use rusqlite::types;

/// Columns that every row with an origin has before its own.
const ORIGIN: [&str; 5] = ["row_id", "src_file", "src_sheet", "src_row", "extra"];

/// A table to be made.
pub(crate) struct Table<'n> {
    name: &'n str,
    columns: &'static [Column],
    has_origin: bool,
}

impl<'n> Table<'n> {
    /// The table of rows of that kind.
    pub(crate) fn of<R: Row>(name: &'n str) -> Self {
        Self { name, columns: R::TABLE.columns, has_origin: R::default().origin().is_some() }
    }

    /// The statement that makes it.
    pub(crate) fn create(&self) -> String {
        let origin = self.origin().map(|name| format!("{} {}", quoted(name), origin_type(name)));
        let own = self.columns.iter().map(declared);
        let columns: Vec<String> = origin.chain(own).collect();
        format!("CREATE TABLE {} ({})", quoted(self.name), columns.join(", "))
    }

    /// The statement that fills it; takes what [`fields`] gives.
    pub(crate) fn insert(&self) -> String {
        let names: Vec<String> =
            self.origin().chain(self.columns.iter().map(|c| c.name)).map(quoted).collect();
        let places = vec!["?"; names.len()].join(", ");
        format!("INSERT INTO {} ({}) VALUES ({places})", quoted(self.name), names.join(", "))
    }

    fn origin(&self) -> impl Iterator<Item = &'static str> {
        ORIGIN.into_iter().filter(|_| self.has_origin)
    }
}

fn origin_type(name: &str) -> &'static str {
    if name == "src_row" { "INTEGER" } else { "TEXT" }
}

/// A column; money also as a text in yuan, worked out when it is asked for.
fn declared(column: &Column) -> String {
    let name = quoted(column.name);
    match column.kind {
        Kind::Amount => {
            let yuan = quoted(&format!("{}_yuan", column.name));
            format!("{name} INTEGER, {yuan} TEXT GENERATED ALWAYS AS (yuan({name})) VIRTUAL")
        }
        Kind::Integer | Kind::Bool => format!("{name} INTEGER"),
        Kind::Text | Kind::Code | Kind::Decimal | Kind::Percent | Kind::Date | Kind::List => {
            format!("{name} TEXT")
        }
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// What is stored of a row, in the order of the columns.
pub(crate) fn fields<R: Row>(row: &R) -> Vec<types::Value> {
    let text = |text: Option<&str>| text.map_or(types::Value::Null, |t| t.to_owned().into());
    let mut out = Vec::new();
    if let Some(origin) = row.origin() {
        out.push(text(Some(&origin.row_id)));
        out.push(text(Some(&origin.src_file)));
        out.push(text(origin.src_sheet.as_deref()));
        out.push(i64::from(origin.src_row).into());
        out.push(text(origin.extra.as_deref()));
    }
    out.extend(row.values().into_iter().map(stored));
    out
}

fn stored(value: Value) -> types::Value {
    match value {
        Value::Null => types::Value::Null,
        Value::Amount(amount) => amount.0.into(),
        Value::Integer(number) => number.into(),
        Value::Bool(yes) => i64::from(yes).into(),
        Value::Text(text) => text.to_string().into(),
        other @ (Value::Decimal(_) | Value::Date(_) | Value::List(_)) => other.to_string().into(),
    }
}
