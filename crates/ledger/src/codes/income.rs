//! `income.*`: Income (收益).

use crate::codes::codes;

codes! {
    /// Agreed income not received by its due date; amount = agreed − received.
    UNPAID = "income.unpaid", Error, "",
        "",
        "{subject}: agreed income not received by its due date";
    /// Below the county's floor (base, rate and part-years as the rulebook says); E when no
    /// rectification is recorded.
    YIELD_LOW = "income.yield-low", Warning, "",
        "",
        "{subject}: below the county's floor (base, rate and part-years as the rulebook says)";
    /// Live animals without the insurance required.
    UNINSURED = "income.uninsured", Error, "",
        "",
        "{subject}: live animals without the insurance required";
    /// Operated in a mode that requires a guarantee, without one.
    UNGUARANTEED = "income.unguaranteed", Error, "",
        "",
        "{subject}: operated in a mode that requires a guarantee, without one";
    /// Received and not distributed within the county's time (趴账), first in first out; amount =
    /// what is left.
    UNALLOCATED = "income.unallocated", Error, "",
        "",
        "{subject}: received and not distributed within the county's time (趴账), first in first out";
    /// The year's clearing missing or after the county's date.
    NOT_CLEARED = "income.not-cleared", Warning, "",
        "",
        "{subject}: the year's clearing missing or after the county's date";
    /// Yearly evaluation missing.
    NOT_EVALUATED = "income.not-evaluated", Warning, "",
        "",
        "{subject}: yearly evaluation missing";
    /// Income that must go to county finance was not remitted.
    NOT_REMITTED = "income.not-remitted", Error, "",
        "",
        "{subject}: income that must go to county finance was not remitted";
    /// Not booked in the sub-account required.
    UNBOOKED = "income.unbooked", Error, "",
        "",
        "{subject}: not booked in the sub-account required";
    /// Income rights not quantified where the county requires it, or the record is missing.
    QUANTIFICATION_MISSING = "income.quantification-missing", Error, "",
        "",
        "{subject}: income rights not quantified where the county requires it, or the record is missing";
    /// Income right held by one whom the county's text excludes.
    RIGHT_HOLDER = "income.right-holder", Error, "",
        "",
        "{subject}: income right held by one whom the county's text excludes";
}
