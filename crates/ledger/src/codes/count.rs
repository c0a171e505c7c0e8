//! `count.*`: Books against things (账实相符).

use crate::codes::codes;

codes! {
    /// Counted less than the ledger (盘亏); amount = net value share of the missing quantity.
    SHORTAGE = "count.shortage", Error, "",
        "",
        "{subject}: counted less than the ledger (盘亏)";
    /// Counted, but in no ledger, or more than the ledger (盘盈).
    SURPLUS = "count.surplus", Error, "",
        "",
        "{subject}: counted, but in no ledger, or more than the ledger (盘盈)";
    /// In the ledger of a counted unit, but not on its count sheet.
    NOT_COUNTED = "count.not-counted", Warning, "",
        "",
        "{subject}: in the ledger of a counted unit, but not on its count sheet";
    /// Found elsewhere.
    PLACE_DIFFERS = "count.place-differs", Warning, "",
        "",
        "{subject}: found elsewhere";
    /// Found idle or inefficient.
    IDLE = "count.idle", Warning, "",
        "",
        "{subject}: found idle or inefficient";
    /// Found damaged or unusable.
    DAMAGED = "count.damaged", Warning, "",
        "",
        "{subject}: found damaged or unusable";
    /// A difference without a reason.
    REASON_MISSING = "count.reason-missing", Warning, "",
        "",
        "{subject}: a difference without a reason";
}
