//! Evidence beside a finding: a list of structs in Parquet, `file!sheet!row!column=value;…` in CSV.

use crate::FrameError;
use ledger::Cell;
use ledger::finding::StoredFinding;
use polars::prelude::{
    AnyValue, Column, DataFrame, DataType, Field, IntoColumn, IntoSeries, NamedFrom, Series,
    StructChunked,
};

const FIELDS: [&str; 5] = ["src_file", "src_sheet", "src_row", "column", "value"];

/// The Parquet column.
pub(crate) fn column(findings: &[StoredFinding]) -> Result<Column, FrameError> {
    let mut lists = Vec::with_capacity(findings.len());
    for finding in findings {
        lists.push(AnyValue::List(struct_series(&finding.evidence)?));
    }
    let series = Series::from_any_values_and_dtype("evidence".into(), &lists, &list_type(), true)?;
    Ok(series.into_column())
}

fn list_type() -> DataType {
    let fields = FIELDS
        .iter()
        .map(|name| {
            Field::new(
                (*name).into(),
                if *name == "src_row" { DataType::Int64 } else { DataType::String },
            )
        })
        .collect();
    DataType::List(Box::new(DataType::Struct(fields)))
}

fn struct_series(cells: &[Cell]) -> Result<Series, FrameError> {
    let text = |name: &str, of: &dyn Fn(&Cell) -> Option<String>| {
        Series::new(name.into(), cells.iter().map(of).collect::<Vec<Option<String>>>())
    };
    let columns = [
        text("src_file", &|c| Some(c.src_file.to_string())),
        text("src_sheet", &|c| c.src_sheet.as_deref().map(str::to_owned)),
        Series::new(
            "src_row".into(),
            cells.iter().map(|c| c.src_row.map(i64::from)).collect::<Vec<_>>(),
        ),
        text("column", &|c| Some(c.column.to_string())),
        text("value", &|c| Some(c.value.to_string())),
    ];
    Ok(StructChunked::from_series("evidence".into(), cells.len(), columns.iter())?.into_series())
}

/// The cells of each row.
pub(crate) fn cells(frame: &DataFrame) -> Result<Vec<Vec<Cell>>, FrameError> {
    let missing = || FrameError::MissingColumn { table: "findings", column: "evidence".to_owned() };
    let column = frame.column("evidence").map_err(|_| missing())?.as_materialized_series().clone();
    let mut out = Vec::with_capacity(column.len());
    for list in column.list()?.series_iter() {
        out.push(list.as_ref().map_or_else(|| Ok(Vec::new()), one_list)?);
    }
    Ok(out)
}

fn one_list(list: &Series) -> Result<Vec<Cell>, FrameError> {
    let structs = list.struct_()?;
    let [file, sheet, row, column, value] = FIELDS.map(|name| structs.field_by_name(name));
    let (file, sheet, row, column, value) = (file?, sheet?, row?, column?, value?);
    let parts = file
        .str()?
        .iter()
        .zip(sheet.str()?.iter())
        .zip(row.i64()?.iter())
        .zip(column.str()?.iter())
        .zip(value.str()?.iter());
    Ok(parts
        .map(|((((file, sheet), row), column), value)| Cell {
            src_file: file.unwrap_or_default().into(),
            src_sheet: sheet.map(Into::into),
            src_row: row.and_then(|r| u32::try_from(r).ok()),
            column: column.unwrap_or_default().into(),
            value: value.unwrap_or_default().into(),
        })
        .collect())
}

/// The CSV text. `;` and `!` inside a part are written full width, so that the text can be taken
/// apart again.
pub(crate) fn to_text(cells: &[Cell]) -> String {
    let one = |cell: &Cell| {
        let plain = |text: &str| text.replace(';', "；").replace(['\r', '\n'], " ");
        let part = |text: &str| plain(text).replace('!', "！");
        format!(
            "{}!{}!{}!{}={}",
            part(&cell.src_file),
            part(cell.src_sheet.as_deref().unwrap_or("")),
            cell.src_row.map(|r| r.to_string()).unwrap_or_default(),
            part(&cell.column).replace('=', "＝"),
            plain(&cell.value),
        )
    };
    cells.iter().map(one).collect::<Vec<_>>().join(";")
}

/// The inverse of [`to_text`], but for the folded signs.
pub(crate) fn from_text(text: &str) -> Vec<Cell> {
    let one = |part: &str| {
        let mut pieces = part.splitn(4, '!');
        let file = pieces.next()?;
        let sheet = pieces.next()?;
        let row = pieces.next()?;
        let (column, value) = pieces.next()?.split_once('=')?;
        Some(Cell {
            src_file: file.into(),
            src_sheet: (!sheet.is_empty()).then(|| sheet.into()),
            src_row: row.parse().ok(),
            column: column.into(),
            value: value.into(),
        })
    };
    text.split(';').filter_map(one).collect()
}
