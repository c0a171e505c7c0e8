//! What the texts of a column became: a register repeats few of them, and each is then read once.

use crate::texts::quick_hash;
use ledger::Text;
use std::sync::Arc;

/// A bounded memory of texts and what they became, one place for all texts of one hash.
///
/// It only spares work: what it returns is what was kept for an equal text. It gives up on a column
/// whose texts do not repeat.
#[derive(Debug)]
pub(crate) struct Memo<T> {
    places: Vec<Option<(Text, T)>>,
    kept: u32,
    met: u32,
}

/// How many texts are remembered.
const PLACES: usize = 256;
/// After so many texts kept in vain a column is one of names or numbers of its own.
const PATIENCE: u32 = 512;

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self { places: Vec::new(), kept: 0, met: 0 }
    }
}

impl<T> Memo<T> {
    /// What an equal text became.
    pub(crate) fn get(&mut self, text: &str) -> Option<&T> {
        if self.places.is_empty() {
            return None;
        }
        let (known, value) = self.places.get(place(text))?.as_ref()?;
        if std::ptr::eq(known.as_ref(), text) || known.as_ref() == text {
            self.met = self.met.saturating_add(1);
            return Some(value);
        }
        None
    }

    /// The text itself, held once for all equal ones that follow each other closely.
    pub(crate) fn shared(&mut self, text: &str) -> Text
    where
        T: Default,
    {
        if self.get(text).is_some()
            && let Some(Some((known, _))) = self.places.get(place(text))
        {
            return Arc::clone(known);
        }
        let text = Text::from(text);
        self.keep(&text, T::default());
        text
    }

    /// Keeps what a text became.
    pub(crate) fn keep(&mut self, text: &Text, value: T) {
        if self.kept >= PATIENCE && self.met < self.kept {
            self.places = Vec::new();
            return;
        }
        if self.places.is_empty() {
            self.places.resize_with(PLACES, || None);
        }
        self.kept = self.kept.saturating_add(1);
        if let Some(slot) = self.places.get_mut(place(text)) {
            *slot = Some((Arc::clone(text), value));
        }
    }
}

fn place(text: &str) -> usize {
    // The upper bits of a product are its best mixed.
    usize::try_from(quick_hash(text.as_bytes()) >> 56).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Memo, PATIENCE};
    use ledger::Text;

    #[test]
    fn equal_texts_are_known_and_others_are_not() {
        let mut memo = Memo::default();
        assert_eq!(memo.get("甲"), None);
        memo.keep(&Text::from("甲"), 1);
        assert_eq!(memo.get("甲"), Some(&1));
        assert_eq!(memo.get("乙"), None);
    }

    #[test]
    fn a_column_of_its_own_texts_is_given_up() {
        let mut memo = Memo::default();
        for number in 0..=PATIENCE {
            memo.keep(&Text::from(number.to_string()), number);
        }
        assert!((0..=PATIENCE).all(|number| memo.get(&number.to_string()).is_none()));
    }
}
