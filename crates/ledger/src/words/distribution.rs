//! Words about income, plans, payments, villages and households.

use super::Vocabulary;

/// Recipient status.
pub static RECIPIENT_STATUS: Vocabulary = Vocabulary(&[
    ("poor", &["未脱贫户", "贫困户", "建档立卡贫困户", "脱贫不稳定户"]),
    ("marginal", &["边缘户", "边缘易致贫户"]),
    ("monitored", &["监测户", "监测对象", "脱贫监测户", "突发严重困难户"]),
    ("out_of_poverty", &["脱贫户", "脱贫人口"]),
    ("exited_stable", &["稳定脱贫户", "稳定脱贫"]),
    ("deceased", &["死亡", "已故"]),
    ("relapsed", &["返贫户", "返贫"]),
    ("ordinary", &["一般农户", "一般户", "非贫困户"]),
]);

/// Dist method.
pub static DIST_METHOD: Vocabulary = Vocabulary(&[
    ("factor", &["因素法", "因素法差异化分配", "差异化分配"]),
    ("ratio", &["按比例", "比例分配", "按股分配"]),
    ("equal", &["平均分配", "均分"]),
    ("other", &["其他"]),
]);

/// Sections present.
pub static PLAN_SECTIONS: Vocabulary = Vocabulary(&[
    ("scope", &["量化范围"]),
    ("principle", &["原则"]),
    ("standard", &["标准"]),
    ("method", &["方式"]),
    ("procedure", &["程序"]),
    ("result", &["结果"]),
    ("rights", &["权责"]),
    ("distribution", &["收益分配"]),
]);

/// Reserve use category.
pub static RESERVE_USE_CATEGORY: Vocabulary = Vocabulary(&[
    ("upkeep", &["运营管护", "资产管护"]),
    ("public_welfare", &["村级公益事业", "公益事业"]),
    ("other", &["其他"]),
]);

/// Dist recipient type.
pub static DIST_RECIPIENT_TYPE: Vocabulary = Vocabulary(&[
    ("household", &["农户", "脱贫户", "户"]),
    ("village", &["村", "行政村"]),
    ("village_collective", &["村集体", "村集体经济组织"]),
    ("cadre", &["村干部", "管理人员", "干部"]),
    ("fund", &["公积公益金", "专项资金"]),
]);

/// Base list; rulebooks map these to their buckets.
pub static DIST_USE_CATEGORY: Vocabulary = Vocabulary(&[
    ("motivation", &["激发内生动力", "激发贫困群众脱贫致富内生动力", "奖励补助", "奖补"]),
    ("industry", &["脱贫产业服务", "培育扶贫产业", "产业发展"]),
    ("infrastructure", &["公共基础设施维护", "维护公共基础设施", "小型公益设施"]),
    (
        "hardship",
        &[
            "特困户生产生活困难",
            "解决特困户生产生活实际困难",
            "特殊困难群体",
            "救助",
            "困难群众救助",
        ],
    ),
    ("public_posts", &["公益岗位", "公益性岗位", "扶贫专岗", "公益岗位开发"]),
    ("custody_wages", &["管护人员工资", "管护人员"]),
    ("upkeep", &["资产管护", "运营管护", "扶贫资产维护", "资产维护"]),
    ("public_welfare", &["村级公益事业", "公益事业", "村级公益性事业"]),
    ("collective_growth", &["壮大村集体经济", "发展壮大村集体经济", "集体发展", "集体经济"]),
    ("consolidation", &["脱贫成效巩固", "巩固脱贫成果"]),
    ("public_service", &["公共服务", "公共服务领域"]),
    ("reserve", &["公积公益金"]),
    ("incentive", &["激励奖励", "管理人员奖励"]),
    ("dividend", &["股份分红", "入户分红", "分红"]),
    ("points", &["积分制奖励", "积分制", "劳动收入"]),
    ("follow_up_development", &["后续扶贫开发"]),
    ("operating_cost", &["运营费用", "运营费"]),
    ("other", &["其他"]),
]);

/// Dist reason code.
pub static DIST_REASON_CODE: Vocabulary = Vocabulary(&[
    ("illness", &["因病"]),
    ("disaster", &["因灾"]),
    ("schooling", &["因学"]),
    ("accident", &["意外事故", "突发事故"]),
    ("labour", &["劳务报酬", "劳动报酬"]),
    ("other", &["其他"]),
]);

/// Dist condition.
pub static DIST_CONDITION: Vocabulary = Vocabulary(&[
    ("labour", &["参加劳动", "公益劳动", "务工"]),
    ("points", &["积分", "积分兑换"]),
    ("hardship", &["生活困难", "困难"]),
    ("none", &["无"]),
]);

/// Recipient labour capacity.
pub static RECIPIENT_LABOUR_CAPACITY: Vocabulary = Vocabulary(&[
    ("none", &["无劳动能力", "无劳力", "丧失劳动力"]),
    ("weak", &["弱劳动力", "弱劳力"]),
    ("half", &["半劳动力", "半劳力"]),
    ("full", &["普通劳动力", "有劳动能力", "技能劳动力"]),
]);

/// Village priority type.
pub static VILLAGE_PRIORITY_TYPE: Vocabulary = Vocabulary(&[
    ("poor", &["贫困村", "脱贫村"]),
    ("deep_poor", &["深度贫困村"]),
    ("weak_collective", &["集体经济薄弱村"]),
    ("concentrated", &["贫困人口集中村"]),
    ("lagging", &["发展滞后村"]),
    ("none", &["非贫困村", "一般村"]),
]);

/// Share holder type.
pub static SHARE_HOLDER_TYPE: Vocabulary = Vocabulary(&[
    ("village_collective", &["村集体"]),
    ("poor_household", &["贫困户", "脱贫户", "建档立卡户"]),
    ("ordinary_household", &["一般农户"]),
    ("all_villagers", &["全体村民"]),
    ("operator", &["经营主体"]),
]);

/// Share reassigned to type.
pub static SHARE_REASSIGNED_TO_TYPE: Vocabulary = Vocabulary(&[
    ("poor", &["未脱贫户", "其他贫困户"]),
    ("monitored", &["脱贫监测户", "监测户"]),
    ("marginal", &["边缘户"]),
    ("relapsed", &["返贫户", "返贫"]),
    ("village_collective", &["村集体"]),
    ("public_welfare", &["村级公益事业"]),
]);
