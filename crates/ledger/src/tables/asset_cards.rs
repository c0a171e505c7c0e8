//! `asset_cards`: 固定资产卡片.

use crate::table;
use crate::words::{accounts, assets};

table! {
    /// One fixed-asset card of a unit.
    input AssetCard = "asset_cards", "固定资产卡片" {
        /// Accounting system the card comes from.
        system: code(accounts::ASSET_SYSTEM) = "财务系统", "账套系统", "核算系统", "系统名称",
            "数据来源";
        /// Accounting entity; 单位 with 台, 亩, 座 in its cells is a unit of measure.
        unit: text = "核算单位", "单位名称", "核算单位名称", "账套名称", "会计主体", "编制单位",
            "记账单位";
        /// Department inside the accounting entity.
        use_dept: text = "使用部门", "管理部门", "部门名称", "使用单位", "责任部门", "所属部门";
        /// Township the row is filed under and reported by.
        township: text = "乡镇", "所在乡镇", "乡（镇）", "所属乡镇", "乡镇名称", "街道", "镇",
            "乡", "乡镇（街道）", "乡镇场", "所属乡";
        /// Village the row is filed under.
        village: text = "行政村", "村", "村名", "所在村", "所属村", "村名称", "行政村名称",
            "村（社区）", "村居", "村（居）";
        /// Card no.
        card_no: text [key] = "卡片编号", "卡片号", "登记卡号", "固定资产卡片编号", "资产卡片号",
            "卡片编码";
        /// Asset id, the same in every table; 编号 alone is usually a row number and is not taken.
        asset_id: text = "资产编号", "资产编码", "资产代码", "固定资产编号", "固定资产编码",
            "资产统一编号", "统一编号", "系统编号";
        /// Name on the card (compared with asset_name).
        name: text [required] = "资产名称", "名称", "固定资产名称", "物品名称", "设备名称",
            "资产描述";
        /// Specification or breed.
        spec_model: text = "规格型号", "规格", "型号", "品种", "品种规格", "品种/规格",
            "规格及型号", "厂牌型号";
        /// GB/T 14885 class, code or name; not the managed class.
        gb_class: text = "国标分类", "资产分类", "固定资产分类", "类别编号", "国标类别",
            "资产分类代码", "资产国标大类", "类别名称", "固定资产类别";
        /// Managed class if the card states it; 资产分类 on a card is gb_class.
        asset_class: code(assets::ASSET_CLASS) = "资产类别", "资产类型", "资产属性",
            "经营性/公益性";
        /// Accounting regime the row is kept under.
        accounting_rule: code(accounts::ACCOUNTING_RULE) = "会计制度", "适用会计制度", "会计准则",
            "核算制度";
        /// How it was acquired.
        acquisition_method: text = "取得方式", "获得方式", "增加方式", "来源方式";
        /// Original cost; 金额 alone may be a plan or a payment and is taken only in an asset
        /// register.
        original_value: amount = "资产原值", "原值", "原始价值", "账面原值", "账面价值", "价值",
            "固定资产原值", "资产金额", "入账价值";
        /// How the value was found.
        value_basis: code(accounts::VALUE_BASIS) = "计价依据", "价值类型", "计价方式", "价值依据",
            "入账依据", "原值确定依据", "价值确认方式";
        /// Depreciation to date.
        accumulated_depreciation: amount = "累计折旧", "账面累计折旧", "已提累计折旧额",
            "已提折旧", "折旧额", "累计折旧额", "实有累计折旧", "累计折旧（摊销）", "累计摊销";
        /// Original value less depreciation.
        net_value: amount = "资产净值", "净值", "账面净值", "折余价值", "现值", "资产现值", "净额",
            "账面净额", "固定资产净值";
        /// First use; depreciation starts from it.
        in_use_date: date = "投入使用日期", "开始使用日期", "启用日期", "使用日期", "资本化日期",
            "投用时间", "投入使用时间";
        /// Acquired or finished.
        completion_date: date = "取得日期", "购置日期", "购入日期", "购建日期", "购建时间",
            "购置时间", "建成日期", "竣工日期";
        /// Date booked.
        book_entry_date: date = "财务入账日期", "入账日期", "入账时间", "记账日期";
        /// Voucher of the book entry.
        book_entry_no: text = "会计凭证号", "凭证号", "凭证字号", "入账凭证号", "记账凭证号",
            "财务入账凭证";
        /// Life in years; a heading with （月） goes to useful_life_months.
        expected_life_years: integer in "年" = "预计使用年限", "使用年限", "折旧年限（年）",
            "折旧年限", "预计年限";
        /// Depreciable life in months; never read as years.
        useful_life_months: integer in "月" = "折旧年限（月）", "折旧月数", "使用月限",
            "应折旧月份", "预计使用月份", "折旧期限（月）", "使用年限（月）", "折旧年限(月)";
        /// Residual rate.
        residual_rate: percent = "净残值率", "残值率", "预计残值率", "预计净残值率";
        /// Residual value.
        residual_value: amount = "净残值", "预计净残值", "残值";
        /// Depreciation method.
        depreciation_method: code(accounts::DEPRECIATION_METHOD) = "折旧方法", "折旧方式";
        /// Monthly depreciation.
        monthly_depreciation: amount = "月折旧额", "本月折旧", "月折旧";
        /// Depreciated months.
        depreciated_months: integer in "月" = "已计提月数", "已提月份", "累计月份", "已折旧月数";
        /// Depreciation state.
        depreciation_state: code(accounts::DEPRECIATION_STATE) = "折旧状态", "折旧情况", "计提状态";
        /// Quantity recorded.
        quantity: decimal = "数量", "资产数量", "实有数量", "台数", "个数", "里程/面积/座",
            "数量（个）";
        /// Unit of measure; 单位 alone is read as measure unless its cells hold organisations.
        quantity_unit: text = "计量单位", "单位", "数量单位", "计数单位";
        /// Price of one unit.
        unit_price: amount = "单价", "单价金额", "单位价格";
        /// Present state.
        asset_status: code(assets::ASSET_STATUS) = "资产状态", "使用状况", "使用状态", "状态",
            "当前状态", "运行状态", "资产状况", "现状", "资产现状", "使用情况", "运营状况";
        /// Place as written.
        location: text = "存放地点", "坐落位置", "坐落", "地点", "资产位置", "坐落地点";
        /// Personal: post or person reference; masked in every output.
        custodian_person_role: text [post_or_person] = "使用人", "保管人", "管护责任人", "责任人",
            "资产使用人";
        /// Id under an earlier numbering, or the asset it came from.
        prior_asset_id: text = "原资产编号", "原编号", "原资产号码", "旧资产编号", "变更前资产编号";
        /// Flag on the card.
        in_managed_scope: bool = "是否扶贫资产", "是否帮扶资产", "是否纳入扶贫资产管理",
            "扶贫资产标识", "是否纳入管理范围";
        /// Note.
        note: text = "备注", "说明", "备注说明", "其他说明";
    }
}
