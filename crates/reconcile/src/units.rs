//! Names of bodies: which of them are one accounting unit.
//!
//! `托里县水利局` = `县水利局` = `水利局`; `松林镇石桥村股份经济合作社` = `石桥村村民委员会` of the same
//! township: committee and collective of one village keep their assets in one set of books.

use crate::keys::place;
use ledger::Books;
use std::collections::{BTreeMap, BTreeSet};

/// Endings of bodies of a village.
const VILLAGE_BODIES: [&str; 9] = [
    "经济合作社",
    "经济合作联合社",
    "集体经济组织",
    "村民委员会",
    "居民委员会",
    "村委会",
    "居委会",
    "村集体",
    "村合作社",
];

/// Endings of a township's government.
const TOWNSHIP_BODIES: [&str; 2] = ["人民政府", "政府"];

/// What is known of the county's bodies.
#[derive(Debug, Default)]
pub(crate) struct Units {
    /// The county's name in one spelling.
    county: String,
    /// Names of townships in one spelling → their stems.
    townships: BTreeMap<String, Option<String>>,
    /// Stem of a village → stems of the townships that have one of that name.
    villages: BTreeMap<String, BTreeSet<String>>,
    /// Names that the village table gives to a collective → its key.
    collectives: BTreeMap<String, String>,
}

impl Units {
    /// From the places that the books name.
    pub(crate) fn new(books: &Books, county: &str) -> Self {
        let county = place::spelled(county, "").into_owned();
        let mut units = Self { county, ..Self::default() };
        let listed = books.villages.iter().map(|v| (v.township.as_deref(), v.village.as_deref()));
        let filed = books.assets.iter().map(|a| (a.township.as_deref(), a.village.as_deref()));
        let places: BTreeSet<(&str, Option<&str>)> = listed
            .chain(filed)
            .filter_map(|(township, village)| Some((township?, village)))
            .collect();
        // All townships first: the name of a village may have any of them in front.
        for (township, _) in &places {
            let name = place::spelled(township, &units.county).into_owned();
            units.townships.insert(name, units.township_stem(township));
        }
        for (township, village) in places {
            let stems =
                (village.and_then(|v| units.village_stem(v)), units.township_stem(township));
            if let (Some(village), Some(township)) = stems {
                units.villages.entry(village).or_default().insert(township);
            }
        }
        for village in &books.villages {
            if let (Some(name), Some(township), Some(village)) =
                (&village.collective_name, &village.township, &village.village)
                && let Some(key) = units.village(township, village)
            {
                units.collectives.insert(units.local(name), key);
            }
        }
        units
    }

    /// The stem of a township's name.
    pub(crate) fn township_stem(&self, name: &str) -> Option<String> {
        place::township_stem(name, &self.county)
    }

    /// The stem of a village's name, whether or not its township stands in front.
    pub(crate) fn village_stem(&self, name: &str) -> Option<String> {
        let local = self.local(name);
        let (_, rest) = self.split_township(&local);
        place::village_stem(rest, &self.county, None)
    }

    /// A name in one spelling, without the county (and what stands before it) in front.
    fn local(&self, name: &str) -> String {
        let name = place::spelled(name, "");
        let county = self.county.as_str();
        let local = match name.split_once(county) {
            Some((_, rest)) if !county.is_empty() => rest,
            _ => name.strip_prefix('县').unwrap_or(&name),
        };
        if local.is_empty() { name.into_owned() } else { local.to_owned() }
    }

    /// One key for all names of one accounting unit. `township` is the place of the row, for names
    /// of villages that do not say it. `None` for a blank name.
    pub(crate) fn key(&self, name: &str, township: Option<&str>) -> Option<String> {
        let local = self.local(name);
        if local.is_empty() {
            return None;
        }
        if let Some(key) = self.collectives.get(&local) {
            return Some(key.clone());
        }
        let (own, rest) = self.split_township(&local);
        if let Some(own) = own
            && (rest.is_empty() || TOWNSHIP_BODIES.contains(&rest))
        {
            return Some(format!("township:{own}"));
        }
        if is_of_village(rest)
            && let Some(village) = place::village_stem(rest, &self.county, None)
        {
            let stated = || township.and_then(|t| self.township_stem(t)).unwrap_or_default();
            let known = own.or_else(|| self.only_township(&village));
            return Some(match known {
                Some(township) => village_key(township, &village),
                None => village_key(&stated(), &village),
            });
        }
        Some(format!("body:{local}"))
    }

    /// The key of the books of a village.
    pub(crate) fn village(&self, township: &str, village: &str) -> Option<String> {
        let village = self.village_stem(village)?;
        Some(village_key(&self.township_stem(township)?, &village))
    }

    /// The township in front of a name, and what follows.
    fn split_township<'n>(&self, name: &'n str) -> (Option<&str>, &'n str) {
        // The longest one that stands there: looked up, because a province has thousands.
        let ends = name.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
        ends.filter_map(|end| name.split_at_checked(end))
            .find_map(|(own, rest)| Some((self.townships.get(own)?, rest)))
            .map_or((None, name), |(stem, rest)| (stem.as_deref(), rest))
    }

    fn only_township(&self, village: &str) -> Option<&str> {
        let townships = self.villages.get(village)?;
        townships.first().filter(|_| townships.len() == 1).map(String::as_str)
    }

    /// The stem of the village that a place as written names, where it names exactly one that the
    /// county knows.
    pub(crate) fn village_in(&self, place: &str) -> Option<&str> {
        let local = self.local(place);
        let (_, rest) = self.split_township(&local);
        let mut found = self.named_in(rest);
        // 石桥村 stands inside 上石桥村: the longest name that covers another one is meant.
        let all = found.clone();
        found.retain(|stem| !all.iter().any(|other| other != stem && other.contains(*stem)));
        match found.iter().collect::<Vec<_>>().as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }

    /// The stems that stand in a text with 村 or 社区 behind them.
    fn named_in(&self, text: &str) -> BTreeSet<&str> {
        let ends = text.match_indices('村').chain(text.match_indices("社区")).map(|(at, _)| at);
        ends.filter_map(|end| text.get(..end))
            .flat_map(|head| head.char_indices().filter_map(|(start, _)| head.get(start..)))
            .filter_map(|stem| self.villages.get_key_value(stem))
            .map(|(stem, _)| stem.as_str())
            .collect()
    }
}

fn village_key(township: &str, village: &str) -> String {
    format!("village:{township}/{village}")
}

/// Whether a name is that of a village or of its body.
fn is_of_village(name: &str) -> bool {
    name.ends_with('村')
        || name.ends_with("社区")
        || VILLAGE_BODIES
            .iter()
            .any(|body| name.strip_suffix(body).is_some_and(|rest| !rest.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::tables::Village;

    fn units() -> Units {
        let village = |township: &str, village: &str, collective: Option<&str>| Village {
            township: Some(township.into()),
            village: Some(village.into()),
            collective_name: collective.map(Into::into),
            ..Village::default()
        };
        let books = Books {
            villages: vec![
                village("松林镇", "石桥村", None),
                village("平川镇", "石桥村", None),
                village("松林镇", "松林一村", Some("丰收股份经济合作社")),
            ],
            ..Books::default()
        };
        Units::new(&books, "青山县")
    }

    #[test]
    fn names_of_one_unit_have_one_key() {
        let units = units();
        let key = |name: &str| units.key(name, Some("松林镇")).unwrap();
        assert_eq!(key("青山县水利局"), key("县水利局"));
        assert_eq!(key("北州青山县水利局"), key("水利局"));
        assert_eq!(key("松林镇石桥村股份经济合作社"), key("石桥村村民委员会"));
        assert_eq!(key("松林镇石桥村"), key("松林镇 石桥村村委会"));
        assert_eq!(key("松林镇人民政府"), key("青山县松林镇政府"));
        assert_eq!(key("丰收股份经济合作社"), key("松林一村村委会"));
    }

    #[test]
    fn namesakes_of_two_townships_are_two_units() {
        let units = units();
        let key = |name: &str, at: &str| units.key(name, Some(at)).unwrap();
        assert_ne!(key("石桥村股份经济合作社", "松林镇"), key("石桥村股份经济合作社", "平川镇"));
        assert_ne!(
            key("松林镇石桥村股份经济合作社", "平川镇"),
            key("平川镇石桥村股份经济合作社", "平川镇")
        );
        assert_ne!(key("松林镇人民政府", "松林镇"), key("松林镇财政所", "松林镇"));
        assert_ne!(key("松林镇人民政府", "松林镇"), key("青山县人民政府", "松林镇"));
        assert_eq!(units.key(" ", None), None);
    }

    #[test]
    fn a_place_names_a_village_only_if_it_is_one() {
        let units = units();
        assert_eq!(units.village_in("松林镇松林一村三组"), Some("松林1"));
        assert_eq!(units.village_in("松林镇政府院内"), None);
    }
}
