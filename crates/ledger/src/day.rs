//! Dates that know how precisely they were stated, and the day counts of the clauses.

use chrono::{Datelike, Months, NaiveDate};
use std::fmt;

/// How precisely a source states a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Precision {
    /// Year, month and day.
    #[default]
    Day,
    /// Year and month; stored as the first of the month.
    Month,
    /// The year only; stored as 1 January.
    Year,
}

impl Precision {
    /// `day`, `month` or `year`: the text of the `<column>_precision` columns.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The inverse of [`Precision::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Day, Self::Month, Self::Year].into_iter().find(|p| p.code() == code)
    }
}

/// A date as a source states it. Ordered by date, then precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The date; the first day of the month or year when only that is known.
    pub date: NaiveDate,
    /// How much of it the source states.
    pub precision: Precision,
}

impl Day {
    /// A date stated to the day; `None` if there is no such day.
    #[must_use]
    pub fn ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self::from)
    }

    /// A date stated to the month.
    #[must_use]
    pub fn month(year: i32, month: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, 1)
            .map(|date| Self { date, precision: Precision::Month })
    }

    /// A date stated to the year.
    #[must_use]
    pub fn year(year: i32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, 1, 1).map(|date| Self { date, precision: Precision::Year })
    }

    /// The last day that the statement can mean: the end of the month or year where only that is
    /// known. A deadline is missed only when even [`Day::date`] lies after it; a step surely came
    /// before another only when its `latest` does not lie after it.
    #[must_use]
    pub fn latest(self) -> NaiveDate {
        let next = match self.precision {
            Precision::Day => return self.date,
            Precision::Month => self.date.checked_add_months(Months::new(1)),
            Precision::Year => self.date.checked_add_months(Months::new(12)),
        };
        next.and_then(|d| d.pred_opt()).unwrap_or(self.date)
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        Self { date, precision: Precision::Day }
    }
}

/// ISO, cut to what is known: `2024-03-05`, `2024-03`, `2024`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision {
            Precision::Day => write!(f, "{}", self.date),
            Precision::Month => write!(f, "{:04}-{:02}", self.date.year(), self.date.month()),
            Precision::Year => write!(f, "{:04}", self.date.year()),
        }
    }
}

/// Days from `from` to `to`, the first excluded and the last included (A17: civil-law counting).
#[must_use]
pub fn days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    (to - from).num_days()
}

/// The same day `months` later, or the last day of that month (A17). Negative values go back.
#[must_use]
pub fn months_later(day: NaiveDate, months: i32) -> NaiveDate {
    let step = Months::new(months.unsigned_abs());
    let moved =
        if months < 0 { day.checked_sub_months(step) } else { day.checked_add_months(step) };
    moved.unwrap_or(day)
}

/// Whole months from the month of `from` to the month of `to`, both days ignored; negative when
/// `to` lies in an earlier month.
#[must_use]
pub fn months_between(from: NaiveDate, to: NaiveDate) -> i64 {
    let index = |d: NaiveDate| i64::from(d.year()) * 12 + i64::from(d.month0());
    index(to) - index(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_prints_what_is_known_of_it() {
        assert_eq!(Day::ymd(2024, 3, 5).unwrap().to_string(), "2024-03-05");
        assert_eq!(Day::month(2024, 2).unwrap().to_string(), "2024-02");
        assert_eq!(Day::year(2024).unwrap().to_string(), "2024");
        assert_eq!(Day::ymd(2023, 2, 29), None);
        assert_eq!(Day::month(2024, 2).unwrap().latest(), date("2024-02-29"));
        assert_eq!(Day::year(2024).unwrap().latest(), date("2024-12-31"));
    }

    #[test]
    fn a_month_later_is_the_same_day_or_the_last() {
        assert_eq!(months_later(date("2024-01-31"), 1), date("2024-02-29"));
        assert_eq!(months_later(date("2024-03-31"), -1), date("2024-02-29"));
        assert_eq!(months_between(date("2023-12-31"), date("2024-01-01")), 1);
        assert_eq!(days_between(date("2024-01-01"), date("2024-01-11")), 10);
    }
}
