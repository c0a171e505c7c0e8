//! Names of fields as parameters: checked against the tables when a rulebook is read, so that a
//! misspelt field is an error of the book and never a check that quietly finds nothing.

use ledger::tables::{
    Asset, AssetOwner, Contract, FundLine, Handover, Personnel, Project, Publicity,
};
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

/// Fields of `projects`.
///
/// # Errors
/// A name that is no field of it.
pub fn of_projects<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<&'static str>, D::Error> {
    of(list, &[Project::TABLE])
}

/// A field of the title record (`table` empty: `asset_owners`, else `assets`) or of another table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldOf {
    /// Name of the table; empty for the title record.
    pub table: &'static str,
    /// Name of the field.
    pub field: &'static str,
}

/// Fields of a chain of title: of the title record, or with the table in front of `handovers`,
/// `projects` or `publicity`.
///
/// # Errors
/// A name that is no such field.
pub fn of_title_chain<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<FieldOf>, D::Error> {
    let unknown = |name: &str| de::Error::custom(format!("没有名为“{name}”的字段"));
    Vec::<String>::deserialize(list)?
        .iter()
        .map(|name| {
            let Some((table, field)) = name.split_once('.') else {
                let own = [AssetOwner::TABLE, Asset::TABLE];
                let column = own.iter().find_map(|table| table.column(name));
                let field = column.ok_or_else(|| unknown(name))?.name;
                return Ok(FieldOf { table: "", field });
            };
            let others = [Handover::TABLE, Project::TABLE, Publicity::TABLE];
            let table = others.iter().find(|t| t.name == table).ok_or_else(|| unknown(name))?;
            let field = table.column(field).ok_or_else(|| unknown(name))?.name;
            Ok(FieldOf { table: table.name, field })
        })
        .collect()
}

/// A day, or none.
///
/// # Errors
/// A text that is no day.
pub fn some_day<'de, D: Deserializer<'de>>(text: D) -> Result<Option<NaiveDate>, D::Error> {
    day(text).map(Some)
}

/// One field of `contracts`.
///
/// # Errors
/// A name that is no field of it.
pub fn of_contract<'de, D: Deserializer<'de>>(name: D) -> Result<&'static str, D::Error> {
    let name = String::deserialize(name)?;
    let column = Contract::TABLE.column(&name);
    column.map(|c| c.name).ok_or_else(|| de::Error::custom(format!("没有名为“{name}”的字段")))
}

/// One field of `personnel`, or none.
///
/// # Errors
/// A name that is no field of it.
pub fn of_post<'de, D: Deserializer<'de>>(name: D) -> Result<Option<&'static str>, D::Error> {
    let name = String::deserialize(name)?;
    let column = Personnel::TABLE.column(&name);
    let found = column.map(|c| Some(c.name));
    found.ok_or_else(|| de::Error::custom(format!("没有名为“{name}”的字段")))
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
