//! Words about projects and hand-overs.

use super::Vocabulary;

/// Kind of project; base list, rulebooks add to it.
pub static PROJECT_TYPE: Vocabulary = Vocabulary(&[
    ("industry", &["产业项目", "产业扶贫", "产业发展", "产业帮扶"]),
    ("household_industry", &["到户产业项目", "到户产业", "产业到户"]),
    ("household_income", &["到户增收", "到户增收项目"]),
    ("technology", &["科技扶贫"]),
    ("four_no_one_standard", &["四不一规范", "“四不一规范”"]),
    ("six_improvements", &["六改", "“六改”"]),
    ("infrastructure", &["基础设施", "基础设施建设", "农村基础设施"]),
    ("public_service", &["公共服务", "公共服务设施"]),
    ("village_road", &["村组道路"]),
    ("drinking_water", &["安全饮水", "饮水巩固提升"]),
    ("culture_square", &["文化广场"]),
    ("photovoltaic", &["光伏电站", "光伏扶贫"]),
    ("village_economy", &["村级集体经济", "发展村集体经济"]),
    ("workshop", &["扶贫车间", "扶贫车间(镇区)"]),
    ("care_centre", &["残疾人托养中心"]),
    ("housing", &["危房改造", "住房安全"]),
    ("relocation", &["易地搬迁", "易地扶贫搬迁"]),
    ("training", &["培训", "就业培训"]),
    ("finance", &["金融扶贫", "小额信贷"]),
    ("equity", &["资产收益", "入股分红"]),
    ("other", &["其他"]),
]);

/// Level of that unit.
pub static IMPLEMENTING_LEVEL: Vocabulary = Vocabulary(&[
    ("county", &["县级", "县", "县直部门", "县级部门"]),
    ("township", &["乡镇级", "乡镇", "乡级", "镇级"]),
    ("village", &["村级", "村"]),
]);

/// Villages it serves.
pub static COVERAGE_SCOPE: Vocabulary = Vocabulary(&[
    ("single_village", &["单村", "单独到村", "本村"]),
    ("joint_village", &["村级联建", "联建", "多村联建"]),
    ("cross_village", &["跨村", "跨行政村"]),
    ("cross_township", &["跨乡镇", "跨乡村", "跨乡"]),
    ("county", &["全县", "县域"]),
]);

/// Sector; decides the supervising department.
pub static INDUSTRY_SECTOR: Vocabulary = Vocabulary(&[
    ("agriculture", &["农业", "种植业", "产业"]),
    ("livestock", &["畜牧业", "养殖业", "畜牧"]),
    ("forestry", &["林业", "林果业", "林草"]),
    ("water", &["水利", "水务"]),
    ("transport", &["交通", "交通运输"]),
    ("education", &["教育"]),
    ("health", &["卫生", "卫生健康", "医疗"]),
    ("culture", &["文化旅游", "文化", "旅游", "文体"]),
    ("commerce", &["商贸", "商工", "工信", "商务"]),
    ("industry_park", &["工业园区", "园区"]),
    ("housing", &["住建", "住房", "住房城乡建设"]),
    ("environment", &["生态环境", "环保"]),
    ("energy", &["能源", "电力", "光伏"]),
    ("civil_affairs", &["民政"]),
    ("labour", &["人社", "就业"]),
    ("disabled", &["残联", "助残"]),
    ("organisation", &["组织", "党建", "基层阵地"]),
    ("women", &["妇联"]),
    ("ethnic", &["民族宗教", "民宗", "统战"]),
    ("natural_resources", &["自然资源"]),
    ("development", &["发展改革", "发改"]),
    ("other", &["其他"]),
]);

/// Progress.
pub static PROJECT_STATUS: Vocabulary = Vocabulary(&[
    ("planned", &["计划", "未开工", "拟建"]),
    ("building", &["在建", "建设中", "实施中"]),
    ("accepted", &["已验收", "已完工", "竣工", "完工", "已竣工"]),
]);

/// Acceptance result.
pub static ACCEPTANCE_RESULT: Vocabulary =
    Vocabulary(&[("pass", &["合格", "通过", "验收合格"]), ("fail", &["不合格", "未通过"])]);

/// Handover doc type.
pub static HANDOVER_DOC_TYPE: Vocabulary = Vocabulary(&[
    ("agreement", &["移交协议书", "扶贫资产移交协议书", "资产移交协议"]),
    ("transfer_paper", &["资产移交书", "移交书", "移交清单"]),
    ("responsibility_paper", &["资产移交和管护责任书", "管护责任书"]),
    ("three_party", &["三方移交书", "三方移交"]),
    ("approval", &["资产移交批复", "移交批复"]),
]);
