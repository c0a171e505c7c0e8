//! Which assets each ledger and system is expected to hold, and which ledgers were received.

use super::Scene;
use crate::keys::body::body_key;
use crate::keys::place::{spelled, township_class, village_stem};
use crate::matching::union::HUB;
use crate::matching::{Entries, Entry};
use crate::parallel::{cores, each};
use ledger::tables::Asset;
use ledger::words::assets::LEDGER_LEVEL;
use rulebook::Rulebook;
use rulebook::checks::reconciliation::{BooksAgree, Holding, Keeper, RegisterOnly, SystemAgree};
use std::collections::{BTreeMap, BTreeSet};

/// What each ledger should hold of the county ledger.
#[derive(Debug)]
pub(crate) struct Expected {
    county: String,
    /// Ledger → what it holds; several clauses on one ledger add up.
    holdings: BTreeMap<&'static str, Vec<Holding>>,
    /// Owners and classes that the county only registers.
    register_only: Vec<RegisterOnly>,
    /// Project → its type, for rows that do not state it.
    project_types: BTreeMap<String, String>,
    /// Spelled name of a village's collective → its township and village.
    collectives: BTreeMap<String, (String, String)>,
    /// Ledger → keepers of whom it was received; nobody stands for any part of it.
    received: BTreeMap<String, BTreeSet<Option<String>>>,
    /// Row → who keeps the ledger that it stands in.
    keepers: Vec<Option<String>>,
    /// Ledger → what it owes the rows of the county ledger, in their order.
    owed: BTreeMap<&'static str, Vec<(usize, Owed)>>,
}

/// What a ledger of which no clause says anything owes.
const NOTHING: &Owed = &Owed::No("没有条款要求该台账或系统登记");

/// What is known of one asset in one ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Owed {
    /// The ledger is not expected to hold it.
    No(&'static str),
    /// It is expected, but that ledger was not received, or nobody says who keeps it.
    Unknown,
    /// It is expected; kept by whom.
    Yes(String),
}

impl Expected {
    /// From the rulebook, else the usual holdings; and from what was received.
    pub(crate) fn new(scene: &Scene<'_, '_>) -> Self {
        let day = scene.case.law_day();
        let mut out = Self {
            county: scene.case.county.to_string(),
            holdings: holdings(scene.book, day),
            register_only: scene
                .book
                .ruled::<RegisterOnly>(day)
                .into_iter()
                .map(|r| r.rule.clone())
                .collect(),
            project_types: project_types(scene),
            collectives: collectives(scene),
            received: BTreeMap::new(),
            keepers: Vec::new(),
            owed: BTreeMap::new(),
        };
        let rows = &scene.entries.all;
        let keepers = each(rows.chunks(rows.len().div_ceil(cores()).max(1)), |rows| {
            let keeper = |e: &Entry<'_>| out.keeper(scene.entries, e.asset);
            rows.iter().map(keeper).collect::<Vec<_>>()
        });
        out.keepers = keepers.into_iter().flatten().collect();
        for ledger in scene.entries.ledgers() {
            let mut keepers = BTreeSet::from([&None]);
            keepers.extend(scene.entries.ledger(ledger).iter().filter_map(|r| out.keepers.get(*r)));
            let keepers = keepers.into_iter().cloned().collect();
            out.received.insert(ledger.to_owned(), keepers);
        }
        out.take_empty_ledgers(scene);
        let hub = scene.entries.ledger(HUB);
        out.owed = each(out.holdings.iter(), |(ledger, holdings)| {
            let owed = |row: &usize| {
                (*row, out.owes(scene.entries, ledger, holdings, scene.entries.all[*row].asset))
            };
            (*ledger, hub.iter().map(owed).collect())
        })
        .into_iter()
        .collect();
        out
    }

    /// A ledger whose head states no records was received, and is empty.
    fn take_empty_ledgers(&mut self, scene: &Scene<'_, '_>) {
        for head in &scene.books.ledgers {
            let Some(level) = head.ledger_level.as_deref() else {
                continue;
            };
            if head.ledger_record_count == Some(0) && LEDGER_LEVEL.has(level) {
                let as_row = Asset {
                    ledger: Some(level.into()),
                    ledger_unit: head.ledger_unit.clone(),
                    township: head.township.clone(),
                    village: head.village.clone(),
                    ..Asset::default()
                };
                let keeper = self.keeper(scene.entries, &as_row);
                self.received.entry(level.to_owned()).or_default().insert(keeper);
            }
        }
    }

    /// The ledgers and systems with something expected in them.
    pub(crate) fn ledgers(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.holdings.keys().copied()
    }

    /// Whether any part of that ledger was received.
    pub(crate) fn has(&self, ledger: &str) -> bool {
        self.received.get(ledger).is_some_and(|keepers| keepers.contains(&None))
    }

    /// Whether the county manages an asset: not merely registered, not left out by its own word,
    /// and not gone.
    pub(crate) fn is_managed(&self, asset: &Asset) -> bool {
        let project = asset.project_id.as_deref().and_then(|id| self.project_types.get(id));
        let project = project.map(String::as_str);
        let registered = self.register_only.iter().any(|rule| rule.touches(asset, project));
        asset.in_managed_scope != Some(false) && !registered && !is_gone(asset)
    }

    /// What that ledger owes a row of the county ledger.
    pub(crate) fn owed(&self, ledger: &str, row: usize) -> &Owed {
        let rows = self.owed.get(ledger).map_or(&[][..], Vec::as_slice);
        let at = rows.binary_search_by_key(&row, |(row, _)| *row).ok();
        at.and_then(|at| rows.get(at)).map_or(NOTHING, |(_, owed)| owed)
    }

    fn owes(
        &self,
        entries: &Entries<'_>,
        ledger: &str,
        holdings: &[Holding],
        asset: &Asset,
    ) -> Owed {
        if is_gone(asset) {
            return Owed::No("已处置、报废或核销");
        }
        if !self.is_managed(asset) {
            return Owed::No("不在管理范围内");
        }
        let Some(holding) = holdings.iter().find(|holding| holding.admits(asset)) else {
            return Owed::No("不属于该台账或系统应登记的资产");
        };
        let keeper = match holding.keeper {
            None => None,
            Some(keeper) => match self.keeper_of_asset(entries, keeper, asset) {
                Some(key) => Some(key),
                None => return Owed::Unknown,
            },
        };
        if self.received.get(ledger).is_some_and(|keepers| keepers.contains(&keeper)) {
            Owed::Yes(keeper.unwrap_or_default())
        } else {
            Owed::Unknown
        }
    }

    /// Whether the ledger of that keeper was received.
    pub(crate) fn is_received(&self, ledger: &str, keeper: &str) -> bool {
        let keeper = Some(keeper.to_owned());
        self.received.get(ledger).is_some_and(|keepers| keepers.contains(&keeper))
    }

    /// Who should keep an asset, by what its row states.
    pub(crate) fn keeper_of_asset(
        &self,
        entries: &Entries<'_>,
        keeper: Keeper,
        asset: &Asset,
    ) -> Option<String> {
        let township = asset.location_township.as_deref().or(asset.township.as_deref());
        let village = asset.location_village.as_deref().or(asset.village.as_deref());
        match keeper {
            Keeper::Department => body_key(asset.industry_dept.as_deref()?, &self.county, None),
            Keeper::Township => entries.township(township?),
            // A village keeps what its collective owns, wherever the thing stands.
            Keeper::Village => self
                .village_of_owner(entries, asset, township)
                .or_else(|| self.village(entries, township, village?)),
        }
    }

    /// The village whose collective owns an asset, as far as the owner's name says it.
    fn village_of_owner(
        &self,
        entries: &Entries<'_>,
        asset: &Asset,
        township: Option<&str>,
    ) -> Option<String> {
        let owner = asset.owner_name.as_deref()?;
        if asset.owner_type.as_deref() != Some("village_collective") {
            return None;
        }
        if let Some((township, village)) = self.collectives.get(&*spelled(owner, &self.county)) {
            return self.village(entries, Some(township), village);
        }
        let names_village = owner.contains('村') || owner.contains("社区");
        names_village.then(|| self.village(entries, township, owner))?
    }

    /// Who keeps the ledger that a row stands in, as far as the ledger is one of many.
    pub(crate) fn keeper_of(&self, row: usize) -> Option<&str> {
        self.keepers.get(row)?.as_deref()
    }

    fn keeper(&self, entries: &Entries<'_>, row: &Asset) -> Option<String> {
        let unit = row.ledger_unit.as_deref();
        match self.kept_by(row.ledger.as_deref()?)? {
            Keeper::Department => {
                body_key(unit.or(row.industry_dept.as_deref())?, &self.county, None)
            }
            // The body's own name goes before the place of a single row, which may be wrong.
            Keeper::Township => entries.township(
                unit.filter(|u| township_class(u, &self.county).is_some())
                    .or(row.township.as_deref())?,
            ),
            Keeper::Village => self.village(
                entries,
                row.township.as_deref(),
                unit.filter(|u| u.contains('村') || u.contains("社区"))
                    .or(row.village.as_deref())?,
            ),
        }
    }

    fn village(
        &self,
        entries: &Entries<'_>,
        township: Option<&str>,
        village: &str,
    ) -> Option<String> {
        let stem = village_stem(village, &self.county, township)?;
        let township = township.and_then(|t| entries.township(t)).unwrap_or_default();
        Some(format!("{township}/{stem}"))
    }

    /// By whom that ledger is kept.
    pub(crate) fn kept_by(&self, ledger: &str) -> Option<Keeper> {
        self.holdings.get(ledger)?.iter().find_map(|holding| holding.keeper)
    }
}

/// The collectives of the list of villages; a name that two of them bear says nothing.
fn collectives(scene: &Scene<'_, '_>) -> BTreeMap<String, (String, String)> {
    let mut out = BTreeMap::new();
    let mut twice = BTreeSet::new();
    for row in &scene.books.villages {
        if let (Some(name), Some(township), Some(village)) =
            (&row.collective_name, &row.township, &row.village)
        {
            let key = spelled(name, &scene.case.county).into_owned();
            let place = (township.to_string(), village.to_string());
            if out.insert(key.clone(), place.clone()).is_some_and(|other| other != place) {
                twice.insert(key);
            }
        }
    }
    out.retain(|name, _| !twice.contains(name));
    out
}

/// Disposed of, scrapped or written off.
pub(crate) fn is_gone(asset: &Asset) -> bool {
    crate::holdings::is_gone(asset.asset_status.as_deref())
}

/// The rulebook's holdings; for ledgers of which it says nothing, the usual ones: a department
/// holds what it supervises, a township what stands in it, a village what its collective owns, the
/// household ledger what belongs to households. Systems only by clause.
fn holdings(book: &Rulebook, day: ledger::NaiveDate) -> BTreeMap<&'static str, Vec<Holding>> {
    let mut out: BTreeMap<&'static str, Vec<Holding>> = BTreeMap::new();
    for ruled in book.ruled::<BooksAgree>(day) {
        for (ledger, holding) in &ruled.rule.ledgers {
            out.entry(ledger).or_default().push(holding.clone());
        }
    }
    for ruled in book.ruled::<SystemAgree>(day) {
        out.entry(ruled.rule.system).or_default().push(ruled.rule.holds.clone());
    }
    let usual = |keeper, owner: Option<&'static str>, class: Option<&'static str>| Holding {
        keeper: Some(keeper),
        owners: owner.into_iter().collect(),
        classes: class.into_iter().collect(),
        project_types: Vec::new(),
    };
    for (ledger, holding) in [
        ("industry", usual(Keeper::Department, None, None)),
        ("township", usual(Keeper::Township, None, None)),
        ("village", usual(Keeper::Village, Some("village_collective"), None)),
        ("household", usual(Keeper::Township, None, Some("household"))),
    ] {
        out.entry(ledger).or_insert_with(|| vec![holding]);
    }
    out
}

fn project_types(scene: &Scene<'_, '_>) -> BTreeMap<String, String> {
    let projects = scene.books.projects.iter();
    let typed =
        projects.filter_map(|p| Some((p.project_id.as_deref()?, p.project_type.as_deref()?)));
    typed.map(|(id, kind)| (id.to_owned(), kind.to_owned())).collect()
}
