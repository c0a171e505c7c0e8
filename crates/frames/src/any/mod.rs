//! Tables of any shape: columns of texts, exact numbers and dates, for files that are none of the
//! suite's own tables.
//!
//! In go Parquet bytes (or columns), out come columns (or bytes). Numbers are exact: a float is taken
//! through its shortest decimal, and a number that no column of 18 digits holds stays a text.

mod stored;
mod texts;

pub use stored::{column_names, read, write};
pub use texts::Texts;

use crate::{Format, FrameError, csv};
use rust_decimal::Decimal;

/// Columns of equal length.
#[derive(Debug, Clone, Default)]
pub struct AnyTable {
    /// Number of rows.
    pub rows: usize,
    /// Its columns, in the file's order.
    pub columns: Vec<AnyColumn>,
}

/// A named column.
#[derive(Debug, Clone)]
pub struct AnyColumn {
    /// Its name or heading.
    pub name: String,
    /// What it holds.
    pub cells: Cells,
}

/// What a column holds. `None` in `valid` = every cell is filled.
#[derive(Debug, Clone)]
pub enum Cells {
    /// Texts.
    Text(Texts),
    /// Exact numbers: mantissa × 10^-scale.
    Number {
        /// Decimals.
        scale: u32,
        /// Mantissas; 0 where empty.
        mantissas: Vec<i64>,
        /// Which cells are filled.
        valid: Option<Vec<bool>>,
    },
    /// Days since 1970-01-01.
    Date {
        /// Days; 0 where empty.
        days: Vec<i32>,
        /// Which cells are filled.
        valid: Option<Vec<bool>>,
    },
}

impl Cells {
    /// What a cell shows; `None` where it is empty. Numbers with the decimals of their column.
    #[must_use]
    pub fn show(&self, row: usize) -> Option<String> {
        match self {
            Self::Text(texts) => texts.get(row).map(str::to_owned),
            Self::Number { scale, mantissas, valid } => {
                let number =
                    Decimal::try_from_i128_with_scale((*mantissas.get(row)?).into(), *scale).ok();
                number.filter(|_| is_filled(valid.as_deref(), row)).map(|number| number.to_string())
            }
            Self::Date { days, valid } => {
                let delta = chrono::TimeDelta::days((*days.get(row)?).into());
                let day = chrono::NaiveDate::default().checked_add_signed(delta);
                day.filter(|_| is_filled(valid.as_deref(), row)).map(|day| day.to_string())
            }
        }
    }
}

/// Whether a cell is filled, by what its column says of that; `None` = every cell is.
#[must_use]
pub fn is_filled(valid: Option<&[bool]>, row: usize) -> bool {
    valid.is_none_or(|valid| valid.get(row).copied().unwrap_or(false))
}

impl AnyTable {
    /// A table of texts from rows of cells; the first row that holds something heads them. Blank
    /// cells are empty, short rows are filled up, blank rows at the end are none.
    #[must_use]
    pub fn from_texts(rows: &[Vec<String>]) -> Self {
        let holds = |row: &Vec<String>| row.iter().any(|cell| !cell.trim().is_empty());
        let mut rows = rows.iter().skip_while(|row| !holds(row));
        let head: &[String] = rows.next().map_or(&[], Vec::as_slice);
        let mut data: Vec<&Vec<String>> = rows.collect();
        while data.last().is_some_and(|row| !holds(row)) {
            data.pop();
        }
        let columns = head.iter().enumerate().map(|(column, name)| {
            let cells = data.iter().map(|row| row.get(column));
            let texts = cells.map(|cell| cell.filter(|text| !text.trim().is_empty())).collect();
            AnyColumn { name: name.trim().to_owned(), cells: Cells::Text(texts) }
        });
        Self { rows: data.len(), columns: columns.collect() }
    }
}

/// Writes columns in that format.
///
/// # Errors
/// When the table engine refuses.
pub fn encode(table: &AnyTable, format: Format) -> Result<Vec<u8>, FrameError> {
    match format {
        Format::Parquet => write(table),
        Format::Csv => csv::write_any(table),
    }
}
