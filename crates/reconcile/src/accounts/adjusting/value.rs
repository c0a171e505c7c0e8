//! Entries for original values: cards that differ from the ledger, assets that do not stand at
//! what the clause says.

use super::cards::{close_prior_years, fiscal, regime};
use super::chart::{self, Account, Kind, gov, rural};
use super::entity::{Entity, Measure};
use super::entry::{Adjustment, Words, words};
use super::{Gap, Scene};
use crate::accounts::regime::Regime;
use crate::funds::Proof;
use crate::holdings::Holding;
use ledger::tables::{Asset, AssetCard};
use ledger::{Fen, Row};

impl<'a> Scene<'_, 'a> {
    /// The cards go to the ledger's value where the project's money proves that one.
    pub(super) fn value(
        &self,
        key: &str,
        entity: &Entity<'a>,
        gap: &Gap<'a>,
        thing: usize,
        cards: &[&AssetCard],
    ) -> Result<Adjustment, Words> {
        let unproven = || {
            words(
                "没有结算、决算资料证明卡片和台账哪个正确，须先查原始凭证",
                "no settlement or final account proves which of card and register is right",
            )
        };
        let thing = self.thing(thing).ok_or_else(unproven)?;
        let (Some(value), Some(excess)) = (thing.lead.original_value, gap.amount) else {
            return Err(unproven());
        };
        let proof = match self.proofs.of(thing.lead, value.plus(excess)) {
            Proof::Nothing => return Err(unproven()),
            Proof::Other => {
                return Err(words(
                    "项目结算数与卡片一致，应更正台账，账面不作分录",
                    "the settlement agrees with the card: correct the register, no entry",
                ));
            }
            Proof::Ledger(cells) => cells,
        };
        let regime = cards
            .first()
            .and_then(|card| Regime::of_card(card))
            .map_or_else(|| regime(entity), Ok)?;
        let why = words(
            format!(
                "{}：原值由卡片的{}元调整为项目结算证明的{}元，不追溯调整已提折旧",
                thing.name(),
                Fen::sum([value, excess]).grouped(),
                value.grouped()
            ),
            format!(
                "{}: original value from {} on the card to {} yuan, as the settlement proves; depreciation charged is not restated",
                thing.name(),
                Fen::sum([value, excess]).grouped(),
                value.grouped()
            ),
        );
        let adjustment = self.revalue((key, entity), regime, thing, excess, why)?;
        Ok(adjustment.resting_on(proof))
    }

    /// The one asset of a project goes to the amount at which the clause wants it.
    pub(super) fn value_basis(
        &self,
        key: &str,
        entity: &Entity<'a>,
        assets: &[&'a Asset],
        due: Option<Fen>,
    ) -> Result<Adjustment, Words> {
        let ([asset], Some(due)) = (assets, due) else {
            return Err(words(
                "项目形成多项资产或没有应计金额，不能确定各项资产的调整数",
                "the project formed several assets or its amount is not stated: what each must stand at is not known",
            ));
        };
        let found = asset.original_value.unwrap_or_default();
        let index = self.thing_of(asset);
        let thing = index.and_then(|i| self.thing(i));
        let of = index.and_then(|i| self.cards.of.get(&i));
        let on_cards: Option<Vec<Fen>> =
            of.and_then(|of| of.iter().map(|card| card.original_value).collect());
        let (Some(thing), Some(on_cards)) = (thing, on_cards) else {
            return Err(words(
                "该资产没有卡片，不能确定账面金额",
                "it has no card: at what it stands in the accounts is not known",
            ));
        };
        let on_cards = Fen::sum(on_cards);
        if due == found || on_cards == due {
            return Err(words(
                "金额无差异或卡片已按应计金额入账，只需补依据或更正台账，不作分录",
                "the amount is right, or the card already stands at it: mend papers or register, no entry",
            ));
        }
        if on_cards != found {
            return Err(words(
                "卡片原值与台账原值不符，先定原值",
                "card and register state different values: settle that first",
            ));
        }
        let why = words(
            format!(
                "{}：原值由{}元调整为{}元（按竣工决算或实际列支），不追溯调整已提折旧",
                thing.name(),
                found.grouped(),
                due.grouped()
            ),
            format!(
                "{}: original value from {} to {} yuan by final account or actual spend; depreciation charged is not restated",
                thing.name(),
                found.grouped(),
                due.grouped()
            ),
        );
        let excess = found.minus(due);
        self.revalue((key, entity), regime(entity)?, thing, excess, why)
    }

    /// Takes `excess` off the original value.
    fn revalue(
        &self,
        (key, entity): (&str, &Entity<'a>),
        regime: Regime,
        thing: &Holding<'a>,
        excess: Fen,
        why: Words,
    ) -> Result<Adjustment, Words> {
        let kind = self.kind(entity, regime, Some(thing))?;
        let measure = (Measure::Original, kind == Kind::Biological);
        let adjustment = Adjustment::new(regime, self.tie(key, entity, regime, measure, excess))?;
        let other = counterpart(regime, thing)?;
        let entry = adjustment.entry(other, chart::asset(regime, kind), excess, why);
        Ok(match regime {
            Regime::Government => {
                close_prior_years(entry, Fen::ZERO.minus(excess), &thing.subject.id)
            }
            Regime::Rural => entry,
        })
    }

    /// The thing for which a row of the county ledger speaks.
    pub(super) fn thing_of(&self, asset: &Asset) -> Option<usize> {
        self.things.get(asset.row_id()).copied()
    }
}

/// What stands against a change of an original value.
fn counterpart(regime: Regime, thing: &Holding) -> Result<Account, Words> {
    match regime {
        Regime::Government => Ok(gov::PRIOR_YEARS),
        Regime::Rural => fiscal(thing).map(|()| rural::RESERVE),
    }
}
