//! What one file may cost.

/// Bounds beyond which a file is refused instead of exhausting the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Cells that hold something, in one file.
    pub cells: usize,
    /// Bytes of all parts of a zipped workbook, inflated.
    pub inflated_bytes: u64,
    /// Rows of one sheet.
    pub rows: usize,
    /// Columns of one sheet.
    pub columns: usize,
}

impl Default for Limits {
    /// 40 million cells, 512 MiB, Excel's 1,048,576 rows, 2,000 columns.
    fn default() -> Self {
        Self { cells: 40_000_000, inflated_bytes: 1 << 29, rows: 1_048_576, columns: 2_000 }
    }
}
