//! `handovers`: 资产移交.

use crate::table;
use crate::words::{assets, projects};

table! {
    /// One hand-over paper of one asset.
    input Handover = "handovers", "资产移交" {
        /// Asset id, the same in every table; 编号 alone is usually a row number and is not taken.
        asset_id: text = "资产编号", "资产编码", "资产代码", "固定资产编号", "固定资产编码",
            "资产统一编号", "统一编号", "系统编号", "登记卡号", "物品编号", "资产序号", "资产ID";
        /// Asset name.
        asset_name: text = "资产名称", "名称", "资产项目名称", "物品名称", "设备名称",
            "固定资产名称", "资产描述", "设施名称", "资产（设施）名称", "资产名";
        /// Project id.
        project_id: text = "项目编号", "项目标识", "预算项目编号", "项目编码", "项目代码",
            "项目库编号", "项目ID";
        /// Project name.
        project_name: text = "项目名称", "建设项目", "项目名", "工程名称", "项目名称（全称）",
            "所属项目", "项目";
        /// Township the row is filed under and reported by.
        township: text = "乡镇", "所在乡镇", "乡（镇）", "所属乡镇", "乡镇名称", "街道", "镇",
            "乡", "乡镇（街道）", "乡镇场", "所属乡";
        /// Village the row is filed under.
        village: text = "行政村", "村", "村名", "所在村", "所属村", "村名称", "行政村名称",
            "村（社区）", "村居", "村（居）";
        /// Handover doc type.
        handover_doc_type: code(projects::HANDOVER_DOC_TYPE) = "移交文书类型", "移交文书",
            "移交方式", "移交凭证类型";
        /// Number of the paper.
        handover_doc_no: text = "移交文书编号", "移交书编号", "移交协议编号", "移交文号";
        /// Handed over (household assets: delivered).
        handover_date: date = "移交日期", "移交时间", "交接日期", "交接时间";
        /// All parties.
        handover_parties: list = "移交各方", "移交双方", "交接双方", "参与单位";
        /// Giver.
        handover_from_unit: text = "移交单位", "移交方", "交出单位", "移交人";
        /// Taker.
        handover_to_unit: text = "接收单位", "接收方", "接收人", "接管单位";
        /// Witnesses.
        handover_witness_units: list = "监交单位", "监交人", "监交方", "监督移交单位";
        /// Specification or breed.
        spec_model: text = "规格型号", "规格", "型号", "品种", "品种规格", "品种/规格",
            "规格及型号", "厂牌型号";
        /// Place as written.
        location: text = "存放地点", "坐落位置", "坐落", "地点", "建设地点", "资产位置";
        /// Quantity recorded.
        quantity: decimal = "数量", "资产数量", "实有数量", "台数", "个数", "里程/面积/座",
            "数量（个）";
        /// Unit of measure; 单位 alone is read as measure unless its cells hold organisations.
        quantity_unit: text = "计量单位", "单位", "数量单位", "计数单位";
        /// Price of one unit.
        unit_price: amount = "单价", "单价金额", "单位价格";
        /// Original cost; 金额 alone may be a plan or a payment and is taken only in an asset
        /// register.
        original_value: amount = "移交金额", "金额", "资产原值", "原值", "移交价值";
        /// Present state.
        asset_status: code(assets::ASSET_STATUS) = "资产状态", "使用状况", "使用状态", "状态",
            "当前状态", "运行状态", "资产状况", "现状", "资产现状", "使用情况", "运营状况";
        /// Handover application date.
        handover_application_date: date = "移交申请日期", "申请移交日期";
        /// Handover approval no.
        handover_approval_no: text = "移交批复文号", "资产移交批复", "移交批复";
        /// Handover approval date.
        handover_approval_date: date = "移交批复日期", "移交批准日期";
        /// Handover detail list no.
        handover_detail_list_no: text = "移交明细台账编号", "移交清单编号", "明细台账",
            "资产移交明细";
        /// First meeting on the handover.
        initial_meeting_date: date = "初审会议日期", "部门会议日期", "初始会议日期", "研究会议日期";
        /// Commission decision date.
        commission_decision_date: date = "县委财经委员会决定日期", "财经委会议日期",
            "县委财经委审定日期";
        /// Note.
        note: text = "备注", "说明", "备注说明", "其他说明";
    }
}
