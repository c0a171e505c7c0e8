//! Ids of rows: equal sources give equal ids.

use crate::texts::hex;
use ledger::{Origin, Text};
use sha2::{Digest, Sha256};

/// The stable ids of the rows of one sheet.
pub(crate) struct RowIds {
    table: &'static str,
    /// The hash of what they share.
    sheet: Sha256,
}

impl RowIds {
    pub(crate) fn new(table: &'static str, content_hash: &str, sheet: Option<&str>) -> Self {
        let mut shared = Sha256::new();
        for part in [table, content_hash, sheet.unwrap_or("")] {
            shared.update(part.as_bytes());
            shared.update([0]);
        }
        Self { table, sheet: shared }
    }

    /// The id of a row; `part` tells apart what stands in one row of the sheet.
    pub(crate) fn id(&self, row: u32, part: u32) -> Text {
        let mut hash = self.sheet.clone();
        for number in [row, part] {
            hash.update(number.to_string().as_bytes());
            hash.update([0]);
        }
        let hash = hash.finalize();
        let mut id = String::with_capacity(self.table.len() + 17);
        id.push_str(self.table);
        id.push('-');
        id.push_str(&hex(hash.get(..8).unwrap_or(&hash)));
        id.into()
    }
}

/// The stable id of one of several rows that come from one row.
pub(crate) fn derived_id(table: &'static str, of: &Origin, part: u32) -> Text {
    RowIds::new(table, &of.row_id, None).id(of.src_row, part)
}
