//! Names of things as ledgers, cards and counts write them.

use super::Clue;
use crate::keys::name::{Setting, name_key};
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
        for ruled in book.ruled::<BooksAgree>(case.as_of) {
            naming.light_words.extend_from_slice(&ruled.rule.light_words);
            naming.same_words.extend_from_slice(&ruled.rule.same_words);
        }
        naming
    }

    /// A name without what does not tell it apart, its own place in front included.
    fn bare(
        &self,
        name: &str,
        township: Option<&str>,
        village: Option<&str>,
        year: Option<i64>,
    ) -> Option<String> {
        let setting = Setting {
            county: &self.county,
            township,
            village,
            year,
            light_words: &self.light_words,
            same_words: &self.same_words,
        };
        name_key(name, &setting).map(|key| key.bare)
    }

    /// The name of an asset.
    pub(super) fn of_asset(&self, asset: &Asset) -> Option<String> {
        self.bare(
            asset.asset_name.as_deref()?,
            asset.township.as_deref(),
            asset.village.as_deref(),
            asset.fund_year,
        )
    }

    /// The name of what a clue means.
    pub(super) fn of_clue(&self, clue: &Clue) -> Option<String> {
        self.bare(clue.name?, clue.township, clue.village, None)
    }
}
