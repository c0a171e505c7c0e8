//! `investments`: 联建出资.

use crate::table;
use crate::words::money;

table! {
    /// What one village or unit put into a joint asset.
    input Investment = "investments", "联建出资" {
        /// Project id.
        project_id: text = "项目编号", "项目标识", "预算项目编号", "项目编码", "项目代码",
            "项目库编号", "项目ID";
        /// Project name.
        project_name: text = "项目名称", "建设项目", "项目名", "工程名称", "项目名称（全称）",
            "所属项目", "项目";
        /// Asset id, the same in every table; 编号 alone is usually a row number and is not taken.
        asset_id: text = "资产编号", "资产编码", "资产代码", "固定资产编号", "固定资产编码",
            "资产统一编号", "统一编号", "系统编号", "登记卡号", "物品编号", "资产序号", "资产ID";
        /// Asset name.
        asset_name: text = "资产名称", "名称", "资产项目名称", "物品名称", "设备名称",
            "固定资产名称", "资产描述", "设施名称", "资产（设施）名称", "资产名";
        /// Township the row is filed under and reported by.
        township: text = "乡镇", "所在乡镇", "乡（镇）", "所属乡镇", "乡镇名称", "街道", "镇",
            "乡", "乡镇（街道）", "乡镇场", "所属乡";
        /// Village the row is filed under.
        village: text = "行政村", "村", "村名", "所在村", "所属村", "村名称", "行政村名称",
            "村（社区）", "村居", "村（居）";
        /// Year of the money.
        fund_year: integer = "资金年度", "项目年度", "年度", "年份", "实施年度", "资金年份",
            "项目实施年度", "预算年度", "建设年限";
        /// Source of money; base list, each rulebook says which are in scope.
        fund_source: code(money::FUND_SOURCE) = "资金来源", "资金来源构成", "资金性质", "资金类别",
            "资金渠道", "资金种类", "资金名称", "专项资金目录", "主要资金来源";
        /// Money put in.
        amount: amount [required] = "出资金额", "投资金额", "投资额", "投入资金", "出资额", "金额",
            "入股金额";
        /// Share of this owner, 0-100.
        owner_share_pct: percent = "投资占比", "占股比例", "出资比例", "投资比例", "占比",
            "股份占比";
        /// Households covered.
        covered_households: integer in "户" = "覆盖脱贫户数", "覆盖户数", "受益户数", "带动户数",
            "贫困户数", "覆盖贫困户";
        /// Sharing agreement no.
        sharing_agreement_no: text = "收益分享协议编号", "收益协议", "收益分配协议";
        /// Note.
        note: text = "备注", "说明", "备注说明", "其他说明";
    }
}
