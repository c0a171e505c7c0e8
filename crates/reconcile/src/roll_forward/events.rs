//! What on file says that an asset came, went or changed its value.

use super::Prior;
use crate::keys::id::id_key;
use crate::keys::text::fold;
use crate::units::Units;
use ledger::tables::{Asset, Change, Disposal, WriteOff};
use ledger::{Books, Cell, Day, Fen, NaiveDate, Row};
use std::collections::{BTreeMap, BTreeSet};

/// Whether a change adds things or takes them away; `None` when it does neither.
pub(crate) fn direction(change_type: &str) -> Option<i64> {
    match change_type {
        "addition" => Some(1),
        "sale" | "transfer" | "damage" | "scrap" | "reduction" => Some(-1),
        _ => None,
    }
}

/// One record about one asset.
#[derive(Debug, Clone, Copy)]
pub(super) enum Event<'a> {
    Change(&'a Change),
    Disposal(&'a Disposal),
    WriteOff(&'a WriteOff),
}

/// All records, by the asset that they are about.
#[derive(Debug)]
pub(super) struct Events<'a> {
    by_key: BTreeMap<String, Vec<Event<'a>>>,
    units: &'a Units,
    /// The day at which the prior year's books stand.
    pub(super) since: NaiveDate,
    /// The day at which this year's do.
    pub(super) until: NaiveDate,
    /// The prior year.
    pub(super) prior_year: i64,
}

impl<'a> Events<'a> {
    pub(super) fn new(books: &'a Books, prior: &Prior, until: NaiveDate, units: &'a Units) -> Self {
        let mut out = Self {
            by_key: BTreeMap::new(),
            units,
            since: prior.book_day,
            until,
            prior_year: prior.year,
        };
        for row in &books.changes {
            out.add(row, Event::Change(row));
        }
        for row in &books.disposals {
            out.add(row, Event::Disposal(row));
        }
        for row in &books.writeoffs {
            out.add(row, Event::WriteOff(row));
        }
        out
    }

    fn add<R: Row>(&mut self, row: &R, event: Event<'a>) {
        let text = |field: &str| row.value(field).to_string();
        let id = text("asset_id");
        let named = || self.named(&text("asset_name"), &text("township"), &text("village"));
        if let Some(key) = id_key(&id).map(|id| format!("id:{id}")).or_else(named) {
            self.by_key.entry(key).or_default().push(event);
        }
    }

    /// The key of records without an asset id: name and place.
    fn named(&self, name: &str, township: &str, village: &str) -> Option<String> {
        let name = fold(name);
        let township = self.units.township_stem(township).unwrap_or_default();
        let village = self.units.village_stem(village).unwrap_or_default();
        (!name.is_empty()).then(|| format!("name:{name}@{township}/{village}"))
    }

    /// The records about these rows of one asset.
    pub(super) fn of(&self, rows: &[&Asset]) -> Vec<Event<'a>> {
        let mut keys = BTreeSet::new();
        for row in rows {
            let ids = [row.asset_id.as_deref(), row.prior_asset_id.as_deref()];
            keys.extend(ids.into_iter().flatten().filter_map(id_key).map(|id| format!("id:{id}")));
            keys.extend(self.named(
                row.asset_name.as_deref().unwrap_or_default(),
                row.township.as_deref().unwrap_or_default(),
                row.village.as_deref().unwrap_or_default(),
            ));
        }
        keys.iter().filter_map(|key| self.by_key.get(key)).flatten().copied().collect()
    }

    /// Whether something happened by the day of this year's books. What states no day did.
    pub(super) fn has_happened(&self, day: Option<Day>) -> bool {
        day.is_none_or(|day| day.date <= self.until)
    }

    /// Whether something happened between the two days of the books. What states no day did.
    pub(super) fn is_of_year(&self, day: Option<Day>) -> bool {
        self.has_happened(day) && day.is_none_or(|day| day.latest() > self.since)
    }
}

impl Event<'_> {
    /// The day on which it took the asset off the books, or changed it.
    pub(super) fn day(&self) -> Option<Day> {
        match self {
            Self::Change(row) => row.change_date,
            Self::Disposal(row) => row.disposal_date,
            Self::WriteOff(row) => row.book_writeoff_date.or(row.county_approval_date),
        }
    }

    /// The original value that a disposal or write-off takes off the books, where stated.
    pub(super) fn taken_off(&self) -> Option<Fen> {
        match self {
            Self::Change(_) => None,
            Self::Disposal(row) => row.original_value,
            Self::WriteOff(row) => row.original_value,
        }
    }

    /// The cells that say so.
    pub(super) fn cells(&self) -> Vec<Cell> {
        match self {
            Self::Change(row) => row.cells(&["change_type", "change_date", "change_amount"]),
            Self::Disposal(row) => row.cells(&["asset_id", "original_value", "disposal_date"]),
            Self::WriteOff(row) => row.cells(&["asset_id", "original_value", "book_writeoff_date"]),
        }
    }
}
