//! Names of things as ledgers, cards and counts write them.

use super::Clue;
use crate::keys::name::{Setting, name_key};
use crate::keys::place::{township_stem, village_stem};
use ledger::CaseInfo;
use ledger::tables::Asset;
use rulebook::Rulebook;
use rulebook::checks::reconciliation::BooksAgree;

/// How names are read: the county in front of them, words that tell nothing, words that mean the
/// same.
#[derive(Debug, Default)]
pub(crate) struct Naming {
    county: String,
    light_words: Vec<String>,
    same_words: Vec<Vec<String>>,
}

impl Naming {
    /// The words of the county's rulebook.
    pub(crate) fn new(book: &Rulebook, case: &CaseInfo) -> Self {
        let mut naming = Self { county: case.county.to_string(), ..Self::default() };
        for ruled in book.ruled::<BooksAgree>(case.law_day()) {
            naming.light_words.extend_from_slice(&ruled.rule.light_words);
            naming.same_words.extend_from_slice(&ruled.rule.same_words);
        }
        naming
    }

    /// The key of a name: without what does not tell it apart, its own place in front included.
    pub(super) fn key(&self, named: Named<'_>) -> Option<String> {
        let township = named.township.and_then(|t| township_stem(t, &self.county));
        let village = named.village.and_then(|v| village_stem(v, &self.county, named.township));
        let setting = Setting {
            county: &self.county,
            township: township.as_deref(),
            village: village.as_deref(),
            year: named.year,
            light_words: &self.light_words,
            same_words: &self.same_words,
        };
        name_key(named.name, &setting).map(|key| key.bare)
    }
}

/// A name, with what it is read against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Named<'a> {
    name: &'a str,
    township: Option<&'a str>,
    village: Option<&'a str>,
    year: Option<i64>,
}

impl<'a> Named<'a> {
    /// The name of an asset.
    pub(super) fn of_asset(asset: &'a Asset) -> Option<Self> {
        Some(Self {
            name: asset.asset_name.as_deref()?,
            township: asset.township.as_deref(),
            village: asset.village.as_deref(),
            year: asset.fund_year,
        })
    }

    /// The name of what a clue means.
    pub(super) fn of_clue(clue: &Clue<'a>) -> Option<Self> {
        Some(Self { name: clue.name?, township: clue.township, village: clue.village, year: None })
    }
}
