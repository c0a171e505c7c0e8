//! When an asset's life ends: completion plus the years expected of it.

use ledger::day::months_later;
use ledger::tables::Asset;
use ledger::{Cell, NaiveDate, Row};

/// The ground "end of life reached", of a disposal and of a write-off.
pub(crate) const LIFE_REACHED: &str = "life_reached";

/// The life of an asset.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Life<'a> {
    asset: &'a Asset,
    /// The day on which it ends.
    pub(crate) end: NaiveDate,
}

impl<'a> Life<'a> {
    /// The life of an asset whose completion and years are stated.
    pub(crate) fn of(asset: &'a Asset) -> Option<Self> {
        let (from, years) = (asset.completion_date?, asset.expected_life_years?);
        let months = i32::try_from(years).ok()?.checked_mul(12)?;
        Some(Self { asset, end: months_later(from.date, months) })
    }

    /// What must hold, in words.
    pub(crate) fn expected(&self) -> String {
        format!("在使用年限届满（{}）之后", self.end)
    }

    pub(crate) fn cells(&self) -> Vec<Cell> {
        self.asset.cells(&["completion_date", "expected_life_years"])
    }
}
