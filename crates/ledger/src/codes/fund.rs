//! `fund.*`: Money against assets.

use crate::codes::codes;

codes! {
    /// A project with asset-forming payments has no asset in the county ledger; amount = paid −
    /// non-asset − returned.
    NO_ASSET = "fund.no-asset", Error, "资金无资产",
        "项目{subject}（{project}）已支付形成资产的资金{amount}元，县级台账没有登记该项目形成的资产。",
        "project {subject} ({project}): {amount} yuan of asset-forming payments, and no asset of it in the county ledger.";
    /// An asset whose project is in no fund ledger.
    NO_FUND = "fund.no-fund", Warning, "资产无资金",
        "资产{subject}（{name}）所属项目{project}在财政资金台账中没有资金记录。",
        "asset {subject} ({name}): its project {project} is in no fund ledger.";
    /// Σ original_value of a project's assets ≠ its settled amount (else paid − non_asset −
    /// returned); subject = project.
    VALUE_DIFFERS = "fund.value-differs", Error, "资金与资产原值不符",
        "项目{subject}（{project}）的资产原值合计{found}元，{basis} {expected}元，相差{amount}元。",
        "project {subject} ({project}): its assets add up to {found} yuan, {basis} is {expected} yuan, a difference of {amount} yuan.";
    /// Paid > allotted (+ carried over).
    OVERPAID = "fund.overpaid", Error, "超下达支付",
        "项目{subject}（{project}）{year}年{source}已支付{paid}元，下达和上年结转共{available}元，多支付{amount}元。",
        "project {subject} ({project}), {year}, {source}: paid {paid} yuan, allotted and carried over {available} yuan, {amount} yuan too much.";
    /// Industry totals by fund year and source ≠ finance totals; subject = unit.
    TOTAL_DIFFERS = "fund.total-differs", Error, "行业与财政总数不符",
        "{subject}{year}年{source}：行业部门登记的资产{found}元，财政资金台账{expected}元，相差{amount}元。",
        "{subject}, {year}, {source}: assets of the department {found} yuan, fund ledger {expected} yuan, a difference of {amount} yuan.";
    /// No department supervises this fund source or industry in the county's table.
    SUPERVISOR_MISSING = "fund.supervisor-missing", Warning, "资金无监管部门",
        "项目{subject}（{project}）的资金来源（{source}）和所属行业（{sector}）都不在本县监管分工之内，没有部门负责监管。",
        "project {subject} ({project}): no department supervises its source of money ({source}) or its industry ({sector}).";
}
