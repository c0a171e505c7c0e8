//! `match.*`: Pairings that could not be settled.

use crate::codes::codes;

codes! {
    /// A pairing that is likely, not certain; its features; excluded from differences.
    SUGGESTED = "match.suggested", Warning, "",
        "",
        "{subject}: a pairing that is likely, not certain";
    /// Several pairings equally good; how many, and what would settle it.
    AMBIGUOUS = "match.ambiguous", Warning, "",
        "",
        "{subject}: several pairings equally good";
    /// Pairings that together put two rows of one ledger into one asset; the smallest set of
    /// pairs that causes it.
    CONTRADICTION = "match.contradiction", Error, "",
        "",
        "{subject}: pairings that together put two rows of one ledger into one asset";
    /// A recorded decision whose rows have changed since.
    DECISION_STALE = "match.decision-stale", Warning, "",
        "",
        "{subject}: a recorded decision whose rows have changed since";
    /// Differences accepted by tolerance add up to more than the case allows.
    TOLERANCE_OVER = "match.tolerance-over", Error, "",
        "",
        "{subject}: differences accepted by tolerance add up to more than the case allows";
}
