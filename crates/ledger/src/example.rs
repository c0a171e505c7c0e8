//! The example row of a blank template: what it shows, and by what the reader knows it again.
//!
//! Writer and reader share this one definition, so that an example that nobody touched is never
//! taken for a row of the ledger.

use crate::table::{Column, Kind, Privacy};

/// What stands in the column of row numbers of the example row.
pub const EXAMPLE_MARK: &str = "示例";

/// What the example row shows in a column, as a reader sees the cell; `None` where it stays blank,
/// as it does in every column about a person.
#[must_use]
pub fn example(column: &Column) -> Option<String> {
    if matches!(
        column.privacy,
        Privacy::IdNumber | Privacy::BankAccount | Privacy::Phone | Privacy::PersonName
    ) {
        return None;
    }
    let first = column.vocabulary.and_then(|v| v.0.first()).and_then(|(_, labels)| labels.first());
    Some(match column.kind {
        Kind::Amount => "10000".to_owned(),
        Kind::Decimal => "1".to_owned(),
        Kind::Percent => "100".to_owned(),
        Kind::Integer if column.name.ends_with("year") => "2024".to_owned(),
        Kind::Integer => "10".to_owned(),
        Kind::Date => "2024-05-20".to_owned(),
        Kind::Bool => "是".to_owned(),
        Kind::Code => (*first?).to_owned(),
        Kind::List if column.name == "fund_composition" => {
            "财政专项扶贫资金:8000、自筹资金:2000".to_owned()
        }
        Kind::List => {
            first.map_or_else(|| "示例甲、示例乙".to_owned(), |label| (*label).to_owned())
        }
        Kind::Text if column.name.ends_with("doc_no") => "某财农〔2024〕1号".to_owned(),
        Kind::Text => format!("示例{}", column.label),
    })
}

#[cfg(test)]
mod tests {
    use super::example;
    use crate::Books;

    #[test]
    fn every_column_but_those_about_persons_shows_something() {
        for table in Books::TABLES {
            for column in table.columns {
                let shown = example(column);
                assert!(shown.is_some() || column.is_personal(), "{}.{}", table.name, column.name);
            }
        }
    }
}
