//! Books against books: what paired rows say of each other, and what has no pair.

pub(crate) mod assets;
pub(crate) mod between;
pub(crate) mod cited;
pub(crate) mod doubts;
pub(crate) mod equal;
pub(crate) mod expected;
pub(crate) mod fields;
pub(crate) mod headers;
pub(crate) mod late_entry;
pub(crate) mod missing;
pub(crate) mod repeated;
pub(crate) mod review;
pub(crate) mod roll_up;
pub(crate) mod rollups;
pub(crate) mod tolerance;
pub(crate) mod wrong_system;

use crate::matching::{Entries, Matched};
use ledger::words::assets::LEDGER;
use ledger::{Books, CaseInfo};
use rulebook::Rulebook;

/// All that the checks of this part look at.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'s, 'a> {
    /// The rows as received.
    pub(crate) books: &'a Books,
    /// The county's rules.
    pub(crate) book: &'s Rulebook,
    /// The case.
    pub(crate) case: &'s CaseInfo,
    /// The rows with their keys.
    pub(crate) entries: &'s Entries<'a>,
    /// The rows paired.
    pub(crate) matched: &'s Matched<'a>,
}

/// The Chinese name of a ledger or system.
pub(crate) fn label(ledger: &str) -> &str {
    LEDGER.label_of(ledger)
}
