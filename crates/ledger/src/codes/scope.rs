//! `scope.*`: What the county manages and what it leaves out.

use crate::codes::codes;

codes! {
    /// Formed before the county's first year (or outside its window).
    BEFORE_START = "scope.before-start", Warning, "不在纳管年度内",
        "资产{subject}（{name}）按{basis}形成于{formed}，{bound}，{treatment}。",
        "Asset {subject} ({name}) was formed on {formed} by its {basis}, {bound}: {treatment}.";
    /// Funded only by money the county leaves out.
    FUND_EXCLUDED = "scope.fund-excluded", Warning, "资金不在纳管之列",
        "资产{subject}（{name}）的资金为{source}，属本县不纳入管理的资金。",
        "Asset {subject} ({name}) is funded by {source}, which the county leaves out.";
    /// Fund source not among the county's.
    FUND_UNLISTED = "scope.fund-unlisted", Warning, "资金来源未列举",
        "资产{subject}（{name}）的资金来源为{source}，不在本县列举的资金范围内，需人工认定是否纳入。",
        "Asset {subject} ({name}) is funded by {source}, which no list of the county names: decide by hand whether it is in scope.";
    /// Household asset inside the managed totals where the county only registers it.
    HOUSEHOLD_MANAGED = "scope.household-managed", Error, "到户资产计入纳管总额",
        "资产{subject}（{name}）：{fault}，但{ledgers}把它计入了管理范围。",
        "Asset {subject} ({name}): {fault}, yet {ledgers} counts it among the managed assets.";
    /// An asset with any in-scope money that is not in the county ledger.
    LEFT_OUT = "scope.left-out", Error, "应纳未纳",
        "资产{subject}（{name}）由{source}形成，只见于{ledgers}，县总台账没有登记。",
        "Asset {subject} ({name}) was formed with {source} and stands only in {ledgers}: the county ledger lacks it.";
}
