//! Chinese numerals as digits: 二期 and 2期 are one, 二期 and 三期 are not.

use std::borrow::Cow;
use std::fmt::Write;

/// Every run of Chinese numerals that states one number, as digits. A run that does not (万 in
/// 万亩, 一二 in 一二期) stays.
#[must_use]
pub fn to_digits(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_numeral) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_numeral) {
        let (before, from) = rest.split_at(start);
        let (run, behind) = from.split_at(from.find(|c| !is_numeral(c)).unwrap_or(from.len()));
        out.push_str(before);
        match value(run) {
            // Writing into a string cannot fail.
            Some(n) => write!(out, "{n}").unwrap_or_default(),
            None => out.push_str(run),
        }
        rest = behind;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The number a run of numerals states.
fn value(run: &str) -> Option<u64> {
    let first = run.chars().next()?;
    if run.chars().all(|c| digit(c).is_some()) {
        // One digit, or a year written digit by digit; 一二 may mean one and two.
        return matches!(run.chars().count(), 1 | 4)
            .then(|| run.chars().filter_map(digit).fold(0, |n, d| n * 10 + d));
    }
    // Ten may stand alone (十二); hundred, thousand and ten thousand need a digit in front.
    if power(first).is_some_and(|p| p > 10) {
        return None;
    }
    let (mut total, mut section, mut pending) = (0_u64, 0_u64, None);
    for c in run.chars() {
        if let Some(d) = digit(c) {
            if pending.is_some_and(|p| p != 0) {
                return None;
            }
            pending = Some(d);
        } else if let Some(p) = power(c) {
            if p == 10_000 {
                total += (section + pending.unwrap_or(0)) * p;
                section = 0;
            } else {
                section += pending.unwrap_or(1) * p;
            }
            pending = None;
        }
    }
    Some(total + section + pending.unwrap_or(0))
}

fn is_numeral(c: char) -> bool {
    digit(c).is_some() || power(c).is_some()
}

fn digit(c: char) -> Option<u64> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn power(c: char) -> Option<u64> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        '万' => Some(10_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::to_digits;

    #[test]
    fn numerals_become_digits_where_they_state_one_number() {
        for (text, digits) in [
            ("二期", "2期"),
            ("十二标段", "12标段"),
            ("二十三号", "23号"),
            ("二〇二〇年", "2020年"),
            ("一百零五座", "105座"),
            ("三千亩", "3000亩"),
            ("万亩基地", "万亩基地"),
            ("千亩", "千亩"),
            ("一二期", "一二期"),
            ("松林一村", "松林1村"),
            ("两万", "两万"),
        ] {
            assert_eq!(to_digits(text), digits);
        }
    }
}
