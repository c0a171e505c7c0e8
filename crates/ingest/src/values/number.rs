//! Numbers as people write them, exact.

use crate::texts::squeeze;
use ledger::Decimal;

/// A number and what follows it: `1,234.5平方米` is 1234.5 and `平方米`. The text must begin with
/// the number; `None` where it does not, or where its separators are not thousands separators.
pub(crate) fn leading(text: &str) -> Option<(Decimal, String)> {
    // Most numbers are nothing but digits and a point.
    if text.starts_with(|c: char| c.is_ascii_digit())
        && text.ends_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && let Ok(number) = Decimal::from_str_exact(text)
    {
        return Some((number, String::new()));
    }
    let text = squeeze(text);
    let (negative, text) = sign(&text);
    let end =
        text.find(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.')).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    // `1.2E+06` has lost its digits; it is no number one may book.
    let mut after = rest.chars();
    if matches!(after.next(), Some('e' | 'E'))
        && after.next().is_some_and(|c| c.is_ascii_digit() || c == '+' || c == '-')
    {
        return None;
    }
    let number = plain(digits)?;
    Some((if negative { -number } else { number }, rest.to_owned()))
}

/// The sign in front; accountants also write △ for a negative number.
fn sign(text: &str) -> (bool, &str) {
    if let Some(rest) = text.strip_prefix(['-', '△', '▲', '负']) {
        (true, rest)
    } else {
        (false, text.strip_prefix('+').unwrap_or(text))
    }
}

/// Digits with a decimal point and thousands separators, nothing else.
fn plain(digits: &str) -> Option<Decimal> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if fraction.contains([',', '.']) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = whole.contains(',');
    if grouped && (first.is_empty() || first.len() > 3 || groups.any(|g| g.len() != 3)) {
        return None;
    }
    let mut text: String = whole.chars().filter(|c| *c != ',').collect();
    if text.is_empty() {
        text.push('0');
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    Decimal::from_str_exact(&text).ok()
}

/// Whether the text is a number in float notation, `6.54224E+17`: its last digits are gone.
pub(crate) fn is_float_notation(text: &str) -> bool {
    if !text.bytes().any(|b| matches!(b, b'e' | b'E')) && !text.contains(['ｅ', 'Ｅ']) {
        return false;
    }
    let text = squeeze(text);
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else {
        return false;
    };
    let signed = exponent.starts_with('+');
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    // 12E5 may be a model; 1.2E5 and 6E+17 are numbers.
    !exponent.is_empty()
        && exponent.len() <= 3
        && exponent.bytes().all(|b| b.is_ascii_digit())
        && !mantissa.is_empty()
        && (mantissa.contains('.') || signed)
        && mantissa.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// The digits 0–9 of capital and plain Chinese numerals.
fn digit(c: char) -> Option<i64> {
    Some(match c {
        '零' | '〇' | '○' => 0,
        '一' | '壹' | '弌' => 1,
        '二' | '贰' | '貳' | '两' => 2,
        '三' | '叁' | '參' | '叄' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// A whole number in Chinese numerals: 壹拾贰万叁仟, 十二, 廿三, 二〇二四. What may mean two numbers
/// (三万五 is 35,000 to a speaker and 30,005 to a clerk) is no number.
pub(crate) fn chinese(text: &str) -> Option<i64> {
    if text.is_empty() {
        return None;
    }
    if text.chars().count() > 1 && text.chars().all(|c| digit(c).is_some()) {
        return text.chars().try_fold(0_i64, |n, c| n.checked_mul(10)?.checked_add(digit(c)?));
    }
    if text.contains(['廿', '卅']) {
        return chinese(&text.replace('廿', "二十").replace('卅', "三十"));
    }
    // `total` holds what stands before 亿 and 万, `section` what stands below 万; `smaller` is the
    // last unit, below which the next must lie.
    let (mut total, mut section, mut last, mut smaller) = (0_i64, 0_i64, None, i64::MAX);
    let mut zero = false;
    for c in text.chars() {
        if let Some(d) = digit(c) {
            if last.is_some_and(|l| l != 0) {
                return None;
            }
            zero |= d == 0;
            last = Some(d);
            continue;
        }
        let unit = match c {
            '十' | '拾' => 10,
            '百' | '佰' => 100,
            '千' | '仟' => 1_000,
            '万' | '萬' => 10_000,
            '亿' | '億' => 100_000_000,
            _ => return None,
        };
        if unit < 10_000 {
            if unit >= smaller {
                return None;
            }
            let times = match last.take() {
                Some(times) if times > 0 => times,
                _ if unit == 10 => 1,
                _ => return None,
            };
            section = section.checked_add(times.checked_mul(unit)?)?;
            smaller = unit;
        } else {
            section = section.checked_add(last.take().unwrap_or(0))?;
            let whole = if unit == 10_000 { section } else { total.checked_add(section)? };
            if whole == 0 {
                return None;
            }
            total = if unit == 10_000 {
                total.checked_add(section.checked_mul(unit)?)?
            } else {
                whole.checked_mul(unit)?
            };
            section = 0;
            smaller = i64::MAX;
        }
        zero = false;
    }
    let last_unit = text.chars().rev().find(|c| digit(*c).is_none());
    let spoken = last_unit.is_some_and(|c| !matches!(c, '十' | '拾'));
    if last.is_some_and(|l| l > 0) && spoken && !zero {
        return None;
    }
    total.checked_add(section)?.checked_add(last.unwrap_or(0))
}

/// Words by which a figure says that it is none: 约20万元, 20余万元, 近百亩, 20亩左右.
pub(crate) fn is_approximate(text: &str) -> bool {
    let figure =
        |c: char| c.is_ascii_digit() || digit(c).is_some() || "十百千万亿拾佰仟".contains(c);
    if !text.contains(figure) || text.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return false;
    }
    let before =
        ["大约", "约", "近", "不足", "不到", "超过", "逾", "预计", "估计", "暂估", "≈", "~"];
    let after = ["左右", "上下", "以上", "以下", "以内"];
    let bare = text.trim_end_matches(')');
    let end = bare.rsplit('(').next().unwrap_or("");
    before.iter().any(|word| {
        text.strip_prefix(word).is_some_and(|rest| rest.starts_with(figure)) || end == *word
    }) || after.iter().any(|word| bare.ends_with(word))
        // 余 and 多 behind a figure: 20余万元, 30多头, 百余亩.
        || text.char_indices().any(|(at, c)| {
            matches!(c, '余' | '多') && text.get(..at).is_some_and(|t| t.ends_with(figure))
        })
}

#[cfg(test)]
mod tests {
    use super::{chinese, is_approximate, is_float_notation, leading};
    use proptest::prelude::*;

    fn number(text: &str) -> Option<String> {
        leading(text).map(|(n, rest)| format!("{n}|{rest}"))
    }

    #[test]
    fn numbers_and_what_follows() {
        for (text, read) in [
            ("1,234.50", Some("1234.50|")),
            ("１，２３４．５", Some("1234.5|")),
            (" 3 000 平方米", Some("3000|平方米")),
            ("+2", Some("2|")),
            ("-1", Some("-1|")),
            ("△12", Some("-12|")),
            (".5", Some("0.5|")),
            ("10(其中)", Some("10|(其中)")),
            ("1,23", None),
            ("1.2.3", None),
            ("1.2E+06", None),
            ("若干", None),
            ("", None),
        ] {
            assert_eq!(number(text).as_deref(), read, "{text}");
        }
    }

    #[test]
    fn chinese_numerals() {
        for (text, read) in [
            ("壹拾贰万叁仟肆佰伍拾陆", Some(123_456)),
            ("十二", Some(12)),
            ("一百零五", Some(105)),
            ("二〇二四", Some(2024)),
            ("三亿零二万", Some(300_020_000)),
            ("五", Some(5)),
            ("两万", Some(20_000)),
            ("廿三", Some(23)),
            ("拾万", Some(100_000)),
            ("一百一十", Some(110)),
            ("三万零五", Some(30_005)),
            ("三万五", None),
            ("一百五", None),
            ("万", None),
            ("百", None),
            ("三百千", None),
            ("若干", None),
            ("", None),
        ] {
            assert_eq!(chinese(text), read, "{text}");
        }
    }

    #[test]
    fn float_notation_is_told_from_ids() {
        assert!(is_float_notation("6.54224E+17"));
        assert!(is_float_notation("６．５Ｅ＋１７"));
        assert!(is_float_notation("6E+17"));
        assert!(!is_float_notation("E17"));
        assert!(!is_float_notation("ZC-1E5"));
        assert!(!is_float_notation("12E5"));
    }

    #[test]
    fn figures_that_are_none() {
        for text in ["约20", "20余万元", "近百亩", "30多头", "20亩左右", "5万(预计)", "五十余户"]
        {
            assert!(is_approximate(text), "{text}");
        }
        for text in ["20", "余款", "多功能厅", "约", "20(含税)", "附近3亩"] {
            assert!(!is_approximate(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,30}|[零一二三十百千万亿廿点约余多]{0,9}") {
            let _ = (leading(&text), chinese(&text), is_float_notation(&text), is_approximate(&text));
        }
    }
}
