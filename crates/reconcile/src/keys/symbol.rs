//! Texts as small numbers, so that a million keys are cheap to hold and compare.

use std::collections::BTreeMap;

/// Stands for one text; equal texts of one [`Symbols`] have equal symbols. Its order says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Symbol(u32);

/// The texts that symbols stand for.
#[derive(Debug, Default)]
pub struct Symbols {
    by_text: BTreeMap<Box<str>, u32>,
    texts: Vec<Box<str>>,
}

impl Symbols {
    /// The symbol of a text.
    pub fn intern(&mut self, text: &str) -> Symbol {
        if let Some(symbol) = self.by_text.get(text) {
            return Symbol(*symbol);
        }
        let symbol = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push(text.into());
        self.by_text.insert(text.into(), symbol);
        Symbol(symbol)
    }

    /// The text of a symbol.
    #[must_use]
    pub fn text(&self, symbol: Symbol) -> &str {
        usize::try_from(symbol.0).ok().and_then(|i| self.texts.get(i)).map_or("", |t| t)
    }
}
