//! Names of units: folding, and who stands for a village.

use ledger::tables::Village;
use ledger::{CaseInfo, Text};
use rulebook::bodies::is_body;
use std::collections::BTreeMap;

/// What a village's collective is called where no list of villages names it.
const COLLECTIVE_WORDS: &[&str] = &[
    "股份经济合作社",
    "经济合作社",
    "股份经济联合社",
    "经济联合社",
    "村集体经济组织",
    "集体经济组织",
    "村集体",
    "集体",
    "村民委员会",
    "村委会",
    "村委员会",
    "村委",
];

/// Without blanks, brackets of one width.
#[must_use]
pub(crate) fn fold(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '（' => '(',
            '）' => ')',
            other => other,
        })
        .collect()
}

/// The same, without the county's and the township's name in front.
fn bare(case: &CaseInfo, township: Option<&str>, name: &str) -> String {
    let mut rest = fold(name);
    for place in [Some(&*case.county), township].into_iter().flatten() {
        if let Some(tail) = rest.strip_prefix(place).filter(|tail| !tail.is_empty()) {
            rest = tail.to_owned();
        }
    }
    rest
}

/// Whether two names are one unit: equal but for blanks, brackets and the places in front.
#[must_use]
pub(crate) fn same_unit(case: &CaseInfo, township: Option<&str>, a: &str, b: &str) -> bool {
    let (a, b) = (bare(case, township, a), bare(case, township, b));
    !a.is_empty() && a == b
}

/// Whether `stated` means the government of that township: 青山乡, 青山乡政府, 甲县青山乡人民政府.
#[must_use]
pub(crate) fn is_township(case: &CaseInfo, township: &str, stated: &str) -> bool {
    ["", "政府", "人民政府"]
        .iter()
        .any(|rest| same_unit(case, None, &format!("{township}{rest}"), stated))
}

/// The collectives of the villages, by township and village.
#[derive(Debug, Default)]
pub(crate) struct Collectives<'a> {
    named: BTreeMap<(&'a str, &'a str), &'a str>,
}

impl<'a> Collectives<'a> {
    pub(crate) fn of(villages: &'a [Village]) -> Self {
        let named = villages
            .iter()
            .filter_map(|v| {
                Some((
                    (v.township.as_deref()?, v.village.as_deref()?),
                    v.collective_name.as_deref()?,
                ))
            })
            .collect();
        Self { named }
    }

    /// The name of a village's collective: as the list of villages states it, else generic. Where
    /// the township is unknown, the village's name must be the only one of its kind.
    pub(crate) fn name(&self, township: Option<&str>, village: &str) -> Text {
        let listed = match township {
            Some(township) => self.named.get(&(township, village)).copied(),
            None => {
                let mut of_that_name = self.named.iter().filter(|((_, v), _)| *v == village);
                match (of_that_name.next(), of_that_name.next()) {
                    (Some((_, name)), None) => Some(*name),
                    _ => None,
                }
            }
        };
        listed.map_or_else(|| format!("{village}集体经济组织").into(), Into::into)
    }

    /// Whether `stated` means that village's collective: its own name, or the village's name with
    /// a word for the collective. The committee acts for a collective that has no organisation.
    pub(crate) fn is(
        &self,
        case: &CaseInfo,
        township: Option<&str>,
        village: &str,
        stated: &str,
    ) -> bool {
        if same_unit(case, township, stated, &self.name(township, village)) {
            return true;
        }
        let stated = bare(case, township, stated);
        let rest = stated.strip_prefix(village).unwrap_or(&stated);
        let short = village.strip_suffix('村').unwrap_or(village);
        COLLECTIVE_WORDS.contains(&rest)
            || stated.strip_prefix(short).is_some_and(|rest| COLLECTIVE_WORDS.contains(&rest))
    }
}

/// The level of owner that a unit's name shows.
#[must_use]
pub(crate) fn level_of(case: &CaseInfo, name: &str) -> Option<&'static str> {
    let name = fold(name);
    let ends = |words: &[&str]| words.iter().any(|word| name.ends_with(word));
    if name.is_empty() {
        None
    } else if ends(&[
        "经济合作社",
        "经济联合社",
        "集体经济组织",
        "村集体",
        "村民委员会",
        "居民委员会",
        "村委会",
        "村委",
    ]) {
        Some("village_collective")
    } else if is_body(&case.county, None, &name, "乡镇人民政府")
        || is_body(&case.county, None, &name, "乡镇政府")
        || ends(&["乡", "镇", "街道", "街道办事处"])
    {
        Some("township")
    } else if ends(&["县人民政府", "县政府"]) {
        Some("county_gov")
    } else if ends(&["局", "办公室", "委员会", "中心", "委", "站", "联合会"]) {
        Some("county_dept")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case() -> CaseInfo {
        CaseInfo {
            county: "甲县".into(),
            year: 2024,
            as_of: "2025-06-30".parse().unwrap(),
            tolerance: BTreeMap::new(),
            tolerance_max_total: None,
        }
    }

    #[test]
    fn a_unit_is_the_same_with_and_without_the_places_in_front() {
        let case = case();
        let same = |a: &str, b: &str| same_unit(&case, Some("青山乡"), a, b);
        assert!(same("甲县青山乡新山村股份经济合作社", "新山村股份经济合作社"));
        assert!(same("新山村合作社（一社）", "新山村合作社(一社)"));
        assert!(!same("西新山村股份经济合作社", "新山村股份经济合作社"));
        assert!(!same("", ""));
    }

    #[test]
    fn a_collective_is_known_by_its_name_or_by_the_village() {
        let villages = [Village {
            township: Some("青山乡".into()),
            village: Some("新山村".into()),
            collective_name: Some("新山兴农股份经济合作社".into()),
            ..Village::default()
        }];
        let all = Collectives::of(&villages);
        let is = |stated: &str| all.is(&case(), Some("青山乡"), "新山村", stated);
        for stated in ["新山兴农股份经济合作社", "新山村集体", "村集体", "新山村村民委员会"]
        {
            assert!(is(stated), "{stated}");
        }
        for stated in ["新水村集体", "新山村农业开发有限公司", "青山乡人民政府"]
        {
            assert!(!is(stated), "{stated}");
        }
        assert_eq!(&*all.name(None, "新山村"), "新山兴农股份经济合作社");
        assert_eq!(&*all.name(Some("白山乡"), "新山村"), "新山村集体经济组织");
    }

    #[test]
    fn names_show_levels() {
        let level = |name: &str| level_of(&case(), name);
        assert_eq!(level("甲县人民政府"), Some("county_gov"));
        assert_eq!(level("青山乡人民政府"), Some("township"));
        assert_eq!(level("甲县教育局"), Some("county_dept"));
        assert_eq!(level("新山村股份经济合作社"), Some("village_collective"));
        assert_eq!(level("新山村农业开发有限公司"), None);
    }
}
