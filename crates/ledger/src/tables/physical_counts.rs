//! `physical_counts`: 实物盘点.

use crate::table;
use crate::words::{accounts, assets};

table! {
    /// One thing as it was counted.
    input PhysicalCount = "physical_counts", "实物盘点" {
        /// Physical check date.
        physical_check_date: date = "盘点日期", "盘点时间", "清查日期", "核查日期", "清查时间",
            "实地核查日期";
        /// Accounting entity that was counted; 单位 alone is the unit of measure.
        unit: text = "清查单位", "核算单位名称", "单位名称", "盘点单位", "编制单位", "被清查单位",
            "核算单位";
        /// Department inside the accounting entity.
        use_dept: text = "使用部门", "管理部门", "部门名称", "使用单位", "责任部门", "所属部门";
        /// Asset id, the same in every table; 编号 alone is usually a row number and is not taken.
        asset_id: text = "资产编号", "资产编码", "资产代码", "固定资产编号", "固定资产编码",
            "资产统一编号", "统一编号", "系统编号", "登记卡号", "物品编号", "资产序号", "资产ID";
        /// Tag no.
        tag_no: text = "标签号", "条形码", "资产标签", "二维码编号", "标签编号";
        /// Asset name.
        asset_name: text [required] = "资产名称", "名称", "资产项目名称", "物品名称", "设备名称",
            "固定资产名称", "资产描述", "设施名称", "资产（设施）名称", "资产名";
        /// Specification or breed.
        spec_model: text = "规格型号", "规格", "型号", "品种", "品种规格", "品种/规格",
            "规格及型号", "厂牌型号";
        /// GB/T 14885 class, code or name; not the managed class.
        gb_class: text = "国标分类", "资产分类", "固定资产分类", "类别编号", "国标类别",
            "资产分类代码", "类别名称", "固定资产类别", "资产类别";
        /// Acquired or finished.
        completion_date: date = "取得日期", "购置日期", "购入日期", "购建日期", "购建时间",
            "购置时间", "建成日期";
        /// Id under an earlier numbering, or the asset it came from.
        prior_asset_id: text = "原资产编号", "原编号", "原资产号码", "旧资产编号", "变更前资产编号";
        /// Township the row is filed under and reported by.
        township: text = "乡镇", "所在乡镇", "乡（镇）", "所属乡镇", "乡镇名称", "街道", "镇",
            "乡", "乡镇（街道）", "乡镇场", "所属乡";
        /// Village the row is filed under.
        village: text = "行政村", "村", "村名", "所在村", "所属村", "村名称", "行政村名称",
            "村（社区）", "村居", "村（居）";
        /// Place as written.
        location: text = "存放地点", "坐落位置", "坐落", "地点", "资产位置", "坐落地点", "建设地点";
        /// Quantity in the books.
        book_quantity: decimal = "账面数量", "登记卡数量", "系统数量", "账面数", "账存数量",
            "账面数额", "账面数数量", "数量";
        /// Counted; +2 or -1 belongs to count_diff_qty.
        physical_count_qty: decimal = "实盘数量", "实际数量", "盘点数量", "实有数量", "实存数额",
            "核实数", "核实数数量", "核实数量", "清查数量", "实存数量";
        /// Counted less book, as stated.
        count_diff_qty: decimal = "差异数量", "差异数", "盘盈盘亏数量", "盈亏数量", "差异";
        /// Surplus qty.
        surplus_qty: decimal = "盘盈数量", "盘盈";
        /// Surplus amount.
        surplus_amount: amount = "盘盈金额", "盘盈价值";
        /// Shortage qty.
        shortage_qty: decimal = "盘亏数量", "盘亏";
        /// Net value of what is missing.
        shortage_amount: amount = "盘亏金额", "盘亏价值", "毁损金额";
        /// Unit of measure; 单位 alone is read as measure unless its cells hold organisations.
        quantity_unit: text = "计量单位", "单位", "数量单位", "计数单位";
        /// Original cost; 金额 alone may be a plan or a payment and is taken only in an asset
        /// register.
        original_value: amount = "账面原值", "原值", "资产原值", "账面价值", "原始价值",
            "账面数原值";
        /// Depreciation to date.
        accumulated_depreciation: amount = "账面累计折旧", "累计折旧", "已提折旧", "账面数累计折旧";
        /// Original value less depreciation.
        net_value: amount = "账面净值", "净值", "资产净值", "账面数净值";
        /// Original value found by the count.
        checked_original_value: amount = "核实原值", "实有原值", "核实数原值", "清查原值";
        /// Checked accumulated depreciation.
        checked_accumulated_depreciation: amount = "核实累计折旧", "实有累计折旧", "核实数累计折旧";
        /// Checked net value.
        checked_net_value: amount = "核实净值", "核实数净值", "清查净值";
        /// Present state.
        asset_status: code(assets::ASSET_STATUS) = "使用状况", "资产状态", "使用状态", "状态",
            "当前状态", "资产状况", "现状";
        /// Count result.
        count_result: code(accounts::COUNT_RESULT) = "盘点结果", "清查结果", "差异情况", "盘点结论";
        /// Count reason.
        count_reason: text = "差异原因", "账实不符的原因", "原因", "盈亏原因";
        /// Count treatment.
        count_treatment: text = "处理意见", "处理建议", "处理方式", "处理结果";
        /// Personal: post or person reference; masked in every output.
        custodian_person_role: text [post_or_person] = "保管人", "管护责任人", "使用人", "管护人",
            "责任人";
        /// Note.
        note: text = "备注", "说明", "备注说明", "其他说明";
    }
}
