//! Control totals: nothing is lost between the files and what came of them.

use crate::Comparison;
use crate::cells::Side;
use crate::fields::{Matched, Numbers};
use crate::plan::Plan;
use rust_decimal::Decimal;

/// The sums of one compared column of numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnTotal {
    /// The column.
    pub name: String,
    /// Of the left side.
    pub left: SideTotal,
    /// Of the right side.
    pub right: SideTotal,
}

/// The sums of one column of one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SideTotal {
    /// Of all rows.
    pub all: Decimal,
    /// Of rows in groups.
    pub matched: Decimal,
    /// Of rows in none.
    pub residue: Decimal,
}

impl ColumnTotal {
    /// Whether all = matched + residue on both sides.
    #[must_use]
    pub fn holds(&self) -> bool {
        [self.left, self.right].iter().all(|side| side.all == side.matched + side.residue)
    }
}

pub(crate) fn totals(left: &Side, right: &Side, plan: &Plan, of: &Comparison) -> Vec<ColumnTotal> {
    let lefts = Places::new(
        left.rows(),
        of.pairs.iter().map(|p| p.left),
        of.left_over.iter().map(|o| o.row),
    );
    let rights = Places::new(
        right.rows(),
        of.pairs.iter().map(|p| p.right),
        of.right_over.iter().map(|o| o.row),
    );
    let mut out = Vec::new();
    for column in &plan.compare {
        if let Some((l, r)) = Matched::new(left, right, column).numbers() {
            let (left, right) = (lefts.sums(&l), rights.sums(&r));
            out.push(ColumnTotal { name: column.name.clone(), left, right });
        }
    }
    out
}

/// Where each row of a side ended.
struct Places {
    matched: Vec<bool>,
    residue: Vec<u32>,
}

impl Places {
    fn new(
        rows: usize,
        matched: impl Iterator<Item = u32>,
        residue: impl Iterator<Item = u32>,
    ) -> Self {
        let mut seen = vec![false; rows];
        matched.for_each(|row| seen[row as usize] = true);
        Self { matched: seen, residue: residue.collect() }
    }

    fn sums(&self, of: &Numbers) -> SideTotal {
        let decimal = |sum: i128| of.decimal(sum).unwrap_or(Decimal::MAX);
        let (mut all, mut matched) = (0_i128, 0_i128);
        for (row, is_matched) in self.matched.iter().enumerate() {
            let value = of.get(row).unwrap_or_default();
            all += value;
            matched += if *is_matched { value } else { 0 };
        }
        let residue = self.residue.iter().filter_map(|row| of.get(*row as usize)).sum();
        SideTotal { all: decimal(all), matched: decimal(matched), residue: decimal(residue) }
    }
}
