//! Townships and villages in names of sheets, titles and bodies.

use crate::texts::is_han;

/// The township and village that a text names: `2024年度白杨镇富民村村级台账` is 白杨镇 and 富民村.
pub(crate) fn in_text(text: &str) -> (Option<String>, Option<String>) {
    let text = text.trim();
    let township = ["街道", "镇", "乡"]
        .iter()
        .filter_map(|end| ending(text, end))
        .min_by_key(|(_, after)| *after);
    let rest = township.as_ref().and_then(|(_, after)| text.get(*after..)).unwrap_or(text);
    let village = village(rest);
    (township.map(|(name, _)| name), village)
}

/// The first name that ends so, and where it ends. A county's name in front is cut off.
fn ending(text: &str, end: &str) -> Option<(String, usize)> {
    let mut from = 0;
    while let Some(found) = text.get(from..)?.find(end) {
        let stop = from + found + end.len();
        let before = text.get(..stop - end.len())?;
        let start = before
            .char_indices()
            .rev()
            .take_while(|(_, c)| {
                is_han(*c) && !matches!(c, '县' | '市' | '州' | '旗' | '区' | '年' | '度')
            })
            .last()
            .map_or(before.len(), |(i, _)| i);
        let name = text.get(start..stop)?;
        let after = text.get(stop..).unwrap_or("");
        let letters = name.chars().count();
        // 乡镇台账, 乡村振兴, 镇级: the word, not a name.
        let word = ["乡镇", "村镇", "城镇", "各乡", "各镇", "本乡", "本镇"].contains(&name)
            || after.starts_with("村振兴");
        if (end.chars().count() + 1..=8).contains(&letters) && !word {
            return Some((name.to_owned(), stop));
        }
        from = stop;
    }
    None
}

/// The village a text begins with, without a county's name in front.
fn village(text: &str) -> Option<String> {
    let start = text.find(is_han)?;
    let text = text.get(start..)?;
    for (at, c) in text.char_indices() {
        let stop = at + c.len_utf8();
        let is_end = c == '村' || text.get(at..).is_some_and(|t| t.starts_with("社区"));
        if is_end {
            let stop = if c == '村' { stop } else { at + "社区".len() };
            let name = text.get(..stop)?;
            let name = name
                .rsplit_once(['县', '市', '区', '旗', '州', '度', '年'])
                .map_or(name, |(_, name)| name);
            let letters = name.chars().count();
            let word = ["行政村", "农村", "乡村", "全村", "各村"];
            return ((2..=10).contains(&letters) && !word.iter().any(|w| name.ends_with(w)))
                .then(|| name.to_owned());
        }
        if !is_han(c) {
            return None;
        }
    }
    None
}

/// A place as it is compared: without blanks and the words for its committee or organisation.
pub(crate) fn key(name: &str) -> String {
    let name = crate::texts::fold(name);
    for end in [
        "村民委员会",
        "居民委员会",
        "村委会",
        "居委会",
        "人民政府",
        "政府",
        "街道办事处",
        "办事处",
        "股份经济合作社",
        "经济合作社",
    ] {
        if let Some(stem) = name.strip_suffix(end)
            && !stem.is_empty()
        {
            let ends = ["村", "社区", "乡", "镇", "街道"];
            if ends.iter().any(|e| stem.ends_with(e)) {
                return stem.to_owned();
            }
            let word = if end.contains('村') || end.contains("合作社") { "村" } else { "" };
            return format!("{stem}{word}");
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::{in_text, key};
    use proptest::prelude::*;

    #[test]
    fn places_in_titles_and_names() {
        for (text, township, village) in [
            ("2024年度白杨镇富民村村级台账", Some("白杨镇"), Some("富民村")),
            ("平川镇平川二村村民委员会", Some("平川镇"), Some("平川二村")),
            ("松林镇乡镇台账", Some("松林镇"), None),
            ("富民村", None, Some("富民村")),
            ("托里县铁厂沟镇人民政府", Some("铁厂沟镇"), None),
            ("托里县乡村振兴局", None, None),
            ("乡镇台账", None, None),
            ("柳河乡", Some("柳河乡"), None),
            ("Sheet1", None, None),
            ("行政村名录", None, None),
        ] {
            let (t, v) = in_text(text);
            assert_eq!((t.as_deref(), v.as_deref()), (township, village), "{text}");
        }
    }

    #[test]
    fn committees_stand_for_their_villages() {
        for name in ["王家村", "王家村委会", "王家村村民委员会", "王家村股份经济合作社"]
        {
            assert_eq!(key(name), "王家村", "{name}");
        }
        assert_eq!(key("白杨镇人民政府"), "白杨镇");
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[县镇乡村街道社区级一二A1 ]{0,12}|.{0,12}") {
            let _ = (in_text(&text), key(&text));
        }
    }
}
