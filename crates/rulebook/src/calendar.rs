//! Working days: which days offices are open, as the State Council's yearly notice says it. The
//! notice moves rest days about (调休), so no year can be worked out: a calendar says which years it
//! covers, and a span that leaves them has no answer.
//!
//! ```toml
//! [calendar]
//! source   = "国务院办公厅关于2024年部分节假日安排的通知"
//! years    = [2024]
//! holidays = ["2024-01-01", "2024-02-10/2024-02-17"]   # closed, also on weekdays
//! workdays = ["2024-02-04", "2024-02-18"]              # weekends on which offices are open
//! ```

use chrono::{Datelike, Weekday};
use ledger::NaiveDate;
use serde::{Deserialize, Deserializer, de};
use std::collections::BTreeSet;

/// Offices' open days; empty where the rulebook states none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// Where the days come from, for people.
    #[serde(default)]
    pub source: String,
    /// Years all of whose days off are listed.
    pub years: BTreeSet<i32>,
    /// Closed besides the weekends: days, or `first/last`.
    #[serde(deserialize_with = "days")]
    pub holidays: BTreeSet<NaiveDate>,
    /// Weekend days on which offices are open.
    #[serde(default, deserialize_with = "days")]
    pub workdays: BTreeSet<NaiveDate>,
}

/// No holiday of the state lasts longer.
const LONGEST_HOLIDAY_DAYS: i64 = 31;

impl Calendar {
    /// Whether offices are open; `None` in a year that is not covered.
    #[must_use]
    pub fn is_open(&self, day: NaiveDate) -> Option<bool> {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.years
            .contains(&day.year())
            .then(|| self.workdays.contains(&day) || (!weekend && !self.holidays.contains(&day)))
    }

    /// The `count`th working day after `from`, which is not counted itself (A17); `None` where the
    /// calendar ends before.
    #[must_use]
    pub fn after(&self, from: NaiveDate, count: u32) -> Option<NaiveDate> {
        let mut day = from;
        let mut left = count;
        while left > 0 {
            day = day.succ_opt()?;
            left -= u32::from(self.is_open(day)?);
        }
        Some(day)
    }

    /// How many working days lie after `from` up to and with `to`; `None` where the calendar does not
    /// cover them all.
    #[must_use]
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> Option<usize> {
        let days = from.iter_days().skip(1).take_while(|day| *day <= to);
        days.map(|day| self.is_open(day)).try_fold(0, |sum, open| Some(sum + usize::from(open?)))
    }

    /// Takes over the years that another calendar covers and this one does not.
    pub(crate) fn fill(&mut self, other: &Self) {
        let new = |day: &&NaiveDate| !self.years.contains(&day.year());
        let holidays: Vec<NaiveDate> = other.holidays.iter().filter(new).copied().collect();
        let workdays: Vec<NaiveDate> = other.workdays.iter().filter(new).copied().collect();
        self.holidays.extend(holidays);
        self.workdays.extend(workdays);
        self.years.extend(&other.years);
    }
}

/// Days written as `2024-10-01` or `2024-10-01/2024-10-07`.
fn days<'de, D: Deserializer<'de>>(list: D) -> Result<BTreeSet<NaiveDate>, D::Error> {
    let mut out = BTreeSet::new();
    for text in Vec::<String>::deserialize(list)? {
        let (first, last) = text.split_once('/').unwrap_or((&text, &text));
        let span = first.trim().parse().ok().zip(last.trim().parse().ok());
        let span = span.filter(|(first, last): &(NaiveDate, NaiveDate)| {
            (0..LONGEST_HOLIDAY_DAYS).contains(&(*last - *first).num_days())
        });
        let (first, last) = span.ok_or_else(|| {
            let form = "日期应写作“2024-10-01”或“2024-10-01/2024-10-07”";
            de::Error::custom(format!("{form}，不是“{text}”"))
        })?;
        out.extend(first.iter_days().take_while(|day| *day <= last));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::Calendar;
    use ledger::NaiveDate;

    fn spring_2024() -> Calendar {
        toml::from_str(
            "years = [2024]\nholidays = [\"2024-02-10/2024-02-17\"]\n\
             workdays = [\"2024-02-04\", \"2024-02-18\"]\n",
        )
        .unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn rest_days_that_were_moved_count_as_the_notice_says() {
        let calendar = spring_2024();
        // Friday; the Sunday before the festival is worked, the Monday is an ordinary one.
        assert_eq!(calendar.after(day("2024-02-02"), 1), Some(day("2024-02-04")));
        assert_eq!(calendar.after(day("2024-02-02"), 2), Some(day("2024-02-05")));
        // The last working day before the festival is the Friday, the first after it a Sunday.
        assert_eq!(calendar.after(day("2024-02-08"), 1), Some(day("2024-02-09")));
        assert_eq!(calendar.after(day("2024-02-09"), 1), Some(day("2024-02-18")));
        assert_eq!(calendar.between(day("2024-02-08"), day("2024-02-18")), Some(2));
        assert_eq!(calendar.after(day("2024-02-09"), 0), Some(day("2024-02-09")));
    }

    #[test]
    fn a_span_that_leaves_the_calendar_has_no_answer() {
        let calendar = spring_2024();
        assert_eq!(calendar.after(day("2024-12-30"), 1), Some(day("2024-12-31")));
        assert_eq!(calendar.after(day("2024-12-30"), 2), None);
        assert_eq!(calendar.between(day("2023-12-29"), day("2024-01-02")), None);
        assert_eq!(Calendar::default().after(day("2024-03-01"), 1), None);
        assert_eq!(calendar.after(day("2024-01-01"), u32::MAX), None, "no endless count");
    }

    #[test]
    fn what_is_no_day_and_what_ends_before_it_begins_is_refused() {
        for holiday in ["2024-02-30", "2024-02-17/2024-02-10", "春节", "2024-01-01/2024-12-31"] {
            let text = format!("years = [2024]\nholidays = [\"{holiday}\"]\n");
            assert!(toml::from_str::<Calendar>(&text).is_err(), "{holiday}");
        }
    }

    #[test]
    fn another_calendar_fills_only_the_years_that_are_missing() {
        let mut own = spring_2024();
        let other = "years = [2023, 2024]\nholidays = [\"2023-01-02\", \"2024-03-01\"]\n";
        own.fill(&toml::from_str(other).unwrap());
        assert_eq!(own.is_open(day("2023-01-02")), Some(false));
        assert_eq!(own.is_open(day("2024-03-01")), Some(true));
    }
}
