//! `writeoffs`: 资产核销.

use crate::table;
use crate::words::{assets, disposals};

table! {
    /// One write-off.
    input WriteOff = "writeoffs", "资产核销" {
        /// Writeoff id.
        writeoff_id: text [key] = "核销编号", "核销申请编号", "损失编号", "核销事项编号";
        /// Asset id, the same in every table; 编号 alone is usually a row number and is not taken.
        asset_id: text = "资产编号", "资产编码", "资产代码", "固定资产编号", "固定资产编码",
            "资产统一编号", "统一编号", "系统编号", "登记卡号", "物品编号", "资产序号", "资产ID";
        /// Asset name.
        asset_name: text = "资产名称", "名称", "资产项目名称", "物品名称", "设备名称",
            "固定资产名称", "资产描述", "设施名称", "资产（设施）名称", "资产名";
        /// Project id.
        project_id: text = "项目编号", "项目标识", "预算项目编号", "项目编码", "项目代码",
            "项目库编号", "项目ID";
        /// Township the row is filed under and reported by.
        township: text = "乡镇", "所在乡镇", "乡（镇）", "所属乡镇", "乡镇名称", "街道", "镇",
            "乡", "乡镇（街道）", "乡镇场", "所属乡";
        /// Village the row is filed under.
        village: text = "行政村", "村", "村名", "所在村", "所属村", "村名称", "行政村名称",
            "村（社区）", "村居", "村（居）";
        /// Level of the owner.
        owner_type: code(assets::OWNER_TYPE) = "产权归属层级", "产权层级", "权属层级",
            "所有权归属", "产权归属类型", "所有权归属层级", "权属级次";
        /// Owner (unit); households are masked.
        owner_name: text [unit_or_person] = "所有权人", "产权归属", "所有权", "产权单位",
            "产权主体", "确权单位", "所有权单位", "产权人", "产权所有人", "权属单位",
            "确权单位(产权归属)";
        /// Writeoff reason code.
        writeoff_reason_code: code(disposals::WRITEOFF_REASON_CODE) = "核销情形", "核销原因",
            "核销事由", "核销类别";
        /// Applicant unit.
        applicant_unit: text = "申请单位", "处置申请单位", "申报单位", "申请人";
        /// Application date.
        application_date: date = "申请日期", "申报日期", "处置申请日期", "申请时间";
        /// Loss event date.
        loss_event_date: date = "损失发生日期", "损失日期", "发生日期", "出险日期";
        /// Loss cause.
        loss_cause: code(disposals::LOSS_CAUSE) = "损失原因", "毁损原因", "原因", "灭失原因";
        /// Force majeure flag.
        force_majeure_flag: bool = "是否不可抗力", "不可抗力";
        /// Loss description.
        loss_description: text = "损失情况说明", "情况说明", "毁损情况说明", "损失说明";
        /// Recoverable flag.
        recoverable_flag: bool = "是否可恢复", "可否恢复", "能否修复";
        /// Investigation date.
        investigation_date: date = "清理调查日期", "调查日期", "核查日期";
        /// Documents present.
        evidence_doc_types: list(disposals::EVIDENCE_DOC_TYPES) = "证据资料清单", "证明材料",
            "核销材料", "证明资料";
        /// Technical opinion no.
        technical_opinion_no: text = "技术鉴定意见编号", "科学论证意见", "技术鉴定", "专业鉴定意见";
        /// Authority report type.
        authority_report_type: code(disposals::AUTHORITY_REPORT_TYPE) = "证明出具部门", "出证部门",
            "鉴定部门";
        /// Authority report no.
        authority_report_no: text = "部门证明编号", "证明文号", "部门出具证明";
        /// Original cost; 金额 alone may be a plan or a payment and is taken only in an asset
        /// register.
        original_value: amount = "账面原值", "资产原值", "原值", "原始价值";
        /// Depreciation to date.
        accumulated_depreciation: amount = "累计折旧", "账面累计折旧", "已提折旧", "累计折旧额";
        /// Book net value at the time of the request.
        book_net_value: amount = "账面净值", "净值", "资产净值", "核销前净值", "账面价值";
        /// Residual value.
        residual_value: amount = "残值", "残余价值", "净残值", "估计残值";
        /// Insurance policy no.
        insurance_policy_no: text = "保险单号", "保单号", "保险合同号", "投保情况";
        /// Insurance recovery.
        insurance_recovery: amount = "保险理赔金额", "保险赔款", "理赔金额";
        /// Liable compensation.
        liable_compensation: amount = "责任人赔偿金额", "赔偿金额", "责任赔偿", "过失赔偿";
        /// Loss amount.
        loss_amount: amount = "损失金额", "净损失", "核销金额", "申请核销金额";
        /// Liability report no.
        liability_report_no: text = "责任认定文号", "责任认定报告", "责任认定书";
        /// Village meeting date.
        village_meeting_date: date = "村级评议日期", "民主评议日期", "村民代表会议日期",
            "民主决策日期", "村民（代表）会议日期";
        /// Kinds of participants, no names.
        village_review_participants: list(disposals::VILLAGE_REVIEW_PARTICIPANTS) =
            "村级评议参加人员", "评议人员", "参加评议人员";
        /// Items the minutes hold.
        village_review_minutes_fields: list(disposals::VILLAGE_REVIEW_MINUTES_FIELDS) =
            "评议记录要素", "评议记录内容";
        /// Village review signed flag.
        village_review_signed_flag: bool = "评议人员是否签字", "是否签字";
        /// Village seal flag.
        village_seal_flag: bool = "村委是否盖章", "是否盖章";
        /// Loss report no.
        loss_report_no: text = "资产损失报告编号", "损失报告", "资产损失报告";
        /// Loss report date.
        loss_report_date: date = "资产损失报告日期", "损失报告日期", "上报日期";
        /// Township review date.
        township_review_date: date = "乡镇审核日期", "乡镇审批日期", "乡（镇）审核日期",
            "乡镇审核时间";
        /// Township review report no.
        township_review_report_no: text = "乡镇审核报告编号", "书面审核报告", "乡镇审核报告";
        /// Township review depts.
        township_review_depts: list(disposals::TOWNSHIP_REVIEW_DEPTS) = "乡镇审核部门", "审核部门";
        /// Township review signatures.
        township_review_signatures: list(disposals::TOWNSHIP_REVIEW_DEPTS) = "乡镇审核签字部门",
            "审核签字";
        /// Township leadership meeting date.
        township_leadership_meeting_date: date = "乡镇班子会议日期", "班子会日期", "党委会日期",
            "乡镇领导班子会议日期";
        /// Appraisal agency.
        appraisal_agency: text = "评估机构", "评估单位", "资产评估机构", "鉴定机构", "残值评估机构";
        /// True = licensed agency, false = in-house appraisal.
        appraisal_agency_qualified: bool = "评估机构是否具备资质", "评估资质", "是否专业机构";
        /// Appraisal report no.
        appraisal_report_no: text = "评估报告编号", "评估报告", "资产评估报告", "评估报告号";
        /// Appraisal date.
        appraisal_date: date = "残值评估日期", "评估日期", "评估基准日", "评估时间";
        /// Appraised value.
        appraised_value: amount = "残值评估价值", "评估价值", "评估值", "评估价", "评估金额";
        /// County approval body.
        county_approval_body: text = "县级审批机关", "县级批准机关", "审批机关", "批准单位";
        /// County approval no.
        county_approval_no: text = "县级批复文号", "批复文号", "审批文号", "批准文号";
        /// County approval date.
        county_approval_date: date = "县级批复日期", "县级审批日期", "批准日期", "批复日期";
        /// Book writeoff date.
        book_writeoff_date: date = "账务核销日期", "销账日期", "核销入账日期";
        /// Writeoff register no.
        writeoff_register_no: text = "账销案存登记号", "核销登记簿号", "备查登记号";
        /// Voucher of the book entry.
        book_entry_no: text = "会计凭证号", "凭证号", "凭证字号", "入账凭证号", "记账凭证号",
            "财务入账凭证";
        /// Revitalization plan no.
        revitalization_plan_no: text = "盘活方案编号", "盘活方案", "整改盘活方案";
        /// Scrap storage location.
        scrap_storage_location: text = "残料存放地点", "报废资产存放地", "存放地点";
        /// Sale supervisor unit.
        sale_supervisor_unit: text = "变卖监督单位", "残值变卖监督", "监督变卖单位";
        /// Scrap sold or disposed of.
        disposal_date: date = "残料处置日期", "残值变卖日期", "变卖日期", "处置日期";
        /// Proceeds amount.
        proceeds_amount: amount = "残值变价收入", "变价收入", "残值收入", "处置收入";
        /// Proceeds tax amount.
        proceeds_tax_amount: amount = "残值变价税费", "税费", "相关税费", "处置税费";
        /// Proceeds account.
        proceeds_account: text = "残值收入缴入账户", "缴入账户", "收入账户", "上缴账户",
            "处置收入缴入账户";
        /// Proceeds deposit date.
        proceeds_deposit_date: date = "残值收入缴存日期", "缴存日期", "上缴日期", "缴入日期",
            "处置收入缴存日期";
        /// Later recovery amount.
        later_recovery_amount: amount = "后续收回金额", "核销后收回金额", "追回金额";
        /// Later recovery date.
        later_recovery_date: date = "后续收回日期", "核销后收回日期", "追回日期";
        /// Later recovery booked date.
        later_recovery_booked_date: date = "后续收回入账日期", "收回入账日期";
        /// Note.
        note: text = "备注", "说明", "备注说明", "其他说明";
    }
}
