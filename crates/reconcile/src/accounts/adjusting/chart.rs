//! The accounts to which adjusting entries are posted, by regime. Sources: 政府会计制度 (财会〔2017〕25号);
//! 农村集体经济组织会计制度 (财会〔2023〕14号). Accounts are meant by name; codes moved between charts.

use crate::accounts::regime::Regime;

/// An account of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Account {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) class: &'static str,
}

const fn account(code: &'static str, name: &'static str, class: &'static str) -> Account {
    Account { code, name, class }
}

pub(super) mod gov {
    use super::{Account, account};
    pub(super) const FIXED: Account = account("1601", "固定资产", "资产");
    pub(super) const FIXED_DEPRECIATION: Account = account("1602", "固定资产累计折旧", "资产");
    pub(in super::super) const IN_PROGRESS: Account = account("1613", "在建工程", "资产");
    pub(super) const INFRASTRUCTURE: Account = account("1801", "公共基础设施", "资产");
    pub(super) const INFRASTRUCTURE_DEPRECIATION: Account =
        account("1802", "公共基础设施累计折旧（摊销）", "资产");
    pub(in super::super) const SURPLUS: Account = account("3001", "累计盈余", "净资产");
    pub(in super::super) const TRANSFERRED: Account = account("3401", "无偿调拨净资产", "净资产");
    pub(in super::super) const PRIOR_YEARS: Account = account("3501", "以前年度盈余调整", "净资产");
    pub(in super::super) const OPERATIONS: Account = account("5001", "业务活动费用", "费用");
}

pub(super) mod rural {
    use super::{Account, account};
    pub(super) const BIOLOGICAL: Account = account("132", "生产性生物资产", "资产");
    pub(super) const BIOLOGICAL_DEPRECIATION: Account =
        account("133", "生产性生物资产累计折旧", "资产");
    pub(super) const FIXED: Account = account("151", "固定资产", "资产");
    pub(super) const FIXED_DEPRECIATION: Account = account("152", "累计折旧", "资产");
    pub(in super::super) const IN_PROGRESS: Account = account("153", "在建工程", "资产");
    pub(in super::super) const RESERVE: Account = account("311", "公积公益金", "所有者权益");
    pub(in super::super) const PRODUCTION: Account = account("401", "生产（劳务）成本", "成本");
    pub(in super::super) const OPERATING: Account = account("511", "经营支出", "损益");
    pub(in super::super) const PUBLIC: Account = account("514", "公益支出", "损益");
}

/// Which pair of accounts holds an asset and its depreciation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// 固定资产.
    Fixed,
    /// 公共基础设施; government only.
    Infrastructure,
    /// 生产性生物资产; rural only.
    Biological,
}

/// The account that holds assets of that kind at original value.
pub(super) const fn asset(regime: Regime, kind: Kind) -> Account {
    match (regime, kind) {
        (Regime::Government, Kind::Infrastructure) => gov::INFRASTRUCTURE,
        (Regime::Government, _) => gov::FIXED,
        (Regime::Rural, Kind::Biological) => rural::BIOLOGICAL,
        (Regime::Rural, _) => rural::FIXED,
    }
}

/// The account that holds their accumulated depreciation.
pub(super) const fn depreciation(regime: Regime, kind: Kind) -> Account {
    match (regime, kind) {
        (Regime::Government, Kind::Infrastructure) => gov::INFRASTRUCTURE_DEPRECIATION,
        (Regime::Government, _) => gov::FIXED_DEPRECIATION,
        (Regime::Rural, Kind::Biological) => rural::BIOLOGICAL_DEPRECIATION,
        (Regime::Rural, _) => rural::FIXED_DEPRECIATION,
    }
}

/// The kind that a sub-class of managed assets is, in the books of a government body; `None` where
/// it may be either. Source: 政府会计准则第5号——公共基础设施.
pub(super) fn kind_of(subclass: &str) -> Option<Kind> {
    match subclass {
        "road" | "bridge" | "irrigation" | "water_supply" | "drainage" | "lighting" => {
            Some(Kind::Infrastructure)
        }
        "sanitation"
        | "farmland"
        | "power"
        | "network"
        | "culture_sports"
        | "tourism"
        | "operating_infrastructure"
        | "industrial_park"
        | "industry_base"
        | "other" => None,
        _ => Some(Kind::Fixed),
    }
}
