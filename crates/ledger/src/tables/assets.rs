//! `assets`: 资产台账.

use crate::table;
use crate::words::{accounts, assets, contracts, distribution, money, projects};

table! {
    /// One asset as one ledger or system lists it.
    input Asset = "assets", "资产台账" {
        /// Which ledger or system export lists this row; set by the case file, else read from the
        /// title.
        ledger: code(assets::LEDGER) [key] = "台账类别", "台账级次", "台账类型", "台账名称",
            "系统名称", "数据来源";
        /// Unit that keeps the ledger (county bureau, township, village); 单位 alone is a unit of
        /// measure here.
        ledger_unit: text = "建账单位", "台账单位", "填报单位", "编报单位", "登记单位", "报送单位",
            "清查单位", "单位名称", "所属单位", "填表单位", "上报单位";
        /// Year of the ledger that lists the row; 年度 alone is fund_year here.
        ledger_year: integer = "台账年度", "登记年度", "所属年度";
        /// Asset id, the same in every table; 编号 alone is usually a row number and is not taken.
        asset_id: text [key] = "资产编号", "资产编码", "资产代码", "固定资产编号", "固定资产编码",
            "资产统一编号", "统一编号", "系统编号", "登记卡号", "物品编号", "资产序号", "资产ID";
        /// Asset name.
        asset_name: text [required] = "资产名称", "名称", "资产项目名称", "物品名称", "设备名称",
            "固定资产名称", "资产描述", "设施名称", "资产（设施）名称", "资产名";
        /// What was built or bought, with its size.
        asset_content: text = "资产内容", "建设内容", "建设内容及规模", "资产规模", "建设规模",
            "主要建设内容", "规模", "建设内容和规模", "资产内容及规模", "规格/建设内容及规模",
            "主要工程量";
        /// Specification or breed.
        spec_model: text = "规格型号", "规格", "型号", "品种", "品种规格", "品种/规格",
            "规格及型号", "厂牌型号";
        /// Managed class (公益性/经营性/到户类).
        asset_class: code(assets::ASSET_CLASS) = "资产类别", "资产类型", "资产分类", "类别",
            "资产性质", "资产属性", "资产类", "一级分类", "资产大类";
        /// Base list; each rulebook says which codes belong to which class.
        asset_subclass: code(assets::ASSET_SUBCLASS) = "资产二级类型", "资产子类", "二级分类",
            "资产小类", "资产细类", "设施类别", "二级类型", "资产明细类别", "类型";
        /// Form of the asset.
        asset_form: code(assets::ASSET_FORM) = "资产形态", "资产形式", "形态", "资产构成形态";
        /// State or collective nature.
        asset_nature: code(assets::ASSET_NATURE) = "国有集体性质", "权属性质", "资产权属性质",
            "国有/集体";
        /// Purpose the money was given for.
        asset_purpose: code(assets::ASSET_PURPOSE) = "资金用途性质", "资产用途", "项目性质",
            "资产来源性质";
        /// GB/T 14885 class, code or name; not the managed class.
        gb_class: text = "国标分类", "固定资产分类", "类别编号", "国标类别", "资产分类代码",
            "资产国标大类", "类别名称", "固定资产类别";
        /// Present state.
        asset_status: code(assets::ASSET_STATUS) = "资产状态", "使用状况", "使用状态", "状态",
            "当前状态", "运行状态", "资产状况", "现状", "资产现状", "使用情况", "运营状况";
        /// First day idle.
        idle_since_date: date = "闲置起始日期", "闲置开始时间", "闲置时间", "停用时间";
        /// Plan to bring an idle or loss-making asset back into use.
        revitalization_plan_no: text = "盘活方案文号", "盘活计划", "盘活方案";
        /// Project id.
        project_id: text = "项目编号", "项目标识", "预算项目编号", "项目编码", "项目代码",
            "项目库编号", "项目ID";
        /// Project name.
        project_name: text = "项目名称", "建设项目", "项目名", "工程名称", "项目名称（全称）",
            "所属项目", "项目";
        /// Kind of project; base list, rulebooks add to it.
        project_type: code(projects::PROJECT_TYPE) = "项目类型", "项目类别", "项目分类", "建设类型";
        /// Year of the money.
        fund_year: integer = "资金年度", "项目年度", "年度", "年份", "实施年度", "资金年份",
            "项目实施年度", "预算年度", "建设年限";
        /// Main source of money; several sources go to asset_funding.
        fund_source: code(money::FUND_SOURCE) = "资金来源", "资金性质", "资金类别", "资金渠道",
            "资金种类", "资金名称", "主要资金来源", "专项资金目录";
        /// Budget level of the money.
        fund_level: code(money::FUND_LEVEL) = "资金级次", "资金层级", "预算级次", "级次";
        /// Source:amount pairs when one cell holds several.
        fund_composition: list = "资金来源明细", "资金来源构成", "资金构成", "资金组成";
        /// Total input, base of the yield.
        investment_amount: amount = "投入总额", "总投资", "投资规模", "投资额", "投资", "资金金额",
            "资产投入", "投资总额", "资金规模", "项目总投资", "投资金额", "实际投资";
        /// Subsidy paid for a household asset.
        subsidy_amount: amount = "补助金额", "到户补助金额", "财政补助金额", "补贴金额", "奖补金额";
        /// Unit that carried out the project.
        implementing_unit: text = "实施单位", "项目实施单位", "建设单位", "责任单位", "实施主体",
            "组织实施单位", "项目单位", "承建单位", "项目主管单位";
        /// Level of that unit.
        implementing_level: code(projects::IMPLEMENTING_LEVEL) = "实施层级", "实施单位层级",
            "实施级次", "组织实施层级";
        /// Who received the money.
        fund_recipient_level: code(money::FUND_RECIPIENT_LEVEL) = "资金拨付去向", "资金走向",
            "资金拨付对象", "资金拨付到", "资金接收层级";
        /// Villages it serves.
        coverage_scope: code(projects::COVERAGE_SCOPE) = "覆盖范围", "受益范围", "跨村情况",
            "项目覆盖范围", "是否跨村";
        /// Names of the joint or covered villages.
        joint_villages: list = "联建村", "覆盖村", "受益村", "涉及村", "联建村名单", "覆盖行政村",
            "受益行政村";
        /// Sector; decides the supervising department.
        industry_sector: code(projects::INDUSTRY_SECTOR) = "所属行业", "行业", "行业类别",
            "行业领域", "行业分类", "领域";
        /// Township the row is filed under and reported by.
        township: text = "乡镇", "所在乡镇", "乡（镇）", "所属乡镇", "乡镇名称", "街道", "镇",
            "乡", "乡镇（街道）", "乡镇场", "所属乡";
        /// Village the row is filed under.
        village: text = "行政村", "村", "村名", "所在村", "所属村", "村名称", "行政村名称",
            "村（社区）", "村居", "村（居）";
        /// Place as written.
        location: text = "坐落位置", "建设地点", "乡镇、村", "地区", "坐落", "坐落地点",
            "存放地点", "实施地点", "地点", "资产位置", "建设地址", "所在位置", "地址", "四至";
        /// Township where the thing stands; ingest copies township when only one is given.
        location_township: text = "坐落乡镇", "实施乡镇", "建设地点乡镇", "坐落地乡镇",
            "实施地点乡镇";
        /// Village where the thing stands; ingest copies village when only one is given.
        location_village: text = "坐落村", "实施村", "建设地点村", "坐落地村", "实施地点村";
        /// Statistical division code.
        place_code: text = "区划代码", "行政区划代码", "统计区划代码", "村编码";
        /// Date the asset came into being (acceptance, else completion).
        formation_date: date = "资产形成日期", "形成时间", "资产形成时间", "形成日期";
        /// Construction finished or thing bought.
        completion_date: date = "建成日期", "建设时间", "完工时间", "建成时间", "竣工时间",
            "竣工日期", "完工日期", "建设时间(完工时间)", "建设(完工)时间", "购建时间", "购建日期",
            "购置时间", "购入日期", "购置日期", "取得日期", "投产时间", "建设年月";
        /// First use; depreciation starts from it.
        in_use_date: date = "投入使用日期", "开始使用日期", "启用日期", "使用日期", "资本化日期",
            "投用时间", "投入使用时间";
        /// Expected life in years; a heading with （月） goes to useful_life_months.
        expected_life_years: integer in "年" = "预计使用年限", "使用年限", "使用寿命",
            "设计使用年限", "可使用年限", "折旧年限", "预计年限", "耐用年限";
        /// Depreciable life in months; never read as years.
        useful_life_months: integer in "月" = "折旧年限（月）", "折旧月数", "使用月限",
            "应折旧月份", "预计使用月份", "折旧期限（月）", "使用年限（月）", "折旧年限(月)";
        /// Years already used; not the expected life.
        used_years: decimal in "年" = "已使用年限", "已用年限", "已使用年数";
        /// Quantity recorded.
        quantity: decimal = "数量", "资产数量", "实有数量", "台数", "个数", "里程/面积/座",
            "数量（个）";
        /// Unit of measure; 单位 alone is read as measure unless its cells hold organisations.
        quantity_unit: text = "计量单位", "单位", "数量单位", "计数单位";
        /// Price of one unit.
        unit_price: amount = "单价", "单价金额", "单位价格";
        /// Original cost; 金额 alone may be a plan or a payment and is taken only in an asset
        /// register.
        original_value: amount = "资产原值", "原值", "原始价值", "账面原值", "账面价值",
            "资产价值", "资产金额", "价值", "购置金额", "入账价值", "资产总值", "实有原值",
            "资产原值合计", "固定资产原值", "金额";
        /// Depreciation to date.
        accumulated_depreciation: amount = "累计折旧", "账面累计折旧", "已提累计折旧额",
            "已提折旧", "折旧额", "累计折旧额", "实有累计折旧", "累计折旧（摊销）", "累计摊销";
        /// Original value less depreciation.
        net_value: amount = "资产净值", "净值", "账面净值", "折余价值", "现值", "资产现值", "净额",
            "账面净额", "固定资产净值";
        /// Last depreciation entry.
        depreciation_date: date = "最近计提折旧日期", "折旧计提日期", "计提时间", "折旧日期";
        /// How the value was found.
        value_basis: code(accounts::VALUE_BASIS) = "计价依据", "价值类型", "计价方式", "价值依据",
            "入账依据", "原值确定依据", "价值确认方式";
        /// Document behind the value.
        valuation_doc_no: text = "价值依据文号", "决算报告编号", "决算文号", "价值依据文件",
            "评估依据文号", "价值确认文件";
        /// Value disputed.
        valuation_dispute_flag: bool = "价值是否有争议", "价值争议", "是否存在价值争议";
        /// Given as goods.
        is_donated_in_kind: bool = "是否捐赠实物", "实物捐赠", "是否接受捐赠实物", "捐赠实物";
        /// Donor unit.
        donor_unit: text = "捐赠单位", "援助单位", "资助单位", "捐赠方";
        /// Derived from the rulebook; what the source states is compared with it.
        in_managed_scope: bool = "是否纳入管理范围", "是否纳入扶贫资产管理", "纳入管理",
            "是否扶贫资产", "是否帮扶资产";
        /// Project is in the county project library.
        in_project_library: bool = "是否在项目库", "是否入库", "是否纳入项目库", "项目库项目";
        /// Asset is in the income-sharing scheme.
        income_scheme_flag: bool = "是否资产收益项目", "是否资产收益扶贫", "资产收益扶贫项目",
            "是否纳入资产收益";
        /// Can be converted into shares.
        quantifiable_flag: bool = "是否可折股量化", "可折股量化", "是否折股量化", "是否量化";
        /// On the approved pilot list of small operating assets.
        pilot_incentive_flag: bool = "是否激励试点", "小型经营性资产试点", "激励试点资产",
            "是否小型经营性资产";
        /// Level of the owner.
        owner_type: code(assets::OWNER_TYPE) = "产权归属层级", "产权层级", "权属层级",
            "所有权归属", "产权归属类型", "所有权归属层级", "权属级次";
        /// Owner; one owner only, several owners go to asset_owners; households masked.
        owner_name: text [unit_or_person] = "所有权人", "产权归属", "所有权", "产权单位",
            "产权主体", "确权单位", "所有权单位", "产权人", "产权所有人", "权属单位",
            "确权单位(产权归属)";
        /// Share of the one owner named in this row; blank = 100 or see asset_owners.
        owner_share_pct: percent = "占股比例", "产权比例", "所有权份额", "股份占比", "份额",
            "占股", "持股比例", "量化比例";
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
        registration_date: date = "确权登记日期", "确权时间", "确权日期", "产权登记日期",
            "登记日期", "登记时间";
        /// Kind of title paper.
        certificate_type: code(assets::CERTIFICATE_TYPE) = "确权凭证类型", "证书类型", "确权凭证",
            "权证类型";
        /// Number of the title paper.
        certificate_no: text = "确权凭证编号", "证书编号", "确权书编号", "产权证号", "权证号",
            "产权证书号", "产权凭证";
        /// Date of the title paper.
        certificate_date: date = "确权凭证日期", "发证日期", "颁证日期", "批复日期", "确权书日期";
        /// Real estate.
        real_estate_flag: bool = "是否不动产", "不动产", "是否属于不动产";
        /// Real-estate certificate.
        real_estate_cert_no: text = "不动产权证号", "不动产证", "不动产证号", "不动产权证书号";
        /// Its document.
        decision_doc_no: text = "确权决定文号", "确权依据", "确权依据/文号", "确权文号",
            "批复文号", "决策文号", "依据文号", "决定文号";
        /// Its date.
        decision_date: date = "确权决定日期", "决定日期", "决策日期";
        /// Handed over (household assets: delivered).
        handover_date: date = "移交日期", "移交时间", "交接日期", "交接时间", "到户时间",
            "到户日期";
        /// Taker.
        handover_to_unit: text = "接收单位", "接收方", "接收人", "接管单位";
        /// Industry department.
        industry_dept: text = "行业主管部门", "主管部门", "县级主管行业部门", "行业部门",
            "主管单位", "归口部门", "主管科局";
        /// County unit that coordinates.
        county_coordinator_unit: text = "县级统管单位", "县级牵头单位", "县级统筹单位";
        /// Department that inventoried it.
        inventory_dept: text = "清查部门", "清查登记部门", "摸底部门", "清产核资部门";
        /// Department that handled the money.
        handling_dept: text = "经办部门", "经办单位", "经办科室";
        /// Department guiding title or booking.
        title_guiding_dept: text = "确权指导部门", "指导部门", "入账指导部门";
        /// Unit that looks after it.
        custodian_unit: text = "管护主体", "管护单位", "管护责任单位", "管护责任主体", "管理单位",
            "管护主体名称", "管护";
        /// Kind of that unit.
        custodian_type: code(assets::CUSTODIAN_TYPE) = "管护主体类型", "管护单位类型",
            "管护主体类别";
        /// Personal: post or person reference; masked in every output.
        custodian_person_role: text [post_or_person] = "管护责任人", "管护人", "管护人员",
            "责任人", "管护负责人", "保管人", "使用人", "具体管护人";
        /// Personal: phone, masked.
        custodian_phone: text [phone] = "管护联系电话", "联系电话", "管护人电话", "责任人电话",
            "电话", "手机号";
        /// Supervising unit.
        supervisor_unit: text = "监管主体", "监管单位", "监督单位", "监管部门", "监督管理单位",
            "监管责任单位";
        /// Post of the first responsible person.
        first_responsible_role: text = "第一责任人职务", "第一责任人", "第一监管责任人",
            "管护第一责任人";
        /// Upkeep rules.
        custody_rule_doc_no: text = "管护制度文号", "管护制度", "管护办法文号", "管护制度文件";
        /// Who pays upkeep.
        custody_fund_source: code(assets::CUSTODY_FUND_SOURCE) = "管护经费来源", "管护资金来源",
            "经费来源";
        /// Upkeep money a year.
        custody_budget_amount: amount = "管护经费", "年管护经费", "管护资金", "管护费用";
        /// Household status of the post holder.
        custody_post_holder_status: code(assets::CUSTODY_POST_HOLDER_STATUS) = "管护岗位人员身份",
            "管护人员类型", "公益岗人员身份";
        /// Last upkeep.
        maintenance_date: date = "最近维护日期", "维修日期", "管护日期", "最近管护时间";
        /// How it is run.
        operation_mode: code(contracts::OPERATION_MODE) = "经营方式", "运营方式", "经营模式",
            "运营模式", "经营形式", "使用方式";
        /// Operator; a natural person is masked.
        operator_name: text [unit_or_person] = "经营主体", "运营主体", "经营者", "承租人",
            "承包人", "承租方", "承包方", "使用主体", "运营单位", "经营主体名称", "乙方";
        /// Contract id.
        contract_id: text = "合同编号", "合同号", "协议编号", "合同编码", "租赁合同编号";
        /// Household asset run by an operator.
        entrusted_to_operator: bool = "是否托管给经营主体", "是否委托", "集中托养", "是否委托经营";
        /// Given as security FOR a debt.
        pledge_flag: bool = "是否抵押担保", "抵押担保", "是否抵押", "是否设定抵押", "有无抵押担保";
        /// Who benefits; names masked.
        beneficiary_list: list [unit_or_person] = "受益对象", "受益群体", "受益人", "受益农户",
            "受益脱贫户", "带动对象";
        /// Household the asset was given to.
        beneficiary_household_id: text = "受益户编号", "户编号", "受益户号", "户编码", "所属户编号";
        /// Personal: masked.
        head_name: text [person_name] = "户主姓名", "户主", "姓名", "农户姓名", "受益人姓名",
            "领款人";
        /// Personal: keyed hash only.
        person_id: text [id_number] = "身份证号", "户主身份证号", "证件号码", "身份证号码",
            "户主证件号码", "公民身份号码", "户编号/证件号码";
        /// Recipient status.
        recipient_status: code(distribution::RECIPIENT_STATUS) = "户类型", "农户类型", "身份类别",
            "贫困状态", "人员类别", "户属性";
        /// Household count.
        household_count: integer in "户" = "受益户数", "带动户数", "受益户", "户数", "带动脱贫户数";
        /// Result stated for the project.
        performance_result: text = "绩效结果", "项目绩效结果", "绩效评价结果", "绩效情况";
        /// How well it runs.
        performance_rating: code(assets::PERFORMANCE_RATING) = "运营效益评价", "运行效果",
            "效益评价", "四个一批分类", "运营评价", "效益等级";
        /// Target set.
        performance_target: text = "绩效目标", "经营目标", "目标任务";
        /// Voucher of the book entry.
        book_entry_no: text = "会计凭证号", "凭证号", "凭证字号", "入账凭证号", "记账凭证号",
            "财务入账凭证";
        /// Date booked.
        book_entry_date: date = "财务入账日期", "入账日期", "入账时间", "记账日期";
        /// Accounting regime the row is kept under.
        accounting_rule: code(accounts::ACCOUNTING_RULE) = "会计制度", "适用会计制度", "会计准则",
            "核算制度";
        /// Kept in separate books.
        separate_book_flag: bool = "是否单独建账", "单独建账", "单独核算", "是否独立核算";
        /// How it was acquired.
        acquisition_method: text = "取得方式", "获得方式", "增加方式", "来源方式";
        /// Income item of the register.
        income_distribution_note: text = "收益分配情况", "收益分配", "收益分配说明";
        /// Disposal item of the register.
        disposal_note: text = "资产处置情况", "资产处置", "处置说明", "收益分配及资产处置";
        /// Document that set up the after-care group.
        post_mgmt_group_doc_no: text = "后续管理小组文号", "后续管理工作小组文件", "管理小组文号";
        /// Supporting rules issued.
        rule_doc_list: list = "配套制度文件", "制度文件", "配套办法";
        /// Stage the file belongs to.
        archive_stage: list(assets::ARCHIVE_STAGE) = "档案阶段", "归档阶段", "备案阶段";
        /// Documents present.
        archive_doc_types: list(assets::ARCHIVE_DOC_TYPES) = "档案资料清单", "归档资料",
            "档案材料", "档案资料";
        /// Date filed.
        archive_filing_date: date = "归档日期", "档案备案日期", "存档日期", "归档时间";
        /// Id under an earlier numbering, or the asset it came from.
        prior_asset_id: text = "原资产编号", "原编号", "原资产号码", "旧资产编号", "变更前资产编号";
        /// System the asset is declared to sit in.
        register_system: list(assets::REGISTER_SYSTEM) = "应登记系统", "登记系统", "登记平台",
            "纳入系统", "录入系统", "所属系统";
        /// System this row was exported from; ingest keeps it equal to ledger on sys_* rows.
        system_name: code(assets::SYSTEM_NAME) = "来源系统", "系统", "导出系统", "所在系统",
            "平台名称";
        /// Record id in that system.
        system_record_id: text = "系统记录号", "系统资产编号", "系统编码", "系统流水号",
            "平台编号", "平台资产编号";
        /// Value in that system as stated by this row; ingest copies original_value on sys_*
        /// rows.
        system_value: amount = "系统登记价值", "系统价值", "系统原值", "系统登记原值",
            "平台登记价值";
        /// Owner in that system as stated by this row; ingest copies owner_name on sys_* rows.
        system_owner: text = "系统登记产权人", "系统产权人", "系统权属单位", "平台登记单位";
        /// Last change in that system.
        system_last_update_date: date = "系统更新日期", "更新日期", "最后更新时间", "更新时间",
            "最近更新日期";
        /// Derived: name + village + year + value.
        duplicate_key: text = "查重键", "重复键";
        /// Note.
        note: text = "备注", "说明", "备注说明", "其他说明";
    }
}
