//! `account.*`: Ledger against books of account.

use crate::codes::codes;

codes! {
    /// Asset owned by a unit whose cards were given has no card (账外资产).
    CARD_MISSING = "account.card-missing", Error, "",
        "",
        "{subject}: asset owned by a unit whose cards were given has no card (账外资产)";
    /// Card original value ≠ ledger original value.
    VALUE_DIFFERS = "account.value-differs", Error, "",
        "",
        "{subject}: card original value ≠ ledger original value";
    /// Accumulated depreciation ≠ recomputed (straight line; government: from the month of use,
    /// no residual; rural: from the next month, own residual) beyond 0.01 yuan a month of
    /// service.
    DEPRECIATION_DIFFERS = "account.depreciation-differs", Warning, "",
        "",
        "{subject}: accumulated depreciation ≠ recomputed (straight line";
    /// Σ cards of a unit ≠ its closing balance of the fixed-asset accounts; subject = unit.
    BALANCE_DIFFERS = "account.balance-differs", Error, "",
        "",
        "{subject}: Σ cards of a unit ≠ its closing balance of the fixed-asset accounts";
    /// Debits ≠ credits, or closing ≠ opening ± movement; subject = unit.
    TRIAL_UNBALANCED = "account.trial-unbalanced", Error, "",
        "",
        "{subject}: debits ≠ credits, or closing ≠ opening ± movement";
    /// 待处理财产损溢 not zero at year end.
    SUSPENSE_OPEN = "account.suspense-open", Error, "",
        "",
        "{subject}: 待处理财产损溢 not zero at year end";
    /// Value not taken from the final account (where one is required) or actual spend.
    VALUE_BASIS = "account.value-basis", Error, "",
        "",
        "{subject}: value not taken from the final account (where one is required) or actual spend";
}
