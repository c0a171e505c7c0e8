//! The rows of all ledgers with the keys they are compared by, made once.

use super::decisions::Decided;
use crate::keys::alike::Rarity;
use crate::keys::body::body_key;
use crate::keys::id::{document_key, id_key};
use crate::keys::name::{NameKey, Setting, explain, name_key};
use crate::keys::place::{township_class, township_stem, village_stem};
use crate::keys::symbol::{Positions, Renamed, Symbol, Symbols};
use crate::parallel::{cores, each};
use ledger::tables::Asset;
use ledger::{Books, Decimal, Fen};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// At most so many rows of one ledger can be one asset, entered in parts or again and again.
const SAME_ID_MAX: usize = 200;

/// One row of one ledger, with its keys. `None` = not stated.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The row.
    pub asset: &'a Asset,
    /// Asset id.
    pub id: Option<Symbol>,
    /// Id under an earlier numbering.
    pub prior: Option<Symbol>,
    /// Record number in a system.
    pub record: Option<Symbol>,
    /// Numbers of papers: certificate, contract, decision.
    pub papers: Vec<Symbol>,
    /// Name with the place in it.
    pub full: Option<Symbol>,
    /// Name without the row's own place.
    pub bare: Option<Symbol>,
    /// Township.
    pub township: Option<Symbol>,
    /// Village.
    pub village: Option<Symbol>,
    /// Year of the money, else of completion.
    pub year: Option<i64>,
    /// Project.
    pub project: Option<Symbol>,
    /// Household, for household assets.
    pub household: Option<Symbol>,
    /// Original value.
    pub value: Option<Fen>,
    /// Quantity.
    pub quantity: Option<Decimal>,
    /// The body that keeps the ledger.
    pub unit: Option<Symbol>,
}

/// All rows, by ledger, in the order of files, sheets and rows.
#[derive(Debug, Default)]
pub struct Entries<'a> {
    /// The rows.
    pub all: Vec<Entry<'a>>,
    /// The texts of the symbols.
    pub symbols: Symbols,
    /// Ledger → its rows.
    ledgers: BTreeMap<&'a str, Vec<usize>>,
    /// Row id → row.
    by_row: Positions<'a>,
    /// The case's county, as it stands in front of names.
    pub county: String,
    /// Words of names that tell nothing apart.
    light: Vec<String>,
    /// Words of names that mean the same.
    same: Vec<Vec<String>>,
    /// Stems that stand for two townships.
    twofold: BTreeSet<String>,
    /// Ledgers and keeping bodies whose rows carry the numbers of the county ledger.
    shares_numbers: BTreeSet<(&'a str, Option<Symbol>)>,
    /// What people decided.
    pub decided: Decided,
    /// How rare the parts of names are; counted when first asked for.
    rarity: OnceLock<Rarity>,
}

/// Words and names that keys are made with.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// The case's county.
    pub county: &'a str,
    /// Words of names that tell nothing apart.
    pub light: &'a [String],
    /// Words of names that mean the same.
    pub same: &'a [Vec<String>],
}

impl<'a> Entries<'a> {
    /// The keys of all rows.
    #[must_use]
    pub fn new(books: &'a Books, words: Words<'_>) -> Self {
        let mut out = Self {
            county: words.county.to_owned(),
            light: words.light.to_vec(),
            same: words.same.to_vec(),
            twofold: twofold_townships(books, words.county),
            ..Self::default()
        };
        let rows = by_origin(&books.assets);
        let parts = each(rows.chunks(rows.len().div_ceil(cores()).max(1)), |rows| {
            let mut symbols = Symbols::default();
            let keys = |asset: &&'a Asset| entry(asset, words, &out.twofold, &mut symbols);
            (rows.iter().map(keys).collect::<Vec<_>>(), symbols)
        });
        for (entries, symbols) in parts {
            let renamed = out.symbols.absorb(symbols);
            out.all.extend(entries.into_iter().map(|entry| entry.renamed(&renamed)));
        }
        for (index, entry) in out.all.iter().enumerate() {
            out.by_row.insert(&entry.asset.origin.row_id, index);
            if let Some(ledger) = entry.asset.ledger.as_deref() {
                out.ledgers.entry(ledger).or_default().push(index);
            }
        }
        out.drop_placeholders();
        out.find_shared_numbers();
        out
    }

    /// An id that very many rows of one ledger carry stands for none of them (待编, 0); to compare
    /// all with all would take for ever.
    fn drop_placeholders(&mut self) {
        let mut counts: BTreeMap<(Option<&str>, Symbol), usize> = BTreeMap::new();
        for entry in &self.all {
            if let Some(id) = entry.id {
                *counts.entry((entry.asset.ledger.as_deref(), id)).or_default() += 1;
            }
        }
        counts.retain(|_, rows| *rows > SAME_ID_MAX);
        let placeholders: BTreeSet<Symbol> = counts.into_keys().map(|(_, id)| id).collect();
        for entry in &mut self.all {
            entry.id = entry.id.filter(|id| !placeholders.contains(id));
        }
    }

    /// The rows of one ledger.
    #[must_use]
    pub fn ledger(&self, ledger: &str) -> &[usize] {
        self.ledgers.get(ledger).map_or(&[], Vec::as_slice)
    }

    /// The ledgers and systems received.
    pub fn ledgers(&self) -> impl Iterator<Item = &'a str> {
        self.ledgers.keys().copied()
    }

    /// The row of that id.
    #[must_use]
    pub fn of_row(&self, row_id: &str) -> Option<usize> {
        self.by_row.get(row_id)
    }

    /// The key of a township's name.
    #[must_use]
    pub fn township(&self, raw: &str) -> Option<String> {
        Some(township_key(township_stem(raw, &self.county)?, raw, &self.county, &self.twofold))
    }

    /// The steps from a row's name to its key, for people.
    #[must_use]
    pub fn explain_name(&self, row: usize) -> String {
        let asset = self.all[row].asset;
        let words = Words { county: &self.county, light: &self.light, same: &self.same };
        let place = Place::of(asset, words.county);
        let setting = place.setting(words, self.all[row].year);
        explain(asset.asset_name.as_deref().unwrap_or(""), &setting)
    }

    /// The likeness of the names of two rows, in thousandths, rare parts weighing more.
    #[must_use]
    pub fn likeness(&self, left: usize, right: usize) -> u32 {
        let (Some(l), Some(r)) = (self.all[left].bare, self.all[right].bare) else {
            return 0;
        };
        if l == r {
            return 1000;
        }
        let rarity = self.rarity.get_or_init(|| {
            let names: BTreeSet<Symbol> = self.all.iter().filter_map(|e| e.bare).collect();
            Rarity::of(names.into_iter().map(|name| self.symbols.text(name)))
        });
        rarity.likeness(self.symbols.text(l), self.symbols.text(r))
    }

    /// The text of a key; a dash where nothing is stated.
    #[must_use]
    pub fn text(&self, key: Option<Symbol>) -> &str {
        key.map_or("—", |symbol| self.symbols.text(symbol))
    }

    /// Whether both rows state ids, the ids differ, and the right-hand body numbers its assets as
    /// the county does: then only agreement in everything else can make them one.
    #[must_use]
    pub fn numbered_apart(&self, left: usize, right: usize) -> bool {
        let (l, r) = (&self.all[left], &self.all[right]);
        l.id.is_some()
            && r.id.is_some()
            && l.id != r.id
            && self.has_shared_numbers(left)
            && self.has_shared_numbers(right)
    }

    fn has_shared_numbers(&self, index: usize) -> bool {
        let entry = &self.all[index];
        let ledger = entry.asset.ledger.as_deref().unwrap_or("");
        ledger == "county" || self.shares_numbers.contains(&(ledger, entry.unit))
    }

    /// A body shares the county's numbers when more than half of the ids it states stand in the
    /// county ledger.
    fn find_shared_numbers(&mut self) {
        let county: BTreeSet<Symbol> =
            self.ledger("county").iter().filter_map(|i| self.all[*i].id).collect();
        let mut counts: BTreeMap<(&'a str, Option<Symbol>), (usize, usize)> = BTreeMap::new();
        for entry in &self.all {
            if let (Some(id), Some(ledger)) = (entry.id, entry.asset.ledger.as_deref()) {
                let (stated, shared) = counts.entry((ledger, entry.unit)).or_default();
                *stated += 1;
                *shared += usize::from(county.contains(&id));
            }
        }
        self.shares_numbers = counts
            .into_iter()
            .filter(|(_, (stated, shared))| shared * 2 > *stated)
            .map(|(unit, _)| unit)
            .collect();
    }
}

impl Entry<'_> {
    /// With the symbols of the whole for those of the part in which it was made.
    fn renamed(mut self, symbols: &Renamed) -> Self {
        let (id, prior, record) = (&mut self.id, &mut self.prior, &mut self.record);
        let (full, bare, project) = (&mut self.full, &mut self.bare, &mut self.project);
        let (township, village) = (&mut self.township, &mut self.village);
        let (household, unit) = (&mut self.household, &mut self.unit);
        let keys = [id, prior, record, full, bare, project, township, village, household, unit];
        for key in keys.into_iter().flatten().chain(&mut self.papers) {
            *key = symbols.of(*key);
        }
        self
    }
}

/// The rows in the order of files, sheets and rows, so that nothing depends on the order in which
/// they arrive.
fn by_origin(assets: &[Asset]) -> Vec<&Asset> {
    type Sheet<'a> = (&'a str, Option<&'a str>);
    fn sheet(asset: &Asset) -> Sheet<'_> {
        (&asset.origin.src_file, asset.origin.src_sheet.as_deref())
    }
    // Sheets are few and their names are long: they are compared by their numbers.
    let sheets: BTreeSet<Sheet<'_>> = assets.iter().map(sheet).collect();
    let sheets: BTreeMap<Sheet<'_>, usize> = sheets.into_iter().zip(0..).collect();
    let mut rows: Vec<(usize, u32, &Asset)> = assets
        .iter()
        .map(|a| (sheets.get(&sheet(a)).copied().unwrap_or(0), a.origin.src_row, a))
        .collect();
    rows.sort_by(|a, b| {
        (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| a.2.origin.row_id.cmp(&b.2.origin.row_id))
    });
    rows.into_iter().map(|(.., asset)| asset).collect()
}

fn entry<'a>(
    asset: &'a Asset,
    words: Words<'_>,
    twofold: &BTreeSet<String>,
    symbols: &mut Symbols,
) -> Entry<'a> {
    let place = Place::of(asset, words.county);
    let year = asset.fund_year.or_else(|| asset.completion_date.map(|d| year_of(d.date)));
    let setting = place.setting(words, year);
    let name: Option<NameKey> = asset.asset_name.as_deref().and_then(|raw| name_key(raw, &setting));
    let (full, bare) = name.map(|n| (n.full, n.bare)).unzip();
    let unit = asset.ledger_unit.as_deref();
    let unit = unit.and_then(|u| body_key(u, words.county, place.township));
    let (township, village) = place.keys(words.county, twofold);
    let papers = [
        asset.certificate_no.as_deref(),
        asset.real_estate_cert_no.as_deref(),
        asset.contract_id.as_deref(),
        asset.decision_doc_no.as_deref(),
    ];
    let mut intern = |text: Option<String>| text.map(|t| symbols.intern(&t));
    Entry {
        asset,
        id: intern(asset.asset_id.as_deref().and_then(id_key)),
        prior: intern(asset.prior_asset_id.as_deref().and_then(id_key)),
        record: intern(asset.system_record_id.as_deref().and_then(id_key)),
        papers: papers
            .into_iter()
            .flatten()
            .filter_map(|paper| intern(document_key(paper)))
            .collect(),
        full: intern(full),
        bare: intern(bare),
        township: intern(township),
        village: intern(village),
        year,
        project: intern(asset.project_id.as_deref().and_then(id_key)),
        household: intern(household_of(asset)),
        value: asset.original_value,
        quantity: asset.quantity,
        unit: intern(unit),
    }
}

/// Township and village of a row.
struct Place<'a> {
    /// The township as written.
    township: Option<&'a str>,
    township_stem: Option<String>,
    village_stem: Option<String>,
}

impl<'a> Place<'a> {
    /// Where a row is filed, else where the thing stands, else the body that keeps the ledger.
    fn of(asset: &'a Asset, county: &str) -> Self {
        let keeper = |ledger: &str| {
            let keeps = asset.ledger.as_deref() == Some(ledger);
            asset.ledger_unit.as_deref().filter(|_| keeps)
        };
        let township = asset.township.as_deref().or(asset.location_township.as_deref());
        let township = township.or_else(|| keeper("township"));
        let village = asset.village.as_deref().or(asset.location_village.as_deref());
        let village = village.or_else(|| keeper("village"));
        Self {
            township,
            township_stem: township.and_then(|t| township_stem(t, county)),
            village_stem: village.and_then(|v| village_stem(v, county, township)),
        }
    }

    /// What a name of that place is read against.
    fn setting<'s>(&'s self, words: Words<'s>, year: Option<i64>) -> Setting<'s> {
        Setting {
            county: words.county,
            township: self.township_stem.as_deref(),
            village: self.village_stem.as_deref(),
            year,
            light_words: words.light,
            same_words: words.same,
        }
    }

    /// The keys of township and village.
    fn keys(self, county: &str, twofold: &BTreeSet<String>) -> (Option<String>, Option<String>) {
        let township = self
            .township
            .zip(self.township_stem)
            .map(|(raw, stem)| township_key(stem, raw, county, twofold));
        (township, self.village_stem)
    }
}

fn household_of(asset: &Asset) -> Option<String> {
    asset
        .beneficiary_household_id
        .as_deref()
        .and_then(id_key)
        .or_else(|| asset.origin.person_hash.as_deref().map(str::to_owned))
}

/// The key of a township: its stem; with the class behind it where the county has two townships of
/// one stem (城关镇 and 城关乡).
fn township_key(stem: String, raw: &str, county: &str, twofold: &BTreeSet<String>) -> String {
    if !twofold.contains(&stem) {
        return stem;
    }
    township_class(raw, county).map_or(stem.clone(), |class| format!("{stem}{class}"))
}

/// Stems that stand for two townships in the county ledger or the list of villages.
fn twofold_townships(books: &Books, county: &str) -> BTreeSet<String> {
    let mut classes: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
    let listed = books.villages.iter().filter_map(|v| v.township.as_deref());
    let filed = books.ledger("county").filter_map(|a| a.township.as_deref());
    for name in listed.chain(filed).collect::<BTreeSet<_>>() {
        if let (Some(stem), Some(class)) =
            (township_stem(name, county), township_class(name, county))
        {
            classes.entry(stem).or_default().insert(class);
        }
    }
    classes.into_iter().filter(|(_, classes)| classes.len() > 1).map(|(stem, _)| stem).collect()
}

fn year_of(date: ledger::NaiveDate) -> i64 {
    use chrono::Datelike;
    i64::from(date.year())
}
