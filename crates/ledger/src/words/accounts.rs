//! Words about cards, accounts, counts and changes.

use super::Vocabulary;

/// How the value was found.
pub static VALUE_BASIS: Vocabulary = Vocabulary(&[
    ("final_account", &["竣工财务决算", "竣工决算", "决算价", "决算"]),
    ("actual_spend", &["实际列支", "实际支出", "实际列支金额"]),
    ("appraisal", &["评估值", "评估价", "评估"]),
    ("original", &["原值", "原始价值", "资产原值"]),
    ("settlement", &["结算价", "工程结算"]),
    ("provisional", &["暂估值", "暂估"]),
    ("replacement", &["重置值", "重置价"]),
    ("nominal", &["名义金额"]),
]);

/// Accounting regime the row is kept under.
pub static ACCOUNTING_RULE: Vocabulary = Vocabulary(&[
    ("admin_state", &["政府会计制度", "行政事业单位会计制度", "政府会计"]),
    (
        "village_collective",
        &["村集体经济组织会计制度", "农村集体经济组织会计制度", "村集体会计制度"],
    ),
]);

/// Accounting system the card comes from.
pub static ASSET_SYSTEM: Vocabulary = Vocabulary(&[
    ("sys_state", &["行政事业单位国有资产管理系统", "国有资产管理系统", "国资系统"]),
    ("sys_sanzi", &["农村集体三资管理平台", "农村三资平台", "三资平台"]),
    ("other", &["其他"]),
]);

/// Depreciation method.
pub static DEPRECIATION_METHOD: Vocabulary = Vocabulary(&[
    ("straight_line", &["年限平均法", "平均年限法", "直线法"]),
    ("workload", &["工作量法"]),
    ("none", &["不计提折旧", "不提"]),
]);

/// Depreciation state.
pub static DEPRECIATION_STATE: Vocabulary = Vocabulary(&[
    ("depreciating", &["提折旧", "计提折旧", "正常计提"]),
    ("not_depreciated", &["不提折旧", "不计提折旧"]),
    ("finished", &["已完成折旧", "已提足", "已提足折旧"]),
]);

/// Chart of accounts, key of accounts.csv; match by name and regime, never by code alone.
pub static REGIME: Vocabulary = Vocabulary(&[
    ("gov", &["政府会计科目", "政府会计", "2019政府会计"]),
    ("rural2023", &["村集体经济组织会计科目（2023）", "农村集体经济组织会计制度", "2023新制度"]),
    ("rural2004", &["村集体经济组织会计科目（2004）", "村集体经济组织会计制度2004", "2004旧制度"]),
]);

/// Single-column form: side of the balance.
pub static BALANCE_DIRECTION: Vocabulary =
    Vocabulary(&[("debit", &["借"]), ("credit", &["贷"]), ("zero", &["平"])]);

/// Count result.
pub static COUNT_RESULT: Vocabulary = Vocabulary(&[
    ("match", &["相符", "正确", "A-正确", "无差异", "账实相符", "无盈亏"]),
    ("correct", &["更正", "B-更正", "信息不符"]),
    ("shortage", &["盘亏", "C-盘亏", "减少", "有账无物"]),
    ("surplus", &["盘盈", "增加", "有物无账"]),
    ("missing", &["未盘到", "未盘点"]),
]);

/// Change type.
pub static CHANGE_TYPE: Vocabulary = Vocabulary(&[
    ("operator", &["经营者变更", "变更经营者", "经营主体变更"]),
    ("mode", &["经营方式变更"]),
    ("use", &["用途变更", "改变用途"]),
    ("title", &["权属变更", "产权变更"]),
    ("sale", &["出售"]),
    ("transfer", &["转让", "划转", "调拨"]),
    ("damage", &["损毁", "毁损"]),
    ("scrap", &["报废", "淘汰"]),
    ("reduction", &["其他减少", "减少"]),
    ("addition", &["新增", "增加"]),
    ("revaluation", &["价值调整", "原值调整"]),
]);

/// What a count found wrong, as count reports call it.
pub static COUNT_PROBLEM: Vocabulary = Vocabulary(&[
    ("surplus", &["盘盈"]),
    ("off_book", &["账外资产"]),
    ("shortage", &["盘亏"]),
    ("disposed_on_book", &["已处置未销账"]),
    ("place", &["位置不符"]),
    ("duplicate", &["重复登记"]),
    ("not_counted", &["未盘"]),
    ("idle", &["闲置低效"]),
    ("damaged", &["毁损"]),
    ("reason", &["原因不明"]),
]);

/// What is to be done about it next.
pub static COUNT_ACTION: Vocabulary = Vocabulary(&[
    ("register_more", &["查明多出数量的来源，核实后办理增加变动登记"]),
    ("appraise_and_register", &["查明来源和产权，评估入账，补登台账并确权"]),
    ("trace_and_report", &["查明去向和责任，按处置或核销程序报批，批复前不得销账"]),
    ("take_off_books", &["凭处置或核销批复销账，同步更新台账、卡片和系统"]),
    ("correct_place", &["核实所在地，追回原处或办理变更登记"]),
    ("cancel_repeat", &["核实为同一资产后注销重复登记"]),
    ("count_now", &["限期补盘，补盘结果并入本次清查"]),
    ("revive", &["制定盘活方案，明确责任人和期限"]),
    ("repair_or_scrap", &["鉴定能否修复：能修的修复，不能修的申请报废处置"]),
    ("state_reason", &["由清查单位书面补充差异原因"]),
]);
