//! CSV bytes: UTF-8 with a byte order mark, the same columns as Parquet.
//!
//! Text that begins with `=`, `+`, `-`, `@`, a tab, a carriage return or an apostrophe is written
//! with an apostrophe before it, and read back without: a spreadsheet then shows it as text.

use crate::any::{AnyTable, Cells};
use crate::evidence;
use crate::layout::precision_name;
use crate::{FrameError, layout};
use ledger::finding::{FindingRecord, StoredFinding};
use ledger::table::{Column, Kind, Row, Text, Value};
use ledger::{Day, Decimal, Fen, Origin, Precision};
use std::collections::BTreeMap;
use std::str::FromStr;

const BOM: &[u8] = b"\xEF\xBB\xBF";
const RISKY: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];

pub(crate) fn write<R: Row>(rows: &[R]) -> Result<Vec<u8>, FrameError> {
    write_with(rows, |_| None)
}

pub(crate) fn write_findings(
    records: &[FindingRecord],
    findings: &[StoredFinding],
) -> Result<Vec<u8>, FrameError> {
    write_with(records, |index| {
        Some(
            index.map_or_else(
                || "evidence".to_owned(),
                |i| evidence::to_text(&findings[i].evidence),
            ),
        )
    })
}

/// `last` gives one more column: its name for `None`, its text for a row.
fn write_with<R: Row>(
    rows: &[R],
    last: impl Fn(Option<usize>) -> Option<String>,
) -> Result<Vec<u8>, FrameError> {
    let table = R::TABLE;
    let mut writer = csv::WriterBuilder::new().from_writer(BOM.to_vec());
    let mut header = Vec::new();
    if table.has_origin {
        header.extend(["row_id", "src_file", "src_sheet", "src_row"].map(str::to_owned));
        if table.about_persons() {
            header.push("person_hash".to_owned());
        }
    }
    for column in table.columns {
        header.push(column.file_name());
        if column.kind == Kind::Date {
            header.push(precision_name(column));
        }
    }
    if table.has_origin {
        header.push("extra".to_owned());
    }
    header.extend(last(None));
    writer.write_record(&header)?;
    for (index, row) in rows.iter().enumerate() {
        let mut record = Vec::with_capacity(header.len());
        if let Some(origin) = row.origin() {
            record.extend([
                origin.row_id.to_string(),
                safe(&origin.src_file),
                safe(origin.src_sheet.as_deref().unwrap_or("")),
                origin.src_row.to_string(),
            ]);
            if table.about_persons() {
                record.push(origin.person_hash.as_deref().unwrap_or("").to_owned());
            }
        }
        for (column, value) in table.columns.iter().zip(row.values()) {
            push_cell(&mut record, column, &value);
        }
        if let Some(origin) = row.origin() {
            record.push(safe(origin.extra.as_deref().unwrap_or("")));
        }
        record.extend(last(Some(index)).map(|text| safe(&text)));
        writer.write_record(&record)?;
    }
    writer.into_inner().map_err(|e| csv::Error::from(e.into_error()).into())
}

fn push_cell(record: &mut Vec<String>, column: &Column, value: &Value) {
    match (column.kind, value) {
        (Kind::Date, Value::Date(day)) => {
            record.extend([day.date.to_string(), day.precision.code().to_owned()]);
        }
        (Kind::Date, _) => record.extend([String::new(), String::new()]),
        (Kind::Text | Kind::Code | Kind::List, value) => record.push(safe(&value.to_string())),
        (_, value) => record.push(value.to_string()),
    }
}

/// Columns of any shape, headed by their names.
pub(crate) fn write_any(table: &AnyTable) -> Result<Vec<u8>, FrameError> {
    let mut writer = csv::WriterBuilder::new().from_writer(BOM.to_vec());
    writer.write_record(table.columns.iter().map(|column| column.name.as_str()))?;
    for row in 0..table.rows {
        let record = table.columns.iter().map(|column| match &column.cells {
            Cells::Text(texts) => safe(texts.get(row).unwrap_or_default()),
            cells => cells.show(row).unwrap_or_default(),
        });
        writer.write_record(record)?;
    }
    Ok(writer.into_inner().map_err(|e| csv::Error::from(e.into_error()))?)
}

fn safe(text: &str) -> String {
    if text.starts_with(RISKY) { format!("'{text}") } else { text.to_owned() }
}

fn unsafe_again(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| rest.starts_with(RISKY)).unwrap_or(text)
}

pub(crate) fn read<R: Row>(bytes: &[u8]) -> Result<Vec<R>, FrameError> {
    read_with(bytes, |_| ()).map(|rows| rows.into_iter().map(|(row, ())| row).collect())
}

pub(crate) fn read_findings(bytes: &[u8]) -> Result<Vec<StoredFinding>, FrameError> {
    let rows = read_with(bytes, |record: &Named| {
        record.get("evidence").map(evidence::from_text).unwrap_or_default()
    })?;
    Ok(rows.into_iter().map(|(record, evidence)| StoredFinding { record, evidence }).collect())
}

/// One record with its header.
struct Named<'a> {
    index: &'a BTreeMap<String, usize>,
    record: &'a csv::StringRecord,
}

impl Named<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.index.get(name).and_then(|i| self.record.get(*i)).map(unsafe_again)
    }
}

fn read_with<R: Row, T>(
    bytes: &[u8],
    more: impl Fn(&Named) -> T,
) -> Result<Vec<(R, T)>, FrameError> {
    let table = R::TABLE;
    let mut reader = csv::Reader::from_reader(bytes.strip_prefix(BOM).unwrap_or(bytes));
    let index: BTreeMap<String, usize> =
        reader.headers()?.iter().enumerate().map(|(i, h)| (h.to_owned(), i)).collect();
    if let Some(column) =
        table.columns.iter().map(Column::file_name).find(|name| !index.contains_key(name))
    {
        return Err(FrameError::MissingColumn { table: table.name, column });
    }
    let mut out = Vec::new();
    for (number, record) in reader.records().enumerate() {
        let record = record?;
        let named = Named { index: &index, record: &record };
        let mut row = R::default();
        if let Some(origin) = row.origin_mut() {
            *origin = read_origin(&named);
        }
        for column in table.columns {
            let name = column.file_name();
            let text = named.get(&name).unwrap_or("");
            let precision = named.get(&precision_name(column)).unwrap_or("");
            let value = read_cell(column, text, precision);
            if !value.is_some_and(|value| row.set(column.name, value)) {
                return Err(FrameError::Cell {
                    table: table.name,
                    row: number + 1,
                    column: name,
                    value: text.to_owned(),
                });
            }
        }
        out.push((row, more(&named)));
    }
    Ok(out)
}

fn read_origin(named: &Named) -> Origin {
    let text = |name: &str| named.get(name).filter(|t| !t.is_empty()).map(Text::from);
    Origin {
        row_id: text("row_id").unwrap_or_default(),
        src_file: text("src_file").unwrap_or_default(),
        src_sheet: text("src_sheet"),
        src_row: named.get("src_row").and_then(|t| t.parse().ok()).unwrap_or_default(),
        extra: text("extra"),
        person_hash: text("person_hash"),
    }
}

fn read_cell(column: &Column, text: &str, precision: &str) -> Option<Value> {
    if text.is_empty() {
        return Some(Value::Null);
    }
    Some(match column.kind {
        Kind::Text | Kind::Code => Value::Text(text.into()),
        Kind::Amount => Value::Amount(Fen::from_str(text).ok()?),
        Kind::Decimal | Kind::Percent => {
            let value = Decimal::from_str_exact(text).ok()?;
            layout::mantissa(value)?;
            Value::Decimal(value.normalize())
        }
        Kind::Integer => Value::Integer(text.parse().ok()?),
        Kind::Bool => Value::Bool(text.parse().ok()?),
        Kind::Date => Value::Date(Day {
            date: text.parse().ok()?,
            precision: Precision::from_code(precision).unwrap_or_default(),
        }),
        Kind::List => Value::List(text.split('、').map(Into::into).collect()),
    })
}
