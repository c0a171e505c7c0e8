//! Words about disposals and write-offs.

use super::Vocabulary;

/// Disposal method.
pub static DISPOSAL_METHOD: Vocabulary = Vocabulary(&[
    ("auction", &["拍卖", "公开拍卖", "拍卖转让"]),
    ("transfer", &["转让", "出售", "协议转让", "无偿划转"]),
    ("scrap", &["报废", "报损"]),
    ("conversion", &["置换", "资产置换"]),
    ("other", &["其他"]),
]);

/// Disposal reason.
pub static DISPOSAL_REASON: Vocabulary = Vocabulary(&[
    ("poor_operation", &["运行不良", "经营不善"]),
    ("unusable", &["无法使用", "不能使用"]),
    ("life_reached", &["达到使用年限", "超过使用年限", "正常报废"]),
    ("natural_wear", &["自然损耗"]),
    ("market_risk", &["市场风险"]),
    ("idle", &["闲置", "闲置低效", "闲置、低效利用"]),
    ("expropriation", &["征地拆迁", "征地、拆迁", "征收"]),
    ("damage", &["毁损", "自然灾害", "意外事故"]),
    ("other", &["其他"]),
]);

/// Steps of a disposal or write-off, in the order in which checklists print them; `verdict` is the
/// whole.
pub static DISPOSAL_STEP: Vocabulary = Vocabulary(&[
    ("undertaking", &["不擅自处置承诺"]),
    ("ground", &["处置原因"]),
    ("writeoff-ground", &["核销情形"]),
    ("investigation", &["清理调查"]),
    ("book_value_basis", &["账面价值确认依据"]),
    ("liability_file", &["责任认定和核销资料"]),
    ("statement", &["情况说明"]),
    ("insurance", &["保险理赔情况及说明"]),
    ("technical_opinion", &["专业技术鉴定意见"]),
    ("special_report", &["专项报告"]),
    ("authority_report", &["主管部门证明"]),
    ("revival_plan", &["盘活方案"]),
    ("loss-amount", &["损失金额认定"]),
    ("village-review", &["村级评议"]),
    ("review-publicity", &["评议结果公示"]),
    ("loss-report", &["资产损失报告"]),
    ("application", &["处置申请"]),
    ("village-meeting", &["村民（代表）会议"]),
    ("township-review", &["乡镇审核"]),
    ("department-review", &["部门审核"]),
    ("superior-approval", &["上一级审批"]),
    ("appraisal", &["资产评估"]),
    ("agency-appraisal", &["评估机构评估"]),
    ("residual-appraisal", &["残值评估"]),
    ("appraisal-publicity", &["评估结果公示"]),
    ("leadership-meeting", &["乡镇班子会议"]),
    ("submission", &["报县申请"]),
    ("commission-decision", &["县委财经委员会决定"]),
    ("county-approval", &["县级审批"]),
    ("recheck-filing", &["复核备案"]),
    ("disposal-publicity", &["处置公示公告"]),
    ("disposal", &["实施处置"]),
    ("result-publicity", &["处置结果公示"]),
    ("proceeds-deposit", &["处置收入缴存"]),
    ("proceeds-decision", &["处置收入安排决定"]),
    ("proceeds-use", &["处置收入用途"]),
    ("book-writeoff", &["账务核销"]),
    ("register", &["账销案存登记"]),
    ("scrap-storage", &["残料单独存放"]),
    ("scrap-sale", &["残料监督变卖"]),
    ("residual-proceeds", &["残值收入缴存"]),
    ("recovery-booking", &["追回款入账"]),
    ("liability", &["责任认定"]),
    ("verdict", &["结论"]),
]);

/// One or more.
pub static PUBLICITY_CHANNEL: Vocabulary = Vocabulary(&[
    ("website", &["网站"]),
    ("gov_site", &["县级政府网站", "政府网站", "门户网站"]),
    ("township_board", &["乡镇公开栏", "政务公开栏", "镇公开栏"]),
    ("village_board", &["村务公开栏", "村公开栏", "公开栏"]),
    ("meeting", &["会议公开", "会议"]),
    ("other", &["其他"]),
]);

/// Proceeds use category.
pub static PROCEEDS_USE_CATEGORY: Vocabulary = Vocabulary(&[
    ("project", &["扶贫项目建设", "项目建设", "帮扶项目"]),
    ("industry", &["扶贫产业", "产业发展"]),
    ("consolidation", &["巩固拓展脱贫攻坚成果"]),
    ("revitalisation", &["乡村振兴"]),
    ("public_welfare", &["公益事业"]),
    ("other", &["其他"]),
]);

/// Writeoff reason code.
pub static WRITEOFF_REASON_CODE: Vocabulary = Vocabulary(&[
    ("idle", &["闲置、低效利用", "闲置低效", "闲置"]),
    ("scrap", &["报废、淘汰", "报废", "淘汰"]),
    ("expropriation", &["征地、拆迁", "征地拆迁"]),
    ("mishap", &["管理不善、自然灾害、意外事故", "自然灾害", "意外事故", "管理不善"]),
    ("life_reached", &["已达到最低使用年限", "达到使用年限"]),
    ("beyond_repair", &["无法维修"]),
    ("other", &["其他情形", "其他"]),
]);

/// Loss cause.
pub static LOSS_CAUSE: Vocabulary = Vocabulary(&[
    ("mismanagement", &["管理不善", "人为因素"]),
    ("disaster", &["自然灾害", "灾害"]),
    ("accident", &["意外事故", "事故"]),
    ("market", &["市场风险"]),
    ("expropriation", &["征地拆迁", "征收"]),
    ("wear", &["自然损耗", "老化"]),
    ("other", &["其他"]),
]);

/// Documents present.
pub static EVIDENCE_DOC_TYPES: Vocabulary = Vocabulary(&[
    ("book_value_basis", &["账面价值确认依据"]),
    ("liability_file", &["责任认定和核销资料"]),
    ("appraisal", &["鉴定证明和评估报告"]),
    ("statement", &["情况说明", "毁损情况说明"]),
    ("insurance", &["保险理赔情况及说明"]),
    ("technical_opinion", &["专业技术鉴定意见"]),
    ("special_report", &["专项报告"]),
    ("photos", &["影像资料", "照片"]),
]);

/// Authority report type.
pub static AUTHORITY_REPORT_TYPE: Vocabulary = Vocabulary(&[
    ("fire", &["消防部门", "消防"]),
    ("police", &["公安部门", "公安"]),
    ("housing", &["房管部门", "房管"]),
    ("weather", &["气象部门", "气象"]),
    ("other", &["其他"]),
]);

/// Kinds of participants, no names.
pub static VILLAGE_REVIEW_PARTICIPANTS: Vocabulary = Vocabulary(&[
    ("two_committees", &["村“两委”成员", "两委成员"]),
    ("representatives", &["村民代表"]),
    ("poor_representatives", &["贫困户代表", "脱贫户代表"]),
]);

/// Items the minutes hold.
pub static VILLAGE_REVIEW_MINUTES_FIELDS: Vocabulary = Vocabulary(&[
    ("time", &["时间"]),
    ("place", &["地点"]),
    ("participants", &["参加人员"]),
    ("process", &["评议过程"]),
    ("result", &["结果"]),
]);

/// Township review depts.
pub static TOWNSHIP_REVIEW_DEPTS: Vocabulary = Vocabulary(&[
    ("agri_economy", &["经管", "农经"]),
    ("finance", &["财政"]),
    ("alleviation", &["扶贫", "乡村振兴"]),
    ("discipline", &["纪检", "纪委"]),
]);
