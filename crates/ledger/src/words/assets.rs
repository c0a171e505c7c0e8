//! Words about assets, their ledgers, systems, owners and keepers.

use super::Vocabulary;

/// Which ledger or system export lists this row; set by the case file, else read from the title.
pub static LEDGER: Vocabulary = Vocabulary(&[
    ("county", &["县总台账", "县级总台账", "总台账", "县级台账"]),
    ("industry", &["行业部门台账", "行业台账", "部门台账", "行业单位台账"]),
    ("township", &["乡镇台账", "乡级台账", "镇级台账"]),
    ("village", &["村级台账", "村台账", "行政村台账"]),
    ("household", &["到户台账", "户级台账", "到户类资产台账", "到户类台账"]),
    (
        "sys_state",
        &[
            "行政事业单位国有资产管理系统",
            "行政事业性国有资产管理系统",
            "国有资产管理系统",
            "国资系统",
        ],
    ),
    (
        "sys_sanzi",
        &[
            "农村集体三资管理平台",
            "农村集体“三资”管理平台",
            "农村“三资”管理平台",
            "“三资”管理平台",
            "三资平台",
            "农村三资平台",
        ],
    ),
    (
        "sys_collective_inventory",
        &["全国农村集体资产清产核资管理系统", "清产核资系统", "清产核资管理系统"],
    ),
    (
        "sys_collective_national",
        &["全国农村集体资产监管平台", "全国农村集体资产监督管理平台", "全国农村集体“三资”监管平台"],
    ),
    (
        "sys_collective_region",
        &[
            "自治区农村集体资产监督管理平台",
            "自治区农村集体“三资”监管平台",
            "省级农村集体资产监管平台",
        ],
    ),
    (
        "sys_fp_module",
        &[
            "全国防返贫监测信息系统资产管理模块",
            "全国防止返贫监测和衔接推进乡村振兴信息系统资产管理模块",
            "全国防止返贫监测信息系统资产管理模块",
            "资产管理模块",
        ],
    ),
    ("sys_fp", &["全国防返贫监测信息系统", "全国防止返贫监测信息系统", "防返贫监测系统"]),
    ("sys_xj", &["新疆大数据平台", "自治区大数据平台"]),
    (
        "sys_poverty",
        &["全国扶贫开发信息系统", "全国扶贫开发信息系统业务管理子系统", "扶贫开发系统"],
    ),
]);

/// Managed class (公益性/经营性/到户类).
pub static ASSET_CLASS: Vocabulary = Vocabulary(&[
    ("public", &["公益性资产", "公益类资产", "公益类", "公益性", "公益"]),
    ("operating", &["经营性资产", "经营类资产", "经营类", "经营性", "经营"]),
    ("household", &["到户类资产", "到户资产", "到户类", "到户"]),
]);

/// Base list; each rulebook says which codes belong to which class.
pub static ASSET_SUBCLASS: Vocabulary = Vocabulary(&[
    ("road", &["道路交通", "村组道路", "道路", "巷道", "村巷硬化道路", "乡村道路"]),
    ("bridge", &["桥梁", "生产桥涵", "桥涵"]),
    (
        "irrigation",
        &["农田水利", "灌溉机井", "防渗渠", "节水灌溉", "渠道", "水利设施", "农林水基础设施"],
    ),
    ("farmland", &["高标准农田", "农田"]),
    ("water_supply", &["供水饮水", "安全饮水", "饮水工程", "供水引水", "供水排水", "农村安全饮水"]),
    ("drainage", &["排水治污", "污水处理", "污水管网"]),
    (
        "sanitation",
        &["环卫公厕", "环境治理", "环境卫生", "垃圾处理", "公厕", "环卫设施", "人居环境"],
    ),
    ("lighting", &["照明设施", "路灯"]),
    ("power", &["电力设备", "电力", "电力提升", "电力设施", "电力及网络"]),
    ("network", &["网络通信", "通信网络"]),
    ("education", &["教育", "教育设施", "教育基础设施"]),
    ("health", &["卫生", "卫生室", "医疗", "医疗基础设施"]),
    ("culture_sports", &["文化体育", "文化", "体育", "文化广场", "文化室", "文化活动场所"]),
    ("science", &["科技", "科技设施"]),
    (
        "public_service",
        &["综合服务", "村级阵地", "村民服务中心", "基层政权建设", "惠民设施", "村级组织活动场所"],
    ),
    ("elderly_care", &["养老院", "敬老院", "幸福大院", "托养中心"]),
    (
        "industry_base",
        &[
            "农林牧业产业基地",
            "产业基地",
            "农林业产业基地",
            "农林牧渔业产业基地",
            "种植基地",
            "养殖基地",
            "良繁中心",
            "养殖小区",
        ],
    ),
    ("greenhouse", &["设施农业", "温室大棚", "大棚", "拱棚", "日光温室"]),
    ("processing", &["生产加工设施", "加工厂", "生产加工设施设备", "加工设备"]),
    ("workshop", &["扶贫车间", "帮扶车间", "就业车间", "卫星工厂", "片区工厂", "乡村车间", "车间"]),
    ("industrial_park", &["产业园区", "产业园", "扶贫产业园", "就业基地"]),
    ("plant_building", &["标准化厂房", "厂房"]),
    ("cold_storage", &["保鲜库", "冷库", "仓储物流", "仓库"]),
    ("photovoltaic", &["光伏扶贫电站", "光伏电站", "光伏", "村级光伏电站", "光优电站", "光伏发电"]),
    ("tourism", &["旅游服务设施", "旅游扶贫", "乡村旅游"]),
    ("ecommerce", &["电商服务设施", "电商扶贫", "电商扶贫服务设施", "电商网点"]),
    ("shop", &["商铺", "惠民超市", "门面房", "铺面"]),
    ("market", &["农贸市场", "扶贫农贸市场", "便民市场"]),
    ("operating_infrastructure", &["经营性基础设施"]),
    ("machinery", &["农机具", "农业机械", "机械设备"]),
    ("equipment", &["设备", "设施设备"]),
    ("livestock", &["畜禽", "牲畜", "经营类畜禽", "牛羊", "生物性资产"]),
    ("orchard", &["果树", "林果", "经济林"]),
    ("pen", &["棚圈", "圈舍", "畜禽圈舍"]),
    ("house", &["房屋", "住房"]),
    ("courtyard", &["庭院", "庭院经济"]),
    ("cellar", &["窖", "青贮窖", "菜窖"]),
    ("heating", &["暖气炉", "取暖设备"]),
    ("cooperative", &["农民合作社", "合作社"]),
    ("equity", &["股权", "股权类资产", "权益性资产", "入股"]),
    ("claim", &["债权", "债权类资产"]),
    ("current", &["流动资产"]),
    ("other", &["其他"]),
]);

/// Form of the asset.
pub static ASSET_FORM: Vocabulary = Vocabulary(&[
    ("fixed", &["固定资产"]),
    ("biological", &["生物资产", "生物性资产", "活体"]),
    ("construction_in_progress", &["在建工程"]),
    ("equity", &["股权", "股权资产", "权益性资产"]),
    ("debt", &["债权", "债权资产"]),
    ("current", &["流动资产"]),
    ("intangible", &["无形资产"]),
]);

/// State or collective nature.
pub static ASSET_NATURE: Vocabulary = Vocabulary(&[
    ("state", &["国有资产", "国有"]),
    ("collective", &["集体资产", "集体", "村集体"]),
]);

/// Purpose the money was given for.
pub static ASSET_PURPOSE: Vocabulary = Vocabulary(&[
    ("alleviation", &["扶贫", "脱贫攻坚"]),
    ("bridging", &["衔接", "巩固拓展", "衔接推进乡村振兴"]),
    ("other", &["其他"]),
]);

/// Present state.
pub static ASSET_STATUS: Vocabulary = Vocabulary(&[
    (
        "in_use",
        &[
            "在用",
            "正常",
            "正常使用",
            "使用中",
            "良好",
            "在栏",
            "自用",
            "自营",
            "出租",
            "出借",
            "正常运行",
        ],
    ),
    ("inefficient", &["低效", "低效运行", "低效利用", "低效闲置"]),
    ("idle", &["闲置", "停用", "停产", "停工", "未使用", "未利用"]),
    ("damaged", &["损毁", "毁损", "损坏", "待修", "破损"]),
    ("lost", &["丢失", "盘亏", "灭失", "死亡"]),
    ("pending_scrap", &["待报废"]),
    ("disposed", &["已处置", "已出售", "出售", "捐赠", "已捐赠", "已转让", "已拍卖", "报废已处置"]),
    ("scrapped", &["已报废", "报废", "淘汰"]),
    ("written_off", &["已核销", "核销"]),
    ("under_construction", &["在建", "未完工", "建设中"]),
]);

/// Level of the owner.
pub static OWNER_TYPE: Vocabulary = Vocabulary(&[
    ("county_gov", &["县人民政府", "县政府", "县级人民政府"]),
    ("county_dept", &["县级部门", "县级行业部门", "县直单位", "县级"]),
    ("township", &["乡镇", "乡（镇）人民政府", "乡级", "镇级", "乡镇政府"]),
    (
        "village_collective",
        &["村集体", "村集体经济组织", "村级", "村股份经济合作社", "农村集体经济组织"],
    ),
    ("household", &["农户", "到户", "户", "个人"]),
    ("state_farm", &["国有农（牧、林）场", "林场", "农场"]),
    ("joint", &["共有", "多方共有"]),
    ("operator", &["企业", "经营主体"]),
    ("undetermined", &["未明确", "待确权", "未确权", "待定"]),
]);

/// Kind of title paper.
pub static CERTIFICATE_TYPE: Vocabulary = Vocabulary(&[
    ("title_book", &["确权书", "资产确权书"]),
    ("title_approval", &["资产确权批复", "确权批复"]),
    ("handover_approval", &["资产移交批复", "移交批复"]),
    ("real_estate", &["不动产证", "不动产权证", "产权证"]),
    ("none", &["无"]),
]);

/// Kind of that unit.
pub static CUSTODIAN_TYPE: Vocabulary = Vocabulary(&[
    ("village_committee", &["村委会", "村民委员会"]),
    ("village_collective", &["村集体经济组织", "村集体", "股份经济合作社"]),
    ("enterprise", &["企业", "公司"]),
    ("co_operative", &["合作社", "农民专业合作社"]),
    ("industry_association", &["行业协会", "协会"]),
    ("big_household", &["种养殖大户", "大户"]),
    ("county_dept", &["县级部门"]),
    ("township", &["乡镇", "乡镇政府"]),
    ("operator", &["经营主体"]),
    ("household", &["农户", "到户农户"]),
]);

/// Who pays upkeep.
pub static CUSTODY_FUND_SOURCE: Vocabulary = Vocabulary(&[
    ("budget", &["财政预算", "财政资金", "预算"]),
    ("income", &["资产收益", "经营收益", "收益"]),
    ("owner", &["产权主体自筹", "产权单位", "自筹"]),
    ("post", &["公益性岗位", "公益岗位"]),
    ("collective", &["村集体经济收入", "公积公益金"]),
]);

/// Household status of the post holder.
pub static CUSTODY_POST_HOLDER_STATUS: Vocabulary = Vocabulary(&[
    ("poor", &["贫困户", "未脱贫户", "建档立卡户"]),
    ("exited", &["脱贫户", "稳定脱贫户"]),
    ("monitored", &["监测对象", "监测户"]),
    ("ordinary", &["一般农户", "一般户"]),
]);

/// How well it runs.
pub static PERFORMANCE_RATING: Vocabulary = Vocabulary(&[
    ("good", &["好", "良好", "运行良好", "效益好", "巩固"]),
    ("fair", &["一般", "中", "升级"]),
    ("poor", &["差", "较差", "运行不良", "盘活", "调整"]),
]);

/// Stage the file belongs to.
pub static ARCHIVE_STAGE: Vocabulary = Vocabulary(&[
    ("pre", &["前期工作", "前期", "项目基本情况"]),
    ("build", &["组织实施", "实施", "启动实施"]),
    ("handover", &["确权移交", "移交", "竣工验收"]),
    ("operate", &["运行经营", "运营", "后期管护"]),
    ("distribute", &["收益分配"]),
    ("dispose", &["资产处置", "处置"]),
]);

/// Documents present.
pub static ARCHIVE_DOC_TYPES: Vocabulary = Vocabulary(&[
    ("decision_minutes", &["民主决策记录"]),
    ("operation_agreement", &["资产经营协议"]),
    ("risk_papers", &["风险防控资料"]),
    ("supervision_log", &["监督运营管理记录"]),
    ("distribution_plan", &["收益分配方案"]),
    ("income_vouchers", &["收益收支票据"]),
    ("share_register", &["股权台账", "股权档案"]),
    ("writeoff_file", &["核销档案", "账销案存资料"]),
]);

/// System the asset is declared to sit in.
pub static REGISTER_SYSTEM: Vocabulary = Vocabulary(&[
    (
        "sys_state",
        &[
            "行政事业单位国有资产管理系统",
            "行政事业性国有资产管理系统",
            "国有资产管理系统",
            "国资系统",
        ],
    ),
    (
        "sys_sanzi",
        &[
            "农村集体三资管理平台",
            "农村集体“三资”管理平台",
            "农村“三资”管理平台",
            "“三资”管理平台",
            "三资平台",
            "农村三资平台",
        ],
    ),
    (
        "sys_collective_inventory",
        &["全国农村集体资产清产核资管理系统", "清产核资系统", "清产核资管理系统"],
    ),
    (
        "sys_collective_national",
        &["全国农村集体资产监管平台", "全国农村集体资产监督管理平台", "全国农村集体“三资”监管平台"],
    ),
    (
        "sys_collective_region",
        &[
            "自治区农村集体资产监督管理平台",
            "自治区农村集体“三资”监管平台",
            "省级农村集体资产监管平台",
        ],
    ),
    (
        "sys_fp_module",
        &[
            "全国防返贫监测信息系统资产管理模块",
            "全国防止返贫监测和衔接推进乡村振兴信息系统资产管理模块",
            "全国防止返贫监测信息系统资产管理模块",
            "资产管理模块",
        ],
    ),
    ("sys_fp", &["全国防返贫监测信息系统", "全国防止返贫监测信息系统", "防返贫监测系统"]),
    ("sys_xj", &["新疆大数据平台", "自治区大数据平台"]),
    (
        "sys_poverty",
        &["全国扶贫开发信息系统", "全国扶贫开发信息系统业务管理子系统", "扶贫开发系统"],
    ),
    ("ledger_state", &["国有资产管理台账", "单位“三资”", "单位三资"]),
    ("real_estate", &["不动产登记", "不动产登记系统"]),
    ("other", &["其他"]),
]);

/// System this row was exported from; ingest keeps it equal to ledger on sys_* rows.
pub static SYSTEM_NAME: Vocabulary = Vocabulary(&[
    (
        "sys_state",
        &[
            "行政事业单位国有资产管理系统",
            "行政事业性国有资产管理系统",
            "国有资产管理系统",
            "国资系统",
        ],
    ),
    (
        "sys_sanzi",
        &[
            "农村集体三资管理平台",
            "农村集体“三资”管理平台",
            "农村“三资”管理平台",
            "“三资”管理平台",
            "三资平台",
            "农村三资平台",
        ],
    ),
    (
        "sys_collective_inventory",
        &["全国农村集体资产清产核资管理系统", "清产核资系统", "清产核资管理系统"],
    ),
    (
        "sys_collective_national",
        &["全国农村集体资产监管平台", "全国农村集体资产监督管理平台", "全国农村集体“三资”监管平台"],
    ),
    (
        "sys_collective_region",
        &[
            "自治区农村集体资产监督管理平台",
            "自治区农村集体“三资”监管平台",
            "省级农村集体资产监管平台",
        ],
    ),
    (
        "sys_fp_module",
        &[
            "全国防返贫监测信息系统资产管理模块",
            "全国防止返贫监测和衔接推进乡村振兴信息系统资产管理模块",
            "全国防止返贫监测信息系统资产管理模块",
            "资产管理模块",
        ],
    ),
    ("sys_fp", &["全国防返贫监测信息系统", "全国防止返贫监测信息系统", "防返贫监测系统"]),
    ("sys_xj", &["新疆大数据平台", "自治区大数据平台"]),
    (
        "sys_poverty",
        &["全国扶贫开发信息系统", "全国扶贫开发信息系统业务管理子系统", "扶贫开发系统"],
    ),
    ("project_library", &["项目库", "县级巩固拓展脱贫攻坚成果和乡村振兴项目库"]),
    ("ledger_state", &["国有资产管理台账", "单位“三资”", "单位三资"]),
    ("real_estate", &["不动产登记", "不动产登记系统"]),
    ("other", &["其他"]),
]);

/// Level of the ledger.
pub static LEDGER_LEVEL: Vocabulary = Vocabulary(&[
    ("county", &["县级总台账", "县总台账", "总台账", "县级"]),
    ("industry", &["行业部门台账", "行业台账", "行业部门", "行业单位"]),
    ("township", &["乡镇台账", "乡镇级", "乡镇"]),
    ("village", &["村级台账", "村级", "村"]),
    ("household", &["到户台账", "户级", "户"]),
    ("class", &["分类台账", "公益类资产台账", "经营性资产台账"]),
]);
