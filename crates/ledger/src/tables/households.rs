//! `households`: 农户.

use crate::table;
use crate::words::distribution;

table! {
    /// One household.
    input Household = "households", "农户" {
        /// Household id.
        household_id: text [key] = "户编号", "户编码", "户号", "家庭编号", "户ID";
        /// Township the row is filed under and reported by.
        township: text = "乡镇", "所在乡镇", "乡（镇）", "所属乡镇", "乡镇名称", "街道", "镇",
            "乡", "乡镇（街道）", "乡镇场", "所属乡";
        /// Village the row is filed under.
        village: text = "行政村", "村", "村名", "所在村", "所属村", "村名称", "行政村名称",
            "村（社区）", "村居", "村（居）";
        /// Personal: masked.
        head_name: text [person_name] = "户主姓名", "户主", "姓名", "农户姓名", "受益人姓名",
            "领款人";
        /// Personal: keyed hash only.
        person_id: text [id_number] = "身份证号", "户主身份证号", "证件号码", "身份证号码",
            "户主证件号码", "公民身份号码";
        /// Personal: masked.
        phone: text [phone] = "联系电话", "电话", "手机号", "手机号码";
        /// Personal: keyed hash only.
        bank_account: text [bank_account] = "银行账号", "一卡通账号", "银行卡号", "卡号",
            "惠农一卡通", "账号", "社保卡号";
        /// Recipient status.
        recipient_status: code(distribution::RECIPIENT_STATUS) = "户类型", "农户类型", "身份类别",
            "贫困状态", "人员类别", "户属性";
        /// Recipient labour capacity.
        recipient_labour_capacity: code(distribution::RECIPIENT_LABOUR_CAPACITY) = "劳动能力",
            "劳动力状况", "劳动技能";
        /// Population.
        population: integer in "人" = "家庭人口", "人口数", "人口", "家庭人口数", "户人口", "人数";
        /// Share qty.
        share_qty: decimal in "股" = "股份数", "股数", "持股数", "股份", "份额数";
        /// Share of income, 0-100; title shares are owner_share_pct.
        share_pct: percent = "收益分配比例", "股份比例", "占比", "分配比例", "收益权比例";
        /// Stable exit flag.
        stable_exit_flag: bool = "是否稳定脱贫", "稳定脱贫", "是否稳定退出";
        /// Stable exit date.
        stable_exit_date: date = "稳定脱贫日期", "脱贫日期", "稳定脱贫时间";
        /// Deceased flag.
        deceased_flag: bool = "是否死亡", "死亡", "是否已故";
        /// Deceased date.
        deceased_date: date = "死亡日期", "死亡时间";
        /// Note.
        note: text = "备注", "说明", "备注说明", "其他说明";
    }
}
