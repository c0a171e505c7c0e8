//! A table that someone else wrote, as texts: for reading it like any other sheet.

use crate::FrameError;
use polars::prelude::{AnyValue, Column, DataType, ParquetReader, SerReader};
use std::io::Cursor;

/// The rows of a Parquet file as texts, the names of its columns first. Absent values are empty
/// texts, dates `2024-03-05`, floats their shortest decimal text, decimals exact.
///
/// # Errors
/// When the bytes are damaged, there are more than `most` cells, or a column is nested.
pub fn texts(bytes: &[u8], most: usize) -> Result<Vec<Vec<String>>, FrameError> {
    let mut reader = ParquetReader::new(Cursor::new(bytes));
    let (rows, columns) = (reader.num_rows()?, reader.schema()?.len());
    if rows.saturating_add(1).saturating_mul(columns) > most {
        return Err(FrameError::TooManyCells(most));
    }
    let frame = reader.finish()?;
    let mut out = vec![Vec::with_capacity(columns); frame.height() + 1];
    for column in frame.columns() {
        column_texts(column, &mut out)?;
    }
    Ok(out)
}

fn column_texts(column: &Column, out: &mut [Vec<String>]) -> Result<(), FrameError> {
    let (heading, rows) = match out.split_first_mut() {
        Some(parts) => parts,
        None => return Ok(()),
    };
    heading.push(column.name().to_string());
    for (index, row) in rows.iter_mut().enumerate() {
        let text = match column.get(index)? {
            AnyValue::Null => String::new(),
            AnyValue::String(text) => text.to_owned(),
            AnyValue::StringOwned(text) => text.to_string(),
            AnyValue::Boolean(true) => "是".to_owned(),
            AnyValue::Boolean(false) => "否".to_owned(),
            AnyValue::Int8(n) => n.to_string(),
            AnyValue::Int16(n) => n.to_string(),
            AnyValue::Int32(n) => n.to_string(),
            AnyValue::Int64(n) => n.to_string(),
            AnyValue::Int128(n) => n.to_string(),
            AnyValue::UInt8(n) => n.to_string(),
            AnyValue::UInt16(n) => n.to_string(),
            AnyValue::UInt32(n) => n.to_string(),
            AnyValue::UInt64(n) => n.to_string(),
            AnyValue::UInt128(n) => n.to_string(),
            AnyValue::Float32(n) => n.to_string(),
            AnyValue::Float64(n) => n.to_string(),
            AnyValue::Decimal(mantissa, _, scale) => decimal(mantissa, scale),
            other => temporal(&other, column.dtype())
                .ok_or_else(|| FrameError::NestedColumn(column.name().to_string()))?,
        };
        row.push(text);
    }
    Ok(())
}

/// Dates and moments as ISO writes them.
fn temporal(value: &AnyValue<'_>, kind: &DataType) -> Option<String> {
    matches!(kind, DataType::Date | DataType::Datetime(..)).then(|| value.to_string())
}

/// A decimal by its digits and how many of them stand behind the point.
fn decimal(mantissa: i128, scale: usize) -> String {
    let digits = mantissa.unsigned_abs().to_string();
    let digits = format!("{digits:0>width$}", width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    let sign = if mantissa < 0 { "-" } else { "" };
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::{decimal, texts};
    use crate::FrameError;
    use polars::prelude::*;

    fn file() -> Vec<u8> {
        let amounts =
            Int128Chunked::from_iter_options("原值".into(), [Some(-5_i128), None].into_iter())
                .into_decimal(18, 2)
                .unwrap();
        let days = Series::new("日期".into(), [19_787_i32, 0]).cast(&DataType::Date).unwrap();
        let mut frame = DataFrame::new(
            2,
            vec![
                Column::new("名称".into(), ["泵站", "水渠"]),
                amounts.into_series().into(),
                days.into(),
                Column::new("数量".into(), [3_i64, -1]),
                Column::new("单价".into(), [0.1_f64 + 0.2, 1200.5]),
                Column::new("确权".into(), [Some(true), None]),
            ],
        )
        .unwrap();
        crate::parquet::write(std::mem::take(&mut frame)).unwrap()
    }

    #[test]
    fn every_kind_of_cell_as_people_write_it() {
        let rows = texts(&file(), 100).unwrap();
        assert_eq!(rows[0], ["名称", "原值", "日期", "数量", "单价", "确权"]);
        assert_eq!(rows[1], ["泵站", "-0.05", "2024-03-05", "3", "0.30000000000000004", "是"]);
        assert_eq!(rows[2], ["水渠", "", "1970-01-01", "-1", "1200.5", ""]);
    }

    #[test]
    fn too_many_cells_and_damage_are_said() {
        assert!(matches!(texts(&file(), 17), Err(FrameError::TooManyCells(17))));
        let bytes = file();
        assert!(texts(&bytes[..bytes.len() / 2], 100).is_err());
    }

    #[test]
    fn decimals_keep_their_zeros() {
        assert_eq!(decimal(120, 2), "1.20");
        assert_eq!(decimal(-7, 0), "-7");
    }
}
