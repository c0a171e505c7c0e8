//! A column of each side, read alike, and where paired rows differ in it.

use crate::cells::{Side, plain, text};
use crate::key::{index, mix};
use crate::plan::{ColumnPair, Plan};
use crate::{Pair, Status};
use frames::any::{Cells, Texts, is_filled};
use rust_decimal::Decimal;

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

/// A column of each side in a form in which equal cells are equal: of one kind, numbers of one scale.
pub(crate) struct Matched<'a> {
    pub(crate) left: Column<'a>,
    pub(crate) right: Column<'a>,
}

/// A column of one side.
pub(crate) enum Column<'a> {
    /// Numbers.
    Numbers(Numbers<'a>),
    /// Days.
    Days(Days<'a>),
    /// Texts.
    Texts(&'a Texts),
    /// Whatever else: what each shows.
    Shown(&'a Cells),
}

/// Mantissas and what brings them to the scale that both sides have in common.
#[derive(Clone, Copy)]
pub(crate) struct Numbers<'a> {
    mantissas: &'a [i64],
    valid: Option<&'a [bool]>,
    factor: i128,
    scale: u32,
}

impl Numbers<'_> {
    /// The number at the common scale; `None` where the cell is empty.
    pub(crate) fn get(&self, row: usize) -> Option<i128> {
        is_filled(self.valid, row).then(|| i128::from(self.mantissas[row]) * self.factor)
    }

    /// A number at the common scale.
    pub(crate) fn decimal(&self, number: i128) -> Option<Decimal> {
        Decimal::try_from_i128_with_scale(number, self.scale).ok()
    }

    /// Whether every cell is filled and its mantissa is the number.
    fn is_plain(&self) -> bool {
        self.valid.is_none() && self.factor == 1
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
        let scale = match (l, r) {
            (Cells::Number { scale: ls, .. }, Cells::Number { scale: rs, .. }) => *ls.max(rs),
            _ => 0,
        };
        let alike = std::mem::discriminant(l) == std::mem::discriminant(r);
        let column = |cells| if alike { Column::new(cells, scale) } else { Column::Shown(cells) };
        Self { left: column(l), right: column(r) }
    }

    /// Both sides, where they are numbers.
    pub(crate) fn numbers(&self) -> Option<(Numbers<'a>, Numbers<'a>)> {
        match (&self.left, &self.right) {
            (Column::Numbers(left), Column::Numbers(right)) => Some((*left, *right)),
            _ => None,
        }
    }

    /// Left minus right, where both are filled numbers.
    pub(crate) fn difference(&self, l: usize, r: usize) -> Option<Decimal> {
        let (left, right) = self.numbers()?;
        left.decimal(left.get(l)? - right.get(r)?)
    }

    /// Passes on the numbers of the pairs whose cells do not say the same. What the columns hold is
    /// asked once, not for each pair.
    fn each_unequal(&self, pairs: &[Pair], found: impl FnMut(usize)) {
        match (&self.left, &self.right) {
            (Column::Numbers(l), Column::Numbers(r)) if l.is_plain() && r.is_plain() => {
                scan(pairs, found, |left, right| l.mantissas[left] == r.mantissas[right]);
            }
            (Column::Days(l), Column::Days(r)) => {
                scan(pairs, found, |left, right| l.get(left) == r.get(right));
            }
            (Column::Texts(l), Column::Texts(r)) => {
                scan(pairs, found, |left, right| l.same(left, r, right));
            }
            (l, r) => scan(pairs, found, |left, right| l.equal(left, r, right)),
        }
    }
}

fn scan(pairs: &[Pair], mut found: impl FnMut(usize), equal: impl Fn(usize, usize) -> bool) {
    for (number, pair) in pairs.iter().enumerate() {
        if !equal(pair.left as usize, pair.right as usize) {
            found(number);
        }
    }
}

impl<'a> Column<'a> {
    fn new(cells: &'a Cells, scale: u32) -> Self {
        match cells {
            Cells::Number { scale: own, mantissas, valid } => {
                let (factor, valid) = (10_i128.pow(scale - own), valid.as_deref());
                Self::Numbers(Numbers { mantissas, valid, factor, scale })
            }
            Cells::Date { days, valid } => Self::Days(Days { days, valid: valid.as_deref() }),
            Cells::Text(texts) => Self::Texts(texts),
        }
    }

    /// Whether a cell says the same as one of `other`; two empty ones do.
    pub(crate) fn equal(&self, row: usize, other: &Self, other_row: usize) -> bool {
        match (self, other) {
            (Self::Numbers(mine), Self::Numbers(theirs)) => mine.get(row) == theirs.get(other_row),
            (Self::Days(mine), Self::Days(theirs)) => mine.get(row) == theirs.get(other_row),
            (Self::Texts(mine), Self::Texts(theirs)) => mine.same(row, theirs, other_row),
            (Self::Shown(mine), Self::Shown(theirs)) => {
                shown(mine, row) == shown(theirs, other_row)
            }
            _ => false,
        }
    }

    /// Mixes the hash of each row's cell into that of its key: equal cells, equal hashes. A key with
    /// an empty cell has the hash 0, and keeps it.
    pub(crate) fn mix_into(&self, hashes: &mut [u64]) {
        match self {
            Self::Numbers(numbers) => add(hashes, |row| numbers.get(row).map(|n| n as u64)),
            Self::Days(days) => add(hashes, |row| days.get(row).map(|day| i64::from(day) as u64)),
            Self::Texts(texts) => add(hashes, |row| match texts.packed(row) {
                Some(text) => Some(mix(text as u64) ^ (text >> 64) as u64),
                None => texts.get(row).map(hash_text),
            }),
            Self::Shown(cells) => add(hashes, |row| shown(cells, row).map(|text| hash_text(&text))),
        }
    }
}

fn add(hashes: &mut [u64], cell: impl Fn(usize) -> Option<u64>) {
    for (row, hash) in hashes.iter_mut().enumerate().filter(|(_, hash)| **hash != 0) {
        *hash = cell(row).map_or(0, |cell| mix(*hash ^ cell).max(1));
    }
}

/// What a cell shows; a text that is a plain number without closing zeros.
fn shown(cells: &Cells, row: usize) -> Option<String> {
    let text = text(cells, row)?;
    let number = plain(&text).and_then(|(mantissa, scale)| {
        Decimal::try_from_i128_with_scale(mantissa.into(), scale).ok()
    });
    Some(number.map_or(text, |n| n.normalize().to_string()))
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
        let cells = Matched::new(left, right, column);
        cells.each_unequal(pairs, |number| {
            let pair = &pairs[number];
            if pair.status == Status::Ambiguous {
                return;
            }
            let within_tolerance = column.tolerance.is_some_and(|limit| {
                let difference = cells.difference(pair.left as usize, pair.right as usize);
                difference.is_some_and(|difference| difference.abs() <= limit)
            });
            out.push(Differing { pair: index(number), field: index(field), within_tolerance });
        });
    }
    out.sort_unstable_by_key(|one| (one.pair, one.field));
    out
}
