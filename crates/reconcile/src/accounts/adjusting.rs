//! Adjusting entries (调账分录) for what ledger, cards and balances disagree on.
//!
//! What goes in: the differences that the checks found ([`Gap`]), and what is known of both sides.
//! What comes out: for each of them either balanced entries, or why none is proposed; and the
//! schedule of every card whose depreciation differs.
//!
//! What must always hold: every difference is in exactly one of both; debits = credits of every
//! entry, to the fen; an entry is proposed only where it is known which side is right *and* the
//! entity's accounts, where received, hold the figure that is wrong. Money proves values,
//! arithmetic proves depreciation; nothing else proves anything.

mod balance;
mod cards;
mod chart;
mod entity;
mod entry;
mod value;

use super::cards::Cards;
use super::gap::{Cause, Gap};
use super::keeper_of_card;
use super::regime::Regime;
use crate::basis::book_day;
use crate::funds::{Compared, Projects, Proofs};
use crate::ground::Ground;
use crate::holdings::Holding;
use chart::Kind;
use entity::{Entity, Measure, Tie, entities};
use entry::{Adjustment, Words, words};
use ledger::tables::{AdjustingLine, AssetCard, DepreciationMonth, Handover, Unadjusted};
use ledger::{Day, Fen, Row};
use std::collections::{BTreeMap, BTreeSet};

/// Months of schedules that are written in full; of later cards only the last month is.
const SCHEDULE_MONTHS_MAX: usize = 1_000_000;

/// What is proposed.
#[derive(Debug, Clone, Default)]
pub struct Adjustments {
    /// Lines of balanced entries.
    pub lines: Vec<AdjustingLine>,
    /// Differences without an entry.
    pub unadjusted: Vec<Unadjusted>,
    /// Recomputed depreciation, month by month, of cards that differ.
    pub depreciation: Vec<DepreciationMonth>,
}

impl Adjustments {
    /// Entries whose debits are not their credits. Must be empty.
    pub(crate) fn imbalances(&self) -> Vec<String> {
        let mut entries: BTreeMap<&str, Fen> = BTreeMap::new();
        for line in &self.lines {
            let net = entries.entry(line.entry_no.as_deref().unwrap_or_default()).or_default();
            let (debit, credit) = (line.debit.unwrap_or_default(), line.credit.unwrap_or_default());
            *net = Fen::sum([*net, debit, Fen::ZERO.minus(credit)]);
        }
        let off = entries.into_iter().filter(|(_, net)| *net != Fen::ZERO);
        off.map(|(entry, net)| format!("分录 {entry} 借贷相差 {net}")).collect()
    }
}

/// What is looked up to judge a difference.
struct Scene<'g, 'a> {
    ground: &'g Ground<'a>,
    cards: &'g Cards<'a>,
    entities: BTreeMap<String, Entity<'a>>,
    proofs: Proofs<'g, 'a>,
    /// Row that speaks for a thing → the thing.
    things: BTreeMap<&'a str, usize>,
    /// Asset → amount → the hand-over at it.
    handed: BTreeMap<&'a str, BTreeMap<Fen, &'a Handover>>,
    /// Entity, measure, biological → what its cards hold too much, over all differences.
    excess: BTreeMap<(String, Measure, bool), Fen>,
    /// Entity → original value of all its things without a card.
    missing: BTreeMap<String, Fen>,
}

/// Judges every difference once.
pub(super) fn propose<'a>(
    ground: &Ground<'a>,
    cards: &Cards<'a>,
    mut gaps: Vec<Gap<'a>>,
) -> Adjustments {
    if gaps.is_empty() {
        return Adjustments::default();
    }
    let Ground { books, entities: assets, book, case, .. } = *ground;
    let compared = Compared::new(books, book, case);
    let projects = Projects::new(books, assets, ground.scope.mixes(), &compared);
    let mut scene = Scene {
        ground,
        cards,
        entities: entities(ground, cards),
        proofs: Proofs::new(books, &projects),
        things: ground.holdings.all.iter().map(|t| t.lead.row_id()).zip(0..).collect(),
        handed: handed(&books.handovers),
        excess: BTreeMap::new(),
        missing: BTreeMap::new(),
    };
    gaps.sort_by(|a, b| a.order().cmp(&b.order()));
    let mut seen = BTreeSet::new();
    gaps.retain(|gap| seen.insert(gap.finding_id.clone()));
    for gap in &gaps {
        if let Some((key, measure, biological, amount)) = scene.excess_of(gap) {
            if matches!(gap.cause, Cause::CardMissing { .. }) {
                let sum = scene.missing.entry(key.clone()).or_default();
                *sum = Fen::sum([*sum, Fen::ZERO.minus(amount)]);
            }
            let sum = scene.excess.entry((key, measure, biological)).or_default();
            *sum = Fen::sum([*sum, amount]);
        }
    }
    let mut out = Adjustments::default();
    let mut next = 1;
    for gap in &gaps {
        let key = scene.entity_of(gap);
        let entity = key.as_deref().and_then(|key| scene.entities.get(key));
        match scene.judge(gap, key.as_deref(), entity) {
            Ok(adjustment) => {
                let day = Day::from(book_day(case));
                out.lines.extend(adjustment.lines(gap, entity, day, &mut next));
            }
            Err(why) => out.unadjusted.push(why.unadjusted(gap, entity)),
        }
        scene.schedule(gap, entity, &mut out.depreciation);
    }
    out
}

/// Hand-overs by asset and amount, the first of each.
fn handed(rows: &[Handover]) -> BTreeMap<&str, BTreeMap<Fen, &Handover>> {
    let mut out: BTreeMap<&str, BTreeMap<Fen, &Handover>> = BTreeMap::new();
    for row in rows {
        if let (Some(id), Some(amount)) = (row.asset_id.as_deref(), row.original_value) {
            out.entry(id).or_default().entry(amount).or_insert(row);
        }
    }
    out
}

impl<'a> Scene<'_, 'a> {
    /// The key of the entity in whose books a difference stands.
    fn entity_of(&self, gap: &Gap) -> Option<String> {
        match &gap.cause {
            Cause::CardMissing { thing } => self.owner(*thing),
            Cause::Value { cards, .. } => self.keeper(cards.first()?),
            Cause::Depreciation { card, .. } => self.keeper(card),
            Cause::Balance { entity } => Some(entity.clone()),
            Cause::ValueBasis { assets, .. } => self.owner(self.thing_of(assets.first()?)?),
            Cause::Open(..) => None,
        }
    }

    fn owner(&self, thing: usize) -> Option<String> {
        self.ground.holdings.owners.get(thing).cloned().flatten()
    }

    fn keeper(&self, card: &AssetCard) -> Option<String> {
        keeper_of_card(card, self.ground.units)
    }

    fn thing(&self, index: usize) -> Option<&Holding<'a>> {
        self.ground.holdings.all.get(index)
    }

    /// What the cards of which entity hold too much because of a difference.
    fn excess_of(&self, gap: &Gap) -> Option<(String, Measure, bool, Fen)> {
        let (measure, thing) = match &gap.cause {
            Cause::CardMissing { thing } | Cause::Value { thing, .. } => {
                (Measure::Original, Some(*thing))
            }
            Cause::Depreciation { thing, .. } => (Measure::Accumulated, *thing),
            _ => return None,
        };
        let thing = thing.and_then(|i| self.thing(i));
        let amount = match &gap.cause {
            Cause::CardMissing { .. } => Fen::ZERO.minus(thing?.lead.original_value?),
            _ => gap.amount?,
        };
        let biological = thing.is_some_and(entity::is_biological);
        Some((self.entity_of(gap)?, measure, biological, amount))
    }

    fn judge(
        &self,
        gap: &Gap<'a>,
        key: Option<&str>,
        entity: Option<&Entity<'a>>,
    ) -> Result<Adjustment, Words> {
        if let Cause::Open(zh, en) = gap.cause {
            return Err(words(zh, en));
        }
        let key = key.ok_or_else(|| {
            words("不能确定由哪个核算单位记账", "the accounting entity that books it is not known")
        })?;
        let entity = entity.ok_or_else(|| {
            words(
                "未收到该单位的固定资产卡片和科目余额",
                "neither cards nor balances of the entity were received",
            )
        })?;
        match &gap.cause {
            Cause::Depreciation { card, thing, schedule, found, expected } => {
                self.depreciation(key, entity, gap, (*card, *thing), schedule, (*found, *expected))
            }
            Cause::Value { thing, cards } => self.value(key, entity, gap, *thing, cards),
            Cause::CardMissing { thing } => self.card_missing(key, entity, *thing),
            Cause::ValueBasis { assets, due } => self.value_basis(key, entity, assets, *due),
            Cause::Balance { .. } => self.balance(key, entity, gap),
            Cause::Open(zh, en) => Err(words(*zh, *en)),
        }
    }

    /// Whether the accounts hold what is wrong on the cards by `own`.
    fn tie(
        &self,
        key: &str,
        entity: &Entity,
        regime: Regime,
        (measure, biological): (Measure, bool),
        own: Fen,
    ) -> Tie {
        let all = self.excess.get(&(key.to_owned(), measure, biological)).copied();
        match entity.offset(regime, measure, biological) {
            Err(tie) => tie,
            Ok(Fen::ZERO) => Tie::Holds,
            Ok(offset) if offset == own || Some(offset) == all => Tie::Corrected,
            Ok(_) => Tie::Open,
        }
    }

    /// In which accounts the entity holds a thing.
    fn kind(
        &self,
        entity: &Entity,
        regime: Regime,
        thing: Option<&Holding>,
    ) -> Result<Kind, Words> {
        if regime == Regime::Rural {
            let biological = thing.is_some_and(entity::is_biological);
            return Ok(if biological { Kind::Biological } else { Kind::Fixed });
        }
        let holds = |kind| {
            entity.closing(chart::asset(regime, kind)).is_ok_and(|closing| closing != Fen::ZERO)
        };
        match (holds(Kind::Fixed), holds(Kind::Infrastructure)) {
            (true, false) => return Ok(Kind::Fixed),
            (false, true) => return Ok(Kind::Infrastructure),
            _ => {}
        }
        let subclass = thing.and_then(|t| t.lead.asset_subclass.as_deref());
        subclass.and_then(chart::kind_of).ok_or_else(|| {
            words(
                "不能确定该资产在固定资产还是公共基础设施科目核算；请在台账填写二级类型",
                "whether it is booked as fixed asset or as infrastructure is not known; the register does not state its sub-class",
            )
        })
    }

    /// The schedule of a card that differs.
    fn schedule(&self, gap: &Gap<'a>, entity: Option<&Entity>, out: &mut Vec<DepreciationMonth>) {
        let Cause::Depreciation { card, schedule, .. } = &gap.cause else {
            return;
        };
        let Some(original) = card.original_value else {
            return;
        };
        let months = usize::try_from(schedule.months).unwrap_or(usize::MAX);
        let fits = out.len().saturating_add(months) <= SCHEDULE_MONTHS_MAX;
        let skipped = if fits { 0 } else { months.saturating_sub(1) };
        out.extend(schedule.served(original).skip(skipped).map(|month| DepreciationMonth {
            finding_id: Some(gap.finding_id.clone()),
            card_no: card.card_no.clone(),
            asset_id: card.asset_id.clone(),
            unit: entity.map(|e| e.name.as_str().into()),
            accounting_rule: Some(schedule.regime.code().into()),
            month: Some(month.month),
            months_served: Some(month.served),
            life_months: Some(schedule.life),
            base: schedule.base(original),
            charge: Some(month.charge),
            accumulated: Some(month.accumulated),
        }));
    }
}
