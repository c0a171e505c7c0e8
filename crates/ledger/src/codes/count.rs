//! `count.*`: Books against things (账实相符).

use crate::codes::codes;

codes! {
    /// Counted less than the ledger (盘亏); amount = net value share of the missing quantity.
    SHORTAGE = "count.shortage", Error, "盘亏",
        "资产{subject}（{name}）台账数量{expected}{measure}，实盘{found}{measure}，盘亏{missing}{measure}，对应净值{amount}元。",
        "asset {subject} ({name}): {expected}{measure} in the ledger, {found}{measure} counted, {missing}{measure} missing, worth {amount} yuan net.";
    /// Counted, but in no ledger, or more than the ledger (盘盈).
    SURPLUS = "count.surplus", Error, "盘盈",
        "{name}：台账数量 {expected}{measure}，实盘 {found}{measure}，盘盈 {surplus}{measure}。",
        "{name}: {expected}{measure} in the ledger, {found}{measure} counted, {surplus}{measure} more.";
    /// In the ledger of a counted unit, but not on its count sheet.
    NOT_COUNTED = "count.not-counted", Warning, "未盘点",
        "资产{subject}（{name}）登记在已盘点的{owner}名下，盘点表没有列它。",
        "asset {subject} ({name}) is registered with {owner}, which was counted, and is not on its count sheet.";
    /// Found elsewhere.
    PLACE_DIFFERS = "count.place-differs", Warning, "地点不符",
        "资产{subject}（{name}）台账登记在{expected}，盘点时在{found}。",
        "asset {subject} ({name}): {expected} in the ledger, found in {found}.";
    /// Found idle or inefficient.
    IDLE = "count.idle", Warning, "闲置低效",
        "资产{subject}（{name}）盘点时{found}。",
        "asset {subject} ({name}) was found idle or inefficient ({found}).";
    /// Found damaged or unusable.
    DAMAGED = "count.damaged", Warning, "毁损",
        "资产{subject}（{name}）盘点时{found}。",
        "asset {subject} ({name}) was found damaged or unusable ({found}).";
    /// A difference without a reason.
    REASON_MISSING = "count.reason-missing", Warning, "差异原因缺失",
        "资产{subject}（{name}）盘点有差异（{difference}），没有说明原因。",
        "asset {subject} ({name}): a difference ({difference}) without a reason.";
}
