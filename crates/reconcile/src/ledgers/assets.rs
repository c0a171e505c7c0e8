//! The main view: one row per real asset, where it stands and where the ledgers disagree.

use super::Scene;
use super::expected::{Expected, Owed};
use super::repeated::Listing;
use crate::Entity;
use crate::keys::id::id_key;
use crate::matching::union::HUB;
use crate::parallel::{cores, each};
use ledger::tables::{Difference, ReconciledAsset};
use ledger::{Fen, Row, Text};
use std::collections::{BTreeMap, BTreeSet};

/// What is counted for each asset besides its rows.
struct Counts {
    cards: BTreeMap<String, i64>,
    counts: BTreeMap<String, i64>,
    funds: BTreeMap<String, i64>,
}

/// The view of all assets.
pub(crate) fn view(
    scene: &Scene<'_, '_>,
    expected: &Expected,
    differences: &[Difference],
) -> Vec<ReconciledAsset> {
    let tally = |ids: Vec<Option<&str>>| {
        let mut out: BTreeMap<String, i64> = BTreeMap::new();
        for id in ids.into_iter().flatten().filter_map(id_key) {
            *out.entry(id).or_default() += 1;
        }
        out
    };
    let books = scene.books;
    let counts = Counts {
        cards: tally(books.asset_cards.iter().map(|c| c.asset_id.as_deref()).collect()),
        counts: tally(books.physical_counts.iter().map(|c| c.asset_id.as_deref()).collect()),
        funds: tally(books.fund_ledger.iter().map(|f| f.project_id.as_deref()).collect()),
    };
    let differing: BTreeSet<&str> = differences
        .iter()
        .filter(|d| d.within_tolerance != Some(true))
        .filter_map(|d| d.left_row_id.as_deref())
        .collect();
    let all = &scene.matched.entities.all;
    let parts = each(all.chunks(all.len().div_ceil(cores()).max(1)), |entities| {
        let assets = entities.iter().filter(|entity| !is_summed(scene, entity));
        let rows = assets.map(|entity| row(scene, expected, entity, &counts, &differing));
        rows.collect::<Vec<_>>()
    });
    parts.into_iter().flatten().collect()
}

fn row(
    scene: &Scene<'_, '_>,
    expected: &Expected,
    entity: &Entity<'_>,
    counts: &Counts,
    differing: &BTreeSet<&str>,
) -> ReconciledAsset {
    let lead = entity.lead();
    let stands: BTreeSet<&str> = entity.rows.iter().filter_map(|r| r.ledger.as_deref()).collect();
    let covered = covered(scene, entity);
    let named: BTreeSet<&str> = stands.iter().chain(&covered).copied().collect();
    let (systems, ledgers): (Vec<&str>, Vec<&str>) =
        named.iter().partition(|l| l.starts_with("sys_"));
    let (agreed, worst) = values(scene, entity, &stands);
    let stated: BTreeSet<&str> = entity.rows.iter().filter_map(|r| r.asset_id.as_deref()).collect();
    let ids: BTreeSet<String> = stated.into_iter().filter_map(id_key).collect();
    let of_ids = |tally: &BTreeMap<String, i64>| ids.iter().filter_map(|id| tally.get(id)).sum();
    let text = |list: Vec<&str>| list.into_iter().map(Text::from).collect();
    ReconciledAsset {
        asset_key: Some(entity.key.clone()),
        asset_id: Some(entity.id.clone()),
        name: lead.asset_name.clone(),
        township: lead.township.clone(),
        village: lead.village.clone(),
        class: lead.asset_class.clone(),
        ledgers: text(ledgers),
        systems: text(systems),
        cards: Some(of_ids(&counts.cards)),
        counts: Some(of_ids(&counts.counts)),
        funds: Some(
            lead.project_id
                .as_deref()
                .and_then(id_key)
                .and_then(|project| counts.funds.get(&project).copied())
                .unwrap_or(0),
        ),
        agreed_value: agreed,
        worst_difference: worst,
        status: Some(status(scene, expected, entity, &named, differing).into()),
    }
}

/// Whether it is no asset, but a row that adds up several.
fn is_summed(scene: &Scene<'_, '_>, entity: &Entity<'_>) -> bool {
    let summed = &scene.matched.summed;
    let is_one = |row: &usize| summed.contains(row);
    entity.rows.iter().all(|r| scene.entries.of_row(r.row_id()).as_ref().is_some_and(is_one))
}

/// The ledgers that state it only in a sum with others.
fn covered<'s, 'a>(scene: &Scene<'s, 'a>, entity: &Entity<'_>) -> BTreeSet<&'a str> {
    let rows = entity.in_ledger(HUB).filter_map(|row| scene.entries.of_row(row.row_id()));
    rows.filter_map(|row| scene.matched.covered.get(&row)).flatten().copied().collect()
}

/// The value on which all ledgers agree, and the largest difference from the county ledger's.
fn values(
    scene: &Scene<'_, '_>,
    entity: &Entity<'_>,
    stands: &BTreeSet<&str>,
) -> (Option<Fen>, Option<Fen>) {
    let claimed: Vec<(&str, Option<Fen>)> = stands
        .iter()
        .map(|ledger| {
            let listing = Listing::new(scene.entries, entity, ledger);
            (*ledger, listing.claimed())
        })
        .collect();
    let first = claimed.first().and_then(|(_, value)| *value);
    let agreed = first.filter(|_| claimed.iter().all(|(_, value)| *value == first));
    let hub = claimed.iter().find(|(ledger, _)| *ledger == HUB).and_then(|(_, value)| *value);
    let worst = hub.and_then(|hub| {
        claimed.iter().filter_map(|(_, value)| Some(hub.minus((*value)?))).max_by_key(|d| d.abs())
    });
    (agreed, worst)
}

fn status(
    scene: &Scene<'_, '_>,
    expected: &Expected,
    entity: &Entity<'_>,
    stands: &BTreeSet<&str>,
    differing: &BTreeSet<&str>,
) -> &'static str {
    let Some(county) = entity.county() else {
        return if entity.unsettled { "unsettled" } else { "extra" };
    };
    let row = scene.entries.of_row(county.row_id());
    let owed = |ledger: &str| {
        !stands.contains(ledger)
            && row.is_some_and(|row| matches!(expected.owed(ledger, row), Owed::Yes(_)))
    };
    if expected.ledgers().any(owed) {
        return if entity.unsettled { "unsettled" } else { "missing" };
    }
    let differs = entity.in_ledger(HUB).any(|row| differing.contains(&*row.origin.row_id));
    if differs { "differs" } else { "agreed" }
}
