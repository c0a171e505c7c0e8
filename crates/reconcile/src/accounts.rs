//! Ledger to accounting books: cards, depreciation, balances and trial balances.
//!
//! ```text
//! cards ──▶ things of the ledger      missing, original value
//!   ├─────▶ recomputed depreciation   by the regime that keeps them
//!   └─────▶ balances of the unit      Σ cards = closing fixed-asset accounts
//! balances ─▶ themselves              debits = credits, closing = opening ± movement
//! ```

mod adjusting;
mod balances;
mod booking;
mod cards;
mod depreciation;
mod disputed;
mod equity;
mod gap;
mod regime;
mod schedule;
mod trial;
mod value_basis;

use crate::ground::Ground;
use crate::units::Units;
pub use adjusting::Adjustments;
use adjusting::propose;
use gap::Gap;
use ledger::StepOutput;
use ledger::tables::{AccountBalance, AssetCard};
use regime::Regime;
use std::collections::BTreeSet;

/// Makes the checks of the ledger against the accounting books.
#[must_use]
pub fn check(ground: &Ground<'_>) -> StepOutput<()> {
    let mut out = StepOutput::default();
    out.absorb(run(ground).1);
    out
}

/// Makes the checks, and proposes entries for what differs.
#[must_use]
pub fn run(ground: &Ground<'_>) -> (Adjustments, StepOutput<()>) {
    let Ground { books, units, .. } = *ground;
    let mut out = StepOutput::default();
    let mut gaps = Vec::new();
    let cards = cards::place(books, ground.holdings, units);
    for part in [
        cards::check(ground, &cards),
        depreciation::check(ground, &cards),
        balances::check(books, units, ground.case),
        value_basis::check(ground),
    ] {
        let StepOutput { rows, findings, checks, trace } = part;
        gaps.extend(rows);
        out.absorb(StepOutput { rows: (), findings, checks, trace });
    }
    for part in [
        trial::check(books, units),
        depreciation::year_end(ground),
        equity::check(ground),
        disputed::check(ground),
    ] {
        out.absorb(part);
    }
    let judged: BTreeSet<_> = gaps.iter().map(|gap| gap.finding_id.clone()).collect();
    let of_accounts = out.findings.iter().filter(|f| f.code.code.starts_with("account."));
    gaps.extend(of_accounts.filter(|f| !judged.contains(&f.id())).map(Gap::open));
    let adjustments = propose(ground, &cards, gaps);
    out.absorb(booking::income(ground));
    out.absorb(booking::separate(ground));
    (adjustments, out)
}

/// The unit that keeps a card or an account; the books of the village where a rural row names none.
fn keeper(
    units: &Units,
    unit: Option<&str>,
    regime: Option<Regime>,
    (township, village): (Option<&str>, Option<&str>),
) -> Option<String> {
    match (unit, regime, township, village) {
        (Some(unit), _, township, _) => units.key(unit, township),
        (None, Some(Regime::Rural), Some(township), Some(village)) => {
            units.village(township, village)
        }
        _ => None,
    }
}

/// The unit that keeps a card.
fn keeper_of_card(card: &AssetCard, units: &Units) -> Option<String> {
    let place = (card.township.as_deref(), card.village.as_deref());
    keeper(units, card.unit.as_deref(), Regime::of_card(card), place)
}

/// The unit that keeps an account.
fn keeper_of_account(row: &AccountBalance, units: &Units) -> Option<String> {
    let place = (row.township.as_deref(), row.village.as_deref());
    keeper(units, row.unit.as_deref(), Regime::of_balance(row), place)
}

/// The name by which findings call the unit that keeps an account.
fn keeper_name(row: &AccountBalance) -> String {
    let place = [row.township.as_deref(), row.village.as_deref()];
    row.unit.as_deref().map_or_else(|| place.into_iter().flatten().collect(), str::to_owned)
}
