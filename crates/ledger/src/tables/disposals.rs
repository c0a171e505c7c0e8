//! `disposals`: 资产处置.

use crate::table;
use crate::words::{assets, disposals};

table! {
    /// One disposal.
    input Disposal = "disposals", "资产处置" {
        /// Disposal id.
        disposal_id: text [key] = "处置编号", "处置申请编号", "处置单号", "处置事项编号";
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
        /// Disposal method.
        disposal_method: code(disposals::DISPOSAL_METHOD) = "处置方式", "处置形式", "处置类型";
        /// Disposal reason.
        disposal_reason: code(disposals::DISPOSAL_REASON) = "处置原因", "处置理由", "处置依据";
        /// Declared value (ambiguity A2).
        disposal_value: amount = "申报处置价值", "处置价值", "拟处置价值", "处置金额", "处置价格";
        /// Original cost; 金额 alone may be a plan or a payment and is taken only in an asset
        /// register.
        original_value: amount = "账面原值", "资产原值", "原值", "原始价值";
        /// Depreciation to date.
        accumulated_depreciation: amount = "累计折旧", "账面累计折旧", "已提折旧", "累计折旧额";
        /// Book net value at the time of the request.
        book_net_value: amount = "账面净值", "净值", "资产净值", "处置时净值", "账面价值";
        /// Applicant unit.
        applicant_unit: text = "申请单位", "处置申请单位", "申报单位", "申请人";
        /// Application date.
        application_date: date = "申请日期", "申报日期", "处置申请日期", "申请时间";
        /// Village meeting date.
        village_meeting_date: date = "村民（代表）会议日期", "民主决策日期", "村民代表会议日期",
            "村民会议日期", "民主评议日期", "民主议定日期";
        /// Township review date.
        township_review_date: date = "乡镇审核日期", "乡镇审批日期", "乡（镇）审核日期",
            "乡镇审核时间";
        /// Dept review date.
        dept_review_date: date = "部门审核日期", "行业部门审核日期", "主管部门审核日期",
            "部门审批日期";
        /// Appraisal agency.
        appraisal_agency: text = "评估机构", "评估单位", "资产评估机构", "鉴定机构";
        /// True = licensed agency, false = in-house appraisal.
        appraisal_agency_qualified: bool = "评估机构是否具备资质", "评估资质", "是否专业机构";
        /// Appraisal report no.
        appraisal_report_no: text = "评估报告编号", "评估报告", "资产评估报告", "评估报告号";
        /// Appraisal date.
        appraisal_date: date = "评估日期", "评估基准日", "评估时间";
        /// Appraised value.
        appraised_value: amount = "评估价值", "评估值", "评估价", "评估金额", "评估净值";
        /// Inline dates of the appraisal notice; other notices stand in publicity.
        publicity_start_date: date = "公示开始日期", "公示起始日期", "公示日期", "公示时间",
            "公示起", "公示开始时间", "公告日期", "公示起止", "公示起止时间", "公示期";
        /// Publicity end date.
        publicity_end_date: date = "公示结束日期", "公示截止日期", "公示止", "公示结束时间";
        /// One or more.
        publicity_channel: list(disposals::PUBLICITY_CHANNEL) = "公示渠道", "公示方式", "公示载体",
            "公告渠道";
        /// Objection flag.
        objection_flag: bool = "是否有异议", "有无异议", "异议情况";
        /// County approval body.
        county_approval_body: text = "县级审批机关", "县级批准机关", "审批机关", "批准单位";
        /// County approval no.
        county_approval_no: text = "县级批复文号", "批复文号", "审批文号", "批准文号";
        /// County approval date.
        county_approval_date: date = "县级批复日期", "县级审批日期", "批准日期", "批复日期";
        /// Approver one tier up, where the rules ask for one besides the county.
        superior_approval_unit: text = "上级审批单位", "上级审批机关";
        /// Superior approval date.
        superior_approval_date: date = "上级审批日期", "上级批准日期";
        /// Commission decision date.
        commission_decision_date: date = "县委财经委员会决定日期", "财经委会议日期",
            "县委财经委审定日期";
        /// Recheck filing date.
        recheck_filing_date: date = "复核备案日期", "备案日期", "复核日期";
        /// Disposal date.
        disposal_date: date = "处置日期", "处置时间", "实际处置日期", "成交日期";
        /// Sale price.
        sale_price: amount = "成交价", "成交金额", "转让价", "拍卖成交价", "出售价格";
        /// Proceeds amount.
        proceeds_amount: amount = "处置收入", "处置收益", "处置所得", "变价收入", "残值收入";
        /// Proceeds tax amount.
        proceeds_tax_amount: amount = "处置税费", "税费", "相关税费", "税金及费用";
        /// Proceeds account.
        proceeds_account: text = "处置收入缴入账户", "缴入账户", "收入账户", "上缴账户";
        /// Proceeds deposit date.
        proceeds_deposit_date: date = "处置收入缴存日期", "缴存日期", "上缴日期", "缴入日期";
        /// Proceeds decision doc no.
        proceeds_decision_doc_no: text = "处置收入安排决定文号", "收入使用决定", "处置收入使用批复";
        /// Proceeds use category.
        proceeds_use_category: code(disposals::PROCEEDS_USE_CATEGORY) = "处置收入用途", "收入用途",
            "处置收益用途";
        /// Project the proceeds went to.
        proceeds_use_project_id: text = "再投入项目编号", "处置收入投入项目", "投入项目编号";
        /// Asset the proceeds formed.
        proceeds_new_asset_id: text = "新形成资产编号", "再形成资产编号", "新资产编号";
        /// Donor unit.
        donor_unit: text = "捐赠单位", "援助单位", "资助单位", "捐赠方";
        /// Donor notice date.
        donor_notice_date: date = "告知捐赠方日期", "告知日期", "提前告知日期";
        /// Undertaking not to dispose in private.
        commitment_letter_no: text = "承诺书编号", "承诺书", "不擅自处置承诺书";
        /// Its date.
        commitment_letter_date: date = "承诺书日期", "承诺日期", "承诺书签订日期";
        /// Given as security FOR a debt.
        pledge_flag: bool = "是否抵押担保", "抵押担保", "是否抵押", "是否设定抵押", "有无抵押担保";
        /// Natural persons masked.
        pledge_debtor: text [unit_or_person] = "债务人", "被担保人", "借款人";
        /// Pledge doc no.
        pledge_doc_no: text = "抵押担保文号", "抵押合同号", "担保合同编号", "抵押文件";
        /// Pledge legal basis.
        pledge_legal_basis: text = "抵押担保法律依据", "抵押依据", "担保依据";
        /// Buyback date.
        buyback_date: date = "回购日期", "回购时间";
        /// Buyback amount.
        buyback_amount: amount = "回购金额", "回购价款";
        /// Buyback fund source.
        buyback_fund_source: text = "回购资金来源", "回购款来源";
        /// Revitalization plan no.
        revitalization_plan_no: text = "盘活方案编号", "盘活方案", "整改盘活方案";
        /// Voucher of the book entry.
        book_entry_no: text = "会计凭证号", "凭证号", "凭证字号", "入账凭证号", "记账凭证号",
            "财务入账凭证";
        /// Note.
        note: text = "备注", "说明", "备注说明", "其他说明";
    }
}
