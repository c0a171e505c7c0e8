//! Words about money.

use super::Vocabulary;

/// Main source of money; several sources go to asset_funding.
pub static FUND_SOURCE: Vocabulary = Vocabulary(&[
    (
        "special",
        &[
            "财政专项扶贫资金",
            "专项扶贫资金",
            "扶贫专项",
            "财政专项扶贫发展资金",
            "扶贫发展资金",
            "财政专项资金",
            "发展资金",
        ],
    ),
    (
        "bridging",
        &[
            "财政衔接推进乡村振兴补助资金",
            "衔接推进乡村振兴补助资金",
            "衔接资金",
            "财政衔接资金",
            "衔接补助资金",
            "巩固拓展脱贫攻坚成果和乡村振兴任务",
        ],
    ),
    (
        "integrated",
        &[
            "统筹整合使用财政涉农资金",
            "统筹整合财政涉农资金",
            "涉农统筹整合财政资金",
            "统筹整合",
            "统筹整合资金",
            "涉农整合",
            "整合资金",
            "涉农资金",
        ],
    ),
    ("minority", &["少数民族发展资金", "少数民族发展"]),
    ("border", &["兴边富民资金", "兴边富民"]),
    ("work_relief", &["以工代赈资金", "以工代赈"]),
    (
        "state_farm",
        &[
            "国有贫困林场扶贫资金",
            "国有贫困林场",
            "国有贫困农(牧)场扶贫资金",
            "欠发达国有农场资金",
            "欠发达国有林场资金",
            "欠发达国有农（牧）场资金",
        ],
    ),
    ("relocation", &["易地扶贫搬迁资金", "易地搬迁", "易地扶贫搬迁"]),
    ("bond", &["地方政府债券资金", "地方债券", "地方债", "债券资金", "地方政府债券", "政府债券"]),
    (
        "industry_dept",
        &["行业部门扶贫资金", "行业帮扶资金", "行业资金", "行业扶贫资金", "部门资金"],
    ),
    ("financial", &["金融扶贫资金", "金融资金"]),
    ("stock_revival", &["清理盘活财政存量资金", "清理盘活财政存量", "盘活存量资金", "存量盘活"]),
    ("pairing", &["结对帮扶资金", "结对帮扶"]),
    ("designated", &["定点帮扶资金", "定点扶贫资金", "定点帮扶"]),
    ("aid_xinjiang", &["援疆资金", "援疆"]),
    (
        "east_west",
        &[
            "东西部协作资金",
            "东西部扶贫协作资金",
            "京蒙协作资金",
            "闽宁协作资金",
            "苏陕协作资金",
            "沪滇协作资金",
            "东西部协作",
        ],
    ),
    ("intra_region", &["区内协作资金", "区内协作"]),
    ("social", &["社会帮扶资金", "社会扶贫资金", "社会帮扶", "社会资金"]),
    ("donation", &["社会捐赠资金", "社会捐助资金", "捐赠资金", "社会捐赠"]),
    ("lottery", &["彩票公益金", "专项彩票公益金"]),
    ("land_quota", &["土地增减挂钩资金", "土地增减挂"]),
    ("village_collective", &["村集体资金", "村集体收入", "村集体经济", "乡、村两级集体资金"]),
    ("self_raised", &["自筹资金", "自筹", "群众自筹"]),
    ("bank_loan", &["银行贷款", "贷款"]),
    ("other_fiscal", &["其他财政资金"]),
    ("other", &["其他", "其他资金"]),
]);

/// Budget level of the money.
pub static FUND_LEVEL: Vocabulary = Vocabulary(&[
    ("central", &["中央", "中央级"]),
    ("province", &["省", "省级", "自治区", "自治区级"]),
    ("prefecture", &["市", "州", "地区", "市级", "地级"]),
    ("county", &["县", "县级", "区级"]),
    ("township", &["乡镇", "乡镇级"]),
    ("other", &["其他"]),
]);

/// Who received the money.
pub static FUND_RECIPIENT_LEVEL: Vocabulary = Vocabulary(&[
    ("county_dept", &["县级部门", "县级", "县直部门"]),
    ("township", &["乡镇", "乡镇级", "乡镇（林站）"]),
    ("village", &["村", "村级", "村集体"]),
    ("operator", &["经营主体", "扶贫基地", "企业合作社"]),
]);

/// What the money was for.
pub static FUND_USE_DIRECTION: Vocabulary = Vocabulary(&[
    ("asset", &["形成资产", "项目建设", "资产类"]),
    ("subsidy", &["补助补贴", "补贴", "到户补助", "直补"]),
    ("interest", &["贷款贴息", "金融扶贫贴息", "贴息"]),
    ("insurance", &["保险", "各类保险", "保险补贴"]),
    ("deposit", &["风险保证金", "风险补偿金"]),
    ("training", &["培训", "技能培训"]),
    ("management_fee", &["项目管理费", "管理费"]),
    ("other", &["其他"]),
]);
