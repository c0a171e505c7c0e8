//! Blank templates to send out: one workbook per table, made from the table's only definition.
//!
//! In goes a [`TableDef`], out come the bytes of an `.xlsx`: one heading row with the labels that
//! the reader knows, a note on each heading (meaning, unit, whether it is required), drop-downs for
//! codes, date and amount formats. The same table gives the same bytes.

use ledger::table::{Column, Kind};
use ledger::{TableDef, Text};
use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Note, Workbook, Worksheet,
    XlsxError,
};
use unicode_width::UnicodeWidthStr;

/// Rows of a template that carry formats and drop-downs.
const ROWS: u32 = 500;
/// A list of choices longer than this must stand on a sheet; Excel's own limit.
const INLINE_CHOICES_MAX: usize = 255;

/// The template of one table.
///
/// # Errors
/// When the workbook library refuses; never for a table of [`ledger::Books`].
pub fn build(table: &TableDef) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?),
    );
    let mut choices: Vec<(u16, Vec<&str>)> = Vec::new();
    {
        let sheet = workbook.add_worksheet();
        sheet.set_name(table.label)?;
        sheet.set_freeze_panes(1, 0)?;
        for (index, column) in (0_u16..).zip(table.columns) {
            heading(sheet, index, column)?;
            choices.extend(column_choices(column).map(|labels| (index, labels)));
        }
    }
    add_choices(&mut workbook, &choices)?;
    workbook.save_to_buffer()
}

fn heading(sheet: &mut Worksheet, index: u16, column: &Column) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold().set_align(FormatAlign::Center).set_text_wrap();
    sheet.write_with_format(0, index, column.label, &bold)?;
    sheet.set_column_width(
        index,
        u32::try_from(column.label.width() + 4).unwrap_or(20).clamp(10, 40),
    )?;
    let note = Note::new(note(column)).set_author("duizhang").add_author_prefix(false);
    sheet.insert_note(0, index, &note)?;
    let number = match column.kind {
        Kind::Amount => "#,##0.00",
        Kind::Date => "yyyy-mm-dd",
        Kind::Integer => "0",
        // Ids and numbers of papers must keep their digits.
        Kind::Text | Kind::Code | Kind::List => "@",
        Kind::Decimal | Kind::Percent | Kind::Bool => return Ok(()),
    };
    sheet.set_column_format(index, &Format::new().set_num_format(number))?;
    Ok(())
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

fn column_choices(column: &Column) -> Option<Vec<&'static str>> {
    match (column.kind, column.vocabulary) {
        (Kind::Code, Some(vocabulary)) => {
            Some(vocabulary.0.iter().filter_map(|(_, labels)| labels.first().copied()).collect())
        }
        (Kind::Bool, _) => Some(vec!["是", "否"]),
        _ => None,
    }
}

/// Drop-downs; long lists stand on a sheet of their own.
fn add_choices(workbook: &mut Workbook, choices: &[(u16, Vec<&str>)]) -> Result<(), XlsxError> {
    let long: Vec<&(u16, Vec<&str>)> = choices
        .iter()
        .filter(|(_, labels)| labels.join(",").chars().count() > INLINE_CHOICES_MAX)
        .collect();
    if !long.is_empty() {
        let sheet = workbook.add_worksheet();
        sheet.set_name("选项")?;
        sheet.set_hidden(true);
        for (list, (_, labels)) in (0_u16..).zip(&long) {
            for (row, label) in (0_u32..).zip(labels) {
                sheet.write(row, list, *label)?;
            }
        }
    }
    let formula = |index: u16| -> Option<Text> {
        let list = u16::try_from(long.iter().position(|(i, _)| *i == index)?).ok()?;
        let column = rust_xlsxwriter::utility::column_number_to_name(list);
        let last = long.get(usize::from(list))?.1.len();
        Some(format!("=选项!${column}$1:${column}${last}").into())
    };
    let sheet = workbook.worksheet_from_index(0)?;
    for (index, labels) in choices {
        let validation = match formula(*index) {
            Some(range) => DataValidation::new().allow_list_formula((&*range).into()),
            None => DataValidation::new().allow_list_strings(labels)?,
        };
        sheet.add_data_validation(1, *index, ROWS, *index, &validation)?;
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
