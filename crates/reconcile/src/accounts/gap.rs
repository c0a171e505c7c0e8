//! A difference that a check found, with what an adjusting entry must know of it.

use super::schedule::Schedule;
use ledger::codes::account;
use ledger::tables::{Asset, AssetCard};
use ledger::{Cell, Fen, Finding, Text};

/// A difference between ledger, cards and balances.
#[derive(Debug, Clone)]
pub(super) struct Gap<'a> {
    pub(super) finding_id: Text,
    pub(super) code: &'static str,
    pub(super) subject_id: Text,
    /// The unit that the finding names.
    pub(super) unit: Option<Text>,
    /// By how much, as in the finding.
    pub(super) amount: Option<Fen>,
    pub(super) cells: Vec<Cell>,
    pub(super) cause: Cause<'a>,
}

/// What differs.
#[derive(Debug, Clone)]
pub(super) enum Cause<'a> {
    /// A thing of the ledger has no card.
    CardMissing { thing: usize },
    /// A thing stands at one original value in the ledger and at another on its cards.
    Value { thing: usize, cards: Vec<&'a AssetCard> },
    /// The accumulated depreciation of a card is not the recomputed one.
    Depreciation {
        card: &'a AssetCard,
        thing: Option<usize>,
        schedule: Schedule,
        found: Fen,
        expected: Fen,
    },
    /// The cards of an entity do not add up to its fixed-asset accounts.
    Balance { entity: String },
    /// The assets of a project do not stand at the amount that the clause names.
    ValueBasis { assets: Vec<&'a Asset>, due: Option<Fen> },
    /// No entry can follow from it alone: why, in Chinese and English.
    Open(&'static str, &'static str),
}

impl<'a> Gap<'a> {
    pub(super) fn new(finding: &Finding, cause: Cause<'a>) -> Self {
        Self {
            finding_id: finding.id(),
            code: finding.code.code,
            subject_id: finding.subject.id.clone(),
            unit: finding.unit.clone(),
            amount: finding.amount,
            cells: finding.evidence.clone(),
            cause,
        }
    }

    /// A difference from which alone no entry can follow.
    pub(super) fn open(finding: &Finding) -> Self {
        let code = finding.code.code;
        let (zh, en) = if code == account::TRIAL_UNBALANCED.code {
            (
                "借贷不平是记账差错，平衡的分录不能纠正；须查出漏记、错记的一方",
                "debits and credits do not tie: no balanced entry mends that; find the side that was left out",
            )
        } else if code == account::SUSPENSE_OPEN.code {
            (
                "待处理财产损溢须经批准后转销：净损失转入处置费用或其他支出（有责任人的转应收款），净溢余转入以前年度盈余调整或其他收入",
                "it is written off on approval: losses to disposal or other expense (or to who is liable), gains to the adjustment of earlier years or other income",
            )
        } else if code == account::DEPRECIATION_DIFFERS.code {
            (
                "没有计提年终折旧，金额须按该资产的卡片计算",
                "depreciation at the year end was not charged; its amount follows from the card",
            )
        } else {
            (
                "价值须先经评估、审定，才能确定调整金额",
                "the value must be appraised and decided before an amount is known",
            )
        };
        Self::new(finding, Cause::Open(zh, en))
    }

    /// The order in which differences are settled.
    pub(super) fn order(&self) -> (&str, &str, &str) {
        (self.code, &self.subject_id, &self.finding_id)
    }
}
