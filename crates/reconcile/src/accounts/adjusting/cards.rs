//! Entries for what is wrong on cards: accumulated depreciation, and assets without a card.

use super::chart::{self, Account, Kind, gov, rural};
use super::entity::{Entity, Measure, Tie};
use super::entry::{Adjustment, Words, words};
use super::{Gap, Scene};
use crate::accounts::regime::Regime;
use crate::accounts::schedule::Schedule;
use crate::funds::Proof;
use crate::holdings::Holding;
use chrono::Datelike;
use ledger::tables::AssetCard;
use ledger::{Cell, Fen, Row, Text};

impl<'a> Scene<'_, 'a> {
    /// Accumulated depreciation goes to what is recomputed: what is wrong of earlier years through
    /// the government's adjustment account, of this year and in rural books through the expense.
    pub(super) fn depreciation(
        &self,
        key: &str,
        entity: &Entity<'a>,
        gap: &Gap<'a>,
        (card, index): (&AssetCard, Option<usize>),
        schedule: &Schedule,
        (found, expected): (Fen, Fen),
    ) -> Result<Adjustment, Words> {
        let regime = schedule.regime;
        let thing = index.and_then(|i| self.thing(i));
        // Components of one thing each state their part.
        let alone = index.and_then(|i| self.cards.of.get(&i)).is_none_or(|of| of.len() == 1);
        if alone && thing.is_some_and(|t| !same_value(t, card)) {
            return Err(words(
                "卡片原值与台账原值不符，先定原值再算折旧",
                "its original value is in doubt: settle that before its depreciation",
            ));
        }
        let kind = self.kind(entity, regime, thing)?;
        let biological = kind == Kind::Biological;
        let own = found.minus(expected);
        let tie = self.tie(key, entity, regime, (Measure::Accumulated, biological), own);
        let adjustment = Adjustment::new(regime, tie)?;
        let contra = chart::depreciation(regime, kind);
        let this_year = schedule.first.year() >= self.ground.case.year;
        let name = card.name.as_deref().unwrap_or_default();
        let what = if own > Fen::ZERO {
            ("冲回多提折旧", "too much")
        } else {
            ("补提少提折旧", "too little")
        };
        let why = words(
            format!(
                "{name}：累计折旧由{}元调整为按{}重算的{}元，{}",
                found.grouped(),
                regime.label(),
                expected.grouped(),
                what.0
            ),
            format!(
                "{name}: accumulated depreciation from {} to the recomputed {} yuan, {} was charged",
                found.grouped(),
                expected.grouped(),
                what.1
            ),
        );
        let other = match regime {
            Regime::Government if this_year => gov::OPERATIONS,
            Regime::Government => gov::PRIOR_YEARS,
            Regime::Rural => expense(entity, kind, thing, card)?,
        };
        let entry = adjustment.entry(contra, other, own, why);
        Ok(if other == gov::PRIOR_YEARS {
            close_prior_years(entry, own, &gap.subject_id)
        } else {
            entry
        })
    }

    /// An asset that neither cards nor accounts hold is taken in, where its value is proven and it
    /// is known how it came.
    pub(super) fn card_missing(
        &self,
        key: &str,
        entity: &Entity<'a>,
        thing: usize,
    ) -> Result<Adjustment, Words> {
        let unknown = || words("台账没有原值", "the register states no original value");
        let thing = self.thing(thing).ok_or_else(unknown)?;
        let value = thing.lead.original_value.ok_or_else(unknown)?;
        let regime = regime(entity)?;
        let kind = self.kind(entity, regime, Some(thing))?;
        let measure = (Measure::Original, kind == Kind::Biological);
        let tie = self.tie(key, entity, regime, measure, Fen::ZERO.minus(value));
        match tie {
            Tie::NotReceived => {
                return Err(words(
                    "未收到该单位期末科目余额，不能判断总账是否已入账；补卡片前先查总账",
                    "no closing balance was received: whether the accounts hold it is not known",
                ));
            }
            Tie::Corrected => {
                return Err(words(
                    "科目余额已含该资产，只需补建卡片，不作分录",
                    "the accounts hold it already: make the card, no entry",
                ));
            }
            Tie::Holds | Tie::Open => {}
        }
        let adjustment = Adjustment::new(regime, tie)?;
        let (source, (zh, en), proof) = self.origin((key, entity), regime, thing, value)?;
        let why = words(
            format!("{}：账外资产入账，{zh}；入账后补建卡片并补提折旧", thing.name()),
            format!(
                "{}: taken into the books, {en}; then make its card and depreciate it",
                thing.name()
            ),
        );
        let adjustment = adjustment.entry(chart::asset(regime, kind), source, value, why);
        Ok(adjustment.resting_on(proof))
    }

    /// The account from which an asset without a card is taken in: how it came, what proves its
    /// value, and in which cells that stands.
    fn origin(
        &self,
        (key, entity): (&str, &Entity<'a>),
        regime: Regime,
        thing: &Holding<'a>,
        value: Fen,
    ) -> Result<Origin, Words> {
        let id = thing.lead.asset_id.as_deref();
        let handed = id.and_then(|id| self.handed.get(id)?.get(&value));
        if let Some(handed) = handed {
            let account = match regime {
                Regime::Government => gov::TRANSFERRED,
                Regime::Rural => rural::RESERVE,
            };
            let cells = handed.cells(&["asset_id", "handover_doc_no", "original_value"]);
            return Ok((
                account,
                ("依据为移交清册所列金额", "at the value of the hand-over list"),
                cells,
            ));
        }
        let Proof::Ledger(proof) = self.proofs.of(thing.lead, None) else {
            return Err(words(
                "没有移交清册、结算或决算资料证明其入账金额和来源，须先查明",
                "neither a hand-over list nor a settlement proves its value and origin",
            ));
        };
        let works = match regime {
            Regime::Government => gov::IN_PROGRESS,
            Regime::Rural => rural::IN_PROGRESS,
        };
        let missing = self.missing.get(key).copied().unwrap_or(value);
        match entity.closing(works) {
            Ok(closing) if closing >= missing => {
                let why =
                    ("由在建工程转入，金额为项目结算数", "from works in progress, as settled");
                return Ok((works, why, proof));
            }
            Ok(closing) if closing >= value => {
                return Err(words(
                    "在建工程余额只够部分账外资产，不能判断是哪一项",
                    "works in progress cover only part of what lacks a card: which of it is not known",
                ));
            }
            _ => {}
        }
        if regime == Regime::Rural {
            fiscal(thing)?;
            let why = ("财政资金形成，金额为项目结算数", "formed from fiscal money, as settled");
            return Ok((rural::RESERVE, why, proof));
        }
        Err(words(
            "在建工程没有足够余额，也没有移交清册，不能确定对方科目",
            "works in progress do not cover it and there is no hand-over list: the other account is not known",
        ))
    }
}

/// The account from which an asset is taken in, why, and the cells that prove it.
type Origin = (Account, (&'static str, &'static str), Vec<Cell>);

/// The regime of an entity's books.
pub(super) fn regime(entity: &Entity) -> Result<Regime, Words> {
    entity.regime.ok_or_else(|| {
        words("不能确定该单位执行的会计制度", "the accounting regime of the entity is not known")
    })
}

/// That the money of an asset is fiscal or given, so that the collective's reserve stands for it.
pub(super) fn fiscal(thing: &Holding) -> Result<(), Words> {
    let own = ["village_collective", "self_raised", "bank_loan", "financial"];
    match thing.lead.fund_source.as_deref() {
        Some(source) if own.contains(&source) => Err(words(
            "资金不是财政或捐赠资金，不能确定对方科目",
            "its money is neither fiscal nor given: the other account is not known",
        )),
        _ => Ok(()),
    }
}

/// Carries the adjustment account over, so that it closes at zero.
pub(super) fn close_prior_years(adjustment: Adjustment, amount: Fen, subject: &str) -> Adjustment {
    let why = words(
        format!("结转以前年度盈余调整（{subject}）"),
        format!("close the adjustment of earlier years ({subject})"),
    );
    adjustment.entry(gov::PRIOR_YEARS, gov::SURPLUS, amount, why)
}

/// Whether card and ledger state one original value.
fn same_value(thing: &Holding, card: &AssetCard) -> bool {
    thing.lead.original_value.is_none() || thing.lead.original_value == card.original_value
}

/// The account that bears depreciation in the books of a collective. Source: 财会〔2023〕14号: by use.
fn expense(
    entity: &Entity,
    kind: Kind,
    thing: Option<&Holding>,
    card: &AssetCard,
) -> Result<Account, Words> {
    if kind == Kind::Biological {
        return Ok(rural::PRODUCTION);
    }
    let class = thing.and_then(|t| t.lead.asset_class.as_ref()).or(card.asset_class.as_ref());
    let account = match class.map(|c: &Text| &**c) {
        Some("public") => rural::PUBLIC,
        Some("operating") => rural::OPERATING,
        _ => {
            return Err(words(
                "资产类别不明，不能确定折旧计入公益支出还是经营支出",
                "its class is not known, nor therefore the expense that bears its depreciation",
            ));
        }
    };
    if entity.chart(Regime::Rural) == "rural2004" && entity.code(account, Regime::Rural).is_none() {
        return Err(words(
            format!("该单位仍用2004年科目体系，没有{}科目；先转换到新制度", account.name),
            "the entity keeps the chart of 2004, which lacks the account: convert its books first",
        ));
    }
    Ok(account)
}
