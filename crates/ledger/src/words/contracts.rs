//! Words about contracts.

use super::Vocabulary;

/// How it is run.
pub static OPERATION_MODE: Vocabulary = Vocabulary(&[
    ("self", &["自营", "自主经营", "村集体自主经营", "自主运营"]),
    ("contract", &["承包", "承包经营", "发包"]),
    ("lease", &["租赁", "租赁经营", "出租", "租赁运营"]),
    ("trust", &["托管", "托管经营"]),
    ("co_operation", &["合作", "合作经营", "联营"]),
    ("entrusted", &["委托经营", "委托", "委托运营"]),
    ("equity", &["入股", "股份合作", "参股"]),
]);

/// Contract form.
pub static CONTRACT_FORM: Vocabulary = Vocabulary(&[
    ("formal", &["正式合同", "书面合同", "书面"]),
    ("oral", &["口头协议", "口头约定", "口头"]),
    ("letter_of_intent", &["合作意向书", "意向书"]),
]);

/// Operator type.
pub static OPERATOR_TYPE: Vocabulary = Vocabulary(&[
    ("enterprise", &["企业", "公司"]),
    ("co_operative", &["合作社", "农民专业合作社"]),
    ("leading_firm", &["龙头企业"]),
    ("big_household", &["大户", "种养殖大户", "专业大户", "种养大户"]),
    ("village_collective", &["村集体", "村集体经济组织"]),
    ("individual", &["个人", "农户", "个体工商户"]),
]);

/// Operator selection method.
pub static OPERATOR_SELECTION_METHOD: Vocabulary = Vocabulary(&[
    ("deliberation", &["民主议定", "集体研究", "民主决策"]),
    ("open_negotiation", &["公开协商", "协商"]),
    ("tender", &["公开招标", "招标", "公开竞价", "公开招租"]),
    ("procurement", &["政府采购"]),
]);

/// Clause codes present.
pub static CONTRACT_CLAUSES: Vocabulary = Vocabulary(&[
    ("mode", &["经营方式"]),
    ("term", &["经营期限"]),
    ("responsibility", &["经营责任"]),
    ("target", &["经营目标"]),
    ("income", &["收益分配", "资产收益"]),
    ("risk", &["风险防控"]),
    ("linkage", &["带贫减贫机制", "联农带农", "联农带农机制"]),
    ("value", &["资产保值增值责任"]),
    ("custody", &["管护责任", "管护单位和责任人"]),
    ("rewards", &["奖罚措施"]),
    ("rights_duties", &["权利义务"]),
    ("end_of_term", &["期满处置方式"]),
    ("equity_exit", &["退出办法"]),
    ("household_risk", &["贫困户承担风险", "脱贫户承担风险"]),
    ("village_risk", &["村集体承担风险"]),
]);

/// End of term disposition.
pub static END_OF_TERM_DISPOSITION: Vocabulary = Vocabulary(&[
    ("return", &["归还", "收回", "统一回收"]),
    ("renew", &["续签", "续签合同"]),
    ("buyback", &["回购"]),
    ("transfer", &["转让"]),
    ("unclear", &["未约定", "不明确"]),
]);

/// Posts only.
pub static PROPOSER_ROLES: Vocabulary = Vocabulary(&[
    ("village_committees", &["村“两委”", "村两委", "两委"]),
    ("first_secretary", &["第一书记"]),
    ("work_team", &["驻村工作队", "工作队"]),
    ("operator", &["经营主体"]),
]);

/// Village meeting type.
pub static VILLAGE_MEETING_TYPE: Vocabulary = Vocabulary(&[
    ("assembly", &["村民会议", "村民大会"]),
    ("representatives", &["村民代表会议", "村民代表大会", "村代会"]),
]);

/// Legal review result.
pub static LEGAL_REVIEW_RESULT: Vocabulary =
    Vocabulary(&[("pass", &["通过", "合格", "合法"]), ("fail", &["不通过", "不合格"])]);

/// Linkage mode.
pub static LINKAGE_MODE: Vocabulary = Vocabulary(&[
    ("order", &["订单联结", "订单"]),
    ("share", &["股份联结", "入股分红"]),
    ("labour", &["劳务联结", "务工就业", "就业务工"]),
    ("service", &["服务联结", "社会化服务"]),
    ("lease", &["租赁联结", "土地流转"]),
]);

/// Always given TO the owner.
pub static GUARANTEE_TYPE: Vocabulary = Vocabulary(&[
    ("civil_servant", &["公务员担保"]),
    ("house_mortgage", &["房产抵押"]),
    ("joint", &["联保", "多方联保"]),
    ("other", &["其他担保", "担保", "其他"]),
    ("insurance", &["保险"]),
]);
