//! Money as people write it, exact to the fen.

use super::number::{chinese, leading};
use crate::texts::{fold, squeeze};
use ledger::{Decimal, Fen};

/// A unit in which a column states money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Yuan,
    Thousand,
    TenThousand,
    Million,
    HundredMillion,
}

impl Unit {
    /// Longest names first, so that 万元 is not read as 元.
    const NAMES: [(&'static str, Unit); 8] = [
        ("百万元", Self::Million),
        ("亿元", Self::HundredMillion),
        ("万元", Self::TenThousand),
        ("千元", Self::Thousand),
        ("亿", Self::HundredMillion),
        ("万", Self::TenThousand),
        ("元", Self::Yuan),
        ("圆", Self::Yuan),
    ];

    /// The unit of that name: 元, 万元, 亿元 …, with or without 人民币 in front.
    pub(crate) fn named(text: &str) -> Option<Self> {
        let text = fold(text);
        let text = text.trim_start_matches("人民币").trim_end_matches("人民币");
        Self::NAMES.iter().find(|(name, _)| *name == text).map(|(_, unit)| *unit)
    }

    /// The unit at the end of a folded heading that ends neither in a bracket nor in a word that
    /// merely holds the character.
    pub(crate) fn ending(heading: &str) -> Option<(Self, usize)> {
        ["百万元", "亿元", "万元", "千元", "元"]
            .iter()
            .find(|name| heading.ends_with(**name))
            .and_then(|name| Self::named(name).map(|unit| (unit, name.len())))
    }

    /// Yuan in one of it.
    pub(crate) const fn yuan(self) -> i64 {
        match self {
            Self::Yuan => 1,
            Self::Thousand => 1_000,
            Self::TenThousand => 10_000,
            Self::Million => 1_000_000,
            Self::HundredMillion => 100_000_000,
        }
    }

    /// As messages print it.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::Thousand => "千元",
            Self::TenThousand => "万元",
            Self::Million => "百万元",
            Self::HundredMillion => "亿元",
        }
    }
}

/// A number of units as a number of yuan, unrounded.
pub(crate) fn in_yuan(number: Decimal, unit: Unit) -> Option<Decimal> {
    number.checked_mul(Decimal::from(unit.yuan()))
}

/// An amount written as text, in yuan, unrounded. A unit in the text counts before `unit`.
pub(crate) fn parse(text: &str, unit: Unit) -> Option<Decimal> {
    let text = squeeze(text);
    let mut text = text.as_str();
    let mut negative = false;
    if let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        negative = true;
        text = inner;
    }
    if let Some(rest) = text.strip_prefix('-') {
        negative = !negative;
        text = rest;
    }
    for currency in ["人民币", "RMB", "CNY", "¥", "$"] {
        text = text.strip_prefix(currency).unwrap_or(text);
    }
    if text.starts_with('$') {
        return None;
    }
    let yuan = match leading(text) {
        // Some programs print exact yuan as fen over a hundred: 100000001/100.
        Some((number, rest)) if rest == "/100" => number.checked_div(Decimal::ONE_HUNDRED)?,
        Some((number, rest)) => {
            let rest = rest.trim_end_matches(['整', '正']);
            let unit = if rest.is_empty() { unit } else { Unit::named(rest)? };
            in_yuan(number, unit)?
        }
        None => capital(text)?,
    };
    Some(if negative { -yuan } else { yuan })
}

/// An amount in Chinese numerals: 壹万贰仟元伍角陆分, 叁拾万元整.
fn capital(text: &str) -> Option<Decimal> {
    let text = text.trim_end_matches(['整', '正']);
    let (whole, rest) = text.split_once(['元', '圆']).unwrap_or((text, ""));
    if !whole.contains(['拾', '佰', '仟', '万', '亿', '十', '百', '千'])
        && !text.contains(['元', '圆', '角', '分'])
    {
        return None;
    }
    let (whole, rest) =
        if rest.is_empty() && whole.contains(['角', '分']) { ("", whole) } else { (whole, rest) };
    let yuan = if whole.is_empty() { 0 } else { chinese(whole)? };
    let mut fen = yuan.checked_mul(100)?;
    let mut rest = rest.trim_start_matches('零');
    for (name, size) in [('角', 10), ('分', 1)] {
        if let Some((digits, after)) = rest.split_once(name) {
            let digits = digits.trim_start_matches('零');
            fen = fen.checked_add(chinese(digits)?.checked_mul(size)?)?;
            rest = after;
        }
    }
    rest.is_empty().then(|| Decimal::new(fen, 2))
}

/// The amount in fen, and whether it had to be rounded; `None` beyond what a cell may hold.
pub(crate) fn to_fen(yuan: Decimal) -> Option<(Fen, bool)> {
    let fen = Fen::from_decimal_rounded(yuan)?;
    (fen.abs() <= Fen::CELL_MAX).then(|| (fen, fen.to_decimal() != yuan))
}

#[cfg(test)]
mod tests {
    use super::{Unit, parse, to_fen};
    use ledger::{Decimal, Fen};
    use proptest::prelude::*;

    fn yuan(text: &str, unit: Unit) -> Option<String> {
        parse(text, unit).map(|d| d.normalize().to_string())
    }

    #[test]
    fn shapes_of_amounts() {
        for (text, read) in [
            ("20,400.00", Some("20400")),
            ("１５，４５６．００", Some("15456")),
            ("20万元", Some("200000")),
            ("311489.81元", Some("311489.81")),
            ("￥1,234.5", Some("1234.5")),
            ("(1,234.50)", Some("-1234.5")),
            ("（50）", Some("-50")),
            ("-3", Some("-3")),
            ("1.2亿", Some("120000000")),
            ("壹万贰仟叁佰元伍角陆分", Some("12300.56")),
            ("叁拾万元整", Some("300000")),
            ("人民币伍佰元整", Some("500")),
            ("伍角", Some("0.5")),
            ("100000001/100", Some("1000000.01")),
            ("3/5", None),
            ("10（其中，灾情因素6万元）", None),
            ("1.2E+06", None),
            ("若干", None),
            ("约20", None),
            ("12只", None),
            ("", None),
        ] {
            assert_eq!(yuan(text, Unit::Yuan).as_deref(), read, "{text}");
        }
        assert_eq!(yuan("49.498584", Unit::TenThousand).as_deref(), Some("494985.84"));
        assert_eq!(yuan("12元", Unit::TenThousand).as_deref(), Some("12"));
    }

    #[test]
    fn fen_are_rounded_half_up_and_said() {
        assert_eq!(to_fen("105.6759".parse().unwrap()), Some((Fen(10_568), true)));
        assert_eq!(to_fen("105.67".parse().unwrap()), Some((Fen(10_567), false)));
        assert_eq!(to_fen(Decimal::from(10_000_000_001_i64)), None);
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(fen in -1_000_000_000_000_i64..=1_000_000_000_000) {
            let amount = Fen(fen);
            let plain = amount.to_string();
            let wide: String = plain.chars().map(|c| if c.is_ascii_digit() { char::from_u32(c as u32 + 0xfee0).unwrap() } else { c }).collect();
            let ten_thousand = (amount.to_decimal() / Decimal::from(10_000)).to_string();
            for (text, unit) in [
                (plain.clone(), Unit::Yuan),
                (amount.grouped(), Unit::TenThousand),
                (format!("{plain}元"), Unit::TenThousand),
                (wide, Unit::Yuan),
                (ten_thousand.clone(), Unit::TenThousand),
                (format!("{ten_thousand}万元"), Unit::Yuan),
            ] {
                let stated = if text == amount.grouped() { Unit::Yuan } else { unit };
                prop_assert_eq!(parse(&text, stated).and_then(to_fen), Some((amount, false)), "{}", text);
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,30}") {
            let _ = parse(&text, Unit::TenThousand).and_then(to_fen);
        }
    }
}
