//! Townships and villages in names of sheets, titles and bodies.

use crate::texts::is_han;

/// The township and village that a text names: `2024年度白杨镇富民村村级台账` is 白杨镇 and 富民村.
/// A county's name in front, `county` or any that ends in 县, is no part of a township's.
pub(crate) fn in_text(text: &str, county: &str) -> (Option<String>, Option<String>) {
    let text = text.trim();
    let text = match text.find(county) {
        Some(at) if !county.is_empty() => text.get(at + county.len()..).unwrap_or(""),
        _ => text,
    };
    let township = TOWNSHIP_ENDS
        .iter()
        .filter_map(|end| ending(text, end))
        .min_by_key(|(_, after)| *after)
        .or_else(|| farm(text));
    let rest = township.as_ref().and_then(|(_, after)| text.get(*after..)).unwrap_or(text);
    let village = village(rest);
    (township.map(|(name, _)| name), village)
}

/// What names of townships end in.
const TOWNSHIP_ENDS: [&str; 3] = ["街道", "镇", "乡"];
/// What names of farms at the level of a township end in.
const FARM_ENDS: [&str; 4] = ["牧场", "林场", "农场", "总场"];
/// Characters of the longest name of a township.
const LONGEST: usize = 10;

/// The first name that ends so, and where it ends.
fn ending(text: &str, end: &str) -> Option<(String, usize)> {
    let mut from = 0;
    while let Some(found) = text.get(from..)?.find(end) {
        let stop = from + found + end.len();
        let name = run_before(text, stop, end);
        let after = text.get(stop..).unwrap_or("");
        let letters = name.chars().count();
        // 乡镇台账, 乡村振兴, 镇级: the word, not a name.
        let word = ["乡镇", "村镇", "城镇", "各乡", "各镇", "本乡", "本镇"].contains(&name)
            || after.starts_with("村振兴");
        if (end.chars().count() + 1..=LONGEST).contains(&letters) && !word {
            return Some((name.to_owned(), stop));
        }
        from = stop;
    }
    None
}

/// A farm, where a village's name follows: 国营红旗牧场喀拉墩村. Alone it may be any unit.
fn farm(text: &str) -> Option<(String, usize)> {
    FARM_ENDS
        .iter()
        .filter_map(|end| ending(text, end))
        .filter(|(_, after)| {
            let next = text.get(*after..).and_then(|rest| rest.chars().next());
            next.is_some_and(|c| is_han(c) || c.is_ascii_digit())
        })
        .find(|(_, after)| text.get(*after..).and_then(village).is_some())
}

/// The Han characters before `stop`, without what stands before a name: a year, a county.
fn run_before<'a>(text: &'a str, stop: usize, end: &str) -> &'a str {
    let before = text.get(..stop - end.len()).unwrap_or("");
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_han(*c))
        .last()
        .map_or(before.len(), |(i, _)| i);
    let run = text.get(start..stop).unwrap_or("");
    let digit = before
        .get(..start)
        .is_some_and(|t| t.ends_with(|c: char| crate::texts::narrow(c).is_ascii_digit()));
    name_part(run, digit, end.chars().count() + 1)
}

/// A run of Han characters without a year and a county in front, as long as `least` characters
/// are left. `digit`: whether figures stand before it.
fn name_part(run: &str, digit: bool, least: usize) -> &str {
    let long = |rest: &&str| rest.chars().count() >= least;
    let spelled = run.trim_start_matches(|c| "〇零一二三四五六七八九".contains(c));
    let year = digit || run.chars().count() >= spelled.chars().count() + 2;
    let rest = match spelled.strip_prefix('年') {
        Some(rest) if year => rest.strip_prefix('度').unwrap_or(rest),
        _ => run,
    };
    // 县 ends a county's name where two characters stand before it, not in 县界村.
    rest.match_indices('县')
        .filter(|(at, _)| rest.get(..*at).is_some_and(|t| t.chars().count() >= 2))
        .filter_map(|(at, mark)| rest.get(at + mark.len()..))
        .rfind(long)
        .unwrap_or(rest)
}

/// The village a text begins with, without a year or a county in front.
fn village(text: &str) -> Option<String> {
    let start = text.find(is_han)?;
    let digit = text
        .get(..start)
        .is_some_and(|t| t.ends_with(|c: char| crate::texts::narrow(c).is_ascii_digit()));
    // 8村 is called so; 2024年 before a name is the year.
    let start = if text.get(start..)?.starts_with('村') {
        text.get(..start)?.trim_end_matches(|c: char| c.is_ascii_digit()).len()
    } else {
        start
    };
    let text = text.get(start..)?;
    let run = text
        .find(|c: char| !is_han(c) && !c.is_ascii_digit())
        .map_or(text, |end| text.get(..end).unwrap_or(""));
    let stop = village_end(run)?;
    let name = name_part(run.get(..stop)?, digit, 2);
    let word = ["行政村", "农村", "乡村", "全村", "各村"].iter().any(|w| name.ends_with(w));
    ((2..=LONGEST).contains(&name.chars().count()) && !word).then(|| name.to_owned())
}

/// Where the name of the village ends that a run of Han characters begins with.
fn village_end(run: &str) -> Option<usize> {
    let village = run.find('村').map(|at| at + '村'.len_utf8());
    let community = run.find("社区").map(|at| at + "社区".len());
    let stop = match (village, community) {
        (Some(a), Some(b)) => a.min(b),
        (a, b) => a.or(b)?,
    };
    // 新村二村 is one name, 新村村级台账 and 新村村民委员会 hold 新村.
    let mut after = run.get(stop..)?.char_indices().skip(1);
    let longer = match after.next() {
        Some((at, '村')) => run.get(stop..stop + at).is_some_and(|t| t != "村"),
        _ => false,
    };
    Some(if longer { run.get(stop..)?.find('村')? + stop + '村'.len_utf8() } else { stop })
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
            ("塔城地区额敏县玛热勒苏镇", Some("玛热勒苏镇"), None),
            ("托里县乡村振兴局", None, None),
            ("乡镇台账", None, None),
            ("柳河乡", Some("柳河乡"), None),
            ("Sheet1", None, None),
            ("行政村名录", None, None),
            // Names that begin or end with the words around names.
            ("2024年年丰镇区里村", Some("年丰镇"), Some("区里村")),
            ("2024年度镇江镇台账", Some("镇江镇"), None),
            ("二〇二四年度区田乡县界村台账", Some("区田乡"), Some("县界村")),
            ("新村乡新村二村村级台账", Some("新村乡"), Some("新村二村")),
            ("新村乡新村村民委员会", Some("新村乡"), Some("新村")),
            ("多拉特乡镇北村", Some("多拉特乡"), Some("镇北村")),
            ("多拉特乡幸福社区居民委员会", Some("多拉特乡"), Some("幸福社区")),
            ("工业园区街道", Some("工业园区街道"), None),
            ("塔什库尔干塔吉克族乡", Some("塔什库尔干塔吉克族乡"), None),
            ("国营红旗牧场阿克塔什村", Some("国营红旗牧场"), Some("阿克塔什村")),
            ("国营红旗牧场", None, None),
            ("国营红旗牧场8村台账", Some("国营红旗牧场"), Some("8村")),
            ("城关镇3村村民委员会", Some("城关镇"), Some("3村")),
        ] {
            let (t, v) = in_text(text, "托里县");
            assert_eq!((t.as_deref(), v.as_deref()), (township, village), "{text}");
        }
        assert_eq!(in_text("阿鲁科尔沁旗天山镇", "阿鲁科尔沁旗").0.as_deref(), Some("天山镇"));
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
            let _ = (in_text(&text, "托里县"), in_text(&text, ""), key(&text));
        }
    }
}
