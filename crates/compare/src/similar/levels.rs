//! How alike two cells are: a few levels, from the same to different.

use crate::cells::Side;
use crate::fields::{Column, Matched};
use crate::plan::ColumnPair;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// A cell is empty: no evidence.
pub(crate) const EMPTY: u8 = u8::MAX;
/// Levels of a field: 0 the same … 6 different.
pub(crate) const LEVELS: usize = 7;
const DIFFERENT: u8 = 6;
/// Texts longer than this are compared by their two-letter parts only.
const EDIT_MAX: usize = 64;

/// A column of the open rows of both sides.
pub(crate) struct Field {
    /// What it holds.
    pub(crate) kind: Kind,
}

/// The cells of both sides.
pub(crate) enum Kind {
    /// Normalised texts.
    Text(Vec<Option<Word>>, Vec<Option<Word>>),
    /// Numbers at a common scale.
    Number(Vec<Option<i128>>, Vec<Option<i128>>),
    /// Days.
    Date(Vec<Option<i32>>, Vec<Option<i32>>),
}

/// A normalised text, its letters and their neighbours.
pub(crate) struct Word {
    pub(crate) text: String,
    letters: Vec<char>,
    bigrams: Vec<(char, char)>,
    pub(crate) tokens: BTreeSet<String>,
}

impl Word {
    /// Width, case and punctuation do not matter.
    fn new(text: &str) -> Option<Self> {
        let plain: String = text
            .nfkc()
            .flat_map(char::to_lowercase)
            .map(|c| if c.is_alphanumeric() { c } else { ' ' })
            .collect();
        let tokens: Vec<&str> = plain.split_whitespace().collect();
        let text = tokens.join(" ");
        let letters: Vec<char> = text.chars().collect();
        let mut bigrams: Vec<_> = letters.windows(2).map(|w| (w[0], w[1])).collect();
        bigrams.sort_unstable();
        let tokens = tokens.into_iter().map(str::to_owned).collect();
        (!letters.is_empty()).then_some(Self { text, letters, bigrams, tokens })
    }
}

impl Field {
    /// The open rows' cells of a column pair.
    pub(crate) fn new(
        left: &Side,
        right: &Side,
        pair: &ColumnPair,
        ls: &[u32],
        rs: &[u32],
    ) -> Self {
        let Matched { left: l, right: r } = Matched::new(left, right, pair);
        let kind = match (&l, &r) {
            (Column::Numbers(l), Column::Numbers(r)) => {
                Kind::Number(filled(ls, |row| l.get(row)), filled(rs, |row| r.get(row)))
            }
            (Column::Days(l), Column::Days(r)) => {
                Kind::Date(filled(ls, |row| l.get(row)), filled(rs, |row| r.get(row)))
            }
            _ => Kind::Text(
                filled(ls, |row| Word::new(&left.text(pair.left, row))),
                filled(rs, |row| Word::new(&right.text(pair.right, row))),
            ),
        };
        Self { kind }
    }

    /// How alike the cells are.
    pub(crate) fn level(&self, l: usize, r: usize) -> u8 {
        match &self.kind {
            Kind::Text(left, right) => both(&left[l], &right[r], words),
            Kind::Number(left, right) => both(&left[l], &right[r], |a, b| numbers(*a, *b)),
            Kind::Date(left, right) => both(&left[l], &right[r], |a, b| days(*a, *b)),
        }
    }

    /// What a level means here, in Chinese.
    pub(crate) fn describe(&self, level: u8) -> &'static str {
        let names: [&'static str; LEVELS] = match self.kind {
            Kind::Text(..) => {
                ["相同", "只差一字", "很像", "相像", "一方是另一方的一部分", "部分相同", "不同"]
            }
            Kind::Number(..) => [
                "相等",
                "相差不到1%",
                "只差一位",
                "相差不到3%",
                "相差不到10%",
                "相差不到30%",
                "不同",
            ],
            Kind::Date(..) => {
                ["同日", "相差一日", "相差七日以内", "只差一位", "相差一月以内", "同年", "不同"]
            }
        };
        names.get(level as usize).copied().unwrap_or("空")
    }
}

fn filled<T>(rows: &[u32], cell: impl Fn(usize) -> Option<T>) -> Vec<Option<T>> {
    rows.iter().map(|row| cell(*row as usize)).collect()
}

fn both<T>(left: &Option<T>, right: &Option<T>, level: impl Fn(&T, &T) -> u8) -> u8 {
    match (left, right) {
        (Some(left), Some(right)) => level(left, right),
        _ => EMPTY,
    }
}

fn words(a: &Word, b: &Word) -> u8 {
    if a.text == b.text {
        return 0;
    }
    let longest = a.letters.len().max(b.letters.len());
    let edits = if longest <= EDIT_MAX { edit_distance(&a.letters, &b.letters) } else { longest };
    let shared = 2 * common(&a.bigrams, &b.bigrams) * 100;
    let dice = shared / (a.bigrams.len() + b.bigrams.len()).max(1);
    let alike = dice.max(100 - edits * 100 / longest);
    let part = a.tokens.is_subset(&b.tokens) || b.tokens.is_subset(&a.tokens);
    let begins = a.text.starts_with(&b.text) || b.text.starts_with(&a.text);
    match alike {
        _ if edits == 1 && longest > 2 => 1,
        85.. => 2,
        70.. => 3,
        _ if part || begins => 4,
        50.. => 5,
        _ if !a.tokens.is_disjoint(&b.tokens) => 5,
        _ => DIFFERENT,
    }
}

fn numbers(a: i128, b: i128) -> u8 {
    if a == b {
        return 0;
    }
    let (difference, size) = ((a - b).abs(), a.abs().max(b.abs()));
    let within = |percent: i128| difference * 100 <= size * percent;
    match () {
        () if within(1) => 1,
        () if one_digit(&a.to_string(), &b.to_string()) => 2,
        () if within(3) => 3,
        () if within(10) => 4,
        () if within(30) => 5,
        () => DIFFERENT,
    }
}

/// Whether one digit was mistyped, or two neighbours swapped, in a number of at least four.
fn one_digit(a: &str, b: &str) -> bool {
    let letters = |text: &str| text.chars().collect::<Vec<_>>();
    a.len().min(b.len()) >= 4 && edit_distance(&letters(a), &letters(b)) == 1
}

fn days(a: i32, b: i32) -> u8 {
    let apart = i64::from(a).abs_diff(b.into());
    let shown = |day: i32| {
        let date = chrono::TimeDelta::days(day.into());
        chrono::NaiveDate::default()
            .checked_add_signed(date)
            .map(|d| d.format("%Y%m%d").to_string())
    };
    let (Some(x), Some(y)) = (shown(a), shown(b)) else { return DIFFERENT };
    let swapped =
        x.get(..4) == y.get(..4) && x.get(4..6) == y.get(6..) && x.get(6..) == y.get(4..6);
    match apart {
        0 => 0,
        1 => 1,
        2..=7 => 2,
        _ if swapped || one_digit(&x, &y) => 3,
        8..=31 => 4,
        _ if x.get(..4) == y.get(..4) => 5,
        _ => DIFFERENT,
    }
}

/// Members that two sorted lists have in common.
fn common<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, count) = (i + 1, j + 1, count + 1),
        }
    }
    count
}

/// Letters to insert, drop, change or swap with their neighbour (Damerau; restricted).
fn edit_distance(a: &[char], b: &[char]) -> usize {
    let mut rows = [vec![0; b.len() + 1], (0..=b.len()).collect::<Vec<_>>(), vec![0; b.len() + 1]];
    for i in 1..=a.len() {
        let [before, last, now] = &mut rows;
        now[0] = i;
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            now[j] = change.min(last[j] + 1).min(now[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                now[j] = now[j].min(before[j - 2] + 1);
            }
        }
        rows.rotate_left(1);
    }
    rows[1][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_of_texts_numbers_and_days() {
        let text = |a: &str, b: &str| words(&Word::new(a).unwrap(), &Word::new(b).unwrap());
        assert_eq!(text("Smith, J.", "smith j"), 0);
        assert_eq!(text("smith", "smiht"), 1);
        assert_eq!(text("幸福村硬化路", "幸福村硬化道路"), 1);
        assert_eq!((text("smith", "smith payment"), text("ann smith", "ann taylor")), (4, 5));
        assert_eq!(text("ivan", "oleg"), 6);
        assert_eq!((numbers(10_000, 10_050), numbers(10_000, 10_250), numbers(1, 2)), (1, 3, 6));
        assert_eq!((numbers(10_000, 60_000), numbers(10_000, 10_911)), (2, 4));
        assert_eq!((days(100, 100), days(100, 106), days(100, 128)), (0, 2, 4));
        assert_eq!((days(0, 1), days(0, 59), days(0, 60)), (1, 3, 5), "1 January, 1 and 2 March");
    }
}
