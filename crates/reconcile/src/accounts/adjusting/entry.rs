//! Entries: debits and credits of one amount, with the words that say why.

use super::chart::Account;
use super::entity::{Entity, Tie};
use crate::accounts::gap::Gap;
use crate::accounts::regime::Regime;
use ledger::tables::{AdjustingLine, Unadjusted};
use ledger::{Cell, Day, Fen, Text};

/// A sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) zh: String,
    pub(super) en: String,
}

pub(super) fn words(zh: impl Into<String>, en: impl Into<String>) -> Words {
    Words { zh: zh.into(), en: en.into() }
}

impl Words {
    /// The row that says why there is no entry.
    pub(super) fn unadjusted(&self, gap: &Gap, entity: Option<&Entity>) -> Unadjusted {
        Unadjusted {
            finding_id: Some(gap.finding_id.clone()),
            code: Some(gap.code.into()),
            subject_id: Some(gap.subject_id.clone()),
            unit: gap.unit_in(entity),
            amount: gap.amount,
            reason: Some(self.zh.as_str().into()),
            reason_en: Some(self.en.as_str().into()),
        }
    }
}

impl Gap<'_> {
    /// The accounting entity; the unit that the finding names where none is known.
    fn unit_in(&self, entity: Option<&Entity>) -> Option<Text> {
        entity.map(|e| e.name.as_str().into()).or_else(|| self.unit.clone())
    }
}

/// One entry: `amount` from credit to debit.
#[derive(Debug, Clone)]
struct Entry {
    debit: Account,
    credit: Account,
    amount: Fen,
    why: Words,
}

/// The entries that settle one difference, in the order in which they are posted.
#[derive(Debug, Clone)]
pub(super) struct Adjustment {
    regime: Regime,
    /// Whether the accounts were received, and hold the figure that is wrong.
    tied: bool,
    entries: Vec<Entry>,
    /// Cells that it rests on besides those of the finding.
    proof: Vec<Cell>,
}

impl Adjustment {
    /// An adjustment without entries yet; an error where the accounts speak against one.
    pub(super) fn new(regime: Regime, tie: Tie) -> Result<Self, Words> {
        match tie {
            Tie::Holds | Tie::NotReceived => {
                Ok(Self { regime, tied: tie == Tie::Holds, entries: Vec::new(), proof: Vec::new() })
            }
            Tie::Corrected => Err(words(
                "科目余额已是正确金额，只需更正卡片，不作分录",
                "the accounts already stand at the right amount: correct the card, no entry",
            )),
            Tie::Open => Err(words(
                "科目期末余额与卡片合计不符，不能判断总账是否有同样的差错；先查清两者的差额",
                "the closing balance is neither what the cards hold nor what they should: settle that difference first",
            )),
        }
    }

    /// Adds an entry; a negative amount goes the other way.
    pub(super) fn entry(
        mut self,
        debit: Account,
        credit: Account,
        amount: Fen,
        why: Words,
    ) -> Self {
        let (debit, credit) = if amount < Fen::ZERO { (credit, debit) } else { (debit, credit) };
        self.entries.push(Entry { debit, credit, amount: amount.abs(), why });
        self
    }

    /// The same, resting on these cells too.
    pub(super) fn resting_on(self, proof: Vec<Cell>) -> Self {
        Self { proof, ..self }
    }

    /// The lines of the table; entries are numbered from `next` on.
    pub(super) fn lines(
        &self,
        gap: &Gap,
        entity: Option<&Entity>,
        day: Day,
        next: &mut usize,
    ) -> Vec<AdjustingLine> {
        let mut out = Vec::with_capacity(self.entries.len() * 2);
        let cells = gap.cells.iter().chain(&self.proof);
        let cells: Vec<Text> = cells.map(|cell| cell.to_string().into()).collect();
        for entry in &self.entries {
            let number = *next;
            *next += 1;
            let sides =
                [(entry.debit, Some(entry.amount), None), (entry.credit, None, Some(entry.amount))];
            for (line, (account, debit, credit)) in (1..).zip(sides) {
                out.push(AdjustingLine {
                    entry_no: Some(format!("TZ-{number:04}").into()),
                    line: Some(line),
                    finding_id: Some(gap.finding_id.clone()),
                    code: Some(gap.code.into()),
                    subject_id: Some(gap.subject_id.clone()),
                    unit: gap.unit_in(entity),
                    regime: entity.map(|e| e.chart(self.regime).into()),
                    date: Some(day),
                    account_code: entity.and_then(|e| e.code(account, self.regime)),
                    account_name: Some(account.name.into()),
                    account_class: Some(account.class.into()),
                    debit,
                    credit,
                    tied_to_balance: Some(self.tied),
                    reason: Some(self.said(&entry.why.zh, "（未收到该单位期末科目余额，过账前须与总账核对）")),
                    reason_en: Some(self.said(
                        &entry.why.en,
                        " (no closing balance was received: check the general ledger before posting)",
                    )),
                    cells: cells.clone(),
                });
            }
        }
        out
    }

    fn said(&self, why: &str, untied: &str) -> Text {
        format!("{why}{}", if self.tied { "" } else { untied }).into()
    }
}
