//! Money as people write it, exact to the fen.

use super::number::{chinese, is_approximate, leading};
use crate::texts::{fold, is_han, squeeze};
use ledger::{Decimal, Fen};

/// A unit in which a column states money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Yuan,
    Hundred,
    Thousand,
    TenThousand,
    HundredThousand,
    Million,
    TenMillion,
    HundredMillion,
}

impl Unit {
    /// All, largest first and longest names first, so that 万元 is not read as 元.
    const ALL: [Self; 8] = [
        Self::TenMillion,
        Self::Million,
        Self::HundredThousand,
        Self::HundredMillion,
        Self::TenThousand,
        Self::Thousand,
        Self::Hundred,
        Self::Yuan,
    ];

    /// The unit of that name: 元, 万元, 亿元 …, with or without 人民币 in front.
    pub(crate) fn named(text: &str) -> Option<Self> {
        let text = fold(text);
        let text = text.trim_start_matches("人民币").trim_end_matches("人民币");
        let text = text.replace('圆', "元");
        Self::ALL.into_iter().find(|unit| unit.label() == text).or(match text.as_str() {
            "亿" => Some(Self::HundredMillion),
            "万" => Some(Self::TenThousand),
            _ => None,
        })
    }

    /// The unit at the end of a folded heading that ends neither in a bracket nor in a word that
    /// merely holds the character, and how many bytes it takes there.
    pub(crate) fn ending(heading: &str) -> Option<(Self, usize)> {
        let unit = Self::ALL.into_iter().find(|unit| heading.ends_with(unit.label()))?;
        Some((unit, unit.label().len()))
    }

    /// The unit that a text begins with, and what follows it.
    pub(crate) fn beginning(text: &str) -> Option<(Self, &str)> {
        Self::ALL.into_iter().find_map(|unit| Some((unit, text.strip_prefix(unit.label())?)))
    }

    /// Yuan in one of it.
    pub(crate) const fn yuan(self) -> i64 {
        match self {
            Self::Yuan => 1,
            Self::Hundred => 100,
            Self::Thousand => 1_000,
            Self::TenThousand => 10_000,
            Self::HundredThousand => 100_000,
            Self::Million => 1_000_000,
            Self::TenMillion => 10_000_000,
            Self::HundredMillion => 100_000_000,
        }
    }

    /// As messages print it.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::Hundred => "百元",
            Self::Thousand => "千元",
            Self::TenThousand => "万元",
            Self::HundredThousand => "十万元",
            Self::Million => "百万元",
            Self::TenMillion => "千万元",
            Self::HundredMillion => "亿元",
        }
    }
}

/// A number of units as a number of yuan, unrounded.
pub(crate) fn in_yuan(number: Decimal, unit: Unit) -> Option<Decimal> {
    if unit == Unit::Yuan {
        return Some(number);
    }
    number.checked_mul(Decimal::from(unit.yuan()))
}

/// What an amount written as text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stated {
    /// Exactly so many yuan, unrounded.
    Yuan(Decimal),
    /// The same, with words behind it that say more: `10（其中，灾情因素6万元）`.
    Noted(Decimal),
    /// About so much: no amount that one may book.
    About,
}

/// An amount of nothing but digits and a point, as most are written: the same as [`parse`] and
/// [`to_fen`] give, where that is exact. `None` says nothing.
pub(crate) fn digits_in_fen(text: &str, unit: Unit) -> Option<Fen> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if text.len() > 16 || whole.is_empty() || fraction.is_empty() {
        return None;
    }
    let digits = whole.bytes().chain(fraction.bytes());
    let number = digits.into_iter().try_fold(0_i64, |number, byte| {
        byte.is_ascii_digit().then(|| number * 10 + i64::from(byte - b'0'))
    })?;
    let fen = number.checked_mul(unit.yuan())?.checked_mul(100)?;
    let scale = 10_i64.pow(u32::try_from(fraction.len()).ok()?);
    let fen = (fen % scale == 0).then_some(Fen(fen / scale))?;
    (fen <= Fen::CELL_MAX).then_some(fen)
}

/// An amount written as text. A unit in the text counts before `unit`.
pub(crate) fn parse(text: &str, unit: Unit) -> Option<Stated> {
    let text = squeeze(text);
    let text = text.strip_prefix('\'').unwrap_or(text.as_ref());
    if let Some(yuan) = exact(text, unit) {
        return Some(Stated::Yuan(yuan));
    }
    if is_approximate(text) {
        return Some(Stated::About);
    }
    let (figure, note) = text.strip_suffix(')')?.split_once('(')?;
    // 20(万元): the bracket holds the unit, not a note.
    let unit = match Unit::named(note) {
        Some(unit) => return exact(figure, unit).map(Stated::Yuan),
        None => unit,
    };
    // 3(2)(1) and 12(6): figures without a word say nothing of what they are.
    note.chars().any(is_han).then(|| exact(figure, unit).map(Stated::Noted))?
}

/// An amount that is nothing but an amount, in yuan.
fn exact(text: &str, unit: Unit) -> Option<Decimal> {
    let mut text = text;
    let mut negative = false;
    if let Some((inner, rest)) = text.strip_prefix('(').and_then(|t| t.split_once(')')) {
        // （50）万元: the brackets of an accountant, the unit behind them.
        let yuan = exact(&format!("{inner}{rest}"), unit)?;
        return (yuan.is_sign_positive() && !yuan.is_zero()).then_some(-yuan);
    }
    if let Some(rest) = text.strip_prefix('-') {
        negative = true;
        text = rest;
    }
    for currency in ["人民币", "RMB", "CNY", "¥"] {
        text = text.strip_prefix(currency).unwrap_or(text);
    }
    // 1,234.50-: how some accounting programs print a credit.
    if let Some(rest) = text.strip_suffix('-')
        && !negative
    {
        negative = true;
        text = rest;
    }
    let yuan = match leading(text) {
        // Some programs print exact yuan as fen over a hundred: 100000001/100.
        Some((number, rest)) if rest == "/100" => number.checked_div(Decimal::ONE_HUNDRED)?,
        Some((number, rest)) => {
            let rest = rest.trim_end_matches(['整', '正']);
            match Unit::named(rest) {
                Some(own) => in_yuan(number, own)?,
                None if rest.is_empty() => in_yuan(number, unit)?,
                None => compound(text)?,
            }
        }
        None => capital(text)?,
    };
    (!(negative && yuan.is_sign_negative())).then_some(if negative { -yuan } else { yuan })
}

/// Several figures, each with its unit, each smaller than the one before: 1亿2000万元, 3万5千元,
/// 5元3角2分.
fn compound(text: &str) -> Option<Decimal> {
    const PARTS: [(&str, Decimal); 7] = [
        ("亿", Decimal::from_parts(100_000_000, 0, 0, false, 0)),
        ("万", Decimal::from_parts(10_000, 0, 0, false, 0)),
        ("千", Decimal::from_parts(1_000, 0, 0, false, 0)),
        ("百", Decimal::from_parts(100, 0, 0, false, 0)),
        ("元", Decimal::ONE),
        ("角", Decimal::from_parts(1, 0, 0, false, 1)),
        ("分", Decimal::from_parts(1, 0, 0, false, 2)),
    ];
    let mut rest = text.trim_end_matches(['整', '正']).replace('圆', "元");
    let mut yuan = Decimal::ZERO;
    let mut before: Option<Decimal> = None;
    while !rest.is_empty() {
        let (number, after) = leading(&rest)?;
        let (name, size) = PARTS.into_iter().find(|(name, _)| after.starts_with(name))?;
        let part = number.checked_mul(size)?;
        if number.is_sign_negative() || before.is_some_and(|before| part >= before) {
            return None;
        }
        yuan = yuan.checked_add(part)?;
        before = Some(size);
        rest = after.strip_prefix(name)?.to_owned();
        if size > Decimal::ONE {
            // The last 元 belongs to the unit before it: 2000万元.
            if rest == "元" {
                break;
            }
        }
    }
    Some(yuan)
}

/// An amount in Chinese numerals: 壹万贰仟元伍角陆分, 叁拾万元整, 十二点五万元.
fn capital(text: &str) -> Option<Decimal> {
    let text = text.trim_end_matches(['整', '正']).replace('圆', "元");
    if matches!(text.as_str(), "零" | "〇" | "零元") {
        return Some(Decimal::ZERO);
    }
    if let Some((whole, rest)) = text.split_once('点') {
        return decimal_capital(whole, rest);
    }
    let (whole, rest) = text.split_once('元').unwrap_or((&text, ""));
    if !whole.contains(['拾', '佰', '仟', '万', '亿', '十', '百', '千'])
        && !text.contains(['元', '角', '分'])
    {
        return None;
    }
    let (whole, rest) =
        if rest.is_empty() && whole.contains(['角', '分']) { ("", whole) } else { (whole, rest) };
    if whole.is_empty() && rest.is_empty() {
        return None;
    }
    let yuan = if whole.is_empty() { 0 } else { chinese(whole)? };
    let mut fen = yuan.checked_mul(100)?;
    let mut rest = rest.trim_start_matches('零');
    for (name, size) in [('角', 10), ('分', 1)] {
        if let Some((digits, after)) = rest.split_once(name) {
            let digits = chinese(digits.trim_start_matches('零')).filter(|d| *d < 10)?;
            fen = fen.checked_add(digits.checked_mul(size)?)?;
            rest = after;
        }
    }
    rest.is_empty().then(|| Decimal::new(fen, 2))
}

/// 十二点五万元: digits behind the point, then the unit.
fn decimal_capital(whole: &str, rest: &str) -> Option<Decimal> {
    let end = rest.find(['万', '亿', '元'])?;
    let (digits, unit) = rest.split_at_checked(end)?;
    let scale = u32::try_from(digits.chars().count()).ok().filter(|scale| *scale <= 8)?;
    let single = digits.chars().all(|c| chinese(&c.to_string()).is_some_and(|d| d < 10));
    let fraction =
        if digits.chars().count() == 1 || single { chinese(digits)? } else { return None };
    let number = Decimal::from(chinese(whole)?).checked_add(Decimal::new(fraction, scale))?;
    in_yuan(number, Unit::named(unit)?)
}

/// The amount in fen, and whether it had to be rounded; `None` beyond what a cell may hold.
pub(crate) fn to_fen(yuan: Decimal) -> Option<(Fen, bool)> {
    let fen = Fen::from_decimal_rounded(yuan)?;
    (fen.abs() <= Fen::CELL_MAX).then(|| (fen, yuan.scale() > 2 && fen.to_decimal() != yuan))
}

#[cfg(test)]
mod tests {
    use super::{Stated, Unit, parse, to_fen};
    use ledger::{Decimal, Fen};
    use proptest::prelude::*;

    fn yuan(text: &str, unit: Unit) -> Option<String> {
        parse(text, unit).map(|stated| match stated {
            Stated::Yuan(d) => d.normalize().to_string(),
            Stated::Noted(d) => format!("{}+", d.normalize()),
            Stated::About => "about".to_owned(),
        })
    }

    fn exactly(text: &str, unit: Unit) -> Option<Decimal> {
        match parse(text, unit)? {
            Stated::Yuan(yuan) => Some(yuan),
            _ => None,
        }
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
            ("10（其中，灾情因素6万元）", Some("10+")),
            ("20万元（含税）", Some("200000+")),
            ("20（万元）", Some("200000")),
            ("（50）万元", Some("-500000")),
            ("(-50)", None),
            ("--50", None),
            ("1,234.50-", Some("-1234.5")),
            ("-¥50", Some("-50")),
            ("'1,234.50", Some("1234.5")),
            ("5百元", Some("500")),
            ("2千万元", Some("20000000")),
            ("1亿2000万元", Some("120000000")),
            ("3万5千元", Some("35000")),
            ("5元3角2分", Some("5.32")),
            ("3万5", None),
            ("3千5万元", None),
            ("壹拾万元整", Some("100000")),
            ("拾万元伍角", Some("100000.5")),
            ("壹佰零伍元〇伍分", Some("105.05")),
            ("十二点五万元", Some("125000")),
            ("零", Some("0")),
            ("万元", None),
            ("元", None),
            ("三万五", None),
            ("约20", Some("about")),
            ("20余万元", Some("about")),
            ("20万元左右", Some("about")),
            ("近20万", Some("about")),
            ("20万元（预计）", Some("about")),
            ("1.2E+06", None),
            ("若干", None),
            ("余款", None),
            ("12（6）", None),
            ("$100", None),
            ("12只", None),
            ("10万元/亩", None),
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
                prop_assert_eq!(exactly(&text, stated).and_then(to_fen), Some((amount, false)), "{}", text);
            }
        }

        #[test]
        fn the_short_way_agrees(text in "[0-9]{0,12}(\\.[0-9]{0,7})?", ten_thousand: bool) {
            let unit = if ten_thousand { Unit::TenThousand } else { Unit::Yuan };
            if let Some(fen) = super::digits_in_fen(&text, unit) {
                prop_assert_eq!(exactly(&text, unit).and_then(to_fen), Some((fen, false)));
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,30}") {
            let _ = exactly(&text, Unit::TenThousand).and_then(to_fen);
        }
    }
}
