//! `ledger.*`: Books against books (账账相符).

use crate::codes::codes;

codes! {
    /// An asset that the right-hand ledger is expected to hold has no counterpart there.
    MISSING = "ledger.missing", Error, "",
        "",
        "{subject}: an asset that the right-hand ledger is expected to hold has no counterpart there";
    /// Original_value differs beyond tolerance; amount = left − right.
    VALUE_DIFFERS = "ledger.value-differs", Error, "",
        "",
        "{subject}: original_value differs beyond tolerance";
    /// Net_value differs.
    NET_DIFFERS = "ledger.net-differs", Error, "",
        "",
        "{subject}: net_value differs";
    /// Quantity differs (same unit of measure after conversion).
    QUANTITY_DIFFERS = "ledger.quantity-differs", Error, "",
        "",
        "{subject}: quantity differs (same unit of measure after conversion)";
    /// Asset_class differs.
    CLASS_DIFFERS = "ledger.class-differs", Error, "",
        "",
        "{subject}: asset_class differs";
    /// Owner_type or owner_name differs (aliases of one unit are equal).
    OWNER_DIFFERS = "ledger.owner-differs", Error, "",
        "",
        "{subject}: owner_type or owner_name differs (aliases of one unit are equal)";
    /// Township or village differs.
    PLACE_DIFFERS = "ledger.place-differs", Warning, "",
        "",
        "{subject}: township or village differs";
    /// Asset_status differs.
    STATUS_DIFFERS = "ledger.status-differs", Warning, "",
        "",
        "{subject}: asset_status differs";
    /// Matched, but the names differ after normalisation.
    NAME_DIFFERS = "ledger.name-differs", Info, "",
        "",
        "{subject}: matched, but the names differ after normalisation";
    /// The same asset twice in one ledger of one unit; one finding per surplus row.
    DUPLICATE = "ledger.duplicate", Error, "",
        "",
        "{subject}: the same asset twice in one ledger of one unit";
    /// Several units of one level list the same asset and their values add up to more than its
    /// value.
    DOUBLE_CLAIM = "ledger.double-claim", Error, "",
        "",
        "{subject}: several units of one level list the same asset and their values add up to more than its value";
    /// A ledger's stated header total (records or value) differs from its rows; or Σ sub-ledgers
    /// ≠ county ledger (subject = unit).
    TOTAL_DIFFERS = "ledger.total-differs", Error, "",
        "",
        "{subject}: a ledger's stated header total (records or value) differs from its rows";
    /// Entered in the system later than the county's days allow.
    LATE_ENTRY = "ledger.late-entry", Error, "",
        "",
        "{subject}: entered in the system later than the county's days allow";
    /// Listed in a system that its owner type excludes.
    WRONG_SYSTEM = "ledger.wrong-system", Error, "",
        "",
        "{subject}: listed in a system that its owner type excludes";
}
