//! Tables of the accounting adjustments that `reconcile` proposes.

use crate::table;
use crate::words::accounts;

table! {
    /// One line of a proposed adjusting entry. The lines of one entry balance to the fen.
    output AdjustingLine = "adjusting_entries", "调账分录" {
        /// Lines of one entry share it.
        entry_no: text [key] = "分录号";
        /// Place in the entry, from 1.
        line: integer [key] = "行次";
        /// Finding that it settles.
        finding_id: text = "问题编号";
        /// Code of that finding.
        code: text = "问题代码";
        /// Asset or unit that the finding is about.
        subject_id: text = "对象编号";
        /// Accounting entity in whose books it is posted.
        unit: text = "核算单位";
        /// Chart of accounts that the entity keeps.
        regime: code(accounts::REGIME) = "会计科目体系";
        /// Day at which the books stand.
        date: date = "日期";
        /// Code as the entity's own books have it, else as the chart has it; absent where neither
        /// says it. What counts is the name.
        account_code: text = "科目代码";
        /// Account.
        account_name: text = "科目名称";
        /// Class of the account: 资产, 负债, 净资产, 所有者权益, 费用, 损益.
        account_class: text = "科目类别";
        /// Debit.
        debit: amount = "借方金额";
        /// Credit.
        credit: amount = "贷方金额";
        /// Whether the entity's closing balance was received and holds the figure that is wrong.
        tied_to_balance: bool = "与科目余额核对相符";
        /// Why, in Chinese.
        reason: text = "调整理由";
        /// Why, in English.
        reason_en: text = "调整理由（英文）";
        /// Cells that it rests on, `file!sheet!row!column=value`.
        cells: list = "依据单元格";
    }
}

table! {
    /// A difference between ledger, cards and balances for which no entry is proposed, and why.
    output Unadjusted = "unadjusted", "未拟调账分录的差异" {
        /// Finding.
        finding_id: text [key] = "问题编号";
        /// Its code.
        code: text = "问题代码";
        /// Asset or unit that it is about.
        subject_id: text = "对象编号";
        /// Accounting entity.
        unit: text = "核算单位";
        /// By how much, as in the finding.
        amount: amount = "差额";
        /// Why, and what would settle it, in Chinese.
        reason: text = "未拟分录的原因";
        /// The same in English.
        reason_en: text = "未拟分录的原因（英文）";
    }
}

table! {
    /// One month of the recomputed depreciation of a card whose accumulated figure differs.
    output DepreciationMonth = "depreciation", "折旧复核表" {
        /// Finding about the card.
        finding_id: text [key] = "问题编号";
        /// Card.
        card_no: text = "卡片编号";
        /// Asset, as the card calls it.
        asset_id: text = "资产编号";
        /// Accounting entity.
        unit: text = "核算单位";
        /// Regime by which it is depreciated.
        accounting_rule: code(accounts::ACCOUNTING_RULE) = "会计制度";
        /// Month that is depreciated.
        month: date [key] = "月份";
        /// Months served by the end of it.
        months_served: integer in "month" = "已提月数";
        /// Months of life.
        life_months: integer in "month" = "折旧月数";
        /// What is to be depreciated: original value less residual.
        base: amount = "应计折旧额";
        /// Of this month.
        charge: amount = "本月折旧";
        /// By the end of it; rounded once, so that the months add up to it.
        accumulated: amount = "累计折旧";
    }
}
