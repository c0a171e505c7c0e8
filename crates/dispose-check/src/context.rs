//! What every check needs, looked up once.

use crate::lot::Lot;
use ledger::tables::{Asset, AssetFunding, AssetOwner, Contract, Disposal, Publicity, WriteOff};
use ledger::{Books, CaseInfo};
use rulebook::coded::Code;
use rulebook::{Rulebook, bodies};
use std::collections::{BTreeMap, BTreeSet};

/// Code of the class of household assets.
pub(crate) const HOUSEHOLD: &str = "household";

/// States of an asset that is gone.
const GONE: [&str; 3] = ["disposed", "scrapped", "written_off"];

/// Books, rulebook and case, with the rows that belong together.
pub(crate) struct Context<'a> {
    pub(crate) books: &'a Books,
    pub(crate) book: &'a Rulebook,
    pub(crate) case: &'a CaseInfo,
    /// Rows of each asset in all ledgers, the county ledger's first, by asset id (row id without
    /// one).
    pub(crate) assets: BTreeMap<&'a str, Vec<&'a Asset>>,
    /// Owners of each asset.
    pub(crate) owners: BTreeMap<&'a str, Vec<&'a AssetOwner>>,
    /// Notices by the id of what they are about, and by asset id where they name nothing else.
    pub(crate) notices: BTreeMap<&'a str, Vec<&'a Publicity>>,
    /// Contracts of each asset.
    pub(crate) contracts: BTreeMap<&'a str, Vec<&'a Contract>>,
    /// The money of each asset.
    pub(crate) funding: BTreeMap<&'a str, Vec<&'a AssetFunding>>,
    /// Write-offs of each asset.
    pub(crate) writeoffs: BTreeMap<&'a str, Vec<&'a WriteOff>>,
    /// The disposals, by id.
    pub(crate) lots: Vec<Lot<'a>>,
    /// Where the disposals of each asset stand in `lots`.
    lots_of: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(books: &'a Books, book: &'a Rulebook, case: &'a CaseInfo) -> Self {
        let mut assets: BTreeMap<&str, Vec<&Asset>> = BTreeMap::new();
        for asset in &books.assets {
            let id = asset.asset_id.as_deref().unwrap_or(&asset.origin.row_id);
            assets.entry(id).or_default().push(asset);
        }
        for rows in assets.values_mut() {
            rows.sort_by_key(|a| {
                let county = a.ledger.as_deref() == Some("county");
                (!county, a.ledger.as_deref(), &a.origin)
            });
        }
        let mut context = Self {
            books,
            book,
            case,
            assets,
            owners: by(&books.asset_owners, |o| o.asset_id.as_deref()),
            notices: by(&books.publicity, |p| {
                p.publicity_ref_id.as_deref().or(p.asset_id.as_deref())
            }),
            contracts: by(&books.contracts, |c| c.asset_id.as_deref()),
            funding: by(&books.asset_funding, |f| f.asset_id.as_deref()),
            writeoffs: by(&books.writeoffs, |w| w.asset_id.as_deref()),
            lots: Vec::new(),
            lots_of: BTreeMap::new(),
        };
        context.lots = context.find_lots();
        for (at, lot) in context.lots.iter().enumerate() {
            if let Some(asset) = lot.asset_id {
                context.lots_of.entry(asset).or_default().push(at);
            }
        }
        context
    }

    fn find_lots(&self) -> Vec<Lot<'a>> {
        let mut by_place: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
        for (id, rows) in &self.assets {
            for row in rows {
                let place = (row.asset_name.as_deref(), row.village.as_deref());
                by_place.entry(place).or_default().insert(id);
            }
        }
        let mut lots: Vec<Lot<'a>> = self
            .books
            .disposals
            .iter()
            .map(|disposal| {
                let id = disposal
                    .asset_id
                    .as_deref()
                    .or_else(|| only(by_place.get(&place_of(disposal)?)?));
                let asset = id.and_then(|id| self.assets.get(id)?.first().copied());
                let gone = id.is_some_and(|id| self.is_gone(id));
                Lot::new(disposal, id, asset, gone)
            })
            .collect();
        lots.sort_by(|a, b| (a.id(), &a.disposal.origin).cmp(&(b.id(), &b.disposal.origin)));
        lots
    }

    /// The asset's leading row: the county ledger's where there is one.
    pub(crate) fn leading(&self, asset_id: &str) -> Option<&'a Asset> {
        self.assets.get(asset_id)?.first().copied()
    }

    /// Whether the asset's leading row (the county ledger's where there is one) says it is gone.
    pub(crate) fn is_gone(&self, asset_id: &str) -> bool {
        self.assets
            .get(asset_id)
            .and_then(|rows| rows.first()?.asset_status.as_deref())
            .is_some_and(|status| GONE.contains(&status))
    }

    /// The disposals of one asset.
    pub(crate) fn lots_of(&self, asset_id: &str) -> impl Iterator<Item = &Lot<'a>> {
        let at = self.lots_of.get(asset_id).into_iter().flatten();
        at.filter_map(|at| self.lots.get(*at))
    }

    /// Whether a stated body is one of those that a rule names, by role or by name.
    pub(crate) fn is_one_of(
        &self,
        township: Option<&str>,
        stated: &str,
        allowed: &[String],
    ) -> bool {
        self.names(allowed).any(|name| bodies::is_body(&self.case.county, township, stated, name))
    }

    /// The names of bodies given by role or by name.
    pub(crate) fn names<'b>(&'b self, allowed: &'b [String]) -> impl Iterator<Item = &'b str> {
        allowed.iter().flat_map(|body| {
            let names = self.book.body(body);
            let own = names.is_empty().then_some(body.as_str());
            names.iter().map(String::as_str).chain(own)
        })
    }
}

/// Whether a rule that binds `classes` (all where empty) but not `except` binds an asset of that
/// class. An asset outside the managed scope is bound only by rules on household assets, which
/// stand outside it by nature (A20).
pub(crate) fn binds(
    classes: &[Code],
    except: &[Code],
    class: Option<&str>,
    asset: Option<&Asset>,
) -> bool {
    let has = |list: &[Code]| class.is_some_and(|class| list.contains(&class));
    let unmanaged =
        class != Some(HOUSEHOLD) && asset.is_some_and(|a| a.in_managed_scope == Some(false));
    !unmanaged && !has(except) && (classes.is_empty() || has(classes))
}

/// The managed class of an asset; the owner tells household assets where no class is stated.
pub(crate) fn class_of<'a>(class: Option<&'a str>, owner_type: Option<&str>) -> Option<&'a str> {
    class.or_else(|| (owner_type == Some(HOUSEHOLD)).then_some(HOUSEHOLD))
}

fn by<'a, R>(
    rows: &'a [R],
    key: impl Fn(&'a R) -> Option<&'a str>,
) -> BTreeMap<&'a str, Vec<&'a R>> {
    let mut out: BTreeMap<&str, Vec<&R>> = BTreeMap::new();
    for row in rows {
        if let Some(key) = key(row) {
            out.entry(key).or_default().push(row);
        }
    }
    out
}

type Place<'a> = (Option<&'a str>, Option<&'a str>);

fn place_of(disposal: &Disposal) -> Option<Place<'_>> {
    Some((Some(disposal.asset_name.as_deref()?), Some(disposal.village.as_deref()?)))
}

fn only<'a>(ids: &BTreeSet<&'a str>) -> Option<&'a str> {
    ids.first().copied().filter(|_| ids.len() == 1)
}
