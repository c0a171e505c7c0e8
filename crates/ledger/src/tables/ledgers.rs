//! `ledgers`: 台账汇总.

use crate::table;
use crate::words::assets;

table! {
    /// What the head of one ledger states: records and value.
    input LedgerHeader = "ledgers", "台账汇总" {
        /// Level of the ledger.
        ledger_level: code(assets::LEDGER_LEVEL) [required] = "台账层级", "台账级次", "级次",
            "层级";
        /// Unit that keeps the ledger (county bureau, township, village); 单位 alone is a unit of
        /// measure here.
        ledger_unit: text = "建账单位", "台账单位", "填报单位", "编报单位", "登记单位", "报送单位",
            "清查单位", "单位名称", "所属单位", "填表单位", "上报单位";
        /// Ledger year.
        ledger_year: integer = "台账年度", "年度", "登记年度", "所属年度";
        /// Class the total covers; blank = all.
        asset_class: code(assets::ASSET_CLASS) = "资产类别", "资产类型", "资产分类", "类别",
            "资产性质", "资产属性", "资产类", "一级分类", "资产大类";
        /// Township the row is filed under and reported by.
        township: text = "乡镇", "所在乡镇", "乡（镇）", "所属乡镇", "乡镇名称", "街道", "镇",
            "乡", "乡镇（街道）", "乡镇场", "所属乡";
        /// Village the row is filed under.
        village: text = "行政村", "村", "村名", "所在村", "所属村", "村名称", "行政村名称",
            "村（社区）", "村居", "村（居）";
        /// Records the ledger says it holds.
        ledger_record_count: integer in "条" = "资产总数", "资产数量合计", "登记数量", "资产个数",
            "项数", "记录数", "总数量";
        /// Total the ledger states.
        ledger_total_value: amount = "资产原值合计", "原值合计", "资产总值", "总价值", "合计金额",
            "总金额", "合计";
        /// Ledger summary date.
        ledger_summary_date: date = "汇总日期", "填报日期", "编制日期", "截止日期", "汇总时间";
        /// Multi-department settlement date.
        joint_review_date: date = "联合审定日期", "联审日期", "联合审查日期", "多部门会审日期";
        /// Note.
        note: text = "备注", "说明", "备注说明", "其他说明";
    }
}
