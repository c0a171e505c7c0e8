//! `distribution_plans`: 收益分配方案.

use crate::table;
use crate::words::{assets, contracts, distribution};

table! {
    /// One plan that distributes income.
    input DistributionPlan = "distribution_plans", "收益分配方案" {
        /// Dist plan id.
        dist_plan_id: text [key] = "分配方案编号", "方案编号", "收益分配方案编号";
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
        /// Income year.
        income_year: integer = "收益年度", "年度", "年份", "收入年度", "分红年度", "所属年度";
        /// Income the plan distributes.
        income_amount: amount = "可分配收益", "收益金额", "收益总额", "可分配收益额",
            "本年可分配收益", "分配总额", "年收益", "收益", "实收收益";
        /// Photovoltaic income follows its national rules.
        photovoltaic_flag: bool = "是否光伏收益", "光伏收益", "是否光伏";
        /// Dist plan end date.
        dist_plan_end_date: date = "分配方案截止日期", "方案期限", "方案终止日期";
        /// Dist proposer unit.
        dist_proposer_unit: text = "方案提出单位", "提案单位", "方案制定单位";
        /// Proposal date.
        proposal_date: date = "方案提出日期", "提出日期", "提案日期", "动议日期", "提议日期";
        /// Dist method.
        dist_method: code(distribution::DIST_METHOD) = "分配方法", "分配方式", "分配办法";
        /// Party branch proposal date.
        party_branch_proposal_date: date = "党支部提议日期", "支部提议日期", "党支部会议日期";
        /// Two committees date.
        two_committees_date: date = "两委商议日期", "“两委”商议日期", "村两委会议日期";
        /// Party members meeting date.
        party_members_meeting_date: date = "党员大会审议日期", "党员大会日期", "党员会议日期";
        /// Village meeting type.
        village_meeting_type: code(contracts::VILLAGE_MEETING_TYPE) = "会议类型", "民主决策形式",
            "村级会议类型";
        /// Village meeting date.
        village_meeting_date: date = "村民（代表）会议日期", "民主决策日期", "村民代表会议日期",
            "村民会议日期", "民主评议日期", "民主议定日期";
        /// Four two done date.
        four_two_done_date: date = "四议两公开完成日期", "四议两公开日期", "四议两公开";
        /// Inline dates of the plan notice; a cell that holds start and end is split in two.
        publicity_start_date: date = "公示开始日期", "公示起始日期", "公示日期", "公示时间",
            "公示起", "公示开始时间", "公告日期", "公示起止", "公示起止时间", "公示期";
        /// Publicity end date.
        publicity_end_date: date = "公示结束日期", "公示截止日期", "公示止", "公示结束时间";
        /// Objection flag.
        objection_flag: bool = "是否有异议", "有无异议", "异议情况";
        /// Dist township review date.
        dist_township_review_date: date = "乡镇审核日期", "乡镇审批日期", "乡（镇）审核日期",
            "乡镇审核时间";
        /// Filed with the township (custody-cost plans and help payments).
        township_filing_date: date = "乡镇备案日期", "乡（镇）备案日期", "乡镇备案时间";
        /// Dist filing date.
        dist_filing_date: date = "县级备案日期", "备案日期", "备案时间", "县级部门备案日期";
        /// Dist filing body.
        dist_filing_body: text = "备案部门", "备案机关", "备案单位";
        /// Superior approval unit.
        superior_approval_unit: text = "上级审批单位", "上级审批机关", "审批单位", "审批机关";
        /// Superior approval date.
        superior_approval_date: date = "上级审批日期", "审批日期", "上级批准日期", "审批时间";
        /// National rule ref.
        national_rule_ref: text = "国家专项办法文号", "适用国家办法", "执行办法";
        /// Approved plan no.
        approved_plan_no: text = "批复实施方案文号", "实施方案批复文号", "批复文号";
        /// Approved plan date.
        approved_plan_date: date = "实施方案批复日期", "批复日期", "批复时间";
        /// Body that approved the implementation plan (township or higher).
        approved_plan_approver: text = "实施方案批复单位", "方案批复单位", "批复机关";
        /// Bucket:percent pairs.
        approved_plan_ratio: list = "批复分配比例", "分配比例", "批复比例";
        /// Sharing agreement no.
        sharing_agreement_no: text = "收益分享协议编号", "收益协议", "收益分配协议";
        /// Share plan.
        quantification_plan_no: text = "量化方案编号", "量化方案", "折股量化方案", "量化方案文号";
        /// Sections present.
        plan_sections: list(distribution::PLAN_SECTIONS) = "方案内容清单", "方案要素",
            "方案主要内容";
        /// Reserve amount.
        reserve_amount: amount = "公积公益金提取额", "公积公益金", "提取公积公益金";
        /// Reserve use category.
        reserve_use_category: code(distribution::RESERVE_USE_CATEGORY) = "公积公益金用途",
            "公积公益金使用方向";
        /// Incentive plan no.
        incentive_plan_no: text = "激励方案编号", "奖励方案", "激励方案";
        /// Incentive amount.
        incentive_amount: amount = "激励金额", "奖励金额", "管理人员奖励", "激励资金";
        /// Household count.
        household_count: integer in "户" = "受益户数", "带动户数", "户数", "分配户数";
        /// Person count.
        person_count: integer in "人" = "受益人数", "带动人数", "人数", "分配人数";
        /// Custody cost amount.
        custody_cost_amount: amount = "管护费用支出", "管护支出", "管护费", "支付运营费";
        /// Custody cost share pct.
        custody_cost_share_pct: percent = "管护费用占比", "管护费比例", "管护经费占比";
        /// Custody cost plan no.
        custody_cost_plan_no: text = "管护费用方案编号", "管护经费使用方案";
        /// Custody cost paid date.
        custody_cost_paid_date: date = "管护费用支付日期", "管护费支付日期";
        /// Derived: received less distributed; a stated figure is compared.
        undistributed_balance: amount = "未分配结余", "结余", "未分配收益", "结余金额";
        /// Note.
        note: text = "备注", "说明", "备注说明", "其他说明";
    }
}
