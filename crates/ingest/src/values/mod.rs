//! Cells to values: one reader per column, exact, never guessing.

pub(crate) mod amount;
pub(crate) mod date;
pub(crate) mod identity;
mod number;
pub(crate) mod shares;
mod words;

use crate::read::Raw;
use crate::texts::{Look, clean, fold, narrow, squeeze};
use amount::{Stated, Unit};
use identity::{Identity, identity, is_credit_code};
use ledger::table::Privacy;
use ledger::{Column, Decimal, Kind, Text, Value};

#[cfg(any(test, feature = "fuzzing"))]
pub(crate) use words::document_number;
pub(crate) use words::{
    Labels, begins_with_number, composition_item, fund_sources, levelled, spells_error, yes_or_no,
};

/// What reading a cell gave.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Reading {
    /// Nothing is stated.
    Null,
    /// As stated.
    Value(Value),
    /// An amount finer than a fen, rounded; the exact yuan beside it.
    Rounded(Value, Decimal),
    /// Not quite what stood there (a list cut to its first item, a month lost): the raw text is
    /// worth keeping.
    Partly(Value),
    /// A quantity with its unit of measure behind it.
    WithUnit(Value, Text),
    /// A start and an end in the cell of the start.
    Span(Value, Value),
    /// A label in no list, kept as it is.
    Unlisted(Value),
    /// An identity number or credit code that fails its check digit.
    BadCheck(Value),
    /// Cannot be read as the column's type.
    Invalid,
    /// Said to be about so much (约20万元): nothing that one may book.
    Approximate,
    /// An amount beyond what a cell may hold.
    TooLarge,
    /// A formula error, or text that spells one.
    Error,
    /// A formula without a stored result.
    Uncached,
    /// A long number whose last digits are gone.
    DigitsLost,
}

/// Reads the cells of one column.
#[derive(Debug)]
pub(crate) struct ColumnReader {
    column: &'static Column,
    shape: Shape,
    unit: Unit,
    labels: Option<Labels>,
    /// Shares written as fractions of one, 0.05 for 5 %.
    pub(crate) fractions: bool,
    epoch_1904: bool,
    /// The last date read in the column.
    pub(crate) above: Option<ledger::Day>,
}

/// What texts of a column are, beside texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Free,
    /// Of an item that tells what happened, “none” is what it tells.
    Telling,
    Identity,
    CreditCode,
    DocumentNumber,
}

impl Shape {
    fn of(column: &Column) -> Self {
        if column.privacy == Privacy::IdNumber {
            Self::Identity
        } else if is_credit_column(column) {
            Self::CreditCode
        } else if column.name.ends_with("doc_no") {
            Self::DocumentNumber
        } else if matches!(column.name, "disposal_note" | "income_distribution_note") {
            Self::Telling
        } else {
            Self::Free
        }
    }
}

/// The longest whole number that a float holds exactly is about nine thousand million million.
const FLOAT_DIGITS: i64 = 1_000_000_000_000_000;

impl ColumnReader {
    /// A reader for that column, whose amounts are stated in `unit`.
    pub(crate) fn new(column: &'static Column, unit: Unit, epoch_1904: bool) -> Self {
        Self {
            column,
            shape: Shape::of(column),
            unit,
            labels: column.vocabulary.map(Labels::new),
            fractions: false,
            epoch_1904,
            above: None,
        }
    }

    /// Reads one cell.
    pub(crate) fn read(&mut self, raw: &Raw) -> Reading {
        match raw {
            Raw::Empty => return Reading::Null,
            Raw::Error(_) => return Reading::Error,
            Raw::Uncached => return Reading::Uncached,
            Raw::Text(text) => {
                if spells_error(text) {
                    return Reading::Error;
                }
                let tells = || self.shape == Shape::Telling && text.trim() == "无";
                if is_nothing(text)
                    && !tells()
                    && !matches!(self.column.kind, Kind::Bool)
                    && !self.labels.as_ref().is_some_and(|l| l.knows(text))
                {
                    return Reading::Null;
                }
            }
            _ => {}
        }
        match self.column.kind {
            Kind::Text => self.text(raw),
            Kind::Code => self.code(raw),
            Kind::Amount => self.amount(raw),
            Kind::Decimal => quantity(raw),
            Kind::Percent => self.percent(raw),
            Kind::Integer => self.integer(raw),
            Kind::Date => self.date(raw),
            Kind::Bool => words::yes_or_no(raw),
            Kind::List => self.list(raw),
        }
    }

    fn text(&self, raw: &Raw) -> Reading {
        let text = match raw {
            Raw::Text(text)
                if Look::at(text).is_plain()
                    && matches!(self.shape, Shape::Free | Shape::Telling) =>
            {
                return Reading::Value(Value::Text(text.clone()));
            }
            Raw::Text(text) => {
                if number::is_float_notation(text) {
                    return Reading::DigitsLost;
                }
                let text = clean(text);
                // An apostrophe before figures is how a spreadsheet marks them as text.
                match text.strip_prefix('\'') {
                    Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => rest.to_owned(),
                    _ => text,
                }
            }
            Raw::Number(n) => {
                if n.abs() >= Decimal::from(FLOAT_DIGITS) && n.fract().is_zero() {
                    return Reading::DigitsLost;
                }
                n.to_string()
            }
            other => other.show().into_owned(),
        };
        let value = |text: String| Value::Text(text.into());
        if self.shape == Shape::Identity {
            return match identity(&text) {
                Identity::Valid(number) => Reading::Value(value(number)),
                Identity::Invalid(number) => Reading::BadCheck(value(number)),
                Identity::DigitsLost => Reading::DigitsLost,
            };
        }
        if self.shape == Shape::CreditCode && squeeze(&text).len() == 18 && !is_credit_code(&text) {
            return Reading::BadCheck(value(text));
        }
        if self.shape == Shape::DocumentNumber || self.column.name.ends_with("doc_no") {
            let number = words::document_number(&text);
            // The brackets were lost: what stood there is worth keeping.
            let guessed = !text.contains(words::CLOSE) && number != text;
            let number = value(number);
            return if guessed { Reading::Partly(number) } else { Reading::Value(number) };
        }
        Reading::Value(value(text))
    }

    fn code(&self, raw: &Raw) -> Reading {
        let shown = raw.show();
        match &self.labels {
            Some(labels) => labels.code(&shown),
            None => Reading::Value(Value::Text(clean(&shown).into())),
        }
    }

    fn amount(&self, raw: &Raw) -> Reading {
        if let Raw::Text(text) = raw
            && let Some(fen) = amount::digits_in_fen(text, self.unit)
        {
            return Reading::Value(Value::Amount(fen));
        }
        let (yuan, noted) = match self.stated(raw) {
            Some(Stated::Yuan(yuan)) => (yuan, false),
            Some(Stated::Noted(yuan)) => (yuan, true),
            Some(Stated::About) => return Reading::Approximate,
            None => return Reading::Invalid,
        };
        match amount::to_fen(yuan) {
            Some((fen, false)) if noted => Reading::Partly(Value::Amount(fen)),
            Some((fen, false)) => Reading::Value(Value::Amount(fen)),
            Some((fen, true)) => Reading::Rounded(Value::Amount(fen), yuan),
            None => Reading::TooLarge,
        }
    }

    fn stated(&self, raw: &Raw) -> Option<Stated> {
        match raw {
            Raw::Number(n) => amount::in_yuan(*n, self.unit).map(Stated::Yuan),
            Raw::Text(text) => amount::parse(text, self.unit),
            _ => None,
        }
    }

    /// The exact yuan of an amount, before rounding and limits.
    pub(crate) fn yuan(&self, raw: &Raw) -> Option<Decimal> {
        match self.stated(raw)? {
            Stated::Yuan(yuan) | Stated::Noted(yuan) => Some(yuan),
            Stated::About => None,
        }
    }

    fn percent(&self, raw: &Raw) -> Reading {
        let (number, sign) = match raw {
            Raw::Percent(n) => (Some(*n), true),
            Raw::Number(n) => (Some(*n), false),
            Raw::Text(text) => match number::leading(text) {
                Some((n, rest)) if rest == "%" => (Some(n), true),
                Some((n, rest)) if rest == "‰" => (n.checked_div(Decimal::TEN), true),
                Some((n, rest)) if rest.is_empty() => (Some(n), false),
                Some((n, rest)) => (fraction(n, &rest), true),
                None => (spelled_percent(&squeeze(text)), true),
            },
            _ => (None, false),
        };
        if let (None, Raw::Text(text)) = (number, raw)
            && number::is_approximate(&squeeze(text))
        {
            return Reading::Approximate;
        }
        let number = match number {
            Some(n) if self.fractions && !sign => n.checked_mul(Decimal::ONE_HUNDRED),
            other => other,
        };
        number
            .and_then(six_decimals)
            .map_or(Reading::Invalid, |n| Reading::Value(Value::Decimal(n)))
    }

    fn integer(&self, raw: &Raw) -> Reading {
        let years = self.column.unit == Some("年");
        let months = self.column.unit == Some("月");
        let number = match raw {
            Raw::Number(n) => Some(*n),
            Raw::Date(date) => Some(Decimal::from(chrono::Datelike::year(date))),
            Raw::Text(text) => number::leading(text)
                .and_then(|(n, rest)| match rest.as_str() {
                    "" => Some(n),
                    "年" | "周年" if months => n.checked_mul(Decimal::from(12)),
                    "月" | "个月" if years => n.checked_div(Decimal::from(12)),
                    "年" | "年度" | "月" | "个月" | "户" | "人" | "条" | "股" | "个" | "项"
                    | "处" | "次" | "笔" | "宗" => Some(n),
                    _ => None,
                })
                .or_else(|| {
                    number::chinese(squeeze(text).trim_end_matches('年')).map(Decimal::from)
                }),
            _ => None,
        };
        match number {
            Some(n) if n.fract().is_zero() && n.abs() < Decimal::from(COUNT_LIMIT) => {
                i64::try_from(n.trunc().mantissa())
                    .map_or(Reading::Invalid, |n| Reading::Value(Value::Integer(n)))
            }
            None => unread(raw),
            _ => Reading::Invalid,
        }
    }

    /// A date; a month and day without a year (6月28日) take the year of the date above, as sheets
    /// do that state the year once, where they do not lie before it.
    fn date(&mut self, raw: &Raw) -> Reading {
        let reading = self.dated(raw);
        if let Reading::Value(Value::Date(day)) | Reading::Partly(Value::Date(day)) = &reading {
            self.above = Some(*day);
        }
        reading
    }

    fn dated(&self, raw: &Raw) -> Reading {
        let found = match raw {
            Raw::Date(date) => Some((ledger::Day::from(*date), true)),
            Raw::Number(n) => date::number(*n, self.epoch_1904).map(|day| {
                let lost = day.precision == ledger::Precision::Year && !n.fract().is_zero();
                (day, !lost)
            }),
            Raw::Text(text) => {
                let day = date::parse(text, self.epoch_1904);
                if day.is_none()
                    && self.column.name.contains("_start_")
                    && let Some((from, to)) = date::span(text, self.epoch_1904)
                {
                    return Reading::Span(Value::Date(from), Value::Date(to));
                }
                day.map(|day| (day, true))
                    .or_else(|| date::roughly(text).map(|day| (day, false)))
                    .or_else(|| Some((date::without_year(text, self.above?)?, false)))
            }
            _ => None,
        };
        match found {
            Some((day, true)) => Reading::Value(Value::Date(day)),
            Some((day, false)) => Reading::Partly(Value::Date(day)),
            None => Reading::Invalid,
        }
    }

    fn list(&self, raw: &Raw) -> Reading {
        let shown = raw.show();
        if self.column.name == "fund_composition" {
            return words::composition(&shown, self.unit);
        }
        words::list(&shown, self.labels.as_ref())
    }
}

/// Texts by which people say that nothing is stated.
pub(crate) fn is_nothing(text: &str) -> bool {
    // Folding every cell would cost more than reading it: none of them is long, few begin so.
    let first = text.trim_start().chars().next().map(narrow);
    let may_begin = |c: char| {
        matches!(c, '-' | '—' | '/' | '\\' | '无' | '空' | '暂' | '未' | '不' | 'n' | 'N')
            || matches!(c, '…' | '*' | '.' | '、' | '\u{200b}' | '\u{feff}')
    };
    if text.len() > 30 || first.is_some_and(|c| !may_begin(c)) {
        return false;
    }
    matches!(
        fold(text).as_str(),
        "" | "-"
            | "--"
            | "---"
            | "—"
            | "——"
            | "/"
            | "\\"
            | "无"
            | "空"
            | "暂无"
            | "未填"
            | "不详"
            | "null"
            | "none"
            | "n/a"
            | "…"
            | "*"
            | "."
            | "、"
    )
}

fn is_credit_column(column: &Column) -> bool {
    column.aliases.contains(&"统一社会信用代码") || column.label == "统一社会信用代码"
}

/// A quantity, with the unit of measure that may stand behind it. 万 and 亿 count only in front of
/// a unit (2万株).
fn quantity(raw: &Raw) -> Reading {
    let text = match raw {
        Raw::Number(n) => {
            return six_decimals(*n)
                .map_or(Reading::Invalid, |n| Reading::Value(Value::Decimal(n)));
        }
        Raw::Text(text) => text,
        _ => return Reading::Invalid,
    };
    let Some((number, rest)) = number::leading(text).or_else(|| spelled_quantity(text)) else {
        return unread(raw);
    };
    let (times, unit) = match rest.chars().next() {
        Some('万') => (10_000, rest.get('万'.len_utf8()..).unwrap_or("")),
        Some('亿') => (100_000_000, rest.get('亿'.len_utf8()..).unwrap_or("")),
        _ => (1, rest.as_str()),
    };
    if number::is_approximate(&squeeze(text)) {
        return Reading::Approximate;
    }
    let Some(n) = number.checked_mul(Decimal::from(times)).and_then(six_decimals) else {
        return Reading::Invalid;
    };
    let value = Value::Decimal(n);
    if unit.is_empty() {
        return Reading::Value(value);
    }
    if is_measure(unit) {
        return Reading::WithUnit(value, unit.into());
    }
    // 20亩（其中水浇地5亩）: the words in the bracket say more, the figure stands.
    match unit.strip_suffix(')').and_then(|t| t.split_once('(')) {
        Some(("", _)) => Reading::Partly(value),
        Some((unit, _)) if is_measure(unit) => Reading::WithUnit(value, unit.into()),
        _ => Reading::Invalid,
    }
}

/// Whether what stands behind a figure is a unit of measure: 亩, 台套, 台(套), 平方米, m2.
fn is_measure(unit: &str) -> bool {
    let bare = match unit.strip_suffix(')').and_then(|t| t.split_once('(')) {
        Some((before, inside)) if inside.chars().count() <= 2 && !before.is_empty() => before,
        _ => unit,
    };
    let square = matches!(bare.to_ascii_lowercase().as_str(), "m2" | "m3" | "km2" | "hm2");
    let word = |c: char| !c.is_ascii_digit() && !"()，,、;；:*×x".contains(c);
    square || (bare.chars().count() <= 6 && bare.chars().all(word))
}

/// 十二台, 一座: a quantity in Chinese numerals before a short unit.
fn spelled_quantity(text: &str) -> Option<(Decimal, String)> {
    let text = squeeze(text);
    let end =
        text.find(|c: char| number::chinese(&c.to_string()).is_none() && !"百千万佰仟".contains(c));
    let (figure, unit) = text.split_at_checked(end.unwrap_or(text.len()))?;
    let number = Decimal::from(number::chinese(figure)?);
    (unit.chars().count() <= 3).then(|| (number, unit.to_owned()))
}

/// 百分之三十五.
fn spelled_percent(text: &str) -> Option<Decimal> {
    let rest = text.strip_prefix("百分之")?;
    number::chinese(rest).map(Decimal::from).or_else(|| match number::leading(rest)? {
        (n, after) if after.is_empty() => Some(n),
        _ => None,
    })
}

/// A cell without a figure of its kind: about so many, or none at all.
fn unread(raw: &Raw) -> Reading {
    match raw {
        Raw::Text(text) if number::is_approximate(&squeeze(text)) => Reading::Approximate,
        _ => Reading::Invalid,
    }
}

/// `1/3` as a percentage.
fn fraction(numerator: Decimal, rest: &str) -> Option<Decimal> {
    let (denominator, after) = number::leading(rest.strip_prefix('/')?)?;
    if !after.is_empty() || denominator.is_zero() {
        return None;
    }
    numerator.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(denominator)
}

/// No count reaches it: a larger number is one of a telephone that slipped into the column.
const COUNT_LIMIT: i64 = 10_000_000_000;

/// Rounded half up to the six decimals that files hold; `None` for what cannot be a count.
fn six_decimals(number: Decimal) -> Option<Decimal> {
    if number.scale() == 0 {
        return (number.abs() < Decimal::from(COUNT_LIMIT)).then_some(number);
    }
    let rounded = number
        .round_dp_with_strategy(6, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
        .normalize();
    (rounded.abs() < Decimal::from(COUNT_LIMIT)).then_some(rounded)
}
