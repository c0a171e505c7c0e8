//! `duty.*`: Yearly duties of units.

use crate::codes::codes;

codes! {
    /// Something the county wants public was not published, or figures published ≠ ledger.
    PUBLICITY_MISSING = "duty.publicity-missing", Warning, "",
        "",
        "{subject}: something the county wants public was not published, or figures published ≠ ledger";
    /// Self-evaluation, county evaluation or inspection of the year missing.
    EVALUATION_MISSING = "duty.evaluation-missing", Warning, "",
        "",
        "{subject}: self-evaluation, county evaluation or inspection of the year missing";
    /// Papers that the stage's archive must hold are missing.
    ARCHIVE_INCOMPLETE = "duty.archive-incomplete", Warning, "",
        "",
        "{subject}: papers that the stage's archive must hold are missing";
    /// Idle or loss-making asset without a revival plan.
    IDLE_UNREVIVED = "duty.idle-unrevived", Warning, "",
        "",
        "{subject}: idle or loss-making asset without a revival plan";
}
