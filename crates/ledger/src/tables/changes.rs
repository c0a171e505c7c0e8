//! `changes`: 资产变动.

use crate::table;
use crate::words::accounts;

table! {
    /// One change of one asset.
    input Change = "changes", "资产变动" {
        /// Change id.
        change_id: text = "变更编号", "变更登记号";
        /// Asset id, the same in every table; 编号 alone is usually a row number and is not taken.
        asset_id: text = "资产编号", "资产编码", "资产代码", "固定资产编号", "固定资产编码",
            "资产统一编号", "统一编号", "系统编号", "登记卡号", "物品编号", "资产序号", "资产ID";
        /// Asset name.
        asset_name: text = "资产名称", "名称", "资产项目名称", "物品名称", "设备名称",
            "固定资产名称", "资产描述", "设施名称", "资产（设施）名称", "资产名";
        /// Township the row is filed under and reported by.
        township: text = "乡镇", "所在乡镇", "乡（镇）", "所属乡镇", "乡镇名称", "街道", "镇",
            "乡", "乡镇（街道）", "乡镇场", "所属乡";
        /// Village the row is filed under.
        village: text = "行政村", "村", "村名", "所在村", "所属村", "村名称", "行政村名称",
            "村（社区）", "村居", "村（居）";
        /// Change type.
        change_type: code(accounts::CHANGE_TYPE) [required] = "变更类型", "变动类型", "变更事项",
            "变更类别", "变动原因";
        /// Change date.
        change_date: date = "变更日期", "变动日期", "变更时间", "发生日期";
        /// Change registration date.
        change_registration_date: date = "变更登记日期", "登记日期", "变更登记时间";
        /// Change basis doc no.
        change_basis_doc_no: text = "变更依据文号", "变更依据", "依据文件", "变动依据";
        /// Change of original value, minus for a reduction.
        change_amount: amount = "变更金额", "变动金额", "增减金额";
        /// Appraisal report no.
        appraisal_report_no: text = "评估报告编号", "评估报告", "资产评估报告", "评估报告号";
        /// Appraisal date.
        appraisal_date: date = "评估日期", "评估基准日", "评估时间";
        /// Appraised value.
        appraised_value: amount = "评估价值", "评估值", "评估价", "评估金额", "评估净值";
        /// Id under an earlier numbering, or the asset it came from.
        prior_asset_id: text = "原资产编号", "原编号", "原资产号码", "旧资产编号", "变更前资产编号";
        /// Village meeting date.
        village_meeting_date: date = "村民（代表）会议日期", "民主决策日期", "村民代表会议日期",
            "村民会议日期", "民主评议日期", "民主议定日期";
        /// Owner consent date.
        owner_consent_date: date = "产权单位同意日期", "所有权人同意日期", "产权人同意日期";
        /// Superior approval unit.
        superior_approval_unit: text = "上级审批单位", "上级审批机关", "审批单位", "审批机关";
        /// Superior approval date.
        superior_approval_date: date = "上级审批日期", "审批日期", "上级批准日期", "审批时间";
        /// Filed with the higher body.
        superior_filing_date: date = "上级备案日期", "备案日期", "备案时间", "报上级备案日期";
        /// Note.
        note: text = "备注", "说明", "备注说明", "其他说明";
    }
}
