//! `scope.*`: What the county manages and what it leaves out.

use crate::codes::codes;

codes! {
    /// Formed before the county's first year (or outside its window).
    BEFORE_START = "scope.before-start", Warning, "",
        "",
        "{subject}: formed before the county's first year (or outside its window)";
    /// Funded only by money the county leaves out.
    FUND_EXCLUDED = "scope.fund-excluded", Warning, "",
        "",
        "{subject}: funded only by money the county leaves out";
    /// Fund source not among the county's.
    FUND_UNLISTED = "scope.fund-unlisted", Warning, "",
        "",
        "{subject}: fund source not among the county's";
    /// Household asset inside the managed totals where the county only registers it.
    HOUSEHOLD_MANAGED = "scope.household-managed", Error, "",
        "",
        "{subject}: household asset inside the managed totals where the county only registers it";
    /// An asset with any in-scope money that is not in the county ledger.
    LEFT_OUT = "scope.left-out", Error, "",
        "",
        "{subject}: an asset with any in-scope money that is not in the county ledger";
}
