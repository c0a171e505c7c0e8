//! The catalogue of findings. A code is a stable name, `area.problem`: one code, one meaning.
//!
//! Each code has a short Chinese title and a sentence in both languages; `{name}` in a sentence
//! stands for a value of the finding (see [`crate::Finding::message`]).

pub mod account;
pub mod contract;
pub mod count;
pub mod custody;
pub mod disposal;
pub mod duty;
pub mod fund;
pub mod handover;
pub mod income;
pub mod intake;
pub mod ledger;
pub mod matching;
pub mod owner;
pub mod plan;
pub mod scope;
pub mod writeoff;

use crate::finding::Severity;

/// One code: name, severity and words.
#[derive(Debug, PartialEq, Eq)]
pub struct CodeSpec {
    /// `area.problem`.
    pub code: &'static str,
    /// Severity unless a clause sets another.
    pub severity: Severity,
    /// Short Chinese title, for lists.
    pub title: &'static str,
    /// When it fires.
    pub doc: &'static str,
    /// The sentence in Chinese, with `{name}` for values.
    pub zh: &'static str,
    /// The sentence in English, with the same names; only it may name the `detail`, which is an
    /// English code.
    pub en: &'static str,
}

/// Defines the codes of one area.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal, $severity:ident, $title:literal, $zh:literal, $en:literal;)+) => {
        $(
            $(#[doc = $doc])+
            pub static $name: $crate::codes::CodeSpec = $crate::codes::CodeSpec {
                code: $code,
                severity: $crate::finding::Severity::$severity,
                title: $title,
                doc: concat!($($doc),+),
                zh: $zh,
                en: $en,
            };
        )+
        pub(super) static ALL: &[&$crate::codes::CodeSpec] = &[$(&$name),+];
    };
}
pub(crate) use codes;

/// The codes of all areas, in the order of the catalogue.
pub fn all() -> impl Iterator<Item = &'static CodeSpec> {
    [
        intake::ALL,
        matching::ALL,
        scope::ALL,
        ledger::ALL,
        fund::ALL,
        account::ALL,
        count::ALL,
        owner::ALL,
        custody::ALL,
        contract::ALL,
        handover::ALL,
        income::ALL,
        plan::ALL,
        disposal::ALL,
        writeoff::ALL,
        duty::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The code of that name.
#[must_use]
pub fn find(code: &str) -> Option<&'static CodeSpec> {
    all().find(|c| c.code == code)
}

#[cfg(test)]
mod tests {
    use super::all;
    use std::collections::BTreeSet;

    fn names(template: &str) -> BTreeSet<&str> {
        template
            .split('{')
            .skip(1)
            .filter_map(|part| part.split_once('}'))
            .map(|(name, _)| name)
            .collect()
    }

    #[test]
    fn names_are_unique_and_both_languages_say_the_same_values() {
        let mut seen = BTreeSet::new();
        for code in all() {
            assert!(seen.insert(code.code), "{} stands twice", code.code);
            assert!(
                !code.title.is_empty() && !code.zh.is_empty() && !code.en.is_empty(),
                "{} lacks words",
                code.code
            );
            let (zh, mut en) = (names(code.zh), names(code.en));
            assert!(!zh.contains("detail"), "{} shows an English code in Chinese", code.code);
            en.remove("detail");
            assert_eq!(zh, en, "{}", code.code);
        }
    }
}
