//! Rows of both sides that share a key.

use std::ops::Range;

/// Rows of both sides by the keys that stand on both, keys in their order, rows in theirs; a row
/// stands once under a key.
///
/// One list of rows and one of keys, instead of lists by key: a province has a million keys.
#[derive(Debug)]
pub(super) struct Blocks<K> {
    keys: Vec<(K, Range<usize>, Range<usize>)>,
    rows: Vec<usize>,
}

impl<K: Ord> Blocks<K> {
    /// From the keys of the rows of both sides.
    pub(super) fn new(
        left: impl IntoIterator<Item = (K, usize)>,
        right: impl IntoIterator<Item = (K, usize)>,
    ) -> Self {
        let (left, right) = (sorted(left), sorted(right));
        let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
        let mut out = Self { keys: Vec::new(), rows: Vec::new() };
        while let (Some((l, _)), Some((r, _))) = (left.peek(), right.peek()) {
            match l.cmp(r) {
                std::cmp::Ordering::Less => drop(left.next()),
                std::cmp::Ordering::Greater => drop(right.next()),
                std::cmp::Ordering::Equal => {
                    let Some((key, row)) = left.next() else { break };
                    let start = out.rows.len();
                    out.rows.push(row);
                    while let Some((_, row)) = left.next_if(|(k, _)| *k == key) {
                        out.rows.push(row);
                    }
                    let middle = out.rows.len();
                    while let Some((_, row)) = right.next_if(|(k, _)| *k == key) {
                        out.rows.push(row);
                    }
                    out.keys.push((key, start..middle, middle..out.rows.len()));
                }
            }
        }
        out
    }

    /// Each key with its left and its right rows; neither is empty.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&K, &[usize], &[usize])> {
        let rows = |range: &Range<usize>| self.rows.get(range.clone()).unwrap_or_default();
        self.keys.iter().map(move |(key, left, right)| (key, rows(left), rows(right)))
    }

    /// Whether a key stands on both sides.
    pub(super) fn has(&self, key: &K) -> bool {
        self.keys.binary_search_by(|(known, ..)| known.cmp(key)).is_ok()
    }
}

fn sorted<K: Ord>(rows: impl IntoIterator<Item = (K, usize)>) -> Vec<(K, usize)> {
    let mut rows: Vec<(K, usize)> = rows.into_iter().collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

#[cfg(test)]
mod tests {
    use super::Blocks;

    #[test]
    fn keys_of_one_side_fall_away_and_rows_stand_once() {
        let blocks =
            Blocks::new([('b', 3), ('a', 1), ('b', 2), ('b', 3)], [('b', 9), ('c', 8), ('b', 7)]);
        let all: Vec<_> = blocks.iter().collect();
        assert_eq!(all, [(&'b', &[2, 3][..], &[7, 9][..])]);
        assert_eq!(['a', 'b', 'c'].map(|key| blocks.has(&key)), [false, true, false]);
    }
}
