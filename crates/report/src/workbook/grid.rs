//! One sheet of rows: headings that stay, a filter, widths that fit, a page to print.

use super::ReportError;
use ledger::table::{Kind, Value};
use ledger::words::Vocabulary;
use ledger::{Column, Decimal, Fen, Row, Text};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet};
use unicode_width::UnicodeWidthStr;

/// Excel's own limit is 1,048,576 rows.
const ROWS_MAX: u32 = 1_048_570;
/// Excel's own limit is 32,767 characters a cell.
const TEXT_MAX: usize = 32_000;
/// Widths of columns, in characters of half width.
const WIDTHS: std::ops::RangeInclusive<usize> = 6..=40;
/// Height of a line of text, in points.
const LINE_HEIGHT: u32 = 15;
/// Excel's own limit is 409 points a row.
const LINES_MAX: usize = 27;
/// A number with more than fifteen digits loses some in Excel.
const FEN_MAX: u64 = 999_999_999_999_999;

/// What stands in one cell. Text is never read as a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Item {
    Blank,
    Text(String),
    Amount(Fen),
    Number(Decimal),
    Count(u64),
}

impl Item {
    pub(crate) fn text(text: impl AsRef<str>) -> Self {
        match text.as_ref() {
            "" => Self::Blank,
            text => Self::Text(text.to_owned()),
        }
    }

    pub(crate) fn optional(text: Option<&Text>) -> Self {
        text.map_or(Self::Blank, Self::text)
    }

    pub(crate) fn amount(amount: Option<Fen>) -> Self {
        amount.map_or(Self::Blank, Self::Amount)
    }

    /// How many lines it takes in a column of that width.
    fn lines(&self, width: usize) -> usize {
        match self {
            Self::Text(text) => {
                text.lines().map(|line| line.width().div_ceil(width.max(1)).max(1)).sum()
            }
            _ => 1,
        }
    }

    fn width(&self) -> usize {
        match self {
            Self::Blank => 0,
            Self::Text(text) => text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0),
            Self::Amount(amount) => amount.grouped().len(),
            Self::Number(number) => number.to_string().len(),
            Self::Count(count) => count.to_string().len(),
        }
    }
}

/// The formats of a workbook.
pub(crate) struct Styles {
    pub(crate) title: Format,
    pub(crate) heading: Format,
    pub(crate) text: Format,
    pub(crate) amount: Format,
    pub(crate) number: Format,
    pub(crate) count: Format,
}

impl Styles {
    pub(crate) fn new() -> Self {
        let cell = Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
        Self {
            title: Format::new().set_bold().set_font_size(16),
            heading: cell
                .clone()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_background_color("#DDE6F0"),
            text: cell.clone().set_text_wrap().set_num_format("@"),
            amount: cell.clone().set_num_format("#,##0.00"),
            number: cell.clone().set_num_format("#,##0.######"),
            count: cell.set_num_format("#,##0"),
        }
    }
}

/// A sheet of rows.
pub(crate) struct Grid<'a> {
    pub(crate) name: &'a str,
    pub(crate) headings: Vec<String>,
    /// Columns that stay on the left.
    pub(crate) frozen: u16,
    /// How many columns are printed, from the left; all where absent.
    pub(crate) printed: Option<u16>,
}

impl Grid<'_> {
    /// Adds the sheet. `rows` is asked twice: for the widths, and to write. Rows go to the file as
    /// they come, so that a hundred thousand need no memory.
    pub(crate) fn add<I: Iterator<Item = Vec<Item>>>(
        &self,
        workbook: &mut Workbook,
        styles: &Styles,
        rows: impl Fn() -> I,
    ) -> Result<(), ReportError> {
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(self.name)?;
        let (count, widths) = self.measure(rows());
        for (column, width) in (0_u16..).zip(&widths) {
            sheet.set_column_width(column, u32::try_from(*width).unwrap_or(20))?;
        }
        sheet.set_freeze_panes(1, self.frozen)?;
        for (column, heading) in (0_u16..).zip(&self.headings) {
            sheet.write_string_with_format(0, column, heading, &styles.heading)?;
        }
        let last_column = u16::try_from(self.headings.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let last_row = count.min(ROWS_MAX);
        sheet.autofilter(0, 0, last_row.max(1), last_column)?;
        for (row, items) in (1_u32..).zip(rows()) {
            if row > ROWS_MAX {
                let rest = count - ROWS_MAX;
                let note = format!("（工作表已满，其余 {rest} 行见数据文件）");
                sheet.write_string_with_format(row, 0, note, &styles.text)?;
                break;
            }
            sheet.set_row_height(row, self.height(&items, &widths))?;
            for (column, item) in (0_u16..).zip(&items) {
                write(sheet, styles, row, column, item)?;
            }
        }
        if let Some(printed) = self.printed {
            sheet.set_print_area(0, 0, last_row, printed.saturating_sub(1))?;
        }
        print_setup(sheet, self.name, true)
    }

    /// The height that shows what is printed of a row: not every program finds it by itself.
    fn height(&self, items: &[Item], widths: &[usize]) -> u32 {
        let printed = self.printed.map_or(usize::MAX, usize::from);
        let cells = items.iter().zip(widths).take(printed);
        // Glyphs do not fill a line to its end.
        let lines = cells.map(|(item, width)| item.lines(width.saturating_sub(2))).max();
        let lines = lines.unwrap_or(1).clamp(1, LINES_MAX);
        u32::try_from(lines).unwrap_or(1).saturating_mul(LINE_HEIGHT)
    }

    fn measure(&self, rows: impl Iterator<Item = Vec<Item>>) -> (u32, Vec<usize>) {
        let mut widths: Vec<usize> = self.headings.iter().map(|h| h.width()).collect();
        let mut count = 0_u32;
        for items in rows {
            count = count.saturating_add(1);
            for (width, item) in widths.iter_mut().zip(&items) {
                *width = item.width().max(*width);
            }
        }
        let fit = |width: usize| {
            // Room for the arrow of the filter.
            width.saturating_add(3).clamp(*WIDTHS.start(), *WIDTHS.end())
        };
        (count, widths.into_iter().map(fit).collect())
    }
}

/// A4 across, one page wide, the headings on every page.
pub(crate) fn print_setup(
    sheet: &mut Worksheet,
    title: &str,
    repeat_headings: bool,
) -> Result<(), ReportError> {
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_header(format!("&C{title}"));
    sheet.set_footer("&C第 &P 页，共 &N 页");
    if repeat_headings {
        sheet.set_repeat_rows(0, 0)?;
    }
    Ok(())
}

/// Writes one cell.
pub(crate) fn write(
    sheet: &mut Worksheet,
    styles: &Styles,
    row: u32,
    column: u16,
    item: &Item,
) -> Result<(), ReportError> {
    match item {
        Item::Blank => sheet.write_blank(row, column, &styles.text)?,
        Item::Text(text) => {
            let text: String = text.chars().take(TEXT_MAX).collect();
            sheet.write_string_with_format(row, column, text, &styles.text)?
        }
        Item::Amount(amount) if amount.0.unsigned_abs() > FEN_MAX => {
            sheet.write_string_with_format(row, column, amount.grouped(), &styles.text)?
        }
        Item::Amount(amount) => number(sheet, row, column, &amount.to_string(), &styles.amount)?,
        Item::Number(value) => {
            number(sheet, row, column, &value.normalize().to_string(), &styles.number)?
        }
        Item::Count(count) => number(sheet, row, column, &count.to_string(), &styles.count)?,
    };
    Ok(())
}

/// Writes a number from its exact decimal text.
#[expect(
    clippy::disallowed_types,
    reason = "a workbook holds numbers as binary floats; the shortest decimal text of the float is the exact text it came from"
)]
fn number<'w>(
    sheet: &'w mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &Format,
) -> Result<&'w mut Worksheet, ReportError> {
    Ok(match text.parse::<f64>() {
        Ok(value) => sheet.write_number_with_format(row, column, value, format)?,
        Err(_) => sheet.write_string_with_format(row, column, text, format)?,
    })
}

/// The headings of a table that a step wrote.
pub(crate) fn headings<R: Row>() -> Vec<String> {
    let columns = R::TABLE.columns.iter();
    columns.map(|c| c.label.to_owned()).collect()
}

/// The cells of a row of such a table.
pub(crate) fn items<R: Row>(row: &R) -> Vec<Item> {
    let columns = R::TABLE.columns.iter();
    columns.zip(row.values()).map(|(c, v)| item(c, &v)).collect()
}

/// A value as its column shows it: codes by their labels, dates as ISO text.
pub(crate) fn item(column: &Column, value: &Value) -> Item {
    match value {
        Value::Null => Item::Blank,
        Value::Text(code) if column.kind == Kind::Code => {
            Item::text(label(column.vocabulary, code))
        }
        Value::Text(text) => Item::text(text),
        Value::Amount(amount) => Item::Amount(*amount),
        Value::Decimal(number) => Item::Number(*number),
        Value::Integer(number) => Item::Number(Decimal::from(*number)),
        Value::Date(day) => Item::Text(day.to_string()),
        Value::Bool(yes) => Item::text(if *yes { "是" } else { "否" }),
        Value::List(list) => {
            let labels: Vec<&str> = list.iter().map(|i| label(column.vocabulary, i)).collect();
            Item::text(labels.join("、"))
        }
    }
}

fn label<'a>(vocabulary: Option<&'static Vocabulary>, code: &'a str) -> &'a str {
    vocabulary.map_or(code, |words| words.label_of(code))
}

#[cfg(test)]
mod tests {
    use super::{Grid, Item};

    #[test]
    fn a_row_is_as_high_as_what_is_printed_of_it() {
        let grid = |printed| Grid { name: "", headings: Vec::new(), frozen: 0, printed };
        // Twelve Chinese characters are as wide as twenty-four others.
        let items = [Item::text("一二三四五六七八九十百千"), Item::text("a\nb\nc\nd")];
        let widths = [14, 14];
        assert_eq!(grid(Some(1)).height(&items, &widths), 30);
        assert_eq!(grid(None).height(&items, &widths), 60);
        assert_eq!(grid(None).height(&[Item::Blank], &widths), 15);
        let long = [Item::text("x\n".repeat(100))];
        assert_eq!(grid(None).height(&long, &widths), 405, "Excel's limit is 409");
    }
}
