//! `asset_funding`: 资产资金来源.

use crate::table;
use crate::words::money;

table! {
    /// One source of money of one asset.
    input AssetFunding = "asset_funding", "资产资金来源" {
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
        /// Year of the money.
        fund_year: integer = "资金年度", "项目年度", "年度", "年份", "实施年度", "资金年份",
            "项目实施年度", "预算年度", "建设年限";
        /// Source of money; base list, each rulebook says which are in scope.
        fund_source: code(money::FUND_SOURCE) = "资金来源", "资金来源构成", "资金性质", "资金类别",
            "资金渠道", "资金种类", "资金名称", "专项资金目录", "主要资金来源";
        /// Budget level of the money.
        fund_level: code(money::FUND_LEVEL) = "资金级次", "资金层级", "预算级次", "级次";
        /// Money from this source.
        fund_amount: amount [required] = "资金数额", "金额", "资金金额", "投入资金", "资金额",
            "投入金额", "资金";
        /// Document of the allotment, kept as prefix, year, number.
        doc_no: text = "指标文号", "资金文号", "文号", "文件号", "下达文号", "拨款文号", "资金文件";
        /// Batch of money; one batch may feed many projects.
        fund_batch_id: text = "资金批次", "指标批次", "批次", "资金批次编号", "批次号";
        /// Department managing the money.
        fund_managing_dept: text = "资金主管部门", "资金主管处室", "业务主管处室", "资金管理部门",
            "主管业务处室", "业务处室";
        /// Note.
        note: text = "备注", "说明", "备注说明", "其他说明";
    }
}
