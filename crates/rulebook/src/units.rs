//! Money, rates and periods as a law writes them: text with a unit. TOML floats are refused.

use crate::calendar::Calendar;
use ledger::{Decimal, Fen, NaiveDate, day};
use serde::{Deserialize, Deserializer, de};
use std::str::FromStr;

/// An amount: `"100000.00 元"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money(pub Fen);

/// A rate: `"4.35%"`, held as the exact fraction 0.0435.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate(pub Decimal);

/// A period: `"10 日"`, `"7 个工作日"`, `"1 个月"`, `"1 年"`. The first day is not counted, the last
/// is (A17).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// Calendar days.
    Days(u32),
    /// Days on which offices are open, by the rulebook's calendar.
    WorkingDays(u32),
    /// Calendar months: the same day later, or the last of that month.
    Months(u32),
}

impl Rate {
    /// The figure before the percent sign.
    #[must_use]
    pub fn percent(self) -> Decimal {
        (self.0 * Decimal::ONE_HUNDRED).normalize()
    }
}

impl Period {
    /// The last day of the period that began after `from`; `None` where the calendar does not cover
    /// its working days.
    #[must_use]
    pub fn end(self, from: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
        match self {
            Self::Days(n) => {
                Some(from.checked_add_days(chrono::Days::new(n.into())).unwrap_or(from))
            }
            Self::WorkingDays(n) => calendar.after(from, n),
            Self::Months(n) => Some(day::months_later(from, i32::try_from(n).unwrap_or(i32::MAX))),
        }
    }
}

impl std::fmt::Display for Money {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} 元", self.0)
    }
}

impl std::fmt::Display for Rate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}%", self.percent())
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Days(n) => write!(f, "{n} 日"),
            Self::WorkingDays(n) => write!(f, "{n} 个工作日"),
            Self::Months(n) if n % 12 == 0 => write!(f, "{} 年", n / 12),
            Self::Months(n) => write!(f, "{n} 个月"),
        }
    }
}

impl FromStr for Money {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        text.strip_suffix('元')
            .and_then(|yuan| yuan.trim().parse().ok())
            .map(Self)
            .ok_or_else(|| format!("金额应写作“100000.00 元”，不是“{text}”"))
    }
}

impl FromStr for Rate {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        text.strip_suffix('%')
            .and_then(|rate| Decimal::from_str_exact(rate.trim()).ok())
            .and_then(|percent| percent.checked_div(Decimal::ONE_HUNDRED))
            .map(Self)
            .ok_or_else(|| format!("比率应写作“4.35%”，不是“{text}”"))
    }
}

impl FromStr for Period {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let number =
            |unit: &str| text.strip_suffix(unit).and_then(|n| n.trim().parse::<u32>().ok());
        None.or_else(|| number("个月").map(Self::Months))
            .or_else(|| number("个工作日").map(Self::WorkingDays))
            .or_else(|| number("日").map(Self::Days))
            .or_else(|| number("年").and_then(|n| n.checked_mul(12)).map(Self::Months))
            .ok_or_else(|| format!("期限应写作“10 日”“7 个工作日”“1 个月”或“1 年”，不是“{text}”"))
    }
}

macro_rules! deserialize_from_text {
    ($($type:ty),+) => {$(
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    )+};
}

deserialize_from_text!(Money, Rate, Period);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_read_and_printed() {
        assert_eq!("100000.00 元".parse(), Ok(Money(Fen(10_000_000))));
        assert_eq!("4.35%".parse::<Rate>().map(|r| r.to_string()), Ok("4.35%".to_owned()));
        assert_eq!("1 个月".parse(), Ok(Period::Months(1)));
        assert_eq!("1 年".parse(), Ok(Period::Months(12)));
        for text in ["100000", "10 天", "一个月", "1.5 日"] {
            assert!(text.parse::<Period>().is_err() && text.parse::<Money>().is_err(), "{text}");
        }
        assert_eq!("7 个工作日".parse(), Ok(Period::WorkingDays(7)));
        assert_eq!(Period::WorkingDays(7).to_string(), "7 个工作日");
        let from: NaiveDate = "2024-01-31".parse().unwrap();
        let end = |period: Period| period.end(from, &Calendar::default()).map(|d| d.to_string());
        assert_eq!(end(Period::Months(1)).as_deref(), Some("2024-02-29"));
        assert_eq!(end(Period::Days(10)).as_deref(), Some("2024-02-10"));
        assert_eq!(end(Period::WorkingDays(1)), None, "no calendar");
    }
}
