//! `publicity`: 公示公告.

use crate::table;
use crate::words::{disposals, oversight};

table! {
    /// One public notice.
    input Publicity = "publicity", "公示公告" {
        /// Publicity id.
        publicity_id: text [key] = "公示编号", "公告编号";
        /// Id of the asset, plan, contract, disposal or write-off it concerns.
        publicity_ref_id: text = "公示对象编号", "关联编号", "对应编号", "公示事项编号";
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
        /// Publicity subject.
        publicity_subject: code(oversight::PUBLICITY_SUBJECT) [required] = "公示事项", "公示内容",
            "公示类型", "公告事项", "公示主题";
        /// One or more.
        publicity_channel: list(disposals::PUBLICITY_CHANNEL) = "公示渠道", "公示方式", "公示载体",
            "公告渠道";
        /// Publicity location.
        publicity_location: text = "公示地点", "公示位置", "张贴地点", "公示范围";
        /// A cell that holds start and end is split in two.
        publicity_start_date: date = "公示开始日期", "公示起始日期", "公示日期", "公示时间",
            "公示起", "公示开始时间", "公告日期", "公示起止", "公示起止时间", "公示期";
        /// Publicity end date.
        publicity_end_date: date = "公示结束日期", "公示截止日期", "公示止", "公示结束时间";
        /// Figure published; compared with the ledger.
        publicity_figure: amount = "公示金额", "公告金额", "公示数";
        /// Objection flag.
        objection_flag: bool = "是否有异议", "有无异议", "异议情况";
        /// Objection recheck date.
        objection_recheck_date: date = "异议复核日期", "复核日期", "复查日期";
        /// Republicity date.
        republicity_date: date = "重新公示日期", "再次公示日期", "二次公示日期";
        /// Note.
        note: text = "备注", "说明", "备注说明", "其他说明";
    }
}
