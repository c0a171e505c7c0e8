//! `fund.*`: Money against assets.

use crate::codes::codes;

codes! {
    /// A project with asset-forming payments has no asset in the county ledger; amount = paid −
    /// non-asset − returned.
    NO_ASSET = "fund.no-asset", Error, "",
        "",
        "{subject}: a project with asset-forming payments has no asset in the county ledger";
    /// An asset whose project is in no fund ledger.
    NO_FUND = "fund.no-fund", Warning, "",
        "",
        "{subject}: an asset whose project is in no fund ledger";
    /// Σ original_value of a project's assets ≠ its settled amount (else paid − non_asset −
    /// returned); subject = project.
    VALUE_DIFFERS = "fund.value-differs", Error, "",
        "",
        "{subject}: Σ original_value of a project's assets ≠ its settled amount (else paid − non_asset − returned)";
    /// Paid > allotted (+ carried over).
    OVERPAID = "fund.overpaid", Error, "",
        "",
        "{subject}: paid > allotted (+ carried over)";
    /// Industry totals by fund year and source ≠ finance totals; subject = unit.
    TOTAL_DIFFERS = "fund.total-differs", Error, "",
        "",
        "{subject}: industry totals by fund year and source ≠ finance totals";
    /// No department supervises this fund source or industry in the county's table.
    SUPERVISOR_MISSING = "fund.supervisor-missing", Warning, "",
        "",
        "{subject}: no department supervises this fund source or industry in the county's table";
}
