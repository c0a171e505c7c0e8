//! Templates to send out: one workbook per table, made from the table's only definition.
//!
//! In goes a [`TableDef`], and rows of it where a case knows them already; out come the bytes of an
//! `.xlsx`: one heading row with the labels that the reader knows, a note on each heading (meaning,
//! unit, whether it is required), drop-downs for codes, date and amount formats. A blank template
//! holds one example row, which the reader knows again by [`mod@ledger::example`] and sets aside.
//! The same table and rows give the same bytes.

use crate::ReportError;
use crate::workbook::grid::{Item, Styles, item, write};
use ledger::example::{EXAMPLE_MARK, example};
use ledger::table::{Column, Kind};
use ledger::{Decimal, Fen, TableDef, Text, Value};
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Note, Workbook,
    Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

/// Rows of a template that carry formats and drop-downs, besides those that are filled.
const ROWS: u32 = 500;
/// A list of choices longer than this must stand on a sheet; Excel's own limit.
const INLINE_CHOICES_MAX: usize = 255;
/// Digits of a number that a spreadsheet keeps.
const DIGITS_MAX: usize = 15;
/// The heading of the row numbers, in the first column.
const NUMBER: &str = "序号";

/// The blank template of one table, with its example row.
///
/// # Errors
/// When the workbook library refuses; never for a table of [`ledger::Books`].
pub fn build(table: &TableDef) -> Result<Vec<u8>, ReportError> {
    let example: Vec<Item> = table.columns.iter().map(example_item).collect();
    let styles = Styles { text: grey(), amount: grey(), number: grey(), ..Styles::new() };
    workbook(table, &[(Item::text(EXAMPLE_MARK), example)], &styles)
}

/// The template of one table with rows of it, each the values of its columns in their order. What
/// is about persons stays blank: a case holds it masked only.
///
/// # Errors
/// When the workbook library refuses, as it does beyond the rows of a sheet.
pub fn filled(table: &TableDef, rows: &[Vec<Value>]) -> Result<Vec<u8>, ReportError> {
    let items = |values: &Vec<Value>| {
        table.columns.iter().zip(values).map(|(c, v)| filled_item(c, v)).collect()
    };
    let numbered: Vec<(Item, Vec<Item>)> =
        (1_u64..).zip(rows).map(|(number, values)| (Item::Count(number), items(values))).collect();
    workbook(table, &numbered, &plain())
}

/// A workbook without the time at which it was made.
pub(crate) fn undated() -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?),
    );
    Ok(workbook)
}

fn workbook(
    table: &TableDef,
    rows: &[(Item, Vec<Item>)],
    styles: &Styles,
) -> Result<Vec<u8>, ReportError> {
    let mut workbook = undated()?;
    let mut choices: Vec<(u16, Vec<&str>)> = Vec::new();
    {
        let sheet = workbook.add_worksheet();
        sheet.set_name(table.label)?;
        sheet.set_freeze_panes(1, 0)?;
        sheet.write_with_format(0, 0, NUMBER, &heading_format())?;
        for (index, column) in (1_u16..).zip(table.columns) {
            heading(sheet, index, column)?;
            choices.extend(choices_of(column).map(|labels| (index, labels)));
        }
        for (row, (number, items)) in (1_u32..).zip(rows) {
            write(sheet, styles, row, 0, number)?;
            for (index, item) in (1_u16..).zip(items) {
                if *item != Item::Blank {
                    write(sheet, styles, row, index, item)?;
                }
            }
        }
    }
    let last = u32::try_from(rows.len()).unwrap_or(ROWS).saturating_add(ROWS);
    add_choices(&mut workbook, &choices, 1, last)?;
    Ok(workbook.save_to_buffer()?)
}

fn heading_format() -> Format {
    Format::new().set_bold().set_align(FormatAlign::Center).set_text_wrap()
}

fn grey() -> Format {
    Format::new().set_italic().set_font_color(Color::Gray).set_num_format("@")
}

/// Cells without borders, as they are typed.
fn plain() -> Styles {
    Styles {
        text: Format::new().set_num_format("@"),
        amount: Format::new().set_num_format("#,##0.00"),
        number: Format::new().set_num_format("0.######"),
        count: Format::new().set_num_format("0"),
        ..Styles::new()
    }
}

/// A cell of the example row: text throughout, but for figures.
fn example_item(column: &Column) -> Item {
    let Some(shown) = example(column) else { return Item::Blank };
    match column.kind {
        Kind::Amount => shown.parse::<Fen>().map_or(Item::Blank, Item::Amount),
        Kind::Decimal | Kind::Percent | Kind::Integer => {
            shown.parse::<Decimal>().map_or(Item::Blank, Item::Number)
        }
        _ => Item::text(shown),
    }
}

/// A cell of a filled row.
pub(crate) fn filled_item(column: &Column, value: &Value) -> Item {
    if column.is_personal() {
        return Item::Blank;
    }
    match item(column, value) {
        // Digits that a spreadsheet would lose stay as text.
        Item::Number(number) if digits(number) > DIGITS_MAX => {
            Item::text(number.normalize().to_string())
        }
        item => item,
    }
}

fn digits(number: Decimal) -> usize {
    number.normalize().mantissa().unsigned_abs().to_string().len()
}

/// A column's heading as the template writes it: with the unit that its figures are in.
pub(crate) fn heading_text(column: &Column) -> String {
    let stated = column.label.contains(['（', '(']);
    match column.kind {
        Kind::Amount if !stated => format!("{}（元）", column.label),
        Kind::Percent if !stated => format!("{}（%）", column.label),
        _ => column.label.to_owned(),
    }
}

fn heading(sheet: &mut Worksheet, index: u16, column: &Column) -> Result<(), XlsxError> {
    let text = heading_text(column);
    sheet.write_with_format(0, index, &text, &heading_format())?;
    sheet.set_column_width(index, u32::try_from(text.width() + 4).unwrap_or(20).clamp(10, 40))?;
    let note = Note::new(note(column)).set_author("duizhang").add_author_prefix(false);
    sheet.insert_note(0, index, &note)?;
    if let Some(format) = number_format(column) {
        sheet.set_column_format(index, &format)?;
    }
    Ok(())
}

/// The format of a column's cells, where it has one.
pub(crate) fn number_format(column: &Column) -> Option<Format> {
    let number = match column.kind {
        Kind::Amount => "#,##0.00",
        Kind::Date => "yyyy-mm-dd",
        Kind::Integer => "0",
        // Ids and numbers of papers must keep their digits.
        Kind::Text | Kind::Code | Kind::List => "@",
        Kind::Decimal | Kind::Percent | Kind::Bool => return None,
    };
    Some(Format::new().set_num_format(number))
}

fn note(column: &Column) -> String {
    let unit = match column.kind {
        Kind::Amount => Some("元"),
        Kind::Percent => Some("%"),
        _ => column.unit,
    };
    let unit = unit.map(|u| format!("单位：{u}。")).unwrap_or_default();
    let required = if column.required { "必填。" } else { "" };
    let list = if column.kind == Kind::List { "多项以“、”分隔。" } else { "" };
    format!("{required}{unit}{list}字段 {}", column.name)
}

/// What a column may hold, where that is a list.
pub(crate) fn choices_of(column: &Column) -> Option<Vec<&'static str>> {
    match (column.kind, column.vocabulary) {
        (Kind::Code, Some(vocabulary)) => {
            Some(vocabulary.0.iter().filter_map(|(_, labels)| labels.first().copied()).collect())
        }
        (Kind::Bool, _) => Some(vec!["是", "否"]),
        _ => None,
    }
}

/// Drop-downs in rows `first` to `last`. Long lists stand below each other in the only column of a
/// sheet of their own, which a reader tells from a table.
pub(crate) fn add_choices(
    workbook: &mut Workbook,
    choices: &[(u16, Vec<&str>)],
    first: u32,
    last: u32,
) -> Result<(), XlsxError> {
    let is_long = |labels: &[&str]| labels.join(",").chars().count() > INLINE_CHOICES_MAX;
    let mut ranges: Vec<(u16, Text)> = Vec::new();
    if choices.iter().any(|(_, labels)| is_long(labels)) {
        let sheet = workbook.add_worksheet();
        sheet.set_name("选项")?;
        sheet.set_hidden(true);
        let mut row = 0_u32;
        for (index, labels) in choices.iter().filter(|(_, labels)| is_long(labels)) {
            let from = row + 1;
            for label in labels {
                sheet.write(row, 0, *label)?;
                row += 1;
            }
            ranges.push((*index, format!("=选项!$A${from}:$A${row}").into()));
        }
    }
    let sheet = workbook.worksheet_from_index(0)?;
    for (index, labels) in choices {
        let validation = match ranges.iter().find(|(i, _)| i == index) {
            Some((_, range)) => DataValidation::new().allow_list_formula((&**range).into()),
            None => DataValidation::new().allow_list_strings(labels)?,
        };
        sheet.add_data_validation(first, *index, last, *index, &validation)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::build;
    use ledger::Books;

    #[test]
    fn every_table_has_a_template_and_the_same_one_each_time() {
        for table in Books::TABLES {
            let bytes = build(table).unwrap();
            assert!(bytes.starts_with(b"PK"), "{}", table.name);
            assert_eq!(build(table).unwrap(), bytes, "{}", table.name);
        }
    }
}
