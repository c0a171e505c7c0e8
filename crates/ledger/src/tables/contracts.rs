//! `contracts`: 经营合同.

use crate::table;
use crate::words::contracts;

table! {
    /// One contract by which an asset is let, entrusted or run.
    input Contract = "contracts", "经营合同" {
        /// Contract id.
        contract_id: text [key] = "合同编号", "合同号", "协议编号", "合同编码", "租赁合同编号";
        /// Contract name.
        contract_name: text = "合同名称", "协议名称", "合同标题";
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
        /// Owner (unit); households are masked.
        owner_name: text [unit_or_person] = "出租（发包）方", "甲方", "出租方", "发包方",
            "所有权人", "产权单位", "产权归属", "出租人";
        /// Contract form.
        contract_form: code(contracts::CONTRACT_FORM) = "合同形式", "合同类型", "签约形式",
            "协议形式";
        /// How it is run.
        operation_mode: code(contracts::OPERATION_MODE) = "经营方式", "运营方式", "经营模式",
            "运营模式", "经营形式", "使用方式";
        /// Operator; a natural person is masked.
        operator_name: text [unit_or_person] = "经营主体", "运营主体", "经营者", "承租人",
            "承包人", "承租方", "承包方", "使用主体", "运营单位", "经营主体名称", "乙方";
        /// Operator type.
        operator_type: code(contracts::OPERATOR_TYPE) = "经营主体类型", "主体类型", "经营主体性质";
        /// Operator selection method.
        operator_selection_method: code(contracts::OPERATOR_SELECTION_METHOD) = "选定方式",
            "经营主体选择方式", "招租方式", "发包方式", "确定方式";
        /// Operator qualification doc no.
        operator_qualification_doc_no: text = "经营主体资质文件号", "营业执照号", "资质文件",
            "统一社会信用代码";
        /// Operator blacklist flag.
        operator_blacklist_flag: bool = "是否失信", "失信被执行人", "是否列入黑名单";
        /// Compared with the no-go list.
        business_type: text = "经营业务", "经营内容", "经营范围", "经营项目", "业态";
        /// Contract is about live animals.
        livestock_flag: bool = "是否活体资产", "活体资产", "是否活体";
        /// Contract sign date.
        contract_sign_date: date = "合同签订日期", "签订日期", "签约日期", "签订时间", "合同日期";
        /// A cell that holds start and end is split in two.
        contract_start_date: date = "合同起始日期", "起始日期", "租赁开始日期", "合同开始时间",
            "起租日期", "开始日期", "合同起止时间", "合同期限", "租赁期限", "承包期限";
        /// Contract end date.
        contract_end_date: date = "合同到期日期", "到期日期", "终止日期", "合同截止时间",
            "租赁结束日期", "合同结束日期";
        /// Price a year.
        contract_price: amount in "元/年" = "合同年价款", "年租金", "租金", "年承包费", "合同金额",
            "年租金/保底收益", "承包费", "年发包金额", "年价款";
        /// Clause codes present.
        contract_clauses: list(contracts::CONTRACT_CLAUSES) = "合同条款清单", "合同条款",
            "主要条款";
        /// Date defects were corrected.
        contract_fix_date: date = "合同整改日期", "整改日期", "整改完成日期";
        /// End of term disposition.
        end_of_term_disposition: code(contracts::END_OF_TERM_DISPOSITION) = "期满资产处置方式",
            "到期处置方式", "合同期满处置";
        /// Agreed income.
        agreed_income: amount = "约定年收益", "约定收益", "年收益", "应收收益", "应缴收益",
            "年保底收益", "保底分红", "保底收益";
        /// Agreed income due date.
        agreed_income_due_date: date = "约定缴纳日期", "收益缴纳期限", "应收日期", "约定支付日期",
            "应缴日期";
        /// Agreed yield a year.
        guaranteed_return_pct: percent = "约定收益率", "保底收益率", "收益率", "年收益率";
        /// Capital handed to the operator, base of a guaranteed return.
        investment_amount: amount = "合作投入资金", "投资金额", "入股资金", "入股本金", "投入资金",
            "投资额", "投入总额";
        /// Market rent reference.
        market_rent_reference: amount in "元/年" = "市场参考租金", "市场租金", "参考年租金",
            "评估租金";
        /// Appraisal report no.
        appraisal_report_no: text = "评估报告编号", "评估报告", "资产评估报告", "评估报告号";
        /// Appraisal date.
        appraisal_date: date = "评估日期", "评估基准日", "评估时间";
        /// Appraised value.
        appraised_value: amount = "评估价值", "评估值", "评估价", "评估金额", "评估净值";
        /// Posts only.
        proposer_roles: list(contracts::PROPOSER_ROLES) = "提议主体", "提议人", "动议主体";
        /// Proposal date.
        proposal_date: date = "提议日期", "方案提出日期", "动议日期", "提出日期";
        /// Village meeting type.
        village_meeting_type: code(contracts::VILLAGE_MEETING_TYPE) = "会议类型", "民主决策形式",
            "村级会议类型";
        /// Village meeting date.
        village_meeting_date: date = "村民（代表）会议日期", "民主决策日期", "村民代表会议日期",
            "村民会议日期", "民主评议日期", "民主议定日期";
        /// Four two done date.
        four_two_done_date: date = "四议两公开完成日期", "四议两公开日期", "四议两公开";
        /// Village:date pairs.
        village_consent_dates: list = "各联建村同意日期", "联建村同意日期";
        /// Township review date.
        township_review_date: date = "乡镇审核日期", "乡镇审批日期", "乡（镇）审核日期",
            "乡镇审核时间";
        /// Township filing date.
        township_filing_date: date = "乡镇备案日期", "乡（镇）备案日期", "乡镇备案时间";
        /// Owner consent date.
        owner_consent_date: date = "产权单位同意日期", "所有权人同意日期", "产权人同意日期";
        /// Superior approval unit.
        superior_approval_unit: text = "上级审批单位", "上级审批机关", "审批单位", "审批机关";
        /// Superior approval date.
        superior_approval_date: date = "上级审批日期", "审批日期", "上级批准日期", "审批时间";
        /// Filed with the higher body.
        superior_filing_date: date = "上级备案日期", "备案日期", "备案时间", "报上级备案日期";
        /// Renewal decision date.
        renewal_decision_date: date = "续签决策日期", "续约决策日期", "续签日期";
        /// Equity or asset taken back.
        recovery_date: date = "资产收回日期", "收回日期", "统一回收日期";
        /// Recovery amount.
        recovery_amount: amount = "收回金额", "回收金额", "本金收回金额";
        /// Legal review date.
        legal_review_date: date = "合法性审查日期", "法律审查日期";
        /// Donor told in advance of lease or co-operation.
        donor_notice_date: date = "告知捐赠单位日期", "捐赠人告知日期", "告知帮扶单位日期";
        /// Legal review result.
        legal_review_result: code(contracts::LEGAL_REVIEW_RESULT) = "合法性审查结果",
            "法律审查意见", "合法性审查意见";
        /// Legal reviewer qualified.
        legal_reviewer_qualified: bool = "审查机构是否具备资质", "审查人员是否具备资格";
        /// Articles doc no.
        articles_doc_no: text = "章程文号", "章程", "合作社章程";
        /// Operating plan no.
        operating_plan_no: text = "运营方案编号", "运营方案", "经营责任书", "经营方案",
            "运营管理方案";
        /// Target set.
        performance_target: text = "经营目标", "绩效目标", "目标任务";
        /// Linkage mode.
        linkage_mode: code(contracts::LINKAGE_MODE) = "联农带农方式", "带贫方式", "利益联结方式",
            "联结方式", "带动方式", "利益联结机制";
        /// Household count.
        household_count: integer in "户" = "带动户数", "带动户数/人数", "受益户数", "带动脱贫户数";
        /// Full return promise flag.
        full_return_promise_flag: bool = "是否承诺足额返还", "足额返还", "是否承诺返还本金";
        /// Equity exit terms flag.
        equity_exit_terms_flag: bool = "是否约定退出办法", "退出条款", "有无退出办法";
        /// Insurance policy no.
        insurance_policy_no: text = "保险单号", "保单号", "保险合同号", "投保情况";
        /// Insurance coverage end.
        insurance_coverage_end: date = "保险到期日期", "保险止期", "保险截止日期";
        /// Always given TO the owner.
        guarantee_type: code(contracts::GUARANTEE_TYPE) = "担保方式", "担保类型", "风险保障方式";
        /// Guarantee amount.
        guarantee_amount: amount = "担保金额", "担保额", "担保价值";
        /// Risk plan doc no.
        risk_plan_doc_no: text = "风险防控方案编号", "风险防控预案", "风险防控措施";
        /// Emergency plan doc no.
        emergency_plan_doc_no: text = "应急预案编号", "应急预案", "应急处置预案";
        /// Risk list doc no.
        risk_list_doc_no: text = "风险清单编号", "风险点清单", "高风险清单";
        /// Filled from the rulebook, not asked of anyone.
        no_go_list: list = "禁入清单", "投资经营禁入范围", "高风险发展项目清单";
        /// Note.
        note: text = "备注", "说明", "备注说明", "其他说明";
    }
}
