//! Which accounting regime a unit's books follow, and what that means for depreciation and accounts.

use crate::keys::text::fold;
use ledger::tables::{AccountBalance, AssetCard};

/// An accounting regime. Sources: 财会〔2017〕4号; 财会〔2023〕14号.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Regime {
    /// Government: depreciation from the month of use, no residual.
    Government,
    /// Rural collective: depreciation from the month after, its own residual.
    Rural,
}

impl Regime {
    /// Chinese name.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Government => "政府会计制度",
            Self::Rural => "农村集体经济组织会计制度",
        }
    }

    /// Its code in the tables.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Government => "admin_state",
            Self::Rural => "village_collective",
        }
    }

    /// The regime of a card: as it states, else by the system it comes from, else by the unit.
    pub(super) fn of_card(card: &AssetCard) -> Option<Self> {
        Self::of_rule(card.accounting_rule.as_deref())
            .or(match card.system.as_deref() {
                Some("sys_state") => Some(Self::Government),
                Some("sys_sanzi") => Some(Self::Rural),
                _ => None,
            })
            .or_else(|| Self::of_unit(card.unit.as_deref()?))
    }

    /// The regime of an account: as its chart says, else as the row states, else by the unit.
    pub(super) fn of_balance(row: &AccountBalance) -> Option<Self> {
        match row.regime.as_deref() {
            Some("gov") => Some(Self::Government),
            Some("rural2023" | "rural2004") => Some(Self::Rural),
            _ => Self::of_rule(row.accounting_rule.as_deref())
                .or_else(|| Self::of_unit(row.unit.as_deref()?)),
        }
    }

    fn of_rule(rule: Option<&str>) -> Option<Self> {
        match rule? {
            "admin_state" => Some(Self::Government),
            "village_collective" => Some(Self::Rural),
            _ => None,
        }
    }

    fn of_unit(name: &str) -> Option<Self> {
        let name = fold(name);
        let ends = |endings: &[&str]| endings.iter().any(|e| name.ends_with(e));
        if ends(&["合作社", "合作联合社", "村委会", "村民委员会", "经济组织", "村"])
        {
            return Some(Self::Rural);
        }
        ends(&["政府", "局", "委员会", "办公室", "中心", "学校", "医院"])
            .then_some(Self::Government)
    }

    /// The accounts of fixed assets at original value, by name: government 1601 and 1801, rural
    /// 151.
    pub(super) const fn fixed_asset_accounts(self) -> &'static [&'static str] {
        match self {
            Self::Government => &["固定资产", "公共基础设施"],
            Self::Rural => &["固定资产"],
        }
    }
}

/// The name of an account without its sub-accounts: 固定资产 for 固定资产-房屋.
pub(super) fn account_name(row: &AccountBalance) -> Option<String> {
    head(row.account_name.as_deref()?)
}

/// The beginning of a name of an account, up to a sub-account or bracket, in one spelling.
pub(super) fn head(name: &str) -> Option<String> {
    let name = fold(name);
    let head = name
        .split(['-', '—', '–', '_', '\\', '/', '|', '>', ':', '·', '('])
        .find(|part| !part.is_empty())?;
    Some(head.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_regime_is_stated_or_follows_the_unit() {
        let card = |rule: Option<&str>, system: Option<&str>, unit: &str| AssetCard {
            accounting_rule: rule.map(Into::into),
            system: system.map(Into::into),
            unit: Some(unit.into()),
            ..AssetCard::default()
        };
        let of = |card: &AssetCard| Regime::of_card(card);
        assert_eq!(
            of(&card(Some("admin_state"), Some("sys_sanzi"), "甲")),
            Some(Regime::Government)
        );
        assert_eq!(of(&card(None, Some("sys_sanzi"), "甲")), Some(Regime::Rural));
        assert_eq!(of(&card(None, None, "甲村村民委员会")), Some(Regime::Rural));
        assert_eq!(of(&card(None, None, "发展和改革委员会")), Some(Regime::Government));
        assert_eq!(of(&card(None, None, "甲")), None);
    }

    #[test]
    fn sub_accounts_carry_the_name_of_their_account() {
        let name = |text: &str| {
            account_name(&AccountBalance {
                account_name: Some(text.into()),
                ..AccountBalance::default()
            })
        };
        assert_eq!(name("固定资产－房屋").as_deref(), Some("固定资产"));
        assert_eq!(name("固定资产累计折旧").as_deref(), Some("固定资产累计折旧"));
    }
}
