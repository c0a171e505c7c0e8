//! `writeoff.*`: Write-off (核销).

use crate::codes::codes;

codes! {
    /// Ground not among the county's.
    GROUND_MISSING = "writeoff.ground-missing", Error, "",
        "",
        "{subject}: ground not among the county's";
    /// A required paper is absent; one finding per paper.
    EVIDENCE_MISSING = "writeoff.evidence-missing", Error, "",
        "",
        "{subject}: a required paper is absent";
    /// Claimed loss ≠ net value − residual − insurance − compensation; amount = claimed −
    /// computed.
    AMOUNT_DIFFERS = "writeoff.amount-differs", Error, "",
        "",
        "{subject}: claimed loss ≠ net value − residual − insurance − compensation";
    /// A step of the procedure is absent; one finding per step.
    STEP_MISSING = "writeoff.step-missing", Error, "",
        "",
        "{subject}: a step of the procedure is absent";
    /// Steps out of order.
    STEP_ORDER = "writeoff.step-order", Error, "",
        "",
        "{subject}: steps out of order";
    /// Later recovery not booked.
    RECOVERY_UNBOOKED = "writeoff.recovery-unbooked", Error, "",
        "",
        "{subject}: later recovery not booked";
    /// Human cause without a liability finding.
    LIABILITY_OPEN = "writeoff.liability-open", Error, "",
        "",
        "{subject}: human cause without a liability finding";
    /// Residual income not in the account required, net of tax.
    PROCEEDS_MISSING = "writeoff.proceeds-missing", Error, "",
        "",
        "{subject}: residual income not in the account required, net of tax";
}
