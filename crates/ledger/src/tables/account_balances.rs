//! `account_balances`: 科目余额.

use crate::table;
use crate::words::accounts;

table! {
    /// One account of one unit in one period.
    input AccountBalance = "account_balances", "科目余额" {
        /// Accounting entity (here 单位 is always an organisation).
        unit: text = "核算单位", "单位名称", "核算单位名称", "账套名称", "会计主体", "编制单位",
            "单位", "记账单位";
        /// Township the row is filed under and reported by.
        township: text = "乡镇", "所在乡镇", "乡（镇）", "所属乡镇", "乡镇名称", "街道", "镇",
            "乡", "乡镇（街道）", "乡镇场", "所属乡";
        /// Village the row is filed under.
        village: text = "行政村", "村", "村名", "所在村", "所属村", "村名称", "行政村名称",
            "村（社区）", "村居", "村（居）";
        /// Accounting regime the row is kept under.
        accounting_rule: code(accounts::ACCOUNTING_RULE) = "会计制度", "适用会计制度", "会计准则",
            "核算制度";
        /// Chart of accounts, key of accounts.csv; match by name and regime, never by code alone.
        regime: code(accounts::REGIME) = "会计科目体系", "科目体系", "科目表";
        /// YYYY-MM or YYYY.
        period: text = "会计期间", "期间", "会计月份", "月份", "所属期间", "截止期间";
        /// Account code.
        account_code: text [required] = "科目代码", "科目编码", "科目编号", "会计科目代码",
            "会计科目", "总账科目";
        /// Account name.
        account_name: text = "科目名称", "会计科目名称", "科目全称", "明细科目";
        /// Opening debit.
        opening_debit: amount = "期初借方余额", "期初余额借方", "期初借方", "年初余额借方",
            "年初借方";
        /// Opening credit.
        opening_credit: amount = "期初贷方余额", "期初余额贷方", "期初贷方", "年初余额贷方",
            "年初贷方";
        /// Debit.
        debit: amount = "本期借方发生额", "本期发生额借方", "借方发生额", "本期借方", "借方",
            "借方金额", "本年累计借方";
        /// Credit.
        credit: amount = "本期贷方发生额", "本期发生额贷方", "贷方发生额", "本期贷方", "贷方",
            "贷方金额", "本年累计贷方";
        /// Closing debit.
        closing_debit: amount = "期末借方余额", "期末余额借方", "期末借方", "余额借方";
        /// Closing credit.
        closing_credit: amount = "期末贷方余额", "期末余额贷方", "期末贷方", "余额贷方";
        /// Single-column form: side of the balance.
        balance_direction: code(accounts::BALANCE_DIRECTION) = "余额方向", "方向", "借贷方向";
        /// Single-column form; ingest splits it by balance_direction.
        opening_balance: amount = "期初余额", "年初余额", "年初数", "期初数";
        /// Single-column form; ingest splits it by balance_direction.
        closing_balance: amount = "期末余额", "余额", "期末数", "期末金额";
    }
}
