//! A column of texts.

use arrow::array::{Array as _, MutableBinaryViewArray, Utf8ViewArray};
use arrow::datatypes::ArrowDataType;

/// Texts, some of them empty; laid out as the table engine does, so that none is copied on the way
/// in or out. A short text stands in one place with its length, so that most pairs are told apart
/// at a glance.
#[derive(Debug, Clone)]
pub struct Texts(Utf8ViewArray);

impl Texts {
    pub(super) fn from_array(array: Utf8ViewArray) -> Self {
        Self(array)
    }

    pub(super) fn array(&self) -> &Utf8ViewArray {
        &self.0
    }

    /// The cell; `None` = empty.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<&str> {
        if row < self.0.len() { self.0.get(row) } else { None }
    }

    /// Whether both cells hold the same; two empty ones do.
    ///
    /// # Panics
    /// Where there is no such row.
    #[must_use]
    pub fn same(&self, row: usize, other: &Self, other_row: usize) -> bool {
        if self.0.validity().is_some() || other.0.validity().is_some() {
            return self.0.get(row) == other.0.get(other_row);
        }
        let (mine, theirs) = (self.0.views()[row], other.0.views()[other_row]);
        if mine.length != theirs.length || mine.prefix != theirs.prefix {
            return false;
        }
        if mine.is_inline() {
            return mine.as_u128() == theirs.as_u128();
        }
        self.0.value(row) == other.0.value(other_row)
    }

    /// A text of at most twelve bytes as one number: equal texts have equal numbers, others have
    /// not. `None` where it is longer or empty.
    #[must_use]
    pub fn packed(&self, row: usize) -> Option<u128> {
        if self.0.validity().is_some_and(|valid| !valid.get_bit(row)) {
            return None;
        }
        self.0.views().get(row).filter(|view| view.is_inline()).map(|view| view.as_u128())
    }

    /// The same without outer blanks; what is blank is empty.
    #[must_use]
    pub fn trimmed(self) -> Self {
        if self.0.iter().flatten().all(is_trimmed) {
            return self;
        }
        let trimmed = self.0.iter().map(|cell| cell.map(str::trim).filter(|text| !text.is_empty()));
        trimmed.collect()
    }

    /// Number of cells.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.len() == 0
    }
}

/// Whether a text begins and ends with something; letters of ASCII are known at a glance.
fn is_trimmed(text: &str) -> bool {
    match text.as_bytes() {
        [] => false,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => true,
        _ => text.trim().len() == text.len(),
    }
}

impl Default for Texts {
    fn default() -> Self {
        Self(Utf8ViewArray::new_empty(ArrowDataType::Utf8View))
    }
}

impl<S: AsRef<str>> FromIterator<Option<S>> for Texts {
    fn from_iter<I: IntoIterator<Item = Option<S>>>(texts: I) -> Self {
        Self(MutableBinaryViewArray::from_iterator(texts.into_iter()).freeze())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(list: &[Option<&str>]) -> Texts {
        list.iter().copied().collect()
    }

    #[test]
    fn short_and_long_texts_are_told_apart() {
        let long = ["一二三四五六七", "一二三四五六八", "a text of more bytes"];
        let all: Vec<Option<&str>> = [Some("甲"), Some("乙"), Some("twelve bytes"), None]
            .into_iter()
            .chain(long.map(Some))
            .collect();
        for cells in
            [texts(&all), texts(&all.iter().copied().flatten().map(Some).collect::<Vec<_>>())]
        {
            let rows = 0..cells.len();
            for (a, b) in rows.clone().flat_map(|a| rows.clone().map(move |b| (a, b))) {
                assert_eq!(cells.same(a, &cells, b), a == b);
                let packed = cells.packed(a).zip(cells.packed(b));
                assert!(packed.is_none_or(|(x, y)| (x == y) == (a == b)));
            }
        }
    }

    #[test]
    fn outer_blanks_go_and_blank_is_empty() {
        let cells = texts(&[Some(" 甲\u{3000}"), Some("  "), None, Some("a b")]).trimmed();
        let shown: Vec<Option<&str>> = (0..4).map(|row| cells.get(row)).collect();
        assert_eq!(shown, [Some("甲"), None, None, Some("a b")]);
    }
}
