//! Any two tables: which rows are the same thing, and where those differ.
//!
//! ```text
//! two AnyTables ─plan─▶ column pairs ─key─▶ groups ─similar─▶ … ─sums─▶ … ─▶ matches
//!                                                          what is left ─▶ residue
//!                              matched rows ─fields─▶ differences
//! ```
//!
//! In: two tables of any columns and a [`Request`] in the names of columns. Out: a [`Comparison`]:
//! groups of rows with the rung that paired them, the fields in which paired rows differ, what is
//! left of both sides, and control totals. Nothing is opened or printed here.
//!
//! What must always hold:
//! * every row of both sides ends in exactly one place: a group or the residue; for every number
//!   compared, sum(side) = sum(matched) + sum(residue), exactly ([`Comparison::imbalance`]);
//! * a repeated key is a multiset: equal rows are paired one to one, and what cannot be told apart is
//!   ambiguous, never collapsed;
//! * an empty key cell matches nothing;
//! * the same rows give the same answer, in the order of the left file.

mod cells;
mod fields;
mod key;
mod output;
mod plan;
mod similar;
mod sum;
mod total;

pub use cells::Side;
pub use fields::Differing;
pub use matching::Status;
pub use output::{Mask, differences, matches, residue};
pub use plan::{Plan, PlanError, Request};
pub use total::{ColumnTotal, SideTotal};

/// The rung that paired a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rung {
    /// Equal keys.
    Identifier,
    /// Alike in several columns.
    Similar,
    /// One row against the sum of several.
    Sum,
}

impl Rung {
    /// `identifier`, `similar` or `sum`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Identifier => "identifier",
            Self::Similar => "similar",
            Self::Sum => "sum",
        }
    }
}

/// One left–right pair of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// Group; pairs of one group share it.
    pub group: u32,
    /// Row of the left side, from 0.
    pub left: u32,
    /// Row of the right side, from 0.
    pub right: u32,
    /// What paired them.
    pub rung: Rung,
    /// How sure it is.
    pub status: Status,
    /// Index of the reason in [`Comparison::reasons`].
    pub why: u32,
    /// How many equally good pairings there are; 0 where there is no other.
    pub alternatives: u64,
}

/// A row that ended in no group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOver {
    /// Row, from 0.
    pub row: u32,
    /// Rung and feature at which it failed.
    pub failed_at: Failed,
    /// The nearest rows of the other side, with why each failed.
    pub nearest: Vec<(u32, String)>,
}

/// Why a row was not paired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Failed {
    /// A cell of its key is empty.
    EmptyKey,
    /// The other side has no such key.
    NoSuchKey,
    /// The other side has the key, but fewer times.
    Surplus,
    /// Nothing on the other side is alike enough.
    NotAlike,
    /// No sum of the other side is its amount.
    NoSum,
    /// Too many rows to try every sum.
    Unsearched,
}

impl Failed {
    /// Rung and feature, in Chinese.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::EmptyKey => "identifier：键为空",
            Self::NoSuchKey => "identifier：对方没有相同的键",
            Self::Surplus => "identifier：键相同的行比对方多",
            Self::NotAlike => "similar：没有足够相似的行",
            Self::NoSum => "sum：没有合计相等的组合",
            Self::Unsearched => "sum：同组的行太多，没有逐一试完",
        }
    }
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Comparison {
    /// Pairs, by group.
    pub pairs: Vec<Pair>,
    /// Fields in which confirmed and suggested pairs differ, by pair.
    pub differing: Vec<Differing>,
    /// What is left of the left side.
    pub left_over: Vec<LeftOver>,
    /// What is left of the right side.
    pub right_over: Vec<LeftOver>,
    /// Reasons that pairs point to.
    pub reasons: Vec<String>,
    /// Control totals of the compared numbers.
    pub totals: Vec<ColumnTotal>,
}

/// Pairs the rows of both sides and compares them.
///
/// # Errors
/// When a key is repeated so often that it is none.
pub fn compare(left: &Side, right: &Side, plan: &Plan) -> Result<Comparison, PlanError> {
    let mut out = Comparison::default();
    let mut open = if plan.on.is_empty() {
        key::Open::all(left, right)
    } else {
        key::join(left, right, plan, &mut out)?
    };
    if !plan.similar.is_empty() {
        open = similar::pair(left, right, plan, open, &mut out);
    }
    open = sum::pair(left, right, plan, open, &mut out);
    out.left_over = open.left;
    out.right_over = open.right;
    out.differing = fields::differing(left, right, plan, &out.pairs);
    out.totals = total::totals(left, right, plan, &out);
    Ok(out)
}

impl Comparison {
    /// The first control total that does not hold: a defect of the program.
    #[must_use]
    pub fn imbalance(&self) -> Option<&ColumnTotal> {
        self.totals.iter().find(|total| !total.holds())
    }

    /// Whether both files say the same: every row is paired for sure, and no field differs beyond
    /// its tolerance.
    #[must_use]
    pub fn equal(&self) -> bool {
        self.left_over.is_empty()
            && self.right_over.is_empty()
            && self.pairs.iter().all(|pair| pair.status == Status::Confirmed)
            && self.differing.iter().all(|one| one.within_tolerance)
    }
}
