//! `writeoff.*`: Write-off (核销).

use crate::codes::codes;

codes! {
    /// Ground not among the county's.
    GROUND_MISSING = "writeoff.ground-missing", Error, "核销情形不成立",
        "核销 {subject}：核销情形为{found}，应{expected}。",
        "{subject}: the ground is {found}; required: {expected}.";
    /// A required paper is absent; one finding per paper.
    EVIDENCE_MISSING = "writeoff.evidence-missing", Error, "缺少核销证据",
        "核销 {subject}：缺少“{paper}”。",
        "{subject}: the paper “{paper}” is absent.";
    /// Claimed loss ≠ net value − residual − insurance − compensation; amount = claimed −
    /// computed.
    AMOUNT_DIFFERS = "writeoff.amount-differs", Error, "核销损失金额不符",
        "核销 {subject}：申报损失 {claimed} 元；净值 {net} 元减残值 {residual} 元、保险理赔 {insurance} 元、责任赔偿 {compensation} 元，应为 {computed} 元，相差 {amount} 元。",
        "{subject}: claimed loss {claimed} yuan; net value {net} less residual {residual}, insurance {insurance} and compensation {compensation} gives {computed}; difference {amount} yuan.";
    /// A step of the procedure is absent; one finding per step.
    STEP_MISSING = "writeoff.step-missing", Error, "核销环节缺失",
        "核销 {subject}：缺少完整的“{step}”环节，{missing}。",
        "{subject}: the step “{step}” is absent or incomplete: {missing}.";
    /// Steps out of order.
    STEP_ORDER = "writeoff.step-order", Error, "核销环节颠倒",
        "核销 {subject}：“{first}”（{first_date}）应不晚于“{then}”（{then_date}）。",
        "{subject}: “{first}” ({first_date}) must not come after “{then}” ({then_date}).";
    /// Later recovery not booked.
    RECOVERY_UNBOOKED = "writeoff.recovery-unbooked", Error, "追回款未入账",
        "核销 {subject}：{date} 追回 {amount} 元，未见入账。",
        "{subject}: {amount} yuan recovered on {date} was not booked.";
    /// Human cause without a liability finding.
    LIABILITY_OPEN = "writeoff.liability-open", Error, "责任未认定",
        "核销 {subject}：损失原因为“{cause}”，未见责任认定意见。",
        "{subject}: the cause is “{cause}”, and no liability finding is on file.";
    /// Residual income not in the account required, net of tax.
    PROCEEDS_MISSING = "writeoff.proceeds-missing", Error, "残值收入未足额缴存",
        "核销 {subject}：扣除税费后的残值收入 {expected} 元应缴入{account}，实际{found}。",
        "{subject}: residual income of {expected} yuan, net of taxes and fees, belongs in {account}; found: {found}.";
}
