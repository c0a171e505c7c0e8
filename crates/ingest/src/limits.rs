//! What one file may cost.

/// Bounds beyond which a file is refused instead of exhausting the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Cells that hold something, in one file.
    pub cells: usize,
    /// Bytes of text in the cells of one file, in UTF-8.
    pub text_bytes: usize,
    /// Bytes of all parts of a zipped workbook, inflated.
    pub inflated_bytes: u64,
    /// How many times its size a zipped workbook may inflate to, once that is more than 64 MiB.
    pub ratio: u64,
    /// Rows of one sheet.
    pub rows: usize,
    /// Columns of one sheet.
    pub columns: usize,
    /// Bytes of the rows of one file, as they lie in memory: a row of assets takes two thousand.
    pub row_bytes: usize,
}

impl Default for Limits {
    /// 10 million cells, 256 MiB of text, 512 MiB inflated from no less than a 250th, Excel's
    /// 1,048,576 rows, 2,000 columns, 640 MiB of rows (340,000 of assets, 2 million of households): chosen so that a file should not take more than about 1 GiB.
    fn default() -> Self {
        Self {
            cells: 10_000_000,
            text_bytes: 256 << 20,
            inflated_bytes: 512 << 20,
            ratio: 250,
            rows: 1_048_576,
            columns: 2_000,
            row_bytes: 640 << 20,
        }
    }
}
