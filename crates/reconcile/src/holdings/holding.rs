//! One thing that ledgers hold.

use crate::Entity;
use crate::units::Units;
use ledger::tables::Asset;
use ledger::{Fen, Row, Subject};
use std::collections::BTreeMap;

/// One thing: a real asset, or one county row of it where the county ledger lists it in parts.
#[derive(Debug)]
pub(crate) struct Holding<'a> {
    /// The row that speaks for it.
    pub(crate) lead: &'a Asset,
    /// Its rows in all ledgers; the lead alone where the asset is listed in parts.
    pub(crate) rows: Vec<&'a Asset>,
    /// What findings about it are about.
    pub(crate) subject: Subject,
    /// Whether the county ledger holds it.
    pub(crate) in_county: bool,
    /// Whether a row that stands apart may be the same thing: what leads there may be meant for
    /// this one, so that nothing may be called missing of it.
    pub(crate) unsettled: bool,
}

impl<'a> Holding<'a> {
    /// The things of one real asset: one for each county row with an id of its own, else one.
    pub(super) fn of(entity: &Entity<'a>) -> Vec<Self> {
        let mut parts: BTreeMap<&str, &Asset> = BTreeMap::new();
        for row in entity.in_ledger("county") {
            parts.entry(row.asset_id.as_deref().unwrap_or_else(|| row.row_id())).or_insert(row);
        }
        if parts.len() < 2 {
            return vec![Self {
                lead: entity.lead(),
                rows: entity.rows.clone(),
                subject: entity.subject(),
                in_county: entity.county().is_some(),
                unsettled: entity.unsettled,
            }];
        }
        parts
            .into_values()
            .map(|row| Self {
                lead: row,
                rows: vec![row],
                subject: Subject::asset(row),
                in_county: true,
                unsettled: entity.unsettled,
            })
            .collect()
    }

    /// The unit that owns an asset by its row; for a collective without a name, that of its village.
    pub(super) fn owner(&self, units: &Units) -> Option<String> {
        let asset = self.lead;
        if let Some(name) = asset.owner_name.as_deref() {
            return units.key(name, asset.township.as_deref());
        }
        match (asset.owner_type.as_deref(), asset.township.as_deref(), asset.village.as_deref()) {
            (Some("village_collective"), Some(township), Some(village)) => {
                units.village(township, village)
            }
            (Some("township"), Some(township), _) => units.key(township, None),
            _ => None,
        }
    }

    /// Whether it stands outside the managed totals: given to a household.
    pub(crate) fn is_household(&self) -> bool {
        is_household(self.lead)
    }

    /// Whether it has left the books: disposed of, scrapped, written off.
    pub(crate) fn is_gone(&self) -> bool {
        is_gone(self.lead.asset_status.as_deref())
    }

    /// Its name, for messages.
    pub(crate) fn name(&self) -> &str {
        self.lead.asset_name.as_deref().unwrap_or_default()
    }

    /// Its net value: as stated, else original value less depreciation.
    pub(crate) fn net_value(&self) -> Option<Fen> {
        self.lead.net_value.or_else(|| {
            let original = self.lead.original_value?;
            Some(original.minus(self.lead.accumulated_depreciation?))
        })
    }
}

/// Whether a row is of a household's asset.
pub(crate) fn is_household(asset: &Asset) -> bool {
    asset.asset_class.as_deref() == Some("household")
        || asset.owner_type.as_deref() == Some("household")
        || asset.ledger.as_deref() == Some("household")
}

/// Whether a status says that the thing has left the books.
pub(crate) fn is_gone(status: Option<&str>) -> bool {
    matches!(status, Some("disposed" | "scrapped" | "written_off"))
}
