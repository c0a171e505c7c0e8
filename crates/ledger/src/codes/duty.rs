//! `duty.*`: Yearly duties of units.

use crate::codes::codes;

codes! {
    /// Something the county wants public was not published, or figures published ≠ ledger.
    PUBLICITY_MISSING = "duty.publicity-missing", Warning, "未按规定公开",
        "{subject}：应{expected}，{found}。",
        "{subject}: required: {expected}; found: {found}.";
    /// The county's rules have expired, and nothing follows them: later events have no local rule.
    RULES_EXPIRED = "duty.rules-expired", Warning, "本县规定已失效",
        "规则集 {subject} 已于{expired}失效，没有接续的规定；此后至{as_of}的事项无从核查。",
        "The rulebook {subject} expired on {expired} and nothing follows it: what happened from then to {as_of} cannot be checked.";
    /// Self-evaluation, county evaluation or inspection of the year missing.
    EVALUATION_MISSING = "duty.evaluation-missing", Warning, "缺少年度评价检查",
        "{what}：应{expected}，{found}。",
        "{what}: required: {expected}; found: {found}.";
    /// Papers that the stage's archive must hold are missing.
    ARCHIVE_INCOMPLETE = "duty.archive-incomplete", Warning, "档案不完整",
        "资产 {subject}：档案缺少 {missing}。",
        "{subject}: the file lacks {missing}.";
    /// Idle or loss-making asset without a revival plan.
    IDLE_UNREVIVED = "duty.idle-unrevived", Warning, "闲置资产未盘活",
        "资产 {subject}：{status}，未见盘活方案。",
        "{subject}: {status}, without a revival plan.";
}
