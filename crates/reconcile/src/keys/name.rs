//! Names of assets: raw → key in named steps, so that a person can follow why two names are one.

use super::numeral::to_digits;
use super::place::{after_township, after_village};
use super::text::{fold, then, without_punctuation};
use ledger::Decimal;
use std::borrow::Cow;
use std::fmt::Write;

/// What a name is read against.
#[derive(Debug, Clone, Copy, Default)]
pub struct Setting<'a> {
    /// The case's county, as it stands in front of names.
    pub county: &'a str,
    /// Stem of the row's township.
    pub township: Option<&'a str>,
    /// Stem of the row's village.
    pub village: Option<&'a str>,
    /// Year of the row's money.
    pub year: Option<i64>,
    /// Words that tell nothing apart.
    pub light_words: &'a [String],
    /// Words that mean the same, the one to keep first.
    pub same_words: &'a [Vec<String>],
}

/// A name, ready to compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameKey {
    /// With the place that stands in it.
    pub full: String,
    /// Without the row's own township and village in front.
    pub bare: String,
}

/// The key of a name. `None` when nothing is left of it.
#[must_use]
pub fn name_key(raw: &str, setting: &Setting<'_>) -> Option<NameKey> {
    reduce(raw, setting, &mut |_, _| {})
}

/// The key of a name; `tell` hears of every step that changed something, and what it left.
fn reduce(
    raw: &str,
    setting: &Setting<'_>,
    tell: &mut dyn FnMut(&'static str, &str),
) -> Option<NameKey> {
    type Step<'s> = dyn Fn(&str) -> Cow<'_, str> + 's;
    let steps: [(&'static str, &Step<'_>); 8] = [
        ("字形", &fold),
        ("县名", &|text| without_county(text, setting.county)),
        ("数字", &to_digits),
        ("标点", &without_punctuation),
        ("计量单位", &with_units),
        ("年度", &|text| without_year(text, setting.year)),
        ("同义词", &|text| with_same_words(text, setting.same_words)),
        ("泛用词", &|text| without_light_words(text, setting.light_words)),
    ];
    let mut take = |text, (label, step): (&'static str, &Step<'_>)| {
        then(text, |before| {
            let after = step(before);
            // A step that would leave nothing is not taken.
            if after.is_empty() || after == before {
                return Cow::Borrowed(before);
            }
            tell(label, &after);
            after
        })
    };
    let full = steps.into_iter().fold(Cow::Borrowed(raw), &mut take);
    let bare = take(full.clone(), ("所在地", &|text| without_place(text, setting)));
    (!full.is_empty()).then(|| NameKey { full: full.into_owned(), bare: bare.into_owned() })
}

/// The steps in one line: `字形：…→县名：…`.
#[must_use]
pub fn explain(raw: &str, setting: &Setting<'_>) -> String {
    let mut out = format!("“{}”", raw.trim());
    reduce(raw, setting, &mut |label, left| {
        // Writing into a string cannot fail.
        let _ = write!(out, "→{label}“{left}”");
    });
    out
}

/// Tokens that must agree: numbers with the character behind them, and directions. 二期 ≠ 三期.
#[must_use]
pub fn marks(bare: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut chars = bare.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_ascii_digit() {
            let mut token = String::from(c);
            while let Some(next) = chars.next_if(|n| n.is_ascii_digit() || *n == '.') {
                token.push(next);
            }
            if let Some(behind) = chars.peek() {
                token.push(*behind);
            }
            out.push(token);
        } else if "东西南北上下左右前后".contains(c) {
            out.push(c.to_string());
        }
    }
    out.sort_unstable();
    out
}

/// Whether decisive tokens of two names forbid that they are one: a number or direction of the one
/// that the other lacks. First phases often go unmarked: 1期 against nothing is no contradiction.
#[must_use]
pub fn marks_differ(a: &str, b: &str) -> bool {
    let plain =
        |name: &str| -> Vec<String> { marks(name).into_iter().filter(|m| m != "1期").collect() };
    plain(a) != plain(b)
}

fn without_county<'t>(text: &'t str, county: &str) -> Cow<'t, str> {
    Cow::Borrowed(text.strip_prefix(&*fold(county)).unwrap_or(text))
}

fn without_year(text: &str, year: Option<i64>) -> Cow<'_, str> {
    let stated = year.filter(|_| text.starts_with(|c: char| c.is_ascii_digit()));
    let rest = stated
        .and_then(|year| text.strip_prefix(&year.to_string()))
        .and_then(|rest| rest.strip_prefix("年度").or_else(|| rest.strip_prefix('年')));
    Cow::Borrowed(rest.unwrap_or(text))
}

fn without_place<'t>(text: &'t str, setting: &Setting<'_>) -> Cow<'t, str> {
    let rest = setting.township.and_then(|t| after_township(text, t)).unwrap_or(text);
    let rest = setting.village.and_then(|v| after_village(rest, v)).unwrap_or(rest);
    Cow::Borrowed(if rest.is_empty() { text } else { rest })
}

fn with_same_words<'t>(text: &'t str, classes: &[Vec<String>]) -> Cow<'t, str> {
    let mut out = Cow::Borrowed(text);
    for class in classes {
        let Some((kept, others)) = class.split_first() else {
            continue;
        };
        for other in others.iter().filter(|o| !o.is_empty()) {
            if out.contains(other.as_str()) {
                out = Cow::Owned(out.replace(other.as_str(), kept));
            }
        }
    }
    out
}

fn without_light_words<'t>(text: &'t str, words: &[String]) -> Cow<'t, str> {
    let mut out = Cow::Borrowed(text);
    for word in words.iter().filter(|w| !w.is_empty()) {
        if out.contains(word.as_str()) {
            let shorter = out.replace(word.as_str(), "");
            if !shorter.is_empty() {
                out = Cow::Owned(shorter);
            }
        }
    }
    out
}

/// Units behind a figure in one spelling and one size: 10kw = 10千瓦, 1.1公里 = 1100米.
fn with_units(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        let end = from.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(from.len());
        let (figure, behind) = from.split_at(end);
        match UNITS.iter().find(|(word, _, _)| behind.starts_with(word)) {
            Some((word, unit, factor)) => {
                let size = Decimal::from_str_exact(figure)
                    .ok()
                    .and_then(|n| n.checked_mul(Decimal::from(*factor)));
                match size {
                    Some(size) => out.push_str(&size.normalize().to_string()),
                    None => out.push_str(figure),
                }
                out.push_str(unit);
                rest = behind.get(word.len()..).unwrap_or("");
            }
            None => {
                out.push_str(figure);
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Word, unit kept, how many of it. Longer words first.
const UNITS: &[(&str, &str, i64)] = &[
    ("平方米", "平方米", 1),
    ("平米", "平方米", 1),
    ("m2", "平方米", 1),
    ("立方米", "立方米", 1),
    ("m3", "立方米", 1),
    ("千瓦", "千瓦", 1),
    ("kw", "千瓦", 1),
    ("兆瓦", "千瓦", 1000),
    ("mw", "千瓦", 1000),
    ("公里", "米", 1000),
    ("千米", "米", 1000),
    ("km", "米", 1000),
    ("米", "米", 1),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn words(list: &[&str]) -> Vec<String> {
        list.iter().map(|w| (*w).to_owned()).collect()
    }

    fn key(raw: &str) -> NameKey {
        let light = words(&["项目", "工程", "建设", "新建"]);
        let same = vec![words(&["硬化路", "通村路"])];
        let setting = Setting {
            county: "托里县",
            township: Some("松林"),
            village: Some("松林1"),
            year: Some(2020),
            light_words: &light,
            same_words: &same,
        };
        name_key(raw, &setting).unwrap()
    }

    #[test]
    fn ways_to_write_one_name_have_one_key() {
        let want = key("松林一村巷道硬化（二期）");
        for raw in [
            " 松林一村 巷道硬化(2期) ",
            "托里县松林一村巷道硬化二期",
            "新建松林一村巷道硬化（贰期）".replace('贰', "二").as_str(),
            "松林镇松林一村巷道硬化（２期）项目",
            "2020年松林一村巷道硬化（二期）工程",
        ] {
            assert_eq!(key(raw).bare, want.bare, "{raw}");
        }
        assert_eq!(want.bare, "巷道硬化2期");
        assert_ne!(key("松林一村巷道硬化（三期）"), want);
        assert_eq!(key("松林一村通村路").bare, key("硬化路").bare);
    }

    #[test]
    fn a_name_is_never_reduced_to_nothing() {
        assert_eq!(key("建设项目").full, "建设");
        assert_eq!(key("松林一村").bare, "松林1村");
    }

    #[test]
    fn units_have_one_size() {
        assert_eq!(key("10KW光伏").bare, key("10千瓦光伏").bare);
        assert_eq!(key("道路1.1公里").bare, key("道路1100米").bare);
        assert_ne!(key("道路1.1公里").bare, key("道路1.2公里").bare);
    }

    #[test]
    fn phases_and_directions_are_decisive() {
        assert!(marks_differ("巷道硬化2期", "巷道硬化3期"));
        assert!(marks_differ("东区冷库", "西区冷库"));
        assert!(!marks_differ("巷道硬化1期", "巷道硬化"));
        assert!(!marks_differ("巷道硬化2期", "巷道水泥硬化2期"));
    }

    #[test]
    fn every_step_is_told() {
        let setting = Setting { county: "托里县", ..Setting::default() };
        assert_eq!(
            explain("托里县扶贫车间（二期）", &setting),
            "“托里县扶贫车间（二期）”→字形“托里县扶贫车间(二期)”→县名“扶贫车间(二期)”→数字“扶贫车间(2期)”→标点“扶贫车间2期”"
        );
    }
}
