//! `ledger.duplicate` and `ledger.double-claim`: one asset twice in the ledger of one unit, or in
//! the ledgers of several units for more than it is worth.

use super::{Scene, label};
use crate::Entity;
use crate::keys::symbol::Symbol;
use crate::matching::Entries;
use crate::matching::union::HUB;
use ledger::codes::ledger::{DOUBLE_CLAIM, DUPLICATE};
use ledger::table::Row;
use ledger::tables::Asset;
use ledger::{CheckRun, Fen, Finding, StepOutput};
use std::collections::BTreeMap;

/// The rows of one asset in one ledger, by the unit that keeps them.
#[derive(Debug)]
pub(crate) struct Listing<'a> {
    /// The rows of each unit, in the order of files and rows; the row to keep first.
    units: Vec<Vec<&'a Asset>>,
    /// The asset's value in the county ledger.
    worth: Option<Fen>,
}

impl<'a> Listing<'a> {
    /// The rows of an asset in a ledger.
    pub(crate) fn new(entries: &Entries<'a>, entity: &Entity<'a>, ledger: &str) -> Self {
        let rows: Vec<&Asset> = entity.in_ledger(ledger).collect();
        // The county ledger is one, whoever filled in a row; and one row is of one unit.
        let mut units = match rows.len() {
            0 => Vec::new(),
            2.. if ledger != HUB => by_unit(entries, rows),
            _ => vec![rows],
        };
        for rows in &mut units {
            // The row without an id, or with another one, is the surplus one.
            rows.sort_by_key(|row| row.asset_id.as_deref() != Some(&*entity.id));
        }
        Self { units, worth: entity.county().and_then(|row| row.original_value) }
    }

    /// The rows that stand for the asset: one for each unit.
    pub(crate) fn kept(&self) -> impl Iterator<Item = &'a Asset> + '_ {
        self.units.iter().filter_map(|rows| rows.first().copied())
    }

    /// Whether one unit lists the asset in parts that add up to its value.
    fn is_in_parts(&self, rows: &[&Asset]) -> bool {
        rows.len() > 1 && self.worth.is_some() && self.worth == total(rows.iter().copied())
    }

    /// What the ledger states of the asset: the kept row of each unit, or all its parts.
    pub(crate) fn claimed(&self) -> Option<Fen> {
        let counted = self.units.iter().flat_map(|rows| {
            let count = if self.is_in_parts(rows) { rows.len() } else { 1 };
            rows.iter().copied().take(count)
        });
        total(counted)
    }

    /// Whether several units list the asset.
    pub(crate) fn is_shared(&self) -> bool {
        self.units.len() > 1
    }

    /// Whether some unit lists it in parts.
    pub(crate) fn has_parts(&self) -> bool {
        self.units.iter().any(|rows| self.is_in_parts(rows))
    }

    /// By how much the units together claim more than the asset is worth.
    pub(crate) fn overclaim(&self) -> Option<Fen> {
        let over = self.claimed()?.minus(self.worth?);
        (self.is_shared() && over > Fen::ZERO).then_some(over)
    }
}

/// Rows by the unit that keeps them, in the order of the units' symbols.
fn by_unit<'a>(entries: &Entries<'a>, rows: Vec<&'a Asset>) -> Vec<Vec<&'a Asset>> {
    let mut units: BTreeMap<Option<Symbol>, Vec<&Asset>> = BTreeMap::new();
    for row in rows {
        let unit = entries.of_row(row.row_id()).and_then(|i| entries.all[i].unit);
        units.entry(unit).or_default().push(row);
    }
    units.into_values().collect()
}

fn total<'r>(rows: impl Iterator<Item = &'r Asset>) -> Option<Fen> {
    Fen::checked_sum(rows.map(|r| r.original_value).collect::<Option<Vec<_>>>()?)
}

/// Whether a row equals an earlier one of its sheet in every cell: ingest reports that.
fn is_repeated(row: &Asset, earlier: &[&Asset]) -> bool {
    earlier.iter().any(|e| {
        e.origin.src_file == row.origin.src_file
            && e.origin.src_sheet == row.origin.src_sheet
            && e.values() == row.values()
    })
}

/// Looks at every asset in every ledger.
pub(crate) fn check(scene: &Scene<'_, '_>) -> StepOutput<()> {
    let mut out = StepOutput::default();
    let mut duplicates = CheckRun::ruled("ledger-duplicates", None);
    let mut claims = CheckRun::ruled("ledger-double-claims", None);
    let ledgers: Vec<&str> = scene.entries.ledgers().collect();
    for entity in &scene.matched.entities.all {
        for ledger in &ledgers {
            let listing = Listing::new(scene.entries, entity, ledger);
            if listing.units.is_empty() {
                continue;
            }
            let before = out.findings.len();
            for rows in listing.units.iter().filter(|r| !listing.is_in_parts(r)) {
                for (index, row) in rows.iter().enumerate().skip(1) {
                    if !is_repeated(row, &rows[..index]) {
                        out.findings.push(duplicate(entity, ledger, row, rows[0]));
                    }
                }
            }
            duplicates.count((out.findings.len() == before).into());
            if *ledger == HUB || !listing.is_shared() {
                continue;
            }
            let over = listing.overclaim();
            claims.count(over.is_none().into());
            if let Some(over) = over {
                out.findings.push(double_claim(entity, ledger, &listing, over));
            }
        }
    }
    out.checks.extend([duplicates, claims]);
    out
}

const COLUMNS: &[&str] =
    &["asset_id", "asset_name", "township", "village", "project_id", "original_value"];

fn duplicate(entity: &Entity<'_>, ledger: &str, surplus: &Asset, kept: &Asset) -> Finding {
    let at = |row: &Asset| {
        let origin = &row.origin;
        let sheet = origin.src_sheet.as_deref().unwrap_or("");
        format!("{}{sheet}第{}行", origin.src_file, origin.src_row)
    };
    let mut finding = Finding::new(&DUPLICATE, entity.subject())
        .detail(surplus.origin.row_id.clone())
        .of(surplus)
        .arg("name", surplus.asset_name.as_deref().unwrap_or(""))
        .arg("value", grouped(surplus.original_value))
        .arg("ledger", label(ledger))
        .arg("unit", surplus.ledger_unit.as_deref().unwrap_or(""))
        .arg("place", at(surplus))
        .arg("first", at(kept))
        .cells(surplus.cells(COLUMNS))
        .cells(kept.cells(COLUMNS));
    finding.amount = surplus.original_value;
    finding
}

fn double_claim(entity: &Entity<'_>, ledger: &str, listing: &Listing<'_>, over: Fen) -> Finding {
    let units: Vec<&str> =
        listing.kept().map(|row| row.ledger_unit.as_deref().unwrap_or("（未载明单位）")).collect();
    let lead = entity.lead();
    let mut finding = Finding::new(&DOUBLE_CLAIM, entity.subject())
        .detail(ledger)
        .pair(HUB, ledger)
        .place(lead.township.as_deref(), lead.village.as_deref())
        .amount(over)
        .arg("name", lead.asset_name.as_deref().unwrap_or(""))
        .arg("value", grouped(listing.worth))
        .arg("ledger", label(ledger))
        .arg("units", units.join("、"))
        .arg("claimed", grouped(listing.claimed()))
        .cells(lead.cells(COLUMNS));
    for row in listing.kept() {
        finding = finding.cells(row.cells(COLUMNS));
    }
    finding
}

fn grouped(value: Option<Fen>) -> String {
    value.map(Fen::grouped).unwrap_or_default()
}
