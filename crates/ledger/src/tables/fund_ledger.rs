//! `fund_ledger`: 财政资金台账.

use crate::table;
use crate::words::money;

table! {
    /// One batch of money for one project.
    input FundLine = "fund_ledger", "财政资金台账" {
        /// One allotment or payment line.
        fund_id: text [key] = "资金记录编号", "资金编号", "支付编号";
        /// Batch of money; one batch may feed many projects.
        fund_batch_id: text = "资金批次", "指标批次", "批次", "资金批次编号", "批次号";
        /// Year of the money.
        fund_year: integer = "资金年度", "项目年度", "年度", "年份", "实施年度", "资金年份",
            "预算年度";
        /// Document of the allotment, kept as prefix, year, number.
        doc_no: text = "指标文号", "资金文号", "文号", "文件号", "下达文号", "拨款文号", "资金文件";
        /// Source of money; base list, each rulebook says which are in scope.
        fund_source: code(money::FUND_SOURCE) = "资金来源", "资金来源构成", "资金性质", "资金类别",
            "资金渠道", "资金种类", "资金名称", "专项资金目录", "指标来源";
        /// Budget level of the money.
        fund_level: code(money::FUND_LEVEL) = "资金级次", "资金层级", "预算级次", "级次";
        /// What the money was for.
        fund_use_direction: code(money::FUND_USE_DIRECTION) = "资金使用方向", "使用方向",
            "资金用途", "支出方向", "用途";
        /// Department managing the money.
        fund_managing_dept: text = "资金主管部门", "资金主管处室", "业务主管处室", "资金管理部门",
            "主管业务处室", "业务处室";
        /// Department that handled the money.
        handling_dept: text = "经办部门", "经办单位", "经办科室";
        /// Project id.
        project_id: text = "项目编号", "项目标识", "预算项目编号", "项目编码", "项目代码",
            "项目库编号", "项目ID";
        /// Project name.
        project_name: text = "项目名称", "建设项目", "项目名", "工程名称", "项目名称（全称）",
            "所属项目", "项目";
        /// Unit that carried out the project.
        implementing_unit: text = "实施单位", "项目实施单位", "建设单位", "责任单位", "实施主体",
            "组织实施单位", "项目单位", "承建单位", "项目主管单位";
        /// Who received the money.
        fund_recipient_level: code(money::FUND_RECIPIENT_LEVEL) = "资金拨付去向", "资金走向",
            "资金拨付对象", "资金拨付到", "资金接收层级";
        /// Payee; natural persons masked.
        payee: text [unit_or_person] = "收款单位", "收款人", "收款方", "收款单位名称";
        /// Township the row is filed under and reported by.
        township: text = "乡镇", "所在乡镇", "乡（镇）", "所属乡镇", "乡镇名称", "街道", "镇",
            "乡", "乡镇（街道）", "乡镇场", "所属乡";
        /// Village the row is filed under.
        village: text = "行政村", "村", "村名", "所在村", "所属村", "村名称", "行政村名称",
            "村（社区）", "村居", "村（居）";
        /// Allotted.
        allotted_amount: amount = "下达金额", "指标金额", "指标额度", "指标下达总额", "下达资金",
            "拨款金额", "分配金额", "安排资金", "安排金额", "计划资金", "已安排计划金额";
        /// Allotted on.
        allotted_date: date = "下达日期", "发文日期", "指标下达日期", "拨款时间", "资金下达日期",
            "下达时间";
        /// Date entered in the national system.
        fund_entry_date: date = "资金录入系统日期", "录入系统日期", "资金录入日期", "系统录入日期";
        /// Paid.
        paid_amount: amount = "已支付金额", "拨付金额", "支出金额", "实际支付", "已拨付金额",
            "支付金额", "金额合计", "已支付";
        /// Paid on.
        paid_date: date = "支付日期", "拨付日期", "付款日期", "支付时间";
        /// Construction settlement.
        settled_amount: amount = "结算金额", "结算价", "竣工结算价", "工程结算价", "结算数",
            "结算审定金额";
        /// Management fee, interest, training and the like.
        non_asset_amount: amount = "未形成资产金额", "未形成资产支出", "管理费", "费用性支出",
            "不形成资产金额";
        /// Balance taken back.
        returned_amount: amount = "结余收回金额", "结余", "项目结余", "结余资金", "收回金额",
            "结余（已收回）";
        /// Functional classification code.
        function_code: text = "支出功能分类", "功能科目", "支出科目", "功能分类科目",
            "支出功能分类科目";
        /// Voucher of the book entry.
        book_entry_no: text = "会计凭证号", "凭证号", "凭证字号", "入账凭证号", "记账凭证号",
            "财务入账凭证";
        /// Note.
        note: text = "备注", "说明", "备注说明", "其他说明";
    }
}
