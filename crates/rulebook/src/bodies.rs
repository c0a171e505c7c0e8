//! Names of bodies. The county's own name stands for 县 in front of one (县人民政府 =
//! 托里县人民政府); 乡镇 in a rulebook's name stands for the place's own name (青山乡财政所); a body
//! matches when it ends in the rulebook's name for it.

/// Whether `stated` (as a ledger writes it) is the body that the rulebook calls `name`.
///
/// `county` is the case's county (托里县), `township` the place of the row, where known.
#[must_use]
pub fn is_body(county: &str, township: Option<&str>, stated: &str, name: &str) -> bool {
    let stated = squeeze(stated);
    let name = squeeze(name);
    if stated.is_empty() || name.is_empty() {
        return false;
    }
    if stated.ends_with(&name) {
        return true;
    }
    if let Some(rest) = name.strip_prefix('县') {
        let own = format!("{county}{rest}");
        let bare = stated.strip_prefix(county).unwrap_or(&stated);
        return stated.ends_with(&own) || (bare == rest && !rest.is_empty());
    }
    if let Some(rest) = name.strip_prefix("乡镇") {
        return township.is_some_and(|place| stated.ends_with(&format!("{place}{rest}")))
            || ["乡", "镇", "街道"].iter().any(|kind| stated.ends_with(&format!("{kind}{rest}")));
    }
    false
}

fn squeeze(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '（' => '(',
            '）' => ')',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::is_body;

    #[test]
    fn the_countys_own_name_stands_for_county() {
        for stated in ["县人民政府", "托里县人民政府", "人民政府"] {
            assert!(is_body("托里县", None, stated, "县人民政府"), "{stated}");
        }
        assert!(!is_body("托里县", None, "青山乡人民政府", "县人民政府"));
        assert!(is_body("托里县", None, "托里县扶贫开发领导小组", "扶贫开发领导小组"));
        assert!(is_body("托里县", Some("青山乡"), "青山乡财政所", "乡镇财政所"));
        assert!(!is_body("托里县", None, "", "县人民政府"));
    }
}
