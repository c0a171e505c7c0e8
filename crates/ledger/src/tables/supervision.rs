//! `supervision`: 监督检查.

use crate::table;
use crate::words::oversight;

table! {
    /// One inspection or evaluation.
    input Supervision = "supervision", "监督检查" {
        /// Asset id, the same in every table; 编号 alone is usually a row number and is not taken.
        asset_id: text = "资产编号", "资产编码", "资产代码", "固定资产编号", "固定资产编码",
            "资产统一编号", "统一编号", "系统编号", "登记卡号", "物品编号", "资产序号", "资产ID";
        /// Project id.
        project_id: text = "项目编号", "项目标识", "预算项目编号", "项目编码", "项目代码",
            "项目库编号", "项目ID";
        /// Township the row is filed under and reported by.
        township: text = "乡镇", "所在乡镇", "乡（镇）", "所属乡镇", "乡镇名称", "街道", "镇",
            "乡", "乡镇（街道）", "乡镇场", "所属乡";
        /// Village the row is filed under.
        village: text = "行政村", "村", "村名", "所在村", "所属村", "村名称", "行政村名称",
            "村（社区）", "村居", "村（居）";
        /// Inspected unit.
        inspected_unit: text = "被检查单位", "被评价单位", "受检单位", "考评对象";
        /// Inspection date.
        inspection_date: date = "检查日期", "督查日期", "抽查日期", "检查时间", "巡查日期";
        /// Inspection unit.
        inspection_unit: text = "检查单位", "督查单位", "检查部门", "考评单位", "评价机构";
        /// Inspection focus.
        inspection_focus: list(oversight::INSPECTION_FOCUS) = "检查重点", "检查内容", "督查内容";
        /// Eval type.
        eval_type: code(oversight::EVAL_TYPE) = "评价类型", "考评类型", "评估类型", "绩效评价类型";
        /// Eval report no.
        eval_report_no: text = "评价报告编号", "评估报告编号", "绩效评价报告", "考评报告";
        /// Eval date.
        eval_date: date = "评价日期", "考评日期", "评估日期", "评价时间";
        /// Pass, fail or a grade.
        eval_result: code(oversight::EVAL_RESULT) = "评价结果", "考评结果", "评价等级", "评估结论";
        /// Rectification date.
        rectification_date: date = "整改日期", "整改完成日期", "整改时间";
        /// Annual report date.
        annual_report_date: date = "年度报告日期", "年报日期", "年度总结报告日期";
        /// Milestone name.
        milestone_name: text = "阶段任务", "工作阶段", "工作节点";
        /// Milestone done date.
        milestone_done_date: date = "阶段完成日期", "完成日期", "完成时间";
        /// Number of a problem an outside inspection found; not the suite's own findings.
        finding_id: text = "问题编号", "问题序号", "线索编号";
        /// Violation type.
        violation_type: code(oversight::VIOLATION_TYPE) = "违规类型", "问题类型", "违纪违规类型";
        /// Note.
        note: text = "备注", "说明", "备注说明", "其他说明";
    }
}
