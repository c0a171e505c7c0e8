//! Columns of any shape to and from Parquet.

use super::{AnyColumn, AnyTable, Cells, Texts, is_filled};
use crate::{FrameError, parquet};
use polars::prelude::{
    ChunkedArray, Column, DataFrame, DataType, Int128Chunked, IntoColumn, NamedFrom,
    NewChunkedArray, ParquetReader, PolarsNumericType, SerReader, Series, StringChunked, TimeUnit,
};
use rust_decimal::Decimal;
use std::io::Cursor;

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
        Cells::Text(texts) => StringChunked::with_chunk(name, texts.array().clone()).into_column(),
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
        DataType::String => Cells::Text(texts(series)?),
        DataType::Date => {
            let days = series.to_physical_repr();
            let (days, valid) = cells_of(days.i32()?, |day| day);
            Cells::Date { days, valid }
        }
        DataType::Decimal(_, scale) => {
            let scale = u32::try_from(*scale).unwrap_or_default();
            wide_numbers(scale, series.decimal()?.physical())
        }
        DataType::Float32 | DataType::Float64 => {
            let wide = series.cast(&DataType::Float64)?;
            Cells::Text(shortest(series.dtype(), &wide)?)
        }
        DataType::Boolean => Cells::Text(
            series.bool()?.iter().map(|b| b.map(|b| if b { "true" } else { "false" })).collect(),
        ),
        DataType::UInt64 | DataType::UInt128 | DataType::Int128 => {
            wide_numbers(0, series.cast(&DataType::Int128)?.i128()?)
        }
        kind if kind.is_integer() => {
            let whole = series.cast(&DataType::Int64)?;
            let (mantissas, valid) = cells_of(whole.i64()?, |number| number);
            Cells::Number { scale: 0, mantissas, valid }
        }
        DataType::Datetime(unit, _) => days_or_texts(series, *unit)?,
        _ => Cells::Text(texts(&series.cast(&DataType::String)?)?),
    };
    Ok(AnyColumn { name: series.name().to_string(), cells })
}

/// The texts as they lie there: none is copied.
fn texts(series: &Series) -> Result<Texts, FrameError> {
    Ok(Texts::from_array(series.str()?.rechunk().downcast_as_array().clone()))
}

/// What each cell holds, the default where it is empty, and which are filled.
fn cells_of<T: PolarsNumericType, C: Default>(
    column: &ChunkedArray<T>,
    mut cell: impl FnMut(T::Native) -> C,
) -> (Vec<C>, Option<Vec<bool>>) {
    if column.null_count() == 0 {
        let mut cells = Vec::with_capacity(column.len());
        for chunk in column.downcast_iter() {
            cells.extend(chunk.values().iter().map(|value| cell(*value)));
        }
        return (cells, None);
    }
    let cells = column.iter().map(|value| value.map_or_else(C::default, &mut cell)).collect();
    (cells, Some(column.iter().map(|value| value.is_some()).collect()))
}

/// Numbers of at most 18 digits; otherwise their texts.
fn wide_numbers(scale: u32, values: &Int128Chunked) -> Cells {
    // Of a number that does not fit, `fits` is all that counts.
    let mut fits = true;
    let (mantissas, valid) = cells_of(values, |value| {
        let narrow = value as i64;
        fits &= i128::from(narrow) == value;
        narrow
    });
    if fits {
        return Cells::Number { scale, mantissas, valid };
    }
    let text = |value: i128| match Decimal::try_from_i128_with_scale(value, scale) {
        Ok(number) => number.to_string(),
        Err(_) => value.to_string(),
    };
    Cells::Text(values.iter().map(|value| value.map(text)).collect())
}

/// The shortest decimal that stands for each float, as a spreadsheet would show it.
#[expect(clippy::disallowed_types, reason = "the file holds floats; they leave as decimal texts")]
fn shortest(kind: &DataType, series: &Series) -> Result<Texts, FrameError> {
    let single = *kind == DataType::Float32;
    #[expect(clippy::cast_possible_truncation, reason = "it was a single float before")]
    let text = |v: f64| if single { (v as f32).to_string() } else { v.to_string() };
    let values = series.f64()?.iter();
    Ok(values.map(|value| value.filter(|v| !v.is_nan()).map(text)).collect())
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
    Ok(Cells::Text(texts(&series.cast(&DataType::String)?)?))
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
