//! `distribution_lines`: 收益分配明细.

use crate::table;
use crate::words::distribution;

table! {
    /// One payment of one plan.
    input DistributionLine = "distribution_lines", "收益分配明细" {
        /// Dist line id.
        dist_line_id: text = "分配明细编号", "明细编号", "发放编号";
        /// Dist plan id.
        dist_plan_id: text = "分配方案编号", "方案编号", "收益分配方案编号";
        /// Asset id, the same in every table; 编号 alone is usually a row number and is not taken.
        asset_id: text = "资产编号", "资产编码", "资产代码", "固定资产编号", "固定资产编码",
            "资产统一编号", "统一编号", "系统编号", "登记卡号", "物品编号", "资产序号", "资产ID";
        /// Township the row is filed under and reported by.
        township: text = "乡镇", "所在乡镇", "乡（镇）", "所属乡镇", "乡镇名称", "街道", "镇",
            "乡", "乡镇（街道）", "乡镇场", "所属乡";
        /// Village the row is filed under.
        village: text = "行政村", "村", "村名", "所在村", "所属村", "村名称", "行政村名称",
            "村（社区）", "村居", "村（居）";
        /// Income year.
        income_year: integer = "收益年度", "年度", "年份", "收入年度", "分红年度", "所属年度";
        /// Dist recipient type.
        dist_recipient_type: code(distribution::DIST_RECIPIENT_TYPE) = "分配对象类型", "对象类型",
            "受益对象类型", "分配对象类别";
        /// Household_id, or the village / unit name.
        dist_recipient_id: text = "分配对象编号", "户编号", "受益对象编号", "对象编号";
        /// Personal: masked.
        head_name: text [person_name] = "户主姓名", "户主", "姓名", "农户姓名", "受益人姓名",
            "领款人";
        /// Personal: keyed hash only.
        person_id: text [id_number] = "身份证号", "户主身份证号", "证件号码", "身份证号码",
            "户主证件号码", "公民身份号码";
        /// Personal: keyed hash only.
        bank_account: text [bank_account] = "银行账号", "一卡通账号", "银行卡号", "卡号",
            "惠农一卡通", "账号", "社保卡号";
        /// Base list; rulebooks map these to their buckets.
        dist_use_category: code(distribution::DIST_USE_CATEGORY) = "分配用途", "分配去向", "用途",
            "收益用途", "分配方向", "支出用途", "使用方向";
        /// Dist amount.
        dist_amount: amount [required] = "分配金额", "金额", "发放金额", "分红金额", "分配额",
            "已分配金额", "补助金额";
        /// Dist paid date.
        dist_paid_date: date = "发放日期", "支付日期", "分配日期", "发放时间", "兑付日期";
        /// Dist round no.
        dist_round_no: integer = "分配批次", "发放批次", "第几次分配";
        /// Dist reason code.
        dist_reason_code: code(distribution::DIST_REASON_CODE) = "分配事由", "发放事由",
            "救助原因", "致困原因";
        /// Dist condition.
        dist_condition: code(distribution::DIST_CONDITION) = "分配条件", "发放条件", "领取条件";
        /// Dist factor score.
        dist_factor_score: decimal = "因素得分", "得分", "积分", "因素分值";
        /// Recipient status.
        recipient_status: code(distribution::RECIPIENT_STATUS) = "户类型", "农户类型", "身份类别",
            "贫困状态", "人员类别", "户属性";
        /// Recipient labour capacity.
        recipient_labour_capacity: code(distribution::RECIPIENT_LABOUR_CAPACITY) = "劳动能力",
            "劳动力状况", "劳动技能";
        /// Population.
        population: integer in "人" = "家庭人口", "人口", "人口数", "家庭人口数", "户人口", "人数";
        /// Village priority type.
        village_priority_type: code(distribution::VILLAGE_PRIORITY_TYPE) = "村优先类型", "村类型",
            "村属性", "优先类型";
        /// Share holder type.
        share_holder_type: code(distribution::SHARE_HOLDER_TYPE) = "股权持有主体类型", "股东类型",
            "持股主体";
        /// Share qty.
        share_qty: decimal in "股" = "股份数", "股数", "持股数", "股份", "份额数";
        /// Share of income, 0-100; title shares are owner_share_pct.
        share_pct: percent = "收益分配比例", "股份比例", "占比", "分配比例", "收益权比例";
        /// Share adjust date.
        share_adjust_date: date = "股权调整日期", "调整日期", "股份调整日期";
        /// Share reassigned to type.
        share_reassigned_to_type: code(distribution::SHARE_REASSIGNED_TO_TYPE) = "股权收回后去向",
            "调整后归属", "股权调整去向";
        /// Note.
        note: text = "备注", "说明", "备注说明", "其他说明";
    }
}
