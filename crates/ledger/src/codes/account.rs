//! `account.*`: Ledger against books of account.

use crate::codes::codes;

codes! {
    /// Asset owned by a unit whose cards were given has no card (账外资产).
    CARD_MISSING = "account.card-missing", Error, "账外资产",
        "资产{subject}（{name}）归{owner}所有，该单位的固定资产卡片中没有它。",
        "asset {subject} ({name}) belongs to {owner}, whose fixed-asset cards do not hold it.";
    /// Card original value ≠ ledger original value.
    VALUE_DIFFERS = "account.value-differs", Error, "卡片原值不符",
        "资产{subject}（{name}）卡片原值{found}元，台账原值{expected}元，相差{amount}元。",
        "asset {subject} ({name}): {found} yuan on the card, {expected} yuan in the ledger, a difference of {amount} yuan.";
    /// Accumulated depreciation ≠ recomputed (straight line; government: from the month of use,
    /// no residual; rural: from the next month, own residual) beyond 0.01 yuan a month of
    /// service.
    DEPRECIATION_DIFFERS = "account.depreciation-differs", Warning, "累计折旧不符",
        "资产{subject}（{name}）：{found}；{expected}。",
        "asset {subject} ({name}): {found}; {expected}.";
    /// Σ cards of a unit ≠ its closing balance of the fixed-asset accounts; subject = unit.
    BALANCE_DIFFERS = "account.balance-differs", Error, "卡片与科目余额不符",
        "{subject}的固定资产卡片原值合计{found}元，固定资产科目期末余额{expected}元，相差{amount}元。",
        "{subject}: cards add up to {found} yuan, the fixed-asset accounts close at {expected} yuan, a difference of {amount} yuan.";
    /// Debits ≠ credits, or closing ≠ opening ± movement; subject = unit.
    TRIAL_UNBALANCED = "account.trial-unbalanced", Error, "科目余额不平",
        "{subject}科目余额表（{period}）不平，差{amount}元：{breaks}。",
        "{subject}, {period}: the trial balance is out by {amount} yuan: {breaks}.";
    /// 待处理财产损溢 not zero at year end.
    SUSPENSE_OPEN = "account.suspense-open", Error, "待处理财产损溢未结清",
        "{subject}待处理财产损溢在{period}期末余额{amount}元，年末应当为零。",
        "{subject}, {period}: assets pending treatment (待处理财产损溢) stand at {amount} yuan, and must be zero at year end.";
    /// Value not taken from the final account (where one is required) or actual spend.
    VALUE_BASIS = "account.value-basis", Error, "计价依据不符",
        "资产{subject}（{name}）所属项目的资产原值合计{found}元，计价依据为{stated}，应按{basis} {expected}计价；依据文件：{paper}。",
        "asset {subject} ({name}): the assets of its project stand at {found} yuan on the basis of {stated}, {basis} is {expected}; paper behind it: {paper}.";
}
