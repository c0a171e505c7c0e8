//! Parquet bytes.

use crate::FrameError;
use polars::prelude::{DataFrame, ParquetReader, ParquetWriter, SerReader, StatisticsOptions};
use std::io::Cursor;

pub(crate) fn write(mut frame: DataFrame) -> Result<Vec<u8>, FrameError> {
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes)
        .with_statistics(StatisticsOptions::empty())
        .finish(&mut frame)?;
    Ok(bytes)
}

pub(crate) fn read(bytes: &[u8]) -> Result<DataFrame, FrameError> {
    Ok(ParquetReader::new(Cursor::new(bytes)).finish()?)
}
