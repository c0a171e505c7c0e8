//! Texts as small numbers, so that a million keys are cheap to hold and compare.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Stands for one text; equal texts of one [`Symbols`] have equal symbols. Its order says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Symbol(u32);

/// The texts that symbols stand for.
#[derive(Debug, Default)]
pub struct Symbols {
    /// Hash of a text and its symbol: numbers are compared much faster than texts. Symbols are
    /// given in the order of first use, so that hashes decide nothing.
    by_hash: BTreeSet<(u64, Symbol)>,
    texts: Vec<Box<str>>,
}

impl Symbols {
    /// The symbol of a text.
    pub fn intern(&mut self, text: &str) -> Symbol {
        let hash = hash(text);
        let known = self.by_hash.range((hash, Symbol(0))..=(hash, Symbol(u32::MAX)));
        if let Some((_, symbol)) = known.into_iter().find(|(_, symbol)| self.text(*symbol) == text)
        {
            return *symbol;
        }
        let symbol = Symbol(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        self.texts.push(text.into());
        self.by_hash.insert((hash, symbol));
        symbol
    }

    /// The text of a symbol.
    #[must_use]
    pub fn text(&self, symbol: Symbol) -> &str {
        usize::try_from(symbol.0).ok().and_then(|i| self.texts.get(i)).map_or("", |t| t)
    }
}

/// Where texts stand, such as rows by their ids. Looked up by hash first, as symbols are.
#[derive(Debug, Clone, Default)]
pub struct Positions<'a>(BTreeMap<(u64, &'a str), usize>);

impl<'a> Positions<'a> {
    /// Notes a position; the last one of a text counts.
    pub fn insert(&mut self, text: &'a str, position: usize) {
        self.0.insert((hash(text), text), position);
    }

    /// The position of a text.
    #[must_use]
    pub fn get(&self, text: &str) -> Option<usize> {
        self.0.get(&(hash(text), text)).copied()
    }
}

/// The same for equal texts, in every run.
fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::{Positions, Symbols};

    #[test]
    fn equal_texts_have_one_symbol_and_others_another() {
        let mut symbols = Symbols::default();
        let (a, b) = (symbols.intern("甲"), symbols.intern("乙"));
        assert_ne!(a, b);
        assert_eq!(symbols.intern("甲"), a);
        assert_eq!((symbols.text(a), symbols.text(b)), ("甲", "乙"));
    }

    #[test]
    fn a_text_leads_to_its_last_position() {
        let mut rows = Positions::default();
        for (position, id) in ["甲", "乙", "甲"].into_iter().enumerate() {
            rows.insert(id, position);
        }
        assert_eq!([rows.get("甲"), rows.get("乙"), rows.get("丙")], [Some(2), Some(1), None]);
    }
}
