//! `case.toml`: what this case is.

use crate::CaseError;
use chrono::NaiveDate;
use ledger::{CaseInfo, Fen, InputSpec};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    /// `[case]`.
    pub case: CaseSection,
    /// `[[input]]`, in the order of the file.
    #[serde(default, rename = "input")]
    pub inputs: Vec<InputSpec>,
    /// `[tolerance]`.
    #[serde(default)]
    pub tolerance: Tolerance,
    /// `[privacy]`.
    #[serde(default)]
    pub privacy: Privacy,
    /// `[limits]`.
    #[serde(default)]
    pub limits: Limits,
}

/// `[case]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseSection {
    /// The county.
    pub county: String,
    /// Id of a built-in rulebook, or a path relative to the case.
    pub rulebook: String,
    /// The accounting year being cleared.
    pub year: i32,
    /// "Today" for deadlines; 31 December of the year by default.
    pub as_of: Option<toml::value::Datetime>,
}

/// `[tolerance]`: amounts in yuan as text, zero where not set.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tolerance {
    /// For every amount field.
    pub amount_yuan: Option<String>,
    /// Cap on the sum of all accepted differences.
    pub max_total_yuan: Option<String>,
    /// For one field.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
}

/// `[privacy]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Privacy {
    /// The key's file, relative to the case.
    #[serde(default = "default_key_file")]
    pub key_file: String,
}

/// `[limits]`: what one file of the inbox may cost; what is not set has its default. They stand in
/// the case, not on the command line, so that a case read once is read the same again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Cells that hold something.
    pub cells: Option<usize>,
    /// MiB of text in the cells.
    pub text_mib: Option<u32>,
    /// MiB of a zipped workbook, inflated.
    pub inflated_mib: Option<u32>,
    /// How many times its size a zipped workbook may inflate to.
    pub ratio: Option<u32>,
    /// Rows of a sheet.
    pub rows: Option<usize>,
    /// Columns of a sheet.
    pub columns: Option<usize>,
    /// MiB of the rows of a file, as they lie in memory.
    pub rows_mib: Option<u32>,
}

impl Default for Privacy {
    fn default() -> Self {
        Self { key_file: default_key_file() }
    }
}

fn default_key_file() -> String {
    "privacy.key".to_owned()
}

/// The name under which [`CaseInfo::tolerance`] holds the tolerance of every amount field.
const EVERY_AMOUNT: &str = "*";

impl CaseFile {
    /// Reads the text of case.toml.
    ///
    /// # Errors
    /// [`CaseError::Config`] with line and column.
    pub fn parse(text: &str) -> Result<Self, CaseError> {
        toml::from_str(text).map_err(|e| CaseError::config(format!("case.toml 有误：{e}")))
    }

    /// What the steps must know of it.
    ///
    /// # Errors
    /// [`CaseError::Config`] when a date or an amount is wrong.
    pub fn info(&self) -> Result<CaseInfo, CaseError> {
        let year_end = NaiveDate::from_ymd_opt(self.case.year, 12, 31);
        let stated = self.case.as_of.map(|d| {
            d.date
                .and_then(|d| NaiveDate::from_ymd_opt(d.year.into(), d.month.into(), d.day.into()))
        });
        let as_of = stated
            .unwrap_or(year_end)
            .ok_or_else(|| CaseError::config("case.toml：year 或 as_of 不是日期"))?;
        let amount = |name: &str, text: &str| {
            text.parse::<Fen>().ok().filter(|a| *a >= Fen::ZERO).ok_or_else(|| {
                CaseError::config(format!(
                    "case.toml：[tolerance] {name} 应写作 \"0.00\"，不是 \"{text}\""
                ))
            })
        };
        let mut tolerance = BTreeMap::new();
        if let Some(text) = &self.tolerance.amount_yuan {
            tolerance.insert(EVERY_AMOUNT.into(), amount("amount_yuan", text)?);
        }
        for (field, text) in &self.tolerance.fields {
            tolerance.insert(field.as_str().into(), amount(field, text)?);
        }
        let tolerance_max_total = self
            .tolerance
            .max_total_yuan
            .as_deref()
            .map(|t| amount("max_total_yuan", t))
            .transpose()?;
        Ok(CaseInfo {
            county: self.case.county.as_str().into(),
            year: self.case.year,
            as_of,
            tolerance,
            tolerance_max_total,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_of_defaults_to_the_years_last_day() {
        let file = CaseFile::parse("[case]\ncounty='甲县'\nrulebook='r'\nyear=2024\n").unwrap();
        assert_eq!(file.info().unwrap().as_of.to_string(), "2024-12-31");
        let file =
            CaseFile::parse("[case]\ncounty='甲县'\nrulebook='r'\nyear=2024\nas_of=2025-06-30\n")
                .unwrap();
        assert_eq!(file.info().unwrap().as_of.to_string(), "2025-06-30");
    }

    #[test]
    fn limits_are_raised_in_the_case() {
        let text = "[case]\ncounty='甲县'\nrulebook='r'\nyear=2024\n[limits]\nratio=900\n";
        let limits = CaseFile::parse(text).unwrap().limits;
        assert_eq!(limits, Limits { ratio: Some(900), ..Limits::default() });
        assert!(CaseFile::parse(&text.replace("ratio", "ration")).is_err());
    }

    #[test]
    fn a_misspelt_key_and_a_bad_amount_are_said() {
        let error = CaseFile::parse("[case]\ncounty='甲县'\nrulebok='r'\nyear=2024\n").unwrap_err();
        assert!(error.to_string().contains("rulebok"), "{error}");
        let file = CaseFile::parse(
            "[case]\ncounty='甲县'\nrulebook='r'\nyear=2024\n[tolerance]\namount_yuan='-1'\n",
        )
        .unwrap();
        assert!(file.info().unwrap_err().to_string().contains("amount_yuan"));
    }
}
