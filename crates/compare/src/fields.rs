//! A column of each side, read alike, and where paired rows differ in it.

use crate::cells::{Side, plain, text};
use crate::key::{index, mix};
use crate::plan::{ColumnPair, Plan};
use crate::{Pair, Status};
use frames::any::{Cells, Texts, is_filled};
use rust_decimal::Decimal;
use std::borrow::Cow;

/// A field in which a pair differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Differing {
    /// Index in [`crate::Comparison::pairs`].
    pub pair: u32,
    /// Index in [`Plan::compare`].
    pub field: u32,
    /// Accepted by a tolerance.
    pub within_tolerance: bool,
}

/// A column of each side in a form in which equal cells are equal.
pub(crate) enum Matched<'a> {
    /// Numbers of one scale: mantissas times these factors.
    Numbers { left: Numbers<'a>, right: Numbers<'a>, scale: u32 },
    /// Days.
    Dates { left: Days<'a>, right: Days<'a> },
    /// Texts, without outer blanks.
    Texts { left: &'a Texts, right: &'a Texts },
    /// Texts, by number: equal texts have equal numbers.
    Symbols { left: Vec<u32>, right: Vec<u32> },
    /// Whatever else: what each shows.
    Shown { left: &'a Cells, right: &'a Cells },
}

/// Mantissas and what brings them to the common scale.
#[derive(Clone, Copy)]
pub(crate) struct Numbers<'a> {
    mantissas: &'a [i64],
    valid: Option<&'a [bool]>,
    factor: i128,
}

impl Numbers<'_> {
    /// The number at the common scale; `None` where the cell is empty.
    pub(crate) fn get(&self, row: usize) -> Option<i128> {
        is_filled(self.valid, row).then(|| i128::from(self.mantissas[row]) * self.factor)
    }
}

/// Days and which are filled.
#[derive(Clone, Copy)]
pub(crate) struct Days<'a> {
    days: &'a [i32],
    valid: Option<&'a [bool]>,
}

impl Days<'_> {
    pub(crate) fn get(&self, row: usize) -> Option<i32> {
        is_filled(self.valid, row).then(|| self.days[row])
    }
}

impl<'a> Matched<'a> {
    /// Reads both columns alike.
    pub(crate) fn new(left: &'a Side, right: &'a Side, pair: &ColumnPair) -> Self {
        let (l, r) = (&left.table.columns[pair.left].cells, &right.table.columns[pair.right].cells);
        match (l, r) {
            (
                Cells::Number { scale: ls, mantissas: lm, valid: lv },
                Cells::Number { scale: rs, mantissas: rm, valid: rv },
            ) => {
                let scale = *ls.max(rs);
                let numbers = |mantissas: &'a [i64], valid: &'a Option<Vec<bool>>, own: u32| {
                    Numbers { mantissas, valid: valid.as_deref(), factor: 10_i128.pow(scale - own) }
                };
                Self::Numbers { left: numbers(lm, lv, *ls), right: numbers(rm, rv, *rs), scale }
            }
            (Cells::Date { days: l, valid: lv }, Cells::Date { days: r, valid: rv }) => {
                Self::Dates {
                    left: Days { days: l, valid: lv.as_deref() },
                    right: Days { days: r, valid: rv.as_deref() },
                }
            }
            (Cells::Text(left), Cells::Text(right)) => Self::Texts { left, right },
            _ => Self::Shown { left: l, right: r },
        }
    }

    /// The same for many comparisons: texts are numbered once, in the order of the files, and then
    /// compared by number; the rows of a pair lie far apart, their texts farther.
    pub(crate) fn numbered(self) -> Self {
        let Self::Texts { left, right } = self else { return self };
        let mut symbols = Symbols::new(left.len() + right.len());
        let number = |symbols: &mut Symbols<'a>, texts: &'a Texts| {
            (0..texts.len()).map(|row| symbols.number(trimmed(texts, row))).collect()
        };
        let left = number(&mut symbols, left);
        Self::Symbols { left, right: number(&mut symbols, right) }
    }

    /// Whether the cells say the same; two empty ones do.
    pub(crate) fn equal(&self, l: usize, r: usize) -> bool {
        match self {
            Self::Numbers { left, right, .. } => left.get(l) == right.get(r),
            Self::Dates { left, right } => left.get(l) == right.get(r),
            Self::Texts { left, right } => trimmed(left, l) == trimmed(right, r),
            Self::Symbols { left, right } => left[l] == right[r],
            Self::Shown { left, right } => shown(left, l) == shown(right, r),
        }
    }

    /// Whether two cells of the left side say the same.
    pub(crate) fn lefts_equal(&self, a: usize, b: usize) -> bool {
        match self {
            Self::Numbers { left, .. } => left.get(a) == left.get(b),
            Self::Dates { left, .. } => left.get(a) == left.get(b),
            Self::Texts { left, .. } => trimmed(left, a) == trimmed(left, b),
            Self::Symbols { left, .. } => left[a] == left[b],
            Self::Shown { left, .. } => shown(left, a) == shown(left, b),
        }
    }

    /// Equal cells have equal hashes; an empty cell has none.
    pub(crate) fn left_hash(&self, row: usize) -> Option<u64> {
        match self {
            Self::Numbers { left, .. } => left.get(row).map(|n| mix(n as u64)),
            Self::Dates { left, .. } => left.get(row).map(|d| mix(i64::from(d) as u64)),
            Self::Texts { left, .. } => trimmed(left, row).map(hash_text),
            Self::Symbols { left, .. } => Some(mix(left[row].into())),
            Self::Shown { left, .. } => shown(left, row).map(|text| hash_text(&text)),
        }
    }

    /// The same, of the right side.
    pub(crate) fn right_hash(&self, row: usize) -> Option<u64> {
        match self {
            Self::Numbers { right, .. } => right.get(row).map(|n| mix(n as u64)),
            Self::Dates { right, .. } => right.get(row).map(|d| mix(i64::from(d) as u64)),
            Self::Texts { right, .. } => trimmed(right, row).map(hash_text),
            Self::Symbols { right, .. } => Some(mix(right[row].into())),
            Self::Shown { right, .. } => shown(right, row).map(|text| hash_text(&text)),
        }
    }

    /// Whether the right cell is empty.
    pub(crate) fn right_empty(&self, row: usize) -> bool {
        self.right_hash(row).is_none()
    }

    /// Left minus right, where both are filled numbers.
    pub(crate) fn difference(&self, l: usize, r: usize) -> Option<Decimal> {
        let Self::Numbers { left, right, scale } = self else { return None };
        Decimal::try_from_i128_with_scale(left.get(l)? - right.get(r)?, *scale).ok()
    }
}

/// Distinct texts and their numbers, from 1; 0 is an empty cell.
struct Symbols<'a> {
    slots: Vec<u32>,
    texts: Vec<(u64, &'a str)>,
}

impl<'a> Symbols<'a> {
    fn new(most: usize) -> Self {
        Self { slots: vec![0; (most.max(1) * 2).next_power_of_two()], texts: Vec::new() }
    }

    fn number(&mut self, text: Option<&'a str>) -> u32 {
        let Some(text) = text else { return 0 };
        let (hash, mask) = (hash_text(text), self.slots.len() - 1);
        let mut slot = hash as usize & mask;
        loop {
            match self.slots[slot] {
                0 => {
                    self.texts.push((hash, text));
                    self.slots[slot] = index(self.texts.len());
                    return self.slots[slot];
                }
                number if self.texts[number as usize - 1] == (hash, text) => return number,
                _ => slot = (slot + 1) & mask,
            }
        }
    }
}

fn trimmed(texts: &Texts, row: usize) -> Option<&str> {
    texts.get(row).map(str::trim).filter(|text| !text.is_empty())
}

/// What a cell shows; a text that is a plain number without closing zeros.
fn shown(cells: &Cells, row: usize) -> Option<Cow<'_, str>> {
    let text = text(cells, row)?;
    let number = plain(&text).and_then(|(mantissa, scale)| {
        Decimal::try_from_i128_with_scale(mantissa.into(), scale).ok()
    });
    Some(Cow::Owned(number.map_or(text, |n| n.normalize().to_string())))
}

fn hash_text(text: &str) -> u64 {
    let start = text.len() as u64;
    text.as_bytes().chunks(8).fold(start, |sum, chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        mix(sum ^ u64::from_le_bytes(word))
    })
}

/// The fields in which confirmed and suggested pairs differ, by pair and field.
pub(crate) fn differing(left: &Side, right: &Side, plan: &Plan, pairs: &[Pair]) -> Vec<Differing> {
    let mut out = Vec::new();
    for (field, column) in plan.compare.iter().enumerate() {
        let cells = Matched::new(left, right, column).numbered();
        for (number, pair) in pairs.iter().enumerate() {
            let (l, r) = (pair.left as usize, pair.right as usize);
            if pair.status == Status::Ambiguous || cells.equal(l, r) {
                continue;
            }
            let within_tolerance = column.tolerance.is_some_and(|limit| {
                cells.difference(l, r).is_some_and(|difference| difference.abs() <= limit)
            });
            let (pair, field) = (index(number), index(field));
            out.push(Differing { pair, field, within_tolerance });
        }
    }
    out.sort_unstable_by_key(|one| (one.pair, one.field));
    out
}
