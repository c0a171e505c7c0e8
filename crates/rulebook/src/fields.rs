//! Names of fields as parameters: checked against the tables when a rulebook is read, so that a
//! misspelt field is an error of the book and never a check that quietly finds nothing.

use ledger::tables::{Asset, AssetOwner, Contract, FundLine, Personnel};
use ledger::{NaiveDate, Row, TableDef};
use serde::{Deserialize, Deserializer, de};

/// Fields of `assets`.
///
/// # Errors
/// A name that is no field of it.
pub fn of_assets<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<&'static str>, D::Error> {
    of(list, &[Asset::TABLE])
}

/// Fields of `asset_owners` or of `assets`.
///
/// # Errors
/// A name that is no field of either.
pub fn of_title<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<&'static str>, D::Error> {
    of(list, &[AssetOwner::TABLE, Asset::TABLE])
}

/// Fields of `contracts`.
///
/// # Errors
/// A name that is no field of it.
pub fn of_contracts<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<&'static str>, D::Error> {
    of(list, &[Contract::TABLE])
}

/// Fields of `fund_ledger`.
///
/// # Errors
/// A name that is no field of it.
pub fn of_fund_ledger<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<&'static str>, D::Error> {
    of(list, &[FundLine::TABLE])
}

/// A list of fields of `assets`, as a value.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct AssetFields(#[serde(deserialize_with = "of_assets")] pub Vec<&'static str>);

/// Fields of `personnel`.
///
/// # Errors
/// A name that is no field of it.
pub fn of_personnel<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<&'static str>, D::Error> {
    of(list, &[Personnel::TABLE])
}

/// A day, as `2020-04-30`.
///
/// # Errors
/// A text that is no day.
pub fn day<'de, D: Deserializer<'de>>(text: D) -> Result<NaiveDate, D::Error> {
    let text = String::deserialize(text)?;
    text.parse().map_err(|_| de::Error::custom(format!("日期应写作“2020-04-30”，不是“{text}”")))
}

fn of<'de, D: Deserializer<'de>>(
    list: D,
    tables: &[&'static TableDef],
) -> Result<Vec<&'static str>, D::Error> {
    Vec::<String>::deserialize(list)?
        .iter()
        .map(|name| {
            tables
                .iter()
                .find_map(|table| table.column(name))
                .map(|column| column.name)
                .ok_or_else(|| de::Error::custom(format!("没有名为“{name}”的字段")))
        })
        .collect()
}
