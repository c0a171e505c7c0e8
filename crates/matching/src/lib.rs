//! What all matching of rows shares, whether of a case's ledgers or of any two files: how sure a
//! pairing is, and in how many ways some amounts add up to one.
//!
//! In: whole numbers. Out: whole numbers, the same on every machine. Nothing here knows a table.

pub mod subsets;

/// How sure a pairing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Claimed.
    Confirmed,
    /// Likely, by likeness.
    Suggested,
    /// Several pairings are equally good.
    Ambiguous,
}

impl Status {
    /// `confirmed`, `suggested` or `ambiguous`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Suggested => "suggested",
            Self::Ambiguous => "ambiguous",
        }
    }
}
