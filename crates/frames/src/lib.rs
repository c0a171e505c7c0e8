//! The only crate that names Polars: rows of the tables to and from Parquet and CSV, in memory.
//!
//! In go rows of any table of [`ledger`] (or bytes and a format), out come bytes (or rows). Nothing
//! is opened, printed or decided here.
//!
//! What must always hold:
//!
//! * reading what was written gives equal rows, in both formats;
//! * money is `DECIMAL(18,2)`, whose mantissa *is* the fen; it is never cast, parsed or rounded by
//!   the table engine;
//! * Parquet carries no statistics: the engine writes wrong ones for some decimals, and readers
//!   that trust them lose rows without a word;
//! * equal rows give equal bytes;
//! * text that a spreadsheet could run as a formula is written as text.

pub mod any;
mod csv;
mod evidence;
mod layout;
mod parquet;
mod texts;
mod totals;

pub use texts::texts;
pub use totals::{ColumnTotal, Totals, totals};

use ledger::Row;
use ledger::finding::StoredFinding;

/// How a table is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Apache Parquet.
    #[default]
    Parquet,
    /// UTF-8 with a byte order mark, so that spreadsheets open it.
    Csv,
}

impl Format {
    /// The file name's ending.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Parquet => "parquet",
            Self::Csv => "csv",
        }
    }
}

/// Why a table cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum FrameError {
    /// The table engine refused.
    #[error("Parquet：{0}")]
    Parquet(#[from] polars::error::PolarsError),
    /// The CSV is malformed.
    #[error("CSV：{0}")]
    Csv(#[from] ::csv::Error),
    /// More cells than may be read.
    #[error("单元格多于限额 {0}")]
    TooManyCells(usize),
    /// A column holds what has no place in one cell.
    #[error("列 {0} 的类型无法读成单元格")]
    NestedColumn(String),
    /// A column is absent.
    #[error("表 {table} 缺少列 {column}")]
    MissingColumn {
        /// Table.
        table: &'static str,
        /// Column.
        column: String,
    },
    /// A cell does not hold what its column says.
    #[error("表 {table} 第 {row} 行 {column} 列的值“{value}”无法读取")]
    Cell {
        /// Table.
        table: &'static str,
        /// Row of data, from 1.
        row: usize,
        /// Column.
        column: String,
        /// What stands there.
        value: String,
    },
}

/// Writes rows.
///
/// # Errors
/// When a number has more decimals than its column, or the table engine refuses.
pub fn encode<R: Row>(rows: &[R], format: Format) -> Result<Vec<u8>, FrameError> {
    match format {
        Format::Parquet => parquet::write(layout::frame(rows)?),
        Format::Csv => csv::write(rows),
    }
}

/// Reads rows.
///
/// # Errors
/// When the bytes are damaged, or a column is absent or of another type.
pub fn decode<R: Row>(bytes: &[u8], format: Format) -> Result<Vec<R>, FrameError> {
    match format {
        Format::Parquet => layout::rows(&parquet::read(bytes)?),
        Format::Csv => csv::read(bytes),
    }
}

/// Writes findings with their evidence.
///
/// # Errors
/// As [`encode`].
pub fn encode_findings(findings: &[StoredFinding], format: Format) -> Result<Vec<u8>, FrameError> {
    let records: Vec<_> = findings.iter().map(|f| f.record.clone()).collect();
    match format {
        Format::Parquet => {
            let mut frame = layout::frame(&records)?;
            frame.with_column(evidence::column(findings)?)?;
            parquet::write(frame)
        }
        Format::Csv => csv::write_findings(&records, findings),
    }
}

/// Reads findings with their evidence.
///
/// # Errors
/// As [`decode`].
pub fn decode_findings(bytes: &[u8], format: Format) -> Result<Vec<StoredFinding>, FrameError> {
    match format {
        Format::Parquet => {
            let frame = parquet::read(bytes)?;
            let cells = evidence::cells(&frame)?;
            let records = layout::rows(&frame)?;
            Ok(records
                .into_iter()
                .zip(cells)
                .map(|(record, evidence)| StoredFinding { record, evidence })
                .collect())
        }
        Format::Csv => csv::read_findings(bytes),
    }
}
