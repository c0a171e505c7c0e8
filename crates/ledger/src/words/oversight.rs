//! Words about publicity and supervision.

use super::Vocabulary;

/// Publicity subject.
pub static PUBLICITY_SUBJECT: Vocabulary = Vocabulary(&[
    ("inventory", &["清查登记", "资产清查", "摸底"]),
    ("title", &["产权确认", "确权登记", "资产权属", "确权"]),
    ("operation", &["运营管护", "管理运营", "运营"]),
    ("distribution", &["收益分配"]),
    ("appraisal", &["评估结果"]),
    ("disposal", &["资产处置", "处置"]),
    ("result", &["处置结果", "实施结果"]),
    ("valuation", &["价值确认", "资产价值"]),
    ("list", &["资产清单", "台账公示"]),
    ("writeoff", &["核销评议", "资产核销"]),
]);

/// Inspection focus.
pub static INSPECTION_FOCUS: Vocabulary = Vocabulary(&[
    ("ledger", &["台账管理", "资产台账管理"]),
    ("responsibility", &["责任落实", "资产主体责任落实"]),
    ("rights", &["权益分配使用", "资产权益分配使用"]),
    ("mechanism", &["长效机制", "资产管理长效机制建立"]),
    ("publicity", &["公告公示"]),
    ("satisfaction", &["群众参与度和满意度"]),
]);

/// Eval type.
pub static EVAL_TYPE: Vocabulary = Vocabulary(&[
    ("third_party", &["第三方评估", "第三方绩效评估", "第三方"]),
    ("township", &["乡镇评价", "乡镇考评"]),
    ("self", &["自评", "绩效自评"]),
    ("county", &["县级综合考评", "县级考评", "综合考评"]),
]);

/// Pass, fail or a grade.
pub static EVAL_RESULT: Vocabulary = Vocabulary(&[
    ("pass", &["合格", "达标", "通过"]),
    ("fail", &["不合格", "不达标", "未通过"]),
    ("excellent", &["优秀", "优"]),
    ("good", &["良好", "良"]),
    ("fair", &["一般", "中"]),
    ("poor", &["较差", "差"]),
]);

/// Violation type.
pub static VIOLATION_TYPE: Vocabulary = Vocabulary(&[
    ("false_claim", &["虚报冒领"]),
    ("withhold", &["截留私分"]),
    ("embezzle", &["贪污挪用", "贪占挪用"]),
    ("seize", &["侵占套取"]),
    ("waste", &["挥霍浪费", "闲置浪费"]),
    ("occupy", &["非法占用"]),
    ("improper_disposal", &["违规处置"]),
    ("damage", &["损坏损毁", "资产损坏不及时维修"]),
    ("undistributed", &["未及时收益分配"]),
]);
