//! `projects`: 项目.

use crate::table;
use crate::words::{money, projects};

table! {
    /// One project.
    input Project = "projects", "项目" {
        /// Project id.
        project_id: text [key] = "项目编号", "项目标识", "预算项目编号", "项目编码", "项目代码",
            "项目库编号", "项目ID";
        /// Project name.
        project_name: text [required] = "项目名称", "建设项目", "项目名", "工程名称",
            "项目名称（全称）", "所属项目", "项目";
        /// Year of the money.
        fund_year: integer = "资金年度", "项目年度", "年度", "年份", "实施年度", "资金年份",
            "项目实施年度", "预算年度", "建设年限";
        /// Kind of project; base list, rulebooks add to it.
        project_type: code(projects::PROJECT_TYPE) = "项目类型", "项目类别", "项目分类",
            "建设类型", "类别";
        /// Sector; decides the supervising department.
        industry_sector: code(projects::INDUSTRY_SECTOR) = "所属行业", "行业", "行业类别",
            "行业领域", "行业分类", "领域";
        /// Industry department.
        industry_dept: text = "行业主管部门", "主管部门", "县级主管行业部门", "行业部门",
            "主管单位", "归口部门", "主管科局";
        /// Unit that carried out the project.
        implementing_unit: text = "实施单位", "项目实施单位", "建设单位", "责任单位", "实施主体",
            "组织实施单位", "项目单位", "承建单位", "项目主管单位";
        /// Level of that unit.
        implementing_level: code(projects::IMPLEMENTING_LEVEL) = "实施层级", "实施单位层级",
            "实施级次", "组织实施层级";
        /// Source of money; base list, each rulebook says which are in scope.
        fund_source: code(money::FUND_SOURCE) = "资金来源", "资金来源构成", "资金性质", "资金类别",
            "资金渠道", "资金种类", "资金名称", "专项资金目录", "主要资金来源";
        /// Who received the money.
        fund_recipient_level: code(money::FUND_RECIPIENT_LEVEL) = "资金拨付去向", "资金走向",
            "资金拨付对象", "资金拨付到", "资金接收层级";
        /// Township the row is filed under and reported by.
        township: text = "乡镇", "所在乡镇", "乡（镇）", "所属乡镇", "乡镇名称", "街道", "镇",
            "乡", "乡镇（街道）", "乡镇场", "所属乡";
        /// Village the row is filed under.
        village: text = "行政村", "村", "村名", "所在村", "所属村", "村名称", "行政村名称",
            "村（社区）", "村居", "村（居）";
        /// Place as written.
        location: text = "建设地点", "实施地点", "建设地址", "坐落", "地点", "项目地点", "坐落位置";
        /// Names of the joint or covered villages.
        joint_villages: list = "联建村", "覆盖村", "受益村", "涉及村", "联建村名单", "覆盖行政村",
            "受益行政村";
        /// Project serves more than one village.
        cross_village: bool = "是否跨村", "跨村", "是否跨乡村";
        /// What was built or bought, with its size.
        asset_content: text = "建设内容", "建设内容及规模", "建设规模", "主要建设内容", "规模",
            "建设内容和规模", "主要工程量", "资产内容";
        /// The spending forms an asset.
        asset_forming: bool = "是否形成资产", "形成资产", "是否形成固定资产", "是否形成扶贫资产";
        /// Project is in the county project library.
        in_project_library: bool = "是否在项目库", "是否入库", "是否纳入项目库", "项目库项目";
        /// Progress.
        project_status: code(projects::PROJECT_STATUS) = "项目状态", "建设状态", "项目进度",
            "实施进度", "建设性质";
        /// Planned or approved cost; never the asset value.
        planned_amount: amount = "计划投资", "批复投资", "概算投资", "预算金额", "计划总投资",
            "批复金额", "总投资", "投资规模", "投资", "投资额", "资金金额", "资金规模", "补助资金";
        /// Plan approved.
        plan_approval_date: date = "方案批复日期", "实施方案批复日期", "批复日期", "立项日期",
            "立项批复日期";
        /// Approved plan no.
        approved_plan_no: text = "批复实施方案文号", "方案批复文号", "批复文号", "实施方案文号";
        /// Bucket:percent pairs.
        approved_plan_ratio: list = "批复分配比例", "分配比例", "批复比例";
        /// Date entered in the national system.
        project_entry_date: date = "系统录入日期", "项目录入日期", "录入系统日期", "录入时间";
        /// Construction finished or thing bought.
        completion_date: date = "完工日期", "竣工日期", "完工时间", "竣工时间", "建成日期",
            "建成时间";
        /// Accepted.
        acceptance_date: date = "验收日期", "竣工验收日期", "验收时间", "完工验收日期",
            "验收合格日期";
        /// Acceptance result.
        acceptance_result: code(projects::ACCEPTANCE_RESULT) = "验收结果", "验收结论", "验收意见";
        /// Acceptance report.
        acceptance_report_no: text = "验收报告编号", "验收报告", "验收文号", "验收单号";
        /// Final accounts required.
        final_accounts_required: bool = "是否需竣工财务决算", "是否需要决算", "需竣工决算";
        /// Final accounts date.
        final_accounts_date: date = "竣工财务决算日期", "决算日期", "竣工决算日期", "决算批复日期";
        /// Final accounts amount.
        final_accounts_amount: amount = "竣工财务决算金额", "决算金额", "竣工决算金额", "决算价",
            "审定金额", "决算数";
        /// Final accounts report.
        final_accounts_report_no: text = "竣工决算报告编号", "决算报告", "竣工财务决算报告",
            "财务决算报告";
        /// Construction settlement.
        settled_amount: amount = "结算金额", "结算价", "竣工结算价", "工程结算价", "结算数",
            "结算审定金额";
        /// Settlement date.
        settlement_date: date = "结算日期", "结算审核日期", "结算时间";
        /// Money actually spent.
        disbursed_amount: amount = "实际列支金额", "实际支出", "实际列支", "列支金额", "累计支出",
            "实际投资";
        /// Management fee, interest, training and the like.
        non_asset_amount: amount = "未形成资产金额", "未形成资产支出", "管理费", "费用性支出",
            "不形成资产金额";
        /// Balance taken back.
        returned_amount: amount = "结余收回金额", "结余", "项目结余", "结余资金", "收回金额",
            "结余（已收回）";
        /// Audit report.
        audit_report_no: text = "审计报告编号", "审计报告", "审计报告文号", "结算审计报告";
        /// Year listed in an audit plan.
        audit_plan_year: integer = "列入审计计划年度", "审计计划年度", "审计年度";
        /// Feasibility and risk study.
        feasibility_risk_report_no: text = "可行性及风险评估报告编号", "可研报告",
            "可行性研究报告", "风险评估报告";
        /// Approved use.
        approved_use: text = "批复用途", "批准用途", "计划用途";
        /// Actual use.
        actual_use: text = "实际用途", "现用途", "实际使用用途";
        /// Target set.
        performance_target: text = "绩效目标", "经营目标", "目标任务";
        /// Handed over (household assets: delivered).
        handover_date: date = "移交日期", "移交时间", "交接日期";
        /// Household count.
        household_count: integer in "户" = "受益户数", "受益脱贫户", "带动户数", "户数";
        /// Money exit paper.
        fund_exit_doc_no: text = "资金退出文号", "资金退出方案", "退出文件";
        /// Note.
        note: text = "备注", "说明", "备注说明", "其他说明";
    }
}
