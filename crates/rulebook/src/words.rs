//! What people call check families, their parameters and the words of closed lists. The words stand
//! in `words.toml`; what there is to be named comes from the definitions ([`crate::probe`]).

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Words {
    family: BTreeMap<String, (String, String)>,
    parameter: BTreeMap<String, String>,
    parameter_of: BTreeMap<String, BTreeMap<String, String>>,
    word: BTreeMap<String, String>,
}

// A file that cannot be read leaves everything unnamed, which the tests do not pass.
static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("../words.toml")).unwrap_or_default());

/// The Chinese name of a family; its code where it is none.
#[must_use]
pub fn label(family: &str) -> &str {
    WORDS.family.get(family).map_or(family, |(label, _)| label)
}

/// What a family asks of a county's text, in Chinese; empty where there is no such family.
#[must_use]
pub fn asks(family: &str) -> &'static str {
    WORDS.family.get(family).map_or("", |(_, asks)| asks)
}

/// What a parameter of a family means, in Chinese; empty where it has no name.
#[must_use]
pub fn parameter(family: &str, name: &str) -> &'static str {
    let name = name.replace('-', "_");
    let own = WORDS.parameter_of.get(family).and_then(|own| own.get(&name));
    own.or_else(|| WORDS.parameter.get(&name)).map_or("", String::as_str)
}

/// What a word of a closed list means, in Chinese; the word itself where it has no name.
#[must_use]
pub fn word(word: &str) -> &str {
    WORDS.word.get(word).map_or(word, String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Check;
    use crate::probe::{Holds, Parameter, parameters};
    use std::collections::BTreeSet;

    /// Names and words that parameters have, and `(family, name)` of each.
    fn collect(
        family: &'static str,
        list: &[Parameter],
        named: &mut BTreeSet<(&'static str, String)>,
        words: &mut BTreeSet<String>,
    ) {
        for parameter in list {
            named.insert((family, parameter.name.replace('-', "_")));
            match &parameter.holds {
                Holds::OneOf(of) => words.extend(of.iter().map(|&word| word.to_owned())),
                Holds::Table(inner) => collect(family, inner, named, words),
                Holds::YesNo | Holds::Number | Holds::Text(_) => {}
            }
        }
    }

    #[test]
    fn every_family_parameter_and_word_has_a_name_and_no_other_thing_has() {
        let words: Words = toml::from_str(include_str!("../words.toml")).unwrap();
        let (mut named, mut closed) = (BTreeSet::new(), BTreeSet::new());
        for family in Check::FAMILIES {
            collect(family, &parameters(family), &mut named, &mut closed);
        }
        let families: BTreeSet<_> = Check::FAMILIES.iter().map(|&f| f.to_owned()).collect();
        assert_eq!(words.family.keys().cloned().collect::<BTreeSet<_>>(), families);
        assert_eq!(words.word.keys().cloned().collect::<BTreeSet<_>>(), closed);
        let shared: BTreeSet<&String> = words.parameter.keys().collect();
        let in_use: BTreeSet<&String> = named.iter().map(|(_, name)| name).collect();
        assert_eq!(shared, in_use);
        for (family, own) in &words.parameter_of {
            for name in own.keys() {
                assert!(named.contains(&(family.as_str(), name.clone())), "{family} {name}");
            }
        }
    }

    #[test]
    fn every_family_has_a_name_of_its_own() {
        let names: BTreeSet<&str> = Check::FAMILIES.iter().map(|family| label(family)).collect();
        assert_eq!(names.len(), Check::FAMILIES.len());
    }
}
