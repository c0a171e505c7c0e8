//! `income`: 收益.

use crate::table;
use crate::words::assets;

table! {
    /// One receipt (or one year) of income of one asset.
    input Income = "income", "收益" {
        /// Income id.
        income_id: text [key] = "收益编号", "收入编号", "收益记录号", "收款编号";
        /// Asset id, the same in every table; 编号 alone is usually a row number and is not taken.
        asset_id: text = "资产编号", "资产编码", "资产代码", "固定资产编号", "固定资产编码",
            "资产统一编号", "统一编号", "系统编号", "登记卡号", "物品编号", "资产序号", "资产ID";
        /// Asset name.
        asset_name: text = "资产名称", "名称", "资产项目名称", "物品名称", "设备名称",
            "固定资产名称", "资产描述", "设施名称", "资产（设施）名称", "资产名";
        /// Project id.
        project_id: text = "项目编号", "项目标识", "预算项目编号", "项目编码", "项目代码",
            "项目库编号", "项目ID";
        /// Contract id.
        contract_id: text = "合同编号", "合同号", "协议编号", "合同编码", "租赁合同编号";
        /// Dist plan id.
        dist_plan_id: text = "分配方案编号", "方案编号", "收益分配方案编号";
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
        /// Operator; a natural person is masked.
        operator_name: text [unit_or_person] = "经营主体", "运营主体", "经营者", "承租人",
            "承包人", "承租方", "承包方", "使用主体", "运营单位", "经营主体名称", "乙方";
        /// Who paid; compared with the operator; natural persons masked.
        payer_name: text [unit_or_person] = "缴款单位", "付款方", "缴款人", "付款单位";
        /// Income year.
        income_year: integer = "收益年度", "年度", "年份", "收入年度", "分红年度", "所属年度";
        /// Income due date.
        income_due_date: date = "应收日期", "应缴日期", "应收款日期";
        /// Due in the year.
        income_due_amount: amount = "应收收益", "应收金额", "应收租金", "应缴金额";
        /// Received.
        income_amount: amount = "实收收益", "收益金额", "实收金额", "收益总额", "收入金额",
            "到账金额", "年收益", "收益", "实收租金", "累计收益";
        /// Income received date.
        income_received_date: date = "到账日期", "收款日期", "收益到账日期", "到账时间",
            "实收日期", "入账日期";
        /// As stated; compared with due less received.
        overdue_amount: amount = "欠缴金额", "欠缴", "欠收金额", "拖欠金额";
        /// Cleared for the year.
        income_clearing_date: date = "收益清算日期", "清算日期", "核算日期", "清算完成日期";
        /// Annual check date.
        annual_check_date: date = "年度核查日期", "年度核算日期", "年度盘点日期";
        /// Net profit.
        net_profit: amount = "净利润", "经营净收益", "净收益", "年净利润", "纯收益";
        /// Derived: income / investment; a stated figure is compared.
        annual_yield_pct: percent = "年收益率", "收益率", "投入产出率", "投资收益率";
        /// From the rulebook rate table.
        benchmark_rate_pct: percent = "基准利率", "同期贷款基准利率", "LPR";
        /// Guaranteed income amount.
        guaranteed_income_amount: amount = "保底收益", "保底收益金额", "保底分红", "固定收益";
        /// Account code.
        account_code: text = "入账科目代码", "科目代码", "入账科目", "科目编码", "会计科目";
        /// Subaccount name.
        subaccount_name: text = "明细科目名称", "明细科目", "二级科目", "子科目";
        /// Voucher of the book entry.
        book_entry_no: text = "会计凭证号", "凭证号", "凭证字号", "入账凭证号", "记账凭证号",
            "财务入账凭证";
        /// Remitted to county amount.
        remitted_to_county_amount: amount = "上缴县财政金额", "上缴金额", "上缴财政金额";
        /// Remit date.
        remit_date: date = "上缴日期", "上缴时间", "缴库日期";
        /// As stated; compared with the distribution lines.
        distributed_amount: amount = "已分配金额", "已分配", "已分配收益";
        /// Derived: received less distributed; a stated figure is compared.
        undistributed_balance: amount = "未分配结余", "结余", "未分配收益", "结余金额";
        /// Photovoltaic income follows its national rules.
        photovoltaic_flag: bool = "是否光伏收益", "光伏收益", "是否光伏";
        /// Note.
        note: text = "备注", "说明", "备注说明", "其他说明";
    }
}
