//! `case.toml`: what this case is.

use crate::CaseError;
use chrono::NaiveDate;
use ledger::{CaseInfo, Fen, InputSpec, Renamed};
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
    /// `[[place]]`, in the order of the file.
    #[serde(default, rename = "place")]
    pub places: Vec<PlaceSection>,
    /// `[[village]]`: villages with rules of their own.
    #[serde(default, rename = "village")]
    pub villages: Vec<VillageSection>,
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
    /// The folder of the prior year's case, relative to this one.
    pub prior: Option<String>,
}

/// `[[place]]`: a township or village that got another name, or was merged into another. Rows that
/// name the former place are read as those of the new one once its day has come.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceSection {
    /// The township by its former name; of a village, the one that it lay in.
    pub township: String,
    /// The village by its former name; absent = the township itself.
    pub village: Option<String>,
    /// The township now; the same where absent.
    pub now_township: Option<String>,
    /// The village now; the same where absent.
    pub now_village: Option<String>,
    /// First day of the new name.
    pub since: toml::value::Datetime,
}

/// `[[village]]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VillageSection {
    /// Path of the village's rulebook, relative to the case.
    pub rulebook: String,
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
    /// Bytes of memory that a step may need, by its estimate.
    pub memory_bytes: Option<u64>,
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

    /// The places that got another name.
    ///
    /// # Errors
    /// [`CaseError::Config`] when one has no day, or no other name.
    pub fn renamed(&self) -> Result<Vec<Renamed>, CaseError> {
        let one = |place: &PlaceSection| {
            let name = place.village.as_ref().unwrap_or(&place.township);
            let wrong =
                |what: &str| CaseError::config(format!("case.toml：[[place]] “{name}”{what}"));
            let since = day(place.since).ok_or_else(|| wrong("的 since 不是日期"))?;
            if place.now_township.is_none() && place.now_village.is_none() {
                return Err(wrong("没有新名称：请写 now_township 或 now_village"));
            }
            if place.village.is_none() && place.now_village.is_some() {
                return Err(wrong("写了 now_village，没有写 village"));
            }
            Ok(Renamed {
                township: place.township.clone(),
                village: place.village.clone(),
                now_township: place.now_township.clone(),
                now_village: place.now_village.clone(),
                since,
            })
        };
        self.places.iter().map(one).collect()
    }

    /// What the steps must know of it.
    ///
    /// # Errors
    /// [`CaseError::Config`] when a date or an amount is wrong.
    pub fn info(&self) -> Result<CaseInfo, CaseError> {
        let year_end = NaiveDate::from_ymd_opt(self.case.year, 12, 31);
        let stated = self.case.as_of.map(day);
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

/// The date of a TOML value.
fn day(value: toml::value::Datetime) -> Option<NaiveDate> {
    let date = value.date?;
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
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
    fn a_renamed_place_needs_its_day_and_another_name() {
        let of = |place: &str| {
            let text = "[case]\ncounty='甲县'\nrulebook='r'\nyear=2024\n[[place]]\n";
            CaseFile::parse(&format!("{text}{place}")).unwrap().renamed()
        };
        let whole = "township='乙乡'\nvillage='丙村'\nnow_village='丁村'\nsince=2023-05-01\n";
        let places = of(whole).unwrap();
        assert_eq!(places[0].since.to_string(), "2023-05-01");
        assert!(of(&whole.replace("2023-05-01", "10:00:00")).is_err());
        assert!(of("township='乙乡'\nvillage='丙村'\nsince=2023-05-01\n").is_err());
        assert!(of("township='乙乡'\nnow_village='丁村'\nsince=2023-05-01\n").is_err());
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
