//! Cards against things of the ledger: who has none, and whose original value differs.

use super::gap::{Cause, Gap};
use super::keeper_of_card;
use crate::basis::Basis;
use crate::ground::Ground;
use crate::holdings::{Clue, Found, Holding, Holdings, is_gone};
use crate::units::Units;
use ledger::codes::account;
use ledger::tables::AssetCard;
use ledger::{Books, Fen, Finding, Row, StepOutput, Value, Verdict};
use rulebook::checks::reconciliation::CardValue;
use std::collections::{BTreeMap, BTreeSet};

/// Where the cards stand.
#[derive(Debug, Default)]
pub(super) struct Cards<'a> {
    /// Thing → its cards; a thing booked in components has several.
    pub(super) of: BTreeMap<usize, Vec<&'a AssetCard>>,
    /// Card (by position) → its thing.
    pub(super) thing: BTreeMap<usize, usize>,
    /// Cards that could be of one among several things.
    pub(super) doubtful: Vec<(&'a AssetCard, Vec<usize>)>,
    /// Keys of the units whose cards were given.
    pub(super) units: BTreeSet<String>,
}

/// Leads every card to its thing.
pub(super) fn place<'a>(books: &'a Books, holdings: &Holdings, units: &Units) -> Cards<'a> {
    let mut cards = Cards::default();
    let mut seen: BTreeSet<Vec<Value>> = BTreeSet::new();
    for (position, card) in books.asset_cards.iter().enumerate() {
        let unit = keeper_of_card(card, units);
        cards.units.extend(unit.clone());
        let clue = Clue {
            id: card.asset_id.as_deref(),
            prior: card.prior_asset_id.as_deref(),
            name: card.name.as_deref(),
            township: card.township.as_deref(),
            village: card.village.as_deref(),
            value: card.original_value,
            quantity: card.quantity,
            unit,
        };
        match holdings.find(&clue) {
            Found::One(thing) => {
                cards.thing.insert(position, thing);
                // The same card twice is one card of its thing; most things have one card.
                let of = cards.of.entry(thing).or_default();
                if let [only] = of.as_slice() {
                    seen.insert(only.values());
                }
                if of.is_empty() || seen.insert(card.values()) {
                    of.push(card);
                }
            }
            Found::Several(things) => cards.doubtful.push((card, things)),
            Found::Nothing => {}
        }
    }
    cards
}

/// `account.card-missing` and `account.value-differs`.
pub(super) fn check<'a>(ground: &Ground<'a>, cards: &Cards<'a>) -> StepOutput<Vec<Gap<'a>>> {
    let Ground { books, holdings, book, case, .. } = *ground;
    let basis = Basis::of::<CardValue>(book, case.as_of);
    let mut out = StepOutput::default();
    if !books.has("asset_cards") {
        out.checks.push(basis.no_data());
        return out;
    }
    let doubted: BTreeSet<usize> =
        cards.doubtful.iter().flat_map(|(_, things)| things.iter().copied()).collect();
    for (card, things) in &cards.doubtful {
        let finding = holdings.ambiguous(*card, things);
        out.findings.push(
            finding
                .place(card.township.as_deref(), card.village.as_deref())
                .unit(card.unit.as_deref()),
        );
    }
    let mut run = basis.run();
    for (index, thing) in holdings.registered() {
        if thing.is_household() || thing.is_gone() || !is_carded(thing) {
            continue;
        }
        let given = holdings
            .owners
            .get(index)
            .and_then(Option::as_ref)
            .is_some_and(|owner| cards.units.contains(owner));
        let (verdict, finding) = match cards.of.get(&index) {
            Some(of) => compare(thing, of, &basis),
            // The unit's cards were not given, or one that could be its cannot be told.
            None if !given || thing.unsettled || doubted.contains(&index) => {
                (Verdict::Unknown, None)
            }
            None => (Verdict::Failed, Some(missing(thing, &basis))),
        };
        run.count(verdict);
        let cause = match cards.of.get(&index) {
            Some(of) => Cause::Value { thing: index, cards: of.clone() },
            None => Cause::CardMissing { thing: index },
        };
        out.rows.extend(finding.as_ref().map(|finding| Gap::new(finding, cause)));
        out.findings.extend(finding);
    }
    out.checks.push(run);
    out
}

/// Whether a thing is of a form that stands on fixed-asset cards.
fn is_carded(thing: &Holding) -> bool {
    thing.lead.asset_form.as_deref().is_none_or(|form| form == "fixed")
        && thing.lead.asset_status.as_deref() != Some("under_construction")
}

fn missing(thing: &Holding, basis: &Basis) -> Finding {
    let owner = thing.lead.owner_name.clone().unwrap_or_default();
    basis
        .finding(&account::CARD_MISSING, thing.subject.clone())
        .of(thing.lead)
        .arg("name", thing.name())
        .arg("owner", owner)
        .cells(thing.lead.cells(&["asset_id", "asset_name", "owner_name", "original_value"]))
}

/// Σ cards against the ledger. `Unknown` when either side states no value.
fn compare(thing: &Holding, of: &[&AssetCard], basis: &Basis) -> (Verdict, Option<Finding>) {
    let live: Vec<&AssetCard> =
        of.iter().copied().filter(|c| !is_gone(c.asset_status.as_deref())).collect();
    let values: Option<Vec<Fen>> = live.iter().map(|c| c.original_value).collect();
    let (Some(values), Some(expected)) = (values, thing.lead.original_value) else {
        return (Verdict::Unknown, None);
    };
    let found = Fen::sum(values);
    if found == expected || live.is_empty() {
        return (Verdict::Passed, None);
    }
    let finding = basis
        .finding(&account::VALUE_DIFFERS, thing.subject.clone())
        .of(thing.lead)
        .unit(live.first().and_then(|c| c.unit.as_deref()))
        .amount(found.minus(expected))
        .arg("name", thing.name())
        .arg("found", found.grouped())
        .arg("expected", expected.grouped())
        .cells(live.iter().flat_map(|c| c.cells(&["asset_id", "original_value"])))
        .cells(thing.lead.cells(&["asset_id", "original_value"]));
    (Verdict::Failed, Some(finding))
}
