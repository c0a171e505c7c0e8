//! `asset_owners`: 确权登记.

use crate::table;
use crate::words::assets;

table! {
    /// One owner of one asset.
    input AssetOwner = "asset_owners", "确权登记" {
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
        /// Level of the owner.
        owner_type: code(assets::OWNER_TYPE) = "产权归属层级", "产权层级", "权属层级",
            "所有权归属", "产权归属类型", "所有权归属层级", "权属级次";
        /// Owner (unit); households are masked.
        owner_name: text [unit_or_person] = "所有权人", "产权归属", "所有权", "产权单位",
            "产权主体", "确权单位", "所有权单位", "产权人", "产权所有人", "权属单位",
            "确权单位(产权归属)";
        /// Share of this owner, 0-100.
        owner_share_pct: percent = "占股比例", "产权比例", "所有权份额", "股份占比", "份额",
            "占股", "持股比例", "量化比例";
        /// Value of the share.
        owner_share_value: amount = "量化价值", "量化金额", "份额价值", "折股金额", "确权金额";
        /// Money this owner put in.
        owner_investment_amount: amount = "投入资金额", "出资额", "投资额", "投入金额", "投入资金";
        /// Households this owner covers; basis of a split by coverage.
        household_count: integer in "户" = "覆盖户数", "受益户数", "带动户数", "户数";
        /// Holder of the right to use.
        use_right_holder: text = "使用权人", "使用权", "使用单位", "使用权单位", "使用者",
            "使用部门";
        /// Holder of the right to income.
        income_right_holder: text = "收益权人", "收益权", "收益权单位", "收益主体", "收益人";
        /// Holder of the operating right.
        operating_right_holder: text = "经营权人", "经营权", "使用权/经营权", "经营权单位";
        /// Holder of the management right.
        management_right_holder: text = "管理权人", "管理权", "管理权单位";
        /// Holder of the supervision right.
        supervision_right_holder: text = "监督权人", "监督权", "监督权单位", "监管权";
        /// Holder of the disposal right.
        disposal_right_holder: text = "处置权人", "处置权", "处置权单位";
        /// Title registered.
        registration_date: date = "确权登记日期", "登记日期", "确权时间", "确权日期",
            "产权登记日期", "登记时间";
        /// Kind of title paper.
        certificate_type: code(assets::CERTIFICATE_TYPE) = "确权凭证类型", "证书类型", "确权凭证",
            "权证类型";
        /// Number of the title paper.
        certificate_no: text = "确权凭证编号", "证书编号", "确权书编号", "产权证号", "权证号",
            "产权证书号", "产权凭证";
        /// Date of the title paper.
        certificate_date: date = "确权凭证日期", "发证日期", "颁证日期", "确权书日期",
            "确权批复日期";
        /// Real-estate certificate.
        real_estate_cert_no: text = "不动产权证号", "不动产证", "不动产证号", "不动产权证书号";
        /// Body that settled title or value.
        decision_body: list = "决定机构", "确权决定机构", "决策机构", "审定机构", "批复机关";
        /// Its document.
        decision_doc_no: text = "决定文号", "确权依据", "确权依据/文号", "确权文号", "批复文号",
            "决策文号", "依据文号", "确权决定文号";
        /// Its date.
        decision_date: date = "决定日期", "决策日期", "批复时间", "确权决定日期";
        /// Village meeting date.
        village_meeting_date: date = "村民（代表）会议日期", "民主决策日期", "村民代表会议日期",
            "村民会议日期", "民主评议日期", "民主议定日期";
        /// Township review date.
        township_review_date: date = "乡镇审核日期", "乡镇审批日期", "乡（镇）审核日期",
            "乡镇审核时间";
        /// Share plan.
        quantification_plan_no: text = "量化方案编号", "量化方案", "折股量化方案", "量化方案文号";
        /// Undertaking not to dispose in private.
        commitment_letter_no: text = "承诺书编号", "承诺书", "不擅自处置承诺书";
        /// Its date.
        commitment_letter_date: date = "承诺书日期", "承诺日期", "承诺书签订日期";
        /// Filed with the higher body.
        superior_filing_date: date = "上级备案日期", "备案日期", "备案时间", "报上级备案日期";
        /// That body.
        superior_filing_body: text = "上级备案机关", "备案机关", "备案部门", "备案单位";
        /// Inline dates of the title notice; a cell that holds start and end is split in two.
        publicity_start_date: date = "公示开始日期", "公示起始日期", "公示日期", "公示时间",
            "公示起", "公示开始时间", "公告日期", "公示起止", "公示起止时间", "公示期";
        /// Publicity end date.
        publicity_end_date: date = "公示结束日期", "公示截止日期", "公示止", "公示结束时间";
        /// Objection flag.
        objection_flag: bool = "是否有异议", "有无异议", "异议情况";
        /// Note.
        note: text = "备注", "说明", "备注说明", "其他说明";
    }
}
