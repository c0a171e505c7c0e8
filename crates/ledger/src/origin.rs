//! Where a row and a cell came from.

use crate::table::Text;

/// Where a normalised row came from. Equal sources give equal `row_id`s.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Origin {
    /// Stable id: table, source file by content hash, sheet, row and part.
    pub row_id: Text,
    /// Relative to the case, with forward slashes: `inbox/…`.
    pub src_file: Text,
    /// `None` for CSV and other files without sheets.
    pub src_sheet: Option<Text>,
    /// 1-based, as the spreadsheet shows it.
    pub src_row: u32,
    /// What stood in columns that fit no field, as a JSON object; personal data masked.
    pub extra: Option<Text>,
    /// HMAC-SHA256 of the normalised identity number with the case's key, or of name and village
    /// where there is no number; only in tables about persons.
    pub person_hash: Option<Text>,
}

impl Origin {
    /// The address of a cell of this row.
    #[must_use]
    pub fn cell(&self, column: &str, value: impl Into<Text>) -> Cell {
        Cell {
            src_file: self.src_file.clone(),
            src_sheet: self.src_sheet.clone(),
            src_row: Some(self.src_row),
            column: column.into(),
            value: value.into(),
        }
    }
}

/// One cell that a finding rests on. `column` is the field's name, or the heading where it fits no
/// field; `value` is empty where the cell was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Cell {
    /// Relative to the case.
    pub src_file: Text,
    /// The sheet, where the file has sheets.
    pub src_sheet: Option<Text>,
    /// 1-based; `None` when the whole file or sheet is meant.
    pub src_row: Option<u32>,
    /// Field name or heading.
    pub column: Text,
    /// What stood there, personal data masked.
    pub value: Text,
}

/// `file!sheet!row!column=value`, empty parts kept.
impl std::fmt::Display for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sheet = self.src_sheet.as_deref().unwrap_or("");
        let row = self.src_row.map(|r| r.to_string()).unwrap_or_default();
        write!(f, "{}!{sheet}!{row}!{}={}", self.src_file, self.column, self.value)
    }
}
