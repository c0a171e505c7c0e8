//! What stands in columns that fit no field, kept beside the values of its row.

use ledger::Text;

/// Texts under their headings as a JSON object, by heading; of one heading the last.
pub(super) fn json(extra: &mut [(Text, Text)]) -> String {
    // Stable: of equal headings the last stays last.
    extra.sort_by(|a, b| a.0.cmp(&b.0));
    let mut out = String::from("{");
    for (index, (heading, text)) in extra.iter().enumerate() {
        if extra.get(index + 1).is_some_and(|(next, _)| next == heading) {
            continue;
        }
        if out.len() > 1 {
            out.push(',');
        }
        quote(heading, &mut out);
        out.push(':');
        quote(text, &mut out);
    }
    out.push('}');
    out
}

/// A JSON text; few hold what must be escaped.
fn quote(text: &str, out: &mut String) {
    if text.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        // A text always has a form in JSON.
        out.push_str(&serde_json::to_string(text).unwrap_or_default());
    } else {
        out.push('"');
        out.push_str(text);
        out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::json;
    use ledger::Text;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn it_is_the_json_of_a_map(pairs in prop::collection::vec(("[甲乙a\"]{1,2}", ".{0,6}"), 1..6)) {
            let map: BTreeMap<String, String> = pairs.iter().cloned().collect();
            let mut extra: Vec<(Text, Text)> = pairs.into_iter().map(|(h, t)| (h.into(), t.into())).collect();
            prop_assert_eq!(json(&mut extra), serde_json::to_string(&map).unwrap());
        }
    }
}
