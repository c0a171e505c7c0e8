//! The assets that duties are about, each with its leading row.

use ledger::tables::Asset;
use ledger::{Books, CaseInfo, Text};
use rulebook::coded::Code;
use std::collections::{BTreeMap, BTreeSet};

/// Code of the class of household assets.
const HOUSEHOLD: &str = "household";

/// States in which no duty of the year is owed: gone, or not built yet.
const NOT_HELD: [&str; 4] = ["disposed", "scrapped", "written_off", "under_construction"];

/// Managed assets held in the year.
pub(crate) struct Holdings<'a> {
    /// In order of their ids.
    pub(crate) assets: Vec<&'a Asset>,
}

/// The assets of one village.
pub(crate) struct Village<'a> {
    pub(crate) township: Option<&'a str>,
    pub(crate) village: &'a str,
    /// Its name as subject; with the township's before it where villages share a name.
    pub(crate) name: Text,
    pub(crate) assets: Vec<&'a Asset>,
}

impl<'a> Holdings<'a> {
    /// The rows of the county ledger, the hub; of all ledgers where it was not received.
    pub(crate) fn new(books: &'a Books, case: &CaseInfo) -> Self {
        let county = books.ledger("county").next().is_some();
        let mut assets: BTreeMap<&str, &Asset> = BTreeMap::new();
        for asset in &books.assets {
            if (county && asset.ledger.as_deref() != Some("county")) || !is_held(asset, case) {
                continue;
            }
            let id = asset.asset_id.as_deref().unwrap_or(&asset.origin.row_id);
            assets.entry(id).or_insert(asset);
        }
        Self { assets: assets.into_values().collect() }
    }

    /// The assets by village, of those that `keep` admits.
    pub(crate) fn villages(&self, keep: impl Fn(&Asset) -> bool) -> Vec<Village<'a>> {
        let mut groups: BTreeMap<(&str, Option<&str>), Vec<&Asset>> = BTreeMap::new();
        for asset in self.assets.iter().filter(|a| keep(a)) {
            if let Some(village) = asset.village.as_deref() {
                let place = (village, asset.township.as_deref());
                groups.entry(place).or_default().push(asset);
            }
        }
        let places: BTreeSet<_> = groups.keys().copied().collect();
        groups
            .into_iter()
            .map(|((village, township), assets)| {
                let shared = places.iter().filter(|(name, _)| *name == village).count() > 1;
                let before = township.filter(|_| shared).unwrap_or_default();
                Village { township, village, name: format!("{before}{village}").into(), assets }
            })
            .collect()
    }
}

/// Whether a rule that binds `classes` (all where empty) but not `except` binds the asset.
pub(crate) fn binds(classes: &[Code], except: &[Code], asset: &Asset) -> bool {
    let class = class_of(asset);
    let has = |list: &[Code]| class.is_some_and(|class| list.contains(&class));
    !has(except) && (classes.is_empty() || has(classes))
}

/// The managed class; the owner tells household assets where no class is stated.
fn class_of(asset: &Asset) -> Option<&str> {
    let owner = asset.owner_type.as_deref();
    asset.asset_class.as_deref().or_else(|| owner.filter(|owner| *owner == HOUSEHOLD))
}

fn is_held(asset: &Asset, case: &CaseInfo) -> bool {
    let status = asset.asset_status.as_deref();
    let formed_later =
        asset.formation_date.is_some_and(|day| chrono::Datelike::year(&day.date) > case.year);
    asset.in_managed_scope != Some(false)
        && !formed_later
        && !status.is_some_and(|status| NOT_HELD.contains(&status))
}
