//! Count rows, led to their things.

use crate::holdings::{Clue, Found, Holding, Holdings};
use crate::units::Units;
use ledger::tables::{Change, PhysicalCount};
use ledger::{Books, NaiveDate, Row, Value};
use std::collections::{BTreeMap, BTreeSet};

/// All count rows.
#[derive(Debug, Default)]
pub(super) struct Sheets<'a> {
    /// Thing → its count rows.
    pub(super) of: BTreeMap<usize, Vec<&'a PhysicalCount>>,
    /// Rows of no thing that a ledger holds.
    pub(super) unknown: Vec<&'a PhysicalCount>,
    /// Rows that could be one of several things.
    pub(super) doubtful: Vec<(&'a PhysicalCount, Vec<usize>)>,
    /// Things that some row could mean among several.
    pub(super) doubted: BTreeSet<usize>,
    /// Asset id → its registered changes.
    changes: BTreeMap<&'a str, Vec<&'a Change>>,
    /// Key of a counted unit → the last day of its count, where a row states one.
    pub(super) units: BTreeMap<String, Option<NaiveDate>>,
}

impl<'a> Sheets<'a> {
    /// Leads every row to its thing.
    pub(super) fn new(books: &'a Books, holdings: &Holdings, units: &Units) -> Self {
        let mut sheets = Self::default();
        for change in &books.changes {
            if let Some(id) = change.asset_id.as_deref() {
                sheets.changes.entry(id).or_default().push(change);
            }
        }
        // The same row twice is one count: the sum is over parts, not over slips of the pen. It
        // leads where its twin leads, and most things have one row.
        let mut seen: BTreeSet<Vec<Value>> = BTreeSet::new();
        for row in &books.physical_counts {
            let unit = counted_unit(row, units);
            if let Some(unit) = &unit {
                let day = row.physical_check_date.map(|d| d.latest());
                let last = sheets.units.entry(unit.clone()).or_default();
                *last = (*last).max(day);
            }
            let clue = Clue {
                id: row.asset_id.as_deref(),
                prior: row.prior_asset_id.as_deref().or(row.tag_no.as_deref()),
                name: row.asset_name.as_deref(),
                township: row.township.as_deref(),
                village: row.village.as_deref(),
                value: row.original_value,
                quantity: row.book_quantity,
                unit,
            };
            match holdings.find(&clue) {
                Found::One(_) if was_not_counted(row) => {}
                Found::One(thing) => {
                    let of = sheets.of.entry(thing).or_default();
                    if let [only] = of.as_slice() {
                        seen.insert(only.values());
                    }
                    if of.is_empty() || seen.insert(row.values()) {
                        of.push(row);
                    }
                }
                Found::Several(_) | Found::Nothing if !seen.insert(row.values()) => {}
                Found::Several(things) => {
                    sheets.doubted.extend(things.iter().copied());
                    sheets.doubtful.push((row, things));
                }
                Found::Nothing => sheets.unknown.push(row),
            }
        }
        sheets
    }

    /// The registered changes of a thing.
    pub(super) fn changes(&self, holding: &Holding) -> Vec<&'a Change> {
        let ids: BTreeSet<&str> =
            holding.rows.iter().filter_map(|a| a.asset_id.as_deref()).collect();
        ids.into_iter().filter_map(|id| self.changes.get(id)).flatten().copied().collect()
    }
}

/// Whether a row only says that its thing was not counted (未盘点).
fn was_not_counted(row: &PhysicalCount) -> bool {
    row.count_result.as_deref() == Some("missing")
        && row.physical_count_qty.is_none()
        && row.count_diff_qty.is_none()
        && row.shortage_qty.is_none()
}

/// The unit that was counted; the books of the village where the sheet names none.
fn counted_unit(row: &PhysicalCount, units: &Units) -> Option<String> {
    match (&row.unit, &row.township, &row.village) {
        (Some(unit), township, _) => units.key(unit, township.as_deref()),
        (None, Some(township), Some(village)) => units.village(township, village),
        _ => None,
    }
}

/// Whether some row says why its thing differs.
pub(super) fn has_reason(rows: &[&PhysicalCount]) -> bool {
    rows.iter().any(|r| r.count_reason.is_some() || r.note.is_some())
}
