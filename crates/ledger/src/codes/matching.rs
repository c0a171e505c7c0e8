//! `match.*`: Pairings that could not be settled.

use crate::codes::codes;

codes! {
    /// A pairing that is likely, not certain; its features; excluded from differences.
    SUGGESTED = "match.suggested", Warning, "疑似同一资产",
        "{left}的“{left_name}”与{right}的“{right_name}”可能是同一资产，尚无确证（{why}）；请核对后记入配对决定，在此之前不计为缺失或差异。",
        "{left_name} in {left} and {right_name} in {right} may be one asset, which is not proven ({why}); decide by hand. Until then it is neither missing nor a difference.";
    /// Several pairings equally good; how many, and what would settle it.
    AMBIGUOUS = "match.ambiguous", Warning, "配对有歧义",
        "{left}的{left_rows}行与{right}的{right_rows}行有{count}种可能的配对（{why}）；补齐资产编号、所在村或明细金额即可判定，在此之前不计为缺失或差异。",
        "{left_rows} rows in {left} and {right_rows} rows in {right} can be paired in {count} ways ({why}); ids, villages or amounts in detail would settle it. Until then they are neither missing nor differences.";
    /// Pairings that together put two rows of one ledger into one asset; the smallest set of
    /// pairs that causes it.
    CONTRADICTION = "match.contradiction", Error, "配对相互矛盾",
        "“{name}”与“{other}”是{ledger}中的两项资产，但下列配对合起来使其成为一项：{pairs}。",
        "{name} and {other} are two assets in {ledger}, but these pairings together make them one: {pairs}.";
    /// A recorded decision whose rows have changed since.
    DECISION_STALE = "match.decision-stale", Warning, "配对决定已过时",
        "{by}{date}所作的配对决定（{left}“{left_name}”与{right}“{right_name}”：{verdict}）所依据的行已不存在或内容有变，该决定不再适用，请重新核对。",
        "The rows on which the decision of {by} of {date} rests ({left_name} in {left} and {right_name} in {right}: {verdict}) are gone or have changed; it no longer applies and must be made again.";
    /// Differences accepted by tolerance add up to more than the case allows.
    TOLERANCE_OVER = "match.tolerance-over", Error, "容差合计超限",
        "按容差放过的差异共{count}项，绝对值合计{total}元（相抵后{net}元），超过上限{cap}元，超出{amount}元。",
        "{count} differences accepted by tolerance add up to {total} yuan ({net} yuan netted), {amount} yuan over the cap of {cap} yuan.";
}
