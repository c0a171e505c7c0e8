//! Texts as small numbers, so that a million keys are cheap to hold and compare.

use std::num::NonZeroU32;
use std::sync::Arc;

/// Stands for one text; equal texts of one [`Symbols`] have equal symbols. Its order says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Symbol(NonZeroU32);

impl Symbol {
    fn place(self) -> Option<usize> {
        usize::try_from(self.0.get() - 1).ok()
    }
}

/// The texts that symbols stand for. Symbols are given in the order of first use.
#[derive(Debug, Default)]
pub struct Symbols {
    by_text: Lookup<Arc<str>, Symbol>,
    texts: Vec<Arc<str>>,
}

impl Symbols {
    /// The symbol of a text.
    pub fn intern(&mut self, text: &str) -> Symbol {
        match self.by_text.get(text) {
            Some(symbol) => *symbol,
            None => self.add(text.into()),
        }
    }

    fn add(&mut self, text: Arc<str>) -> Symbol {
        self.texts.push(Arc::clone(&text));
        let number = u32::try_from(self.texts.len()).ok().and_then(NonZeroU32::new);
        let symbol = Symbol(number.unwrap_or(NonZeroU32::MAX));
        self.by_text.insert(text, symbol);
        symbol
    }

    /// The text of a symbol.
    #[must_use]
    pub fn text(&self, symbol: Symbol) -> &str {
        symbol.place().and_then(|at| self.texts.get(at)).map_or("", |t| t)
    }

    /// Takes over the texts of a later part of the rows: the symbols that its own stand for here.
    /// They are those that interning row by row would have given.
    pub(crate) fn absorb(&mut self, later: Self) -> Renamed {
        let here = |text: Arc<str>| match self.by_text.get(&*text) {
            Some(symbol) => *symbol,
            None => self.add(text),
        };
        Renamed(later.texts.into_iter().map(here).collect())
    }
}

/// What the symbols of a part are called in the whole.
#[derive(Debug)]
pub(crate) struct Renamed(Vec<Symbol>);

impl Renamed {
    /// The symbol in the whole.
    pub(crate) fn of(&self, symbol: Symbol) -> Symbol {
        symbol.place().and_then(|at| self.0.get(at)).copied().unwrap_or(symbol)
    }
}

/// Looks up by text, and is never gone through: so that its order, which differs from run to run,
/// decides nothing.
#[expect(clippy::disallowed_types, reason = "never iterated; hostile texts cannot make it slow")]
type Lookup<K, V> = std::collections::HashMap<K, V>;

/// Where texts stand, such as rows by their ids.
#[derive(Debug, Clone, Default)]
pub struct Positions<'a>(Lookup<&'a str, usize>);

impl<'a> Positions<'a> {
    /// Notes a position; the last one of a text counts.
    pub fn insert(&mut self, text: &'a str, position: usize) {
        self.0.insert(text, position);
    }

    /// The position of a text.
    #[must_use]
    pub fn get(&self, text: &str) -> Option<usize> {
        self.0.get(text).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::{Positions, Symbol, Symbols};

    #[test]
    fn equal_texts_have_one_symbol_and_others_another() {
        let mut symbols = Symbols::default();
        let (a, b) = (symbols.intern("甲"), symbols.intern("乙"));
        assert_ne!(a, b);
        assert_eq!(symbols.intern("甲"), a);
        assert_eq!((symbols.text(a), symbols.text(b)), ("甲", "乙"));
    }

    #[test]
    fn parts_read_apart_have_the_symbols_of_the_whole() {
        let texts = ["甲", "乙", "甲", "丙", "乙", "丁"];
        let mut whole = Symbols::default();
        let one_by_one: Vec<Symbol> = texts.iter().map(|text| whole.intern(text)).collect();
        let (mut first, mut later) = (Symbols::default(), Symbols::default());
        let mut apart: Vec<Symbol> = texts[..2].iter().map(|text| first.intern(text)).collect();
        let of_later: Vec<Symbol> = texts[2..].iter().map(|text| later.intern(text)).collect();
        let renamed = first.absorb(later);
        apart.extend(of_later.into_iter().map(|symbol| renamed.of(symbol)));
        assert_eq!(apart, one_by_one);
        assert_eq!(first.text(apart[5]), "丁");
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
