//! Places: the stem of a name apart from its class (乡, 镇, 街道; 村, 村委会, 行政村, 社区).

use super::numeral::to_digits;
use super::text::{fold, then, without_punctuation};
use std::borrow::Cow;

/// What stands behind the stem of a township's name, longest first.
const TOWNSHIP_CLASSES: &[&str] = &["街道办事处", "人民政府", "办事处", "政府", "街道", "镇", "乡"];

/// What stands behind the stem of a village's name, longest first.
const VILLAGE_CLASSES: &[&str] = &[
    "股份经济合作联合社",
    "股份经济合作社",
    "集体经济组织",
    "社区居民委员会",
    "村民委员会",
    "居民委员会",
    "经济合作社",
    "合作社",
    "行政村",
    "村委会",
    "居委会",
    "委员会",
    "社区",
    "集体",
    "村",
];

/// A name of a place in one spelling, its class still on: no county in front, numerals as digits.
#[must_use]
pub fn spelled<'t>(raw: &'t str, county: &str) -> Cow<'t, str> {
    let text = then(then(fold(raw), without_punctuation), to_digits);
    let county = then(fold(county), to_digits);
    if county.is_empty() {
        return text;
    }
    then(text, |text| {
        let rest = text.strip_prefix(&*county).filter(|rest| !rest.is_empty());
        Cow::Borrowed(rest.unwrap_or(text))
    })
}

/// The stem of a township: 平川 for 托里县平川镇人民政府. `None` when nothing is stated.
#[must_use]
pub fn township_stem(raw: &str, county: &str) -> Option<String> {
    stem(&spelled(raw, county), TOWNSHIP_CLASSES)
}

/// The stem of a village: 松林1 for 松林镇松林一村村民委员会 (the township in front goes).
#[must_use]
pub fn village_stem(raw: &str, county: &str, township: Option<&str>) -> Option<String> {
    let text = spelled(raw, county);
    let own = township.map(|t| spelled(t, county));
    let rest = own
        .as_deref()
        .filter(|t| !t.is_empty())
        .and_then(|t| text.strip_prefix(t))
        .filter(|rest| !rest.is_empty());
    stem(rest.unwrap_or(&text), VILLAGE_CLASSES)
}

/// The class of a township's name: 乡, 镇 or 街道; `None` where it states none.
#[must_use]
pub fn township_class(raw: &str, county: &str) -> Option<&'static str> {
    let text = spelled(raw, county);
    let mut rest = &*text;
    for office in ["人民政府", "办事处", "政府"] {
        rest = rest.strip_suffix(office).unwrap_or(rest);
    }
    ["街道", "镇", "乡"].into_iter().find(|c| rest.ends_with(c))
}

/// Takes classes off the end as long as a stem is left.
fn stem(mut text: &str, classes: &[&str]) -> Option<String> {
    while let Some(rest) =
        classes.iter().find_map(|class| text.strip_suffix(class).filter(|rest| !rest.is_empty()))
    {
        text = rest;
    }
    (!text.is_empty()).then(|| text.to_owned())
}

/// What of a text is left after the name of a place in front of it; `None` where it stands not in
/// front. A bare stem counts only with a class behind it, so that 兴旺 in 兴旺合作社 is no village.
#[must_use]
pub fn after_village<'a>(text: &'a str, stem: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(stem)?;
    VILLAGE_CLASSES
        .iter()
        .filter(|class| **class != "合作社" && **class != "集体" && **class != "委员会")
        .find_map(|class| rest.strip_prefix(class))
}

/// The same for a township.
#[must_use]
pub fn after_township<'a>(text: &'a str, stem: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(stem)?;
    ["街道", "镇", "乡"].iter().find_map(|class| rest.strip_prefix(class))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_village_is_one_however_it_is_written() {
        for text in [
            "松林一村",
            "松林镇松林一村",
            "托里县松林镇松林一村村民委员会",
            "松林１村村委会",
            "松林一村股份经济合作社",
        ] {
            let stem = village_stem(text, "托里县", Some("松林镇"));
            assert_eq!(stem.as_deref(), Some("松林1"), "{text}");
        }
        assert_ne!(
            village_stem("松林二村", "托里县", None),
            village_stem("松林一村", "托里县", None)
        );
        assert_eq!(village_stem("村", "托里县", None).as_deref(), Some("村"));
    }

    #[test]
    fn a_township_is_one_however_it_is_written() {
        for text in ["平川镇", "托里县平川镇人民政府", "平川"] {
            assert_eq!(township_stem(text, "托里县").as_deref(), Some("平川"), "{text}");
        }
        assert_eq!(township_class("托里县平川镇人民政府", "托里县"), Some("镇"));
        assert_eq!(township_class("平川", "托里县"), None);
    }

    #[test]
    fn only_a_village_with_its_class_is_taken_off_a_name() {
        assert_eq!(after_village("兴旺村电商站", "兴旺"), Some("电商站"));
        assert_eq!(after_village("兴旺农机合作社", "兴旺"), None);
    }
}
