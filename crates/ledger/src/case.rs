//! What a step must know of the case besides its rows.

use crate::money::Fen;
use crate::table::Text;
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The case: whose books, which year, which day is "today".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseInfo {
    /// The county's name, for example 托里县. It stands for 县 in front of a body's name.
    pub county: Text,
    /// The accounting year being cleared.
    pub year: i32,
    /// "Today" for deadlines.
    pub as_of: NaiveDate,
    /// Tolerances that somebody set, by field, in fen; zero where absent.
    pub tolerance: BTreeMap<Text, Fen>,
    /// Cap on the sum of accepted differences, where somebody set one.
    pub tolerance_max_total: Option<Fen>,
}

impl CaseInfo {
    /// The day whose rules judge what the books show of the year: its last, or today where that comes
    /// first. Events are judged by the rules of their own day.
    #[must_use]
    pub fn law_day(&self) -> NaiveDate {
        let year_end = NaiveDate::from_ymd_opt(self.year, 12, 31);
        year_end.map_or(self.as_of, |year_end| year_end.min(self.as_of))
    }
}

/// One `[[input]]` of case.toml: what a file (or several, by glob) is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InputSpec {
    /// Glob relative to the case, with forward slashes.
    pub path: String,
    /// Sheet name; absent or `*` = every sheet.
    pub sheet: Option<String>,
    /// Table of the case.
    pub kind: Option<String>,
    /// Which ledger or system, for `assets`.
    pub ledger: Option<String>,
    /// The unit that keeps the rows, where no column says it.
    pub unit: Option<String>,
    /// 元, 万元 or 亿元, where neither heading, title nor cell says it, or they are wrong.
    pub amount_unit: Option<String>,
    /// Where the headings stand: `3-5`.
    pub header_rows: Option<String>,
    /// Where the data stands: `6-120`.
    pub rows: Option<String>,
    /// The part of the sheet where the table stands, where it holds several: `B3:H20`.
    pub area: Option<String>,
    /// `list`, `card` (label and value in turns) or `across` (fields down, records across), where
    /// it is misjudged.
    pub layout: Option<String>,
    /// Heading in the file → field, where guessing fails.
    #[serde(default)]
    pub columns: BTreeMap<String, String>,
}

/// One `[[place]]` of case.toml: a township or village that got another name, or was merged into
/// another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// The township by its former name; of a village, the one that it lay in.
    pub township: String,
    /// The village by its former name; `None` = the township itself.
    pub village: Option<String>,
    /// The township now; the same where `None`.
    pub now_township: Option<String>,
    /// The village now; the same where `None`.
    pub now_village: Option<String>,
    /// First day of the new name.
    pub since: NaiveDate,
}
