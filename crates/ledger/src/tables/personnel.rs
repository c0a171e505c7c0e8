//! `personnel`: 人员交接.

use crate::table;

table! {
    /// One change of a post.
    input Personnel = "personnel", "人员交接" {
        /// Unit whose post changes hands (an organisation).
        unit: text = "单位", "所在单位", "单位名称", "工作单位", "所属单位", "核算单位";
        /// Township the row is filed under and reported by.
        township: text = "乡镇", "所在乡镇", "乡（镇）", "所属乡镇", "乡镇名称", "街道", "镇",
            "乡", "乡镇（街道）", "乡镇场", "所属乡";
        /// Village the row is filed under.
        village: text = "行政村", "村", "村名", "所在村", "所属村", "村名称", "行政村名称",
            "村（社区）", "村居", "村（居）";
        /// Position change date.
        position_change_date: date = "岗位变动日期", "变动日期", "调离日期", "离任日期";
        /// Post, never a name.
        departing_role: text [required] = "离任岗位", "离任职务", "移交岗位", "原岗位";
        /// Post, never a name.
        successor_role: text = "接任岗位", "接任职务", "接管岗位";
        /// Asset audit report no.
        asset_audit_report_no: text = "离任资产审计报告编号", "资产审计报告", "离任审计报告";
        /// Asset audit date.
        asset_audit_date: date = "离任资产审计日期", "资产审计日期", "离任审计日期";
        /// Ledger check date.
        ledger_check_date: date = "核账日期", "台账核对日期", "对账日期";
        /// Ledger handover complete flag.
        ledger_handover_complete_flag: bool = "台账是否移交完毕", "台账移交完成", "是否完成交接";
        /// Witnesses.
        handover_witness_units: list = "监交单位", "监交人", "监交方", "监督移交单位";
        /// Clearance issued date.
        clearance_issued_date: date = "离任手续办结日期", "清结证明日期", "办结日期";
        /// Note.
        note: text = "备注", "说明", "备注说明", "其他说明";
    }
}
