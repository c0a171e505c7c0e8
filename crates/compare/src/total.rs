//! Control totals: nothing is lost between the files and what came of them.

use crate::Comparison;
use crate::cells::Side;
use crate::fields::Matched;
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
        if let Matched::Numbers { left: l, right: r, scale } = Matched::new(left, right, column) {
            let (left, right) =
                (lefts.sums(scale, |row| l.get(row)), rights.sums(scale, |row| r.get(row)));
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

    fn sums(&self, scale: u32, of: impl Fn(usize) -> Option<i128>) -> SideTotal {
        let decimal =
            |sum: i128| Decimal::try_from_i128_with_scale(sum, scale).unwrap_or(Decimal::MAX);
        let value = |row: usize| of(row).unwrap_or_default();
        let rows = self.matched.len();
        let matched = (0..rows).filter(|row| self.matched[*row]);
        SideTotal {
            all: decimal((0..rows).map(value).sum()),
            matched: decimal(matched.map(value).sum()),
            residue: decimal(self.residue.iter().map(|row| value(*row as usize)).sum()),
        }
    }
}
