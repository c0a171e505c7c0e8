//! What differs between two receptions of the same rows: which came, went, changed or stayed.

use ledger::books::BooksVisitor;
use ledger::{Books, Row, Text, Value};
use std::collections::{BTreeMap, BTreeSet};

/// How the rows of one table differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RowCounts {
    /// In the new rows only.
    pub added: u64,
    /// In the old rows only.
    pub removed: u64,
    /// The same thing, with other values.
    pub changed: u64,
    /// Equal in every column.
    pub same: u64,
}

impl RowCounts {
    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            added: self.added + other.added,
            removed: self.removed + other.removed,
            changed: self.changed + other.changed,
            same: self.same + other.same,
        }
    }

    /// Whether old and new are the same rows.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.added == 0 && self.removed == 0 && self.changed == 0
    }
}

/// How many rows of each file and table differ between two sets of books; files and tables without
/// rows on either side are left out. Where rows came from within their file does not matter.
#[must_use]
pub fn differences(old: &Books, new: &Books) -> BTreeMap<(Text, &'static str), RowCounts> {
    let (old, new) = (Rows::of(old), Rows::of(new));
    let places: BTreeSet<_> = old.0.keys().chain(new.0.keys()).cloned().collect();
    let none = Vec::new();
    places
        .into_iter()
        .map(|place| {
            let counts =
                compare(old.0.get(&place).unwrap_or(&none), new.0.get(&place).unwrap_or(&none));
            (place, counts)
        })
        .collect()
}

/// The rows of one file's books against those of another's, whatever the files are called.
pub(crate) fn between(old: &Books, new: &Books) -> RowCounts {
    let (old, new) = (Rows::of(old).by_table(), Rows::of(new).by_table());
    let tables: BTreeSet<_> = old.keys().chain(new.keys()).copied().collect();
    let none = Vec::new();
    tables.into_iter().fold(RowCounts::default(), |sum, table| {
        sum.plus(compare(old.get(table).unwrap_or(&none), new.get(table).unwrap_or(&none)))
    })
}

/// A row: what tells which thing it is, and all its values.
type Content = (String, Vec<Value>);

#[derive(Default)]
struct Rows(BTreeMap<(Text, &'static str), Vec<Content>>);

impl Rows {
    fn of(books: &Books) -> Self {
        let mut rows = Self::default();
        books.visit(&mut rows);
        rows
    }

    fn by_table(self) -> BTreeMap<&'static str, Vec<Content>> {
        let mut out: BTreeMap<&'static str, Vec<Content>> = BTreeMap::new();
        for ((_, table), mut rows) in self.0 {
            out.entry(table).or_default().append(&mut rows);
        }
        out
    }
}

impl BooksVisitor for Rows {
    fn table<R: Row>(&mut self, rows: &[R]) {
        for row in rows {
            let file = row.origin().map(|o| o.src_file.clone()).unwrap_or_default();
            self.0.entry((file, R::TABLE.name)).or_default().push((key(row), row.values()));
        }
    }
}

/// What tells which thing a row is: whose ledger lists it, and its own key, else what the table
/// cannot do without, with the place.
fn key<R: Row>(row: &R) -> String {
    let texts = |wanted: &dyn Fn(&ledger::Column) -> bool| -> Vec<String> {
        R::TABLE
            .columns
            .iter()
            .filter(|c| wanted(c))
            .map(|c| row.value(c.name).to_string())
            .filter(|text| !text.is_empty())
            .collect()
    };
    let id = format!("{}_id", R::TABLE.name.trim_end_matches('s'));
    let own =
        texts(&|c| (c.key && c.kind == ledger::Kind::Text) || c.name == id || c.name == "asset_id");
    let keeper = texts(&|c| matches!(c.name, "ledger" | "ledger_unit" | "unit")).join("|");
    if !own.is_empty() {
        return format!("{keeper}@{}", own.join("|"));
    }
    let rest = texts(&|c| {
        c.required
            || c.name.ends_with("_name")
            || matches!(c.name, "township" | "village" | "fund_year")
    });
    format!("{keeper}@{}", rest.join("|"))
}

fn compare(old: &[Content], new: &[Content]) -> RowCounts {
    let mut left: BTreeMap<&Content, u64> = BTreeMap::new();
    for row in old {
        *left.entry(row).or_insert(0) += 1;
    }
    let mut counts = RowCounts::default();
    let mut came: BTreeMap<&str, u64> = BTreeMap::new();
    for row in new {
        match left.get_mut(row).filter(|n| **n > 0) {
            Some(n) => {
                *n -= 1;
                counts.same += 1;
            }
            None => *came.entry(&row.0).or_insert(0) += 1,
        }
    }
    let mut went: BTreeMap<&str, u64> = BTreeMap::new();
    for ((key, _), n) in left {
        *went.entry(key).or_insert(0) += n;
    }
    for (key, n) in &mut came {
        let gone = went.entry(key).or_insert(0);
        let changed = (*n).min(*gone);
        counts.changed += changed;
        counts.added += *n - changed;
        *gone -= changed;
    }
    counts.removed = went.values().sum();
    counts
}

#[cfg(test)]
mod tests {
    use super::{RowCounts, between};
    use ledger::tables::Asset;
    use ledger::{Books, Fen};

    fn books(rows: &[(&str, i64)]) -> Books {
        let asset = |(id, value): &(&str, i64)| Asset {
            asset_id: Some((*id).into()),
            original_value: Some(Fen(*value)),
            ..Asset::default()
        };
        Books { assets: rows.iter().map(asset).collect(), ..Books::default() }
    }

    #[test]
    fn rows_come_go_change_and_stay() {
        let old = books(&[("A", 1), ("B", 2), ("C", 3), ("C", 3)]);
        let new = books(&[("C", 3), ("B", 20), ("D", 4), ("A", 1)]);
        let expected = RowCounts { added: 1, removed: 1, changed: 1, same: 2 };
        assert_eq!(between(&old, &new), expected);
        assert!(between(&old, &old).is_nothing());
    }
}
