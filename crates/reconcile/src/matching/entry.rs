//! The rows of all ledgers with the keys they are compared by, made once.

use crate::keys::body::body_key;
use crate::keys::id::{document_key, id_key};
use crate::keys::name::{NameKey, Setting, explain, name_key};
use crate::keys::place::{township_class, township_stem, village_stem};
use crate::keys::symbol::{Symbol, Symbols};
use ledger::tables::Asset;
use ledger::{Books, Decimal, Fen};
use std::collections::{BTreeMap, BTreeSet};

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
    by_row: BTreeMap<&'a str, usize>,
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
        // By origin, so that nothing depends on the order in which rows arrive.
        let mut rows: Vec<&Asset> = books.assets.iter().collect();
        rows.sort_by(|a, b| {
            let place = |a: &'a Asset| {
                let o = &a.origin;
                (&o.src_file, &o.src_sheet, o.src_row, &o.row_id)
            };
            place(a).cmp(&place(b))
        });
        for asset in rows {
            let index = out.all.len();
            let entry = entry(asset, words, &out.twofold, &mut out.symbols);
            out.all.push(entry);
            out.by_row.insert(&asset.origin.row_id, index);
            if let Some(ledger) = asset.ledger.as_deref() {
                out.ledgers.entry(ledger).or_default().push(index);
            }
        }
        out.find_shared_numbers();
        out
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
        self.by_row.get(row_id).copied()
    }

    /// The key of a township's name.
    #[must_use]
    pub fn township(&self, raw: &str) -> Option<String> {
        township_key(raw, &self.county, &self.twofold)
    }

    /// The steps from a row's name to its key, for people.
    #[must_use]
    pub fn explain_name(&self, row: usize) -> String {
        let asset = self.all[row].asset;
        let (township, village) = stated_place(asset);
        let setting = Setting {
            county: &self.county,
            township,
            village,
            year: self.all[row].year,
            light_words: &self.light,
            same_words: &self.same,
        };
        explain(asset.asset_name.as_deref().unwrap_or(""), &setting)
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

fn entry<'a>(
    asset: &'a Asset,
    words: Words<'_>,
    twofold: &BTreeSet<String>,
    symbols: &mut Symbols,
) -> Entry<'a> {
    let (township, village) = stated_place(asset);
    let year = asset.fund_year.or_else(|| asset.completion_date.map(|d| year_of(d.date)));
    let setting = Setting {
        county: words.county,
        township,
        village,
        year,
        light_words: words.light,
        same_words: words.same,
    };
    let name: Option<NameKey> = asset.asset_name.as_deref().and_then(|raw| name_key(raw, &setting));
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
        full: intern(name.as_ref().map(|n| n.full.clone())),
        bare: intern(name.map(|n| n.bare)),
        township: intern(township.and_then(|t| township_key(t, words.county, twofold))),
        village: intern(village.and_then(|v| village_stem(v, words.county, township))),
        year,
        project: intern(asset.project_id.as_deref().and_then(id_key)),
        household: intern(household_of(asset)),
        value: asset.original_value,
        quantity: asset.quantity,
        unit: intern(
            asset.ledger_unit.as_deref().and_then(|u| body_key(u, words.county, township)),
        ),
    }
}

/// Township and village of a row: where it is filed, else where it stands, else the body that
/// keeps the ledger.
fn stated_place(asset: &Asset) -> (Option<&str>, Option<&str>) {
    let keeper = |ledger: &str| {
        (asset.ledger.as_deref() == Some(ledger)).then_some(asset.ledger_unit.as_deref()).flatten()
    };
    (
        asset
            .township
            .as_deref()
            .or(asset.location_township.as_deref())
            .or_else(|| keeper("township")),
        asset
            .village
            .as_deref()
            .or(asset.location_village.as_deref())
            .or_else(|| keeper("village")),
    )
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
fn township_key(raw: &str, county: &str, twofold: &BTreeSet<String>) -> Option<String> {
    let stem = township_stem(raw, county)?;
    match township_class(raw, county).filter(|_| twofold.contains(&stem)) {
        Some(class) => Some(format!("{stem}{class}")),
        None => Some(stem),
    }
}

/// Stems that stand for two townships in the county ledger or the list of villages.
fn twofold_townships(books: &Books, county: &str) -> BTreeSet<String> {
    let mut classes: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
    let listed = books.villages.iter().filter_map(|v| v.township.as_deref());
    let filed = books.ledger("county").filter_map(|a| a.township.as_deref());
    for name in listed.chain(filed) {
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
