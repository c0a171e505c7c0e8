//! Tables of any shape: columns of texts, exact numbers and dates, for files that are none of the
//! suite's own tables.
//!
//! In go Parquet bytes (or columns), out come columns (or bytes). Numbers are exact: a float is taken
//! through its shortest decimal, and a number that no column of 18 digits holds stays a text.

use crate::{Format, FrameError, csv, parquet};
use polars::prelude::{
    Column, DataFrame, DataType, Int128Chunked, IntoColumn, NamedFrom, NewChunkedArray,
    ParquetReader, SerReader, Series, TimeUnit,
};
use rust_decimal::Decimal;
use std::io::Cursor;

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

/// Texts end to end in one string.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    data: String,
    /// Where each cell ends, twice, plus one where it is empty: one look tells both.
    ends: Vec<usize>,
}

impl Texts {
    /// Adds a cell; `None` = empty.
    pub fn push(&mut self, text: Option<&str>) {
        self.data.push_str(text.unwrap_or_default());
        self.ends.push(self.data.len() * 2 + usize::from(text.is_none()));
    }

    /// The cell; `None` = empty.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<&str> {
        let end = *self.ends.get(row)?;
        if end % 2 == 1 {
            return None;
        }
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before] / 2);
        self.data.get(start..end / 2)
    }

    /// Number of cells.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

impl<'a> FromIterator<Option<&'a str>> for Texts {
    fn from_iter<I: IntoIterator<Item = Option<&'a str>>>(texts: I) -> Self {
        let mut out = Self::default();
        texts.into_iter().for_each(|text| out.push(text));
        out
    }
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
        let cell = |row: &Vec<String>, column: usize| {
            row.get(column).filter(|text| !text.trim().is_empty()).cloned()
        };
        let columns = head.iter().enumerate().map(|(column, name)| {
            let mut texts = Texts::default();
            data.iter().for_each(|row| texts.push(cell(row, column).as_deref()));
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

/// The names of the columns of a Parquet file.
///
/// # Errors
/// When the bytes are no Parquet.
pub fn column_names(bytes: &[u8]) -> Result<Vec<String>, FrameError> {
    let mut reader = ParquetReader::new(Cursor::new(bytes));
    Ok(reader.schema()?.iter_names().map(ToString::to_string).collect())
}

/// Reads columns of a Parquet file; all of them where `only` is absent.
///
/// # Errors
/// When the bytes are no Parquet, or a column holds neither texts nor numbers nor dates.
pub fn read(bytes: &[u8], only: Option<Vec<String>>) -> Result<AnyTable, FrameError> {
    let frame = ParquetReader::new(Cursor::new(bytes)).with_columns(only).finish()?;
    let columns = frame.columns().iter().map(any_column).collect::<Result<_, _>>()?;
    Ok(AnyTable { rows: frame.height(), columns })
}

/// Writes columns as Parquet; numbers as decimals of their scale.
///
/// # Errors
/// When the table engine refuses.
pub fn write(table: &AnyTable) -> Result<Vec<u8>, FrameError> {
    let columns = table.columns.iter().map(column).collect::<Result<Vec<_>, _>>()?;
    parquet::write(DataFrame::new(table.rows, columns)?)
}

fn column(column: &AnyColumn) -> Result<Column, FrameError> {
    let name = column.name.as_str().into();
    Ok(match &column.cells {
        Cells::Text(texts) => {
            Series::new(name, (0..texts.len()).map(|row| texts.get(row)).collect::<Vec<_>>())
                .into_column()
        }
        Cells::Number { scale, mantissas, valid } => {
            let numbers = mantissas.iter().enumerate();
            let numbers = numbers.map(|(row, m)| is_filled(valid.as_deref(), row).then_some(*m));
            if *scale == 0 {
                return Ok(Series::new(name, numbers.collect::<Vec<_>>()).into_column());
            }
            let wide = numbers.map(|m| m.map(i128::from));
            let array = Int128Chunked::from_iter_options(name, wide);
            array.into_decimal(18, *scale as usize)?.into_column()
        }
        Cells::Date { days, valid } => {
            let days = days
                .iter()
                .enumerate()
                .map(|(row, d)| is_filled(valid.as_deref(), row).then_some(*d));
            Series::new(name, days.collect::<Vec<_>>()).cast(&DataType::Date)?.into_column()
        }
    })
}

fn any_column(column: &Column) -> Result<AnyColumn, FrameError> {
    let series = column.as_materialized_series();
    let cells = match series.dtype() {
        DataType::String => Cells::Text(series.str()?.iter().collect()),
        DataType::Date => {
            let days = series.to_physical_repr();
            let days = days.i32()?;
            let valid = (days.null_count() > 0).then(|| days.iter().map(|d| d.is_some()).collect());
            Cells::Date { days: days.iter().map(Option::unwrap_or_default).collect(), valid }
        }
        DataType::Decimal(_, scale) => {
            let scale = u32::try_from(*scale).unwrap_or_default();
            numbers(scale, series.decimal()?.physical())
        }
        DataType::Float32 | DataType::Float64 => {
            let wide = series.cast(&DataType::Float64)?;
            Cells::Text(shortest(series.dtype(), &wide)?)
        }
        DataType::Boolean => Cells::Text(
            series.bool()?.iter().map(|b| b.map(|b| if b { "true" } else { "false" })).collect(),
        ),
        kind if kind.is_integer() => {
            let wide = series.cast(&DataType::Int128)?;
            numbers(0, wide.i128()?)
        }
        DataType::Datetime(unit, _) => days_or_texts(series, *unit)?,
        _ => {
            let texts = series.cast(&DataType::String)?;
            Cells::Text(texts.str()?.iter().collect())
        }
    };
    Ok(AnyColumn { name: series.name().to_string(), cells })
}

/// Numbers of at most 18 digits; otherwise their texts.
fn numbers(scale: u32, values: &Int128Chunked) -> Cells {
    let mut mantissas = Vec::with_capacity(values.len());
    let mut valid = Vec::with_capacity(values.len());
    for value in values.iter() {
        match value.map(i64::try_from) {
            Some(Ok(mantissa)) => mantissas.push(mantissa),
            None => mantissas.push(0),
            Some(Err(_)) => {
                let text = |v: i128| Decimal::try_from_i128_with_scale(v, scale).ok();
                let texts = values
                    .iter()
                    .map(|v| v.map(|v| text(v).map_or_else(|| v.to_string(), |d| d.to_string())));
                let texts: Vec<Option<String>> = texts.collect();
                return Cells::Text(texts.iter().map(Option::as_deref).collect());
            }
        }
        valid.push(value.is_some());
    }
    let valid = valid.contains(&false).then_some(valid);
    Cells::Number { scale, mantissas, valid }
}

/// The shortest decimal that stands for each float, as a spreadsheet would show it.
#[expect(clippy::disallowed_types, reason = "the file holds floats; they leave as decimal texts")]
fn shortest(kind: &DataType, series: &Series) -> Result<Texts, FrameError> {
    let single = *kind == DataType::Float32;
    let mut out = Texts::default();
    for value in series.f64()?.iter() {
        #[expect(clippy::cast_possible_truncation, reason = "it was a single float before")]
        let text = value.map(|v| if single { (v as f32).to_string() } else { v.to_string() });
        out.push(text.as_deref().filter(|text| *text != "NaN"));
    }
    Ok(out)
}

/// Points in time: days where all are midnights.
fn days_or_texts(series: &Series, unit: TimeUnit) -> Result<Cells, FrameError> {
    let a_day = match unit {
        TimeUnit::Nanoseconds => 86_400_000_000_000,
        TimeUnit::Microseconds => 86_400_000_000,
        TimeUnit::Milliseconds => 86_400_000,
    };
    let physical = series.to_physical_repr();
    let instants = physical.i64()?;
    if instants.iter().flatten().all(|instant: i64| instant.rem_euclid(a_day) == 0) {
        let valid =
            (instants.null_count() > 0).then(|| instants.iter().map(|d| d.is_some()).collect());
        let days = instants.iter().map(|instant| {
            i32::try_from(instant.unwrap_or_default().div_euclid(a_day)).unwrap_or_default()
        });
        return Ok(Cells::Date { days: days.collect(), valid });
    }
    let texts = series.cast(&DataType::String)?;
    Ok(Cells::Text(texts.str()?.iter().collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let texts = [Some("甲"), None, Some("")].into_iter().collect();
        let valid = Some(vec![true, false, true]);
        let table = AnyTable {
            rows: 3,
            columns: vec![
                AnyColumn { name: "name".into(), cells: Cells::Text(texts) },
                AnyColumn {
                    name: "money".into(),
                    cells: Cells::Number {
                        scale: 2,
                        mantissas: vec![123, 0, -5],
                        valid: valid.clone(),
                    },
                },
                AnyColumn {
                    name: "day".into(),
                    cells: Cells::Date { days: vec![0, 0, 19_000], valid },
                },
            ],
        };
        let bytes = write(&table).unwrap();
        assert_eq!(column_names(&bytes).unwrap(), ["name", "money", "day"]);
        assert_eq!(format!("{:?}", read(&bytes, None).unwrap()), format!("{table:?}"));
        let one = read(&bytes, Some(vec!["money".into()])).unwrap();
        assert_eq!((one.rows, one.columns.len()), (3, 1));
    }
}
