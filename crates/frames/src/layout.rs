//! How a table's rows lie in a frame: origin first, then the fields, dates with their precision.

use crate::FrameError;
use chrono::NaiveDate;
use ledger::table::{Column, Kind, Row, Text, Value};
use ledger::{Day, Decimal, Fen, Origin, Precision};
use polars::chunked_array::builder::ListStringChunkedBuilder;
use polars::prelude::{
    DataFrame, DataType, Int128Chunked, IntoSeries, ListBuilderTrait, NamedFrom, NewChunkedArray,
    Series,
};

/// Decimals of a quantity or percentage.
pub(crate) const DECIMALS: u32 = 6;

/// The frame that holds the rows.
pub(crate) fn frame<R: Row>(rows: &[R]) -> Result<DataFrame, FrameError> {
    let table = R::TABLE;
    let mut series = Vec::new();
    if table.has_origin {
        let origins: Vec<&Origin> = rows.iter().filter_map(Row::origin).collect();
        series.extend(origin_series(&origins, table.about_persons()));
    }
    let mut columns: Vec<Vec<Value>> =
        table.columns.iter().map(|_| Vec::with_capacity(rows.len())).collect();
    for row in rows {
        for (values, value) in columns.iter_mut().zip(row.values()) {
            values.push(value);
        }
    }
    for (column, values) in table.columns.iter().zip(columns) {
        series.push(values_series(table.name, column, &values)?);
        if column.kind == Kind::Date {
            series.push(precision_series(column, &values));
        }
    }
    if table.has_origin {
        let extra: Vec<Option<&str>> =
            rows.iter().map(|r| r.origin().and_then(|o| o.extra.as_deref())).collect();
        series.push(Series::new("extra".into(), extra));
    }
    Ok(DataFrame::new(rows.len(), series.into_iter().map(Into::into).collect())?)
}

fn origin_series(origins: &[&Origin], about_persons: bool) -> Vec<Series> {
    let text = |name: &str, of: &dyn Fn(&Origin) -> Option<Text>| {
        let values: Vec<Option<Text>> = origins.iter().map(|o| of(o)).collect();
        Series::new(name.into(), values.iter().map(|v| v.as_deref()).collect::<Vec<_>>())
    };
    let rows: Vec<i64> = origins.iter().map(|o| i64::from(o.src_row)).collect();
    let mut out = vec![
        text("row_id", &|o| Some(o.row_id.clone())),
        text("src_file", &|o| Some(o.src_file.clone())),
        text("src_sheet", &|o| o.src_sheet.clone()),
        Series::new("src_row".into(), rows),
    ];
    if about_persons {
        out.push(text("person_hash", &|o| o.person_hash.clone()));
    }
    out
}

fn values_series(
    table: &'static str,
    column: &Column,
    values: &[Value],
) -> Result<Series, FrameError> {
    let name = column.file_name();
    let name = name.as_str();
    Ok(match column.kind {
        Kind::Text | Kind::Code => pick(name, values, |v| match v {
            Value::Text(text) => Some(&**text),
            _ => None,
        }),
        Kind::Integer => pick(name, values, |v| match v {
            Value::Integer(integer) => Some(*integer),
            _ => None,
        }),
        Kind::Bool => pick(name, values, |v| match v {
            Value::Bool(yes) => Some(*yes),
            _ => None,
        }),
        Kind::Amount | Kind::Decimal | Kind::Percent => decimal_series(table, column, values)?,
        Kind::Date => {
            let days = pick(name, values, |v| match v {
                Value::Date(day) => Some(epoch_days(day.date)),
                _ => None,
            });
            days.cast(&DataType::Date)?
        }
        Kind::List => {
            let mut builder =
                ListStringChunkedBuilder::new(name.into(), values.len(), values.len());
            for value in values {
                match value {
                    Value::List(items) => builder.append_values_iter(items.iter().map(|i| &**i)),
                    _ => builder.append_null(),
                }
            }
            builder.finish().into_series()
        }
    })
}

fn pick<'a, T>(name: &str, values: &'a [Value], of: impl Fn(&'a Value) -> Option<T>) -> Series
where
    Series: NamedFrom<Vec<Option<T>>, [Option<T>]>,
{
    Series::new(name.into(), values.iter().map(of).collect::<Vec<Option<T>>>())
}

/// Built from mantissas: a cast would read 123456 fen as 123456 yuan.
fn decimal_series(
    table: &'static str,
    column: &Column,
    values: &[Value],
) -> Result<Series, FrameError> {
    let name = column.file_name();
    let (precision, scale) = if column.kind == Kind::Amount { (18, 2) } else { (18, DECIMALS) };
    let mut mantissas = Vec::with_capacity(values.len());
    for (row, value) in values.iter().enumerate() {
        mantissas.push(match value {
            Value::Amount(amount) => Some(i128::from(amount.0)),
            Value::Decimal(number) => Some(
                mantissa(*number)
                    .ok_or_else(|| cell_error(table, row, &name, &number.to_string()))?,
            ),
            _ => None,
        });
    }
    Ok(Int128Chunked::from_iter_options(name.into(), mantissas.into_iter())
        .into_decimal(precision, scale as usize)?
        .into_series())
}

fn precision_series(column: &Column, values: &[Value]) -> Series {
    let codes: Vec<Option<&str>> = values
        .iter()
        .map(|v| if let Value::Date(d) = v { Some(d.precision.code()) } else { None })
        .collect();
    Series::new(precision_name(column).as_str().into(), codes)
}

/// The column that holds a date's precision.
pub(crate) fn precision_name(column: &Column) -> String {
    format!("{}_precision", column.file_name())
}

/// The number as an integer of millionths; `None` if it has more decimals or is too large.
pub(crate) fn mantissa(value: Decimal) -> Option<i128> {
    let value = value.normalize();
    let missing = DECIMALS.checked_sub(value.scale())?;
    let scaled = value.mantissa().checked_mul(10_i128.pow(missing))?;
    (scaled.abs() < 1_000_000_000_000_000_000).then_some(scaled)
}

fn epoch_days(date: NaiveDate) -> i32 {
    i32::try_from((date - NaiveDate::default()).num_days()).unwrap_or_default()
}

fn cell_error(table: &'static str, row: usize, column: &str, value: &str) -> FrameError {
    FrameError::Cell { table, row: row + 1, column: column.to_owned(), value: value.to_string() }
}

/// The rows that a frame holds.
pub(crate) fn rows<R: Row>(frame: &DataFrame) -> Result<Vec<R>, FrameError> {
    let table = R::TABLE;
    let mut rows = vec![R::default(); frame.height()];
    if table.has_origin {
        read_origins(table.name, frame, &mut rows, table.about_persons())?;
    }
    for column in table.columns {
        let values = column_values(table.name, frame, column)?;
        for (index, (row, value)) in rows.iter_mut().zip(values).enumerate() {
            let text = value.to_string();
            if !row.set(column.name, value) {
                return Err(cell_error(table.name, index, column.name, &text));
            }
        }
    }
    Ok(rows)
}

fn read_origins<R: Row>(
    table: &'static str,
    frame: &DataFrame,
    rows: &mut [R],
    about_persons: bool,
) -> Result<(), FrameError> {
    let text = |name: &str| -> Result<Vec<Option<Text>>, FrameError> {
        texts(&series(table, frame, name)?)
    };
    let (ids, files, sheets, extras) =
        (text("row_id")?, text("src_file")?, text("src_sheet")?, text("extra")?);
    let hashes = if about_persons { text("person_hash")? } else { vec![None; rows.len()] };
    let numbers: Vec<Option<i64>> = series(table, frame, "src_row")?.i64()?.iter().collect();
    let parts = ids.into_iter().zip(files).zip(sheets).zip(extras).zip(hashes).zip(numbers);
    for (row, (((((id, file), sheet), extra), hash), number)) in rows.iter_mut().zip(parts) {
        if let Some(origin) = row.origin_mut() {
            *origin = Origin {
                row_id: id.unwrap_or_default(),
                src_file: file.unwrap_or_default(),
                src_sheet: sheet,
                src_row: number.and_then(|n| u32::try_from(n).ok()).unwrap_or_default(),
                extra,
                person_hash: hash,
            };
        }
    }
    Ok(())
}

fn series(table: &'static str, frame: &DataFrame, name: &str) -> Result<Series, FrameError> {
    frame
        .column(name)
        .map(|c| c.as_materialized_series().clone())
        .map_err(|_| FrameError::MissingColumn { table, column: name.to_owned() })
}

fn texts(series: &Series) -> Result<Vec<Option<Text>>, FrameError> {
    Ok(series.str()?.iter().map(|v| v.map(Into::into)).collect())
}

fn column_values(
    table: &'static str,
    frame: &DataFrame,
    column: &Column,
) -> Result<Vec<Value>, FrameError> {
    let data = series(table, frame, &column.file_name())?;
    Ok(match column.kind {
        Kind::Text | Kind::Code => {
            texts(&data)?.into_iter().map(|v| v.map_or(Value::Null, Value::Text)).collect()
        }
        Kind::Amount => decimals(&data)?
            .into_iter()
            .map(|v| {
                v.and_then(|m| i64::try_from(m).ok()).map_or(Value::Null, |m| Value::Amount(Fen(m)))
            })
            .collect(),
        Kind::Decimal | Kind::Percent => decimals(&data)?
            .into_iter()
            .map(|v| {
                v.and_then(|m| Decimal::try_from_i128_with_scale(m, DECIMALS).ok())
                    .map_or(Value::Null, |d| Value::Decimal(d.normalize()))
            })
            .collect(),
        Kind::Integer => {
            data.i64()?.iter().map(|v| v.map_or(Value::Null, Value::Integer)).collect()
        }
        Kind::Bool => data.bool()?.iter().map(|v| v.map_or(Value::Null, Value::Bool)).collect(),
        Kind::Date => {
            let precisions = texts(&series(table, frame, &precision_name(column))?)?;
            let days = data.cast(&DataType::Int32)?;
            days.i32()?
                .iter()
                .zip(precisions)
                .map(|(day, precision)| date_value(day, precision.as_deref()))
                .collect()
        }
        Kind::List => {
            let mut out = Vec::with_capacity(data.len());
            for item in data.list()?.series_iter() {
                out.push(match item {
                    Some(items) => Value::List(texts(&items)?.into_iter().flatten().collect()),
                    None => Value::Null,
                });
            }
            out
        }
    })
}

fn decimals(series: &Series) -> Result<Vec<Option<i128>>, FrameError> {
    Ok(series.decimal()?.physical().iter().collect())
}

fn date_value(day: Option<i32>, precision: Option<&str>) -> Value {
    let date = day
        .and_then(|d| NaiveDate::default().checked_add_signed(chrono::TimeDelta::days(d.into())));
    let precision = precision.and_then(Precision::from_code).unwrap_or_default();
    date.map_or(Value::Null, |date| Value::Date(Day { date, precision }))
}
