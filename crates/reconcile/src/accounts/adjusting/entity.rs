//! An accounting entity: its cards, and its accounts at the end of the year.

use super::chart::{self, Account, Kind};
use crate::accounts::balances::{debit_closing, year_end};
use crate::accounts::cards::Cards;
use crate::accounts::regime::{Regime, account_name, head};
use crate::accounts::trial::tops;
use crate::accounts::{keeper_name, keeper_of_card};
use crate::ground::Ground;
use crate::holdings::{Holding, is_gone};
use ledger::tables::{AccountBalance, AssetCard};
use ledger::{Fen, Text};
use std::collections::BTreeMap;

/// One accounting entity.
#[derive(Debug, Default)]
pub(super) struct Entity<'a> {
    /// Its name, as its cards or accounts have it.
    pub(super) name: String,
    /// Cards of what has not left the books, with whether they are of biological assets, and the
    /// thing that each leads to.
    pub(super) cards: Vec<(&'a AssetCard, bool, Option<usize>)>,
    /// Its accounts at the end of the year; empty when none were received.
    accounts: Vec<&'a AccountBalance>,
    /// What all its cards and accounts follow; `None` where they do not agree.
    pub(super) regime: Option<Regime>,
    /// The chart that its accounts state.
    chart: Option<&'a str>,
    /// Name of an account → its code, and what it closes at, credit as a minus.
    closings: BTreeMap<String, (Option<Text>, Option<Fen>)>,
    /// Measure, biological → what the cards hold; absent when one does not state it.
    on_cards: BTreeMap<(Measure, bool), Option<Fen>>,
}

/// Which amount of cards and accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Measure {
    Original,
    Accumulated,
}

/// Whether the accounts hold the figure that is wrong on the cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    /// No closing balance was received.
    NotReceived,
    /// They hold what the cards hold.
    Holds,
    /// They already stand as they should; only cards are wrong.
    Corrected,
    /// They hold neither.
    Open,
}

/// All entities by the key of their unit.
pub(super) fn entities<'a>(ground: &Ground<'a>, cards: &Cards) -> BTreeMap<String, Entity<'a>> {
    let Ground { books, units, holdings, case, .. } = *ground;
    let mut out: BTreeMap<String, Entity> = BTreeMap::new();
    for (position, card) in books.asset_cards.iter().enumerate() {
        let Some(key) = keeper_of_card(card, units) else {
            continue;
        };
        let entity = out.entry(key).or_default();
        if entity.name.is_empty() {
            entity.name = card_keeper(card);
        }
        if !is_gone(card.asset_status.as_deref()) {
            let thing = cards.thing.get(&position).copied();
            let biological = thing.and_then(|i| holdings.all.get(i)).is_some_and(is_biological);
            entity.cards.push((card, biological, thing));
        }
    }
    for (key, rows) in year_end(books, units, case) {
        let entity = out.entry(key).or_default();
        if entity.name.is_empty() {
            entity.name = rows.first().map(|r| keeper_name(r)).unwrap_or_default();
        }
        entity.accounts = rows;
    }
    out.values_mut().for_each(Entity::add_up);
    out
}

fn card_keeper(card: &AssetCard) -> String {
    let place = [card.township.as_deref(), card.village.as_deref()];
    card.unit.as_deref().map_or_else(|| place.into_iter().flatten().collect(), str::to_owned)
}

pub(super) fn is_biological(thing: &Holding) -> bool {
    thing.lead.asset_form.as_deref() == Some("biological")
}

impl Entity<'_> {
    /// Sums accounts by name and cards by measure, once for all differences.
    fn add_up(&mut self) {
        let of_cards = self.cards.iter().filter_map(|(card, ..)| Regime::of_card(card));
        let of_accounts = self.accounts.iter().filter_map(|row| Regime::of_balance(row));
        let mut regimes = of_cards.chain(of_accounts);
        let first = regimes.next();
        self.regime = first.filter(|first| regimes.all(|other| other == *first));
        self.chart = self.accounts.iter().find_map(|row| row.regime.as_deref());
        let mut by_name: BTreeMap<String, Vec<&AccountBalance>> = BTreeMap::new();
        for row in &self.accounts {
            by_name.entry(account_name(row).unwrap_or_default()).or_default().push(row);
        }
        let close = |rows: Vec<&AccountBalance>| {
            let tops = tops(&rows);
            let closings: Option<Vec<Fen>> = tops.iter().map(|r| debit_closing(r)).collect();
            let code = tops.first().and_then(|row| row.account_code.clone());
            (code, closings.and_then(Fen::checked_sum))
        };
        self.closings = by_name.into_iter().map(|(name, rows)| (name, close(rows))).collect();
        for (card, biological, _) in &self.cards {
            for (measure, amount) in
                [(Measure::Original, card.original_value), (Measure::Accumulated, charged(card))]
            {
                let sum = self.on_cards.entry((measure, *biological)).or_insert(Some(Fen::ZERO));
                *sum = sum.zip(amount).and_then(|(sum, amount)| sum.plus(amount));
            }
        }
    }

    /// Its chart of accounts: as its accounts state, else that of the regime in force.
    pub(super) fn chart(&self, regime: Regime) -> &str {
        self.chart.unwrap_or(match regime {
            Regime::Government => "gov",
            Regime::Rural => "rural2023",
        })
    }

    /// The code of an account: as its own books have it, else as the chart has it.
    pub(super) fn code(&self, account: Account, regime: Regime) -> Option<Text> {
        let own = head(account.name).and_then(|name| self.closings.get(&name)?.0.clone());
        let known = self.chart(regime) != "rural2004";
        own.or_else(|| known.then(|| account.code.into()))
    }

    /// The closing balance of an account, credit as a minus. One that a list of balances leaves out
    /// stands at zero.
    pub(super) fn closing(&self, account: Account) -> Result<Fen, Tie> {
        if self.accounts.is_empty() {
            return Err(Tie::NotReceived);
        }
        match head(account.name).and_then(|name| self.closings.get(&name)) {
            Some((_, closing)) => closing.ok_or(Tie::Open),
            None => Ok(Fen::ZERO),
        }
    }

    /// What the cards hold in the accounts of that kind; `None` when one does not state it.
    fn on_cards(&self, regime: Regime, measure: Measure, biological: bool) -> Option<Fen> {
        let of = |biological| self.on_cards.get(&(measure, biological)).copied();
        let own = of(biological).unwrap_or(Some(Fen::ZERO))?;
        match regime {
            // The government's fixed assets hold animals and plants too.
            Regime::Government => own.plus(of(!biological).unwrap_or(Some(Fen::ZERO))?),
            Regime::Rural => Some(own),
        }
    }

    /// What the cards hold less what the accounts hold; an error where either is not known.
    pub(super) fn offset(
        &self,
        regime: Regime,
        measure: Measure,
        biological: bool,
    ) -> Result<Fen, Tie> {
        let kinds: &[Kind] = match (regime, biological) {
            (Regime::Government, _) => &[Kind::Fixed, Kind::Infrastructure],
            (Regime::Rural, false) => &[Kind::Fixed],
            (Regime::Rural, true) => &[Kind::Biological],
        };
        let of = |kind: &Kind| match measure {
            Measure::Original => chart::asset(regime, *kind),
            Measure::Accumulated => chart::depreciation(regime, *kind),
        };
        let closings: Vec<Fen> =
            kinds.iter().map(|kind| self.closing(of(kind))).collect::<Result<_, _>>()?;
        let closing = Fen::checked_sum(closings).ok_or(Tie::Open)?;
        let held = match measure {
            Measure::Original => closing,
            Measure::Accumulated => Fen::ZERO.minus(closing),
        };
        Ok(self.on_cards(regime, measure, biological).ok_or(Tie::Open)?.minus(held))
    }
}

/// What was charged on a card; nothing where it is not depreciated.
fn charged(card: &AssetCard) -> Option<Fen> {
    let none = card.depreciation_method.as_deref() == Some("none")
        || card.depreciation_state.as_deref() == Some("not_depreciated");
    card.accumulated_depreciation.or_else(|| none.then_some(Fen::ZERO))
}
