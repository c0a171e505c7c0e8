//! Names of bodies that own or keep: aliases of one unit are one.

use super::place::{after_village, spelled, village_stem};

/// The key of a body's name. The county's name and a bare 县 in front go; the township in front of
/// a village's body goes; 村民委员会 is 村委会, the names of the village collective are one.
///
/// A bare village name (王家村) may mean its committee or its collective: [`same_body`] allows both.
#[must_use]
pub fn body_key(raw: &str, county: &str, township: Option<&str>) -> Option<String> {
    let spelled_name = spelled(raw, county);
    let mut text = &*spelled_name;
    text = text.strip_prefix('县').filter(|rest| !rest.is_empty()).unwrap_or(text);
    let own = township.map(|t| spelled(t, county)).filter(|t| !t.is_empty());
    if let Some(rest) = own.and_then(|t| text.strip_prefix(&*t)) {
        // 人民政府 without its township would be the county's.
        if rest.contains('村') || rest.contains("社区") {
            text = rest;
        }
    }
    let short = SHORT_FORMS
        .iter()
        .find_map(|(long, short)| Some(format!("{}{short}", text.strip_suffix(long)?)));
    (!text.is_empty()).then(|| short.unwrap_or_else(|| text.to_owned()))
}

/// Endings of one meaning, longest first.
const SHORT_FORMS: &[(&str, &str)] = &[
    ("村村民委员会", "村委会"),
    ("村民委员会", "村委会"),
    ("村村委会", "村委会"),
    ("居民委员会", "居委会"),
    ("村股份经济合作联合社", "村合作社"),
    ("村股份经济合作社", "村合作社"),
    ("村农村集体经济组织", "村合作社"),
    ("村集体经济组织", "村合作社"),
    ("村经济合作社", "村合作社"),
    ("村集体", "村合作社"),
    ("行政村", "村"),
    ("人民政府", "政府"),
];

/// Whether two keys of [`body_key`] name one body. A village's bare name is its committee and its
/// collective alike; those two are not each other.
#[must_use]
pub fn same_body(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let village_of = |long: &str, bare: &str| {
        bare.ends_with('村')
            && village_stem(bare, "", None).is_some_and(|stem| {
                after_village(long, &stem).is_some()
                    && village_stem(long, "", None).as_deref() == Some(stem.as_str())
            })
    };
    village_of(a, b) || village_of(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        let key = |raw| body_key(raw, "托里县", Some("松林镇")).unwrap();
        same_body(&key(a), &key(b))
    }

    #[test]
    fn aliases_of_one_unit_are_one() {
        assert!(same("托里县水利局", "水利局"));
        assert!(same("县水利局", "托里县水利局"));
        assert!(same("托里县人民政府", "县政府"));
        assert!(same("松林镇松林一村股份经济合作社", "松林一村股份经济合作社"));
        assert!(same("松林一村村民委员会", "松林一村村委会"));
        assert!(same("松林一村", "松林一村股份经济合作社"));
    }

    #[test]
    fn different_units_are_not() {
        assert!(!same("松林镇人民政府", "托里县人民政府"));
        assert!(!same("松林一村股份经济合作社", "松林二村股份经济合作社"));
        assert!(!same("松林一村村民委员会", "松林一村股份经济合作社"));
        assert!(!same("水利局", "农业农村局"));
    }
}
