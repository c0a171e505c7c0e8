//! Entries for accounts that hold less than the cards.

use super::cards::{close_prior_years, regime};
use super::chart::{self, Kind, gov, rural};
use super::entity::{Entity, Measure, Tie};
use super::entry::{Adjustment, Words, words};
use super::{Gap, Scene};
use crate::accounts::regime::Regime;
use ledger::Fen;

impl<'a> Scene<'_, 'a> {
    /// The accounts take in what they lack, where register and cards agree on every asset. What
    /// they hold above the cards may be assets whose cards were not given.
    pub(super) fn balance(
        &self,
        key: &str,
        entity: &Entity<'a>,
        gap: &Gap<'a>,
    ) -> Result<Adjustment, Words> {
        let excess = gap.amount.unwrap_or_default();
        let known = self.excess.get(&(key.to_owned(), Measure::Original, false)).copied();
        if known.is_some_and(|known| known == excess) {
            return Err(words(
                "差额正是本单位卡片缺失和卡片原值差错之和，科目余额正确，只需更正卡片",
                "cards that are missing or wrong explain all of it: the accounts are right, correct the cards",
            ));
        }
        if excess <= Fen::ZERO {
            return Err(words(
                "科目余额大于卡片合计，可能有未提供卡片的资产；补齐全部卡片后再核对",
                "the accounts hold more than the cards: there may be assets whose cards were not given",
            ));
        }
        if known.is_some() || !self.is_registered(key, entity) {
            return Err(words(
                "本单位卡片与台账不完全一致，不能判断是卡片还是总账有误",
                "cards and register of the entity do not agree on every asset: which of cards and accounts is wrong is not known",
            ));
        }
        let regime = regime(entity)?;
        let kind = self.only_kind(entity, regime)?;
        let why = words(
            format!(
                "固定资产科目余额少于卡片合计{}元，卡片与台账逐项一致，补记总账",
                excess.grouped()
            ),
            format!(
                "the accounts hold {} yuan less than the cards, which agree with the register one by one",
                excess.grouped()
            ),
        );
        let other = match regime {
            Regime::Government => gov::PRIOR_YEARS,
            Regime::Rural => rural::RESERVE,
        };
        let entry = Adjustment::new(regime, Tie::Holds)?.entry(
            chart::asset(regime, kind),
            other,
            excess,
            why,
        );
        Ok(match regime {
            Regime::Government => close_prior_years(entry, excess, &gap.subject_id),
            Regime::Rural => entry,
        })
    }

    /// Whether every card is of a fixed asset that the register holds as the entity's own.
    fn is_registered(&self, key: &str, entity: &Entity<'a>) -> bool {
        entity.cards.iter().all(|(_, biological, thing)| {
            let owner = thing.and_then(|index| self.owner(index));
            let lead = thing.and_then(|index| self.thing(index)).map(|thing| thing.lead);
            let fixed = lead
                .is_some_and(|lead| lead.asset_form.as_deref().is_none_or(|form| form == "fixed"));
            owner.as_deref() == Some(key) && fixed && !biological
        })
    }

    /// The kind of all assets of the entity, where it is one.
    fn only_kind(&self, entity: &Entity<'a>, regime: Regime) -> Result<Kind, Words> {
        let mut kinds = entity
            .cards
            .iter()
            .map(|(_, _, thing)| self.kind(entity, regime, thing.and_then(|i| self.thing(i))));
        let first = kinds.next().unwrap_or(Ok(Kind::Fixed))?;
        for kind in kinds {
            if kind? != first {
                return Err(words(
                    "本单位同时有固定资产和公共基础设施，不能确定少记在哪个科目",
                    "the entity holds fixed assets and infrastructure: which account lacks it is not known",
                ));
            }
        }
        Ok(first)
    }
}
