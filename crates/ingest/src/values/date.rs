//! Dates as people write them, with how precisely they are stated.

use super::number::chinese;
use crate::texts::squeeze;
use ledger::{Day, Decimal, NaiveDate};

/// Serials of 2000-01-01 and 2050-12-31: a number between them in a date column is a date.
const SERIALS: std::ops::RangeInclusive<i64> = 36_526..=55_153;
/// Years that a date may name; what lies outside is a misread number.
const YEARS: std::ops::RangeInclusive<i64> = 1900..=2100;

/// The day a spreadsheet's serial stands for. Workbooks that count from 1904 are 1,462 days off.
pub(crate) fn serial(number: Decimal, epoch_1904: bool) -> Option<Day> {
    let days = i64::try_from(number.trunc().mantissa()).ok()?;
    let days = if epoch_1904 { days + 1_462 } else { days };
    if !SERIALS.contains(&days) {
        return None;
    }
    NaiveDate::from_ymd_opt(1899, 12, 30)?
        .checked_add_signed(chrono::Duration::days(days))
        .map(Day::from)
}

/// A number in a date column: a serial, 20240305, 202403, 2024, or 2024.9.
///
/// 2024.1 as a number may be January or October (2024.10 loses its zero): only the year is certain.
pub(crate) fn number(number: Decimal, epoch_1904: bool) -> Option<Day> {
    if number.fract().is_zero() {
        let text = number.trunc().to_string();
        return digits(&text).or_else(|| serial(number, epoch_1904));
    }
    if let Some(day) = serial(number, epoch_1904) {
        return Some(day);
    }
    let text = number.normalize().to_string();
    let (year, month) = text.split_once('.')?;
    let year = in_years(year.parse().ok()?)?;
    match month {
        "1" => Day::year(year),
        _ if month.len() <= 2 => Day::month(year, month.parse().ok()?),
        _ => None,
    }
}

/// A date written as text: 2024-03-05, 2024/3/5, 2024.3.5, 20240305, 2024年3月5日, 2024年3月份,
/// 2024-03, 202403, 2024年度, 二〇二四年三月, each with a time of day after it; or a serial.
pub(crate) fn parse(text: &str, epoch_1904: bool) -> Option<Day> {
    if let Some(day) = plain(text) {
        return Some(day);
    }
    let text = squeeze(text);
    let text = match text.find(['(', '星', '周', '上', '下']) {
        // 2024年3月5日（星期二）, 2024/3/5 上午 9:00.
        Some(at) if WITHIN_DAY.iter().any(|w| text.get(at..).is_some_and(|t| t.starts_with(w))) => {
            text.get(..at).unwrap_or("")
        }
        _ => text.as_ref(),
    };
    // 20240305.0: figures that went through a program that prints floats.
    let text = match text.strip_suffix(".0") {
        Some(whole) if whole.len() != 5 && whole.bytes().all(|b| b.is_ascii_digit()) => whole,
        _ => text,
    };
    if text.bytes().all(|b| b.is_ascii_digit()) && !text.is_empty() {
        return digits(text).or_else(|| text.parse().ok().and_then(|n| serial(n, epoch_1904)));
    }
    if !text.starts_with(|c: char| c.is_ascii_digit())
        && text.starts_with(|c| chinese(&char::to_string(&c)).is_some())
    {
        return spelled(text);
    }
    let text = without_time(text);
    let mut parts = Vec::with_capacity(3);
    let mut rest = text;
    let mut marks = String::new();
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (digits, after) = rest.split_at_checked(end)?;
        parts.push(digits);
        let mut chars = after.chars();
        if let Some(mark) = chars.next() {
            marks.push(mark);
        }
        rest = chars.as_str();
        if parts.len() > 3 {
            return None;
        }
        if marks.ends_with('月') && rest == "份" || marks.ends_with('年') && rest == "度" {
            break;
        }
    }
    // `43599.0`: a serial that went through a program that prints floats.
    if let (2, ".", [whole, fraction]) = (parts.len(), marks.as_str(), parts.as_slice())
        && whole.len() == 5
        && fraction.bytes().all(|b| b == b'0')
    {
        return whole.parse().ok().and_then(|n| serial(n, epoch_1904));
    }
    shaped(&parts, &marks)
}

/// 2024-03-05, 2024/03/05, 2024.03.05: how most dates are written. `None` says nothing.
fn plain(text: &str) -> Option<Day> {
    let [y, e, a, r, mark, m, n, other, d, e2] = *text.as_bytes() else {
        return None;
    };
    if mark != other || !matches!(mark, b'-' | b'/' | b'.') {
        return None;
    }
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_u32, |number, byte| {
            byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0'))
        })
    };
    let year = in_years(number(&[y, e, a, r])?.into())?;
    Day::ymd(year, number(&[m, n])?, number(&[d, e2])?)
}

/// A start and an end in one text: 2021.1.1-2025.12.31, 2024年3月1日至3月10日.
pub(crate) fn span(text: &str, epoch_1904: bool) -> Option<(Day, Day)> {
    let text = squeeze(text);
    let whole = |from: &str, to: &str| {
        let start = parse(from, epoch_1904)?;
        // The end may leave out the year.
        let end = parse(to, epoch_1904)
            .or_else(|| parse(&format!("{}年{to}", start.date.format("%Y")), epoch_1904))?;
        (end.latest() >= start.date).then_some((start, end))
    };
    for mark in ["至", "到", "~", "—", "--"] {
        if let Some((from, to)) = text.split_once(mark) {
            return whole(from.trim_end_matches('—'), to.trim_start_matches(['—', '-']));
        }
    }
    text.match_indices('-').find_map(|(at, _)| whole(text.get(..at)?, text.get(at + 1..)?))
}

/// Words after a day that are no part of it.
const WITHIN_DAY: [&str; 6] = ["(星期", "(周", "星期", "周", "上午", "下午"];

/// The parts between the marks, by the shape of the marks.
fn shaped(parts: &[&str], marks: &str) -> Option<Day> {
    let plain =
        marks.chars().all(|c| "-/.、。·".contains(c)) && (1..3).contains(&marks.chars().count());
    let number = |i: usize| -> Option<u32> {
        let part = parts.get(i)?;
        (part.len() <= 2).then(|| part.parse().ok()).flatten()
    };
    let year = match parts.first()? {
        // 23/6/5: China writes the year first. What may be a day or a month is not taken for one.
        short if short.len() == 2 && parts.len() == 3 => {
            let year = short.parse::<i64>().ok()?;
            let certain = marks.starts_with('年') || year > 12;
            certain.then(|| if year < 50 { 2000 + year } else { 1900 + year })?
        }
        year => year.parse().ok()?,
    };
    let year = in_years(year)?;
    match (parts.len(), marks) {
        (3, "年月日" | "年月" | "年月号") => Day::ymd(year, number(1)?, number(2)?),
        (3, _) if plain => Day::ymd(year, number(1)?, number(2)?),
        (2, "年月" | "年") => Day::month(year, number(1)?),
        (2, _) if plain => Day::month(year, number(1)?),
        (1, "年") => Day::year(year),
        _ => None,
    }
}

/// A date of which only the month or the year is certain: 2024年3月上旬, 2024年底, 2024年第三季度.
pub(crate) fn roughly(text: &str) -> Option<Day> {
    let text = squeeze(text);
    let ends = |words: &[&str]| {
        words.iter().find_map(|word| text.strip_suffix(word)).filter(|rest| !rest.is_empty())
    };
    if let Some(month) = ends(&["上旬", "中旬", "下旬", "月初", "月中", "月底", "月末"])
    {
        let month = month.strip_suffix('月').unwrap_or(month);
        return parse(&format!("{month}月"), false)
            .filter(|day| day.precision == ledger::Precision::Month);
    }
    let year = ends(&[
        "年初",
        "年中",
        "年底",
        "年末",
        "年上半年",
        "年下半年",
        "年春",
        "年夏",
        "年秋",
        "年冬",
        "年第一季度",
        "年第二季度",
        "年第三季度",
        "年第四季度",
        "年一季度",
        "年二季度",
        "年三季度",
        "年四季度",
    ])?;
    parse(&format!("{year}年"), false)
}

/// A month and a day without a year, in the year of the date `above`; `None` where it would lie
/// before that date, since then the year may have changed.
pub(crate) fn without_year(text: &str, above: Day) -> Option<Day> {
    let text = squeeze(text);
    if !text.starts_with(|c: char| c.is_ascii_digit())
        || !text.contains('月')
        || text.contains('年')
    {
        return None;
    }
    let day = parse(&format!("{}年{text}", above.date.format("%Y")), false)?;
    (day.latest() >= above.date).then_some(day)
}

/// Digits only: 20240305, 202403, 2024.
fn digits(text: &str) -> Option<Day> {
    let part = |from: usize, to: usize| text.get(from..to).and_then(|t| t.parse::<u32>().ok());
    let year = in_years(i64::from(part(0, 4)?))?;
    match text.len() {
        8 => Day::ymd(year, part(4, 6)?, part(6, 8)?),
        6 => Day::month(year, part(4, 6)?),
        4 => Day::year(year),
        _ => None,
    }
}

/// 二〇二四年三月五日.
fn spelled(text: &str) -> Option<Day> {
    let (year, rest) = text.split_once('年')?;
    let year = in_years(chinese(year)?)?;
    if rest.is_empty() || rest == "度" {
        return Day::year(year);
    }
    let (month, rest) = rest.split_once('月')?;
    let month = u32::try_from(chinese(month)?).ok()?;
    if rest.is_empty() || rest == "份" {
        return Day::month(year, month);
    }
    let day = rest.trim_end_matches(['日', '号']);
    Day::ymd(year, month, u32::try_from(chinese(day)?).ok()?)
}

/// The text before a time of day: `2024-03-0500:00:00` (blanks are gone), `2024-03-05T00:00`.
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else {
        return text;
    };
    let date = text.get(..colon).unwrap_or(text);
    match date.split_once('T') {
        Some((day, _)) => day,
        // The hour's one or two digits stand glued to the day.
        None => {
            let day = date.rfind(['-', '/', '.']).map_or(0, |i| i + 1);
            let keep = if date.len().saturating_sub(day) >= 4 { 2 } else { 1 };
            let end = match date.rfind('日') {
                Some(i) => i + '日'.len_utf8(),
                None => day + keep,
            };
            date.get(..end).unwrap_or(text)
        }
    }
}

fn in_years(year: i64) -> Option<i32> {
    YEARS.contains(&year).then(|| i32::try_from(year).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::{number, parse};
    use ledger::{Day, NaiveDate};
    use proptest::prelude::*;

    fn read(text: &str) -> String {
        parse(text, false).map_or_else(|| "-".to_owned(), |d| d.to_string())
    }

    #[test]
    fn shapes_of_dates() {
        for (text, expected) in [
            ("2024-03-05", "2024-03-05"),
            ("2024/3/5", "2024-03-05"),
            ("2024.3.5", "2024-03-05"),
            ("20240305", "2024-03-05"),
            ("2024年3月5日", "2024-03-05"),
            ("2024 年 3 月 5 日", "2024-03-05"),
            ("２０２４年３月", "2024-03"),
            ("2024年9月份", "2024-09"),
            ("2018.10", "2018-10"),
            ("2019.8", "2019-08"),
            ("2024-03", "2024-03"),
            ("202403", "2024-03"),
            ("2024", "2024"),
            ("2024年", "2024"),
            ("2020年度", "2020"),
            ("二〇二〇年九月", "2020-09"),
            ("二〇二四年三月五日", "2024-03-05"),
            ("45356", "2024-03-05"),
            ("43599.0", "2019-05-14"),
            ("2024-03-05 00:00:00", "2024-03-05"),
            ("2024/3/5 0:00", "2024-03-05"),
            ("2024-03-05T08:30:00", "2024-03-05"),
            ("2023年2月29日", "-"),
            ("2024-02-30", "-"),
            ("23/6/5", "2023-06-05"),
            ("24.3.5", "2024-03-05"),
            ("98年6月5日", "1998-06-05"),
            ("05年6月7日", "2005-06-07"),
            ("05/06/07", "-"),
            ("6/5/23", "-"),
            ("2023-06-31", "-"),
            ("2018、9", "2018-09"),
            ("2024。3。5", "2024-03-05"),
            ("2024.3/5", "2024-03-05"),
            ("20240305.0", "2024-03-05"),
            ("2024年3月5号", "2024-03-05"),
            ("2024年3月5日（星期二）", "2024-03-05"),
            ("2024/3/5 上午 9:00", "2024-03-05"),
            ("二〇二三年六月廿三日", "2023-06-23"),
            ("2024035", "-"),
            ("6月28日", "-"),
            ("2019-2020", "-"),
            ("2024-13", "-"),
            ("去年", "-"),
            ("", "-"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_certain_of_a_date_is_taken() {
        let rough = |text: &str| super::roughly(text).map_or("-".to_owned(), |d| d.to_string());
        for (text, expected) in [
            ("2024年3月上旬", "2024-03"),
            ("2024年3月底", "2024-03"),
            ("2024年底", "2024"),
            ("2024年下半年", "2024"),
            ("2024年第三季度", "2024"),
            ("底", "-"),
            ("2024年3月5日", "-"),
        ] {
            assert_eq!(rough(text), expected, "{text}");
        }
        let above = Day::ymd(2025, 6, 26).unwrap();
        let inherits = |text| super::without_year(text, above).map(|d| d.to_string());
        assert_eq!(inherits("6月28日").as_deref(), Some("2025-06-28"));
        assert_eq!(inherits("6月26日").as_deref(), Some("2025-06-26"));
        assert_eq!(inherits("6月25日"), None);
        assert_eq!(inherits("6月31日"), None);
        assert_eq!(inherits("6.28"), None);
    }

    #[test]
    fn spans_are_split_in_two() {
        let read = |text: &str| {
            super::span(text, false)
                .map_or_else(|| "-".to_owned(), |(from, to)| format!("{from} {to}"))
        };
        for (text, expected) in [
            ("2021.1.1-2025.12.31", "2021-01-01 2025-12-31"),
            ("2021-01-01-2025-12-31", "2021-01-01 2025-12-31"),
            ("2021年1月1日至2025年12月31日", "2021-01-01 2025-12-31"),
            ("2024年3月1日—3月10日", "2024-03-01 2024-03-10"),
            ("2019-2020", "2019 2020"),
            ("2025.12.31-2021.1.1", "-"),
            ("三年", "-"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_in_date_columns() {
        let read = |n: &str, epoch| {
            number(n.parse().unwrap(), epoch).map_or_else(|| "-".to_owned(), |d| d.to_string())
        };
        assert_eq!(read("45356", false), "2024-03-05");
        assert_eq!(read("43894", true), "2024-03-05");
        assert_eq!(read("45356.5", false), "2024-03-05");
        assert_eq!(read("20240305", false), "2024-03-05");
        assert_eq!(read("2020.9", false), "2020-09");
        assert_eq!(read("2020.11", false), "2020-11");
        assert_eq!(read("2020.1", false), "2020");
        assert_eq!(read("7", false), "-");
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(days in 0_i64..18_000) {
            let date = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + chrono::Duration::days(days);
            for shape in ["%Y-%m-%d", "%Y/%-m/%-d", "%Y.%-m.%-d", "%Y%m%d", "%Y年%-m月%-d日"] {
                let text = date.format(shape).to_string();
                prop_assert_eq!(parse(&text, false), Some(Day::from(date)), "{}", text);
            }
            for shape in ["%Y-%m", "%Y年%-m月", "%Y年%m月份", "%Y%m"] {
                let text = date.format(shape).to_string();
                let month = Day::month(date.format("%Y").to_string().parse().unwrap(), date.format("%m").to_string().parse().unwrap());
                prop_assert_eq!(parse(&text, false), month, "{}", text);
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[0-9年月日./: T-]{0,16}|.{0,16}") {
            let _ = (parse(&text, false), super::span(&text, false));
        }
    }
}
