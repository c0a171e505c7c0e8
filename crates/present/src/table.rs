//! Tables of text.

use crate::safe;
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

/// A table of text, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextTable {
    /// Title.
    pub title: String,
    /// Headings.
    pub headings: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
    /// Columns (from 0) to be set flush right: numbers.
    pub right: Vec<usize>,
}

/// How wide, and with which lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns of the terminal; `None` = as wide as the content.
    pub width: Option<u16>,
    /// ASCII instead of box-drawing lines.
    pub ascii: bool,
}

/// The table as lines.
#[must_use]
pub fn render(table: &TextTable, style: Style) -> String {
    let mut out = Table::new();
    let _ = out.load_style(if style.ascii {
        presets::ASCII_MARKDOWN
    } else {
        presets::UTF8_FULL_CONDENSED
    });
    out.set_content_arrangement(if style.width.is_some() {
        ContentArrangement::Dynamic
    } else {
        ContentArrangement::Disabled
    });
    if let Some(width) = style.width {
        out.set_width(width);
    }
    out.set_header(table.headings.iter().map(|h| safe(h)));
    for row in &table.rows {
        out.add_row(row.iter().map(|cell| safe(cell)));
    }
    for index in &table.right {
        if let Some(column) = out.column_mut(*index) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let title =
        if table.title.is_empty() { String::new() } else { format!("{}\n", safe(&table.title)) };
    format!("{title}{out}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn columns_line_up_where_han_characters_take_two_cells() {
        let table = TextTable {
            title: "合计".into(),
            headings: vec!["乡镇".into(), "原值".into()],
            rows: vec![vec!["甲镇".into(), "1,129,200.00".into()], vec!["A".into(), "2.00".into()]],
            right: vec![1],
        };
        let text = render(&table, Style { width: None, ascii: false });
        let widths: Vec<usize> = text.lines().skip(1).map(UnicodeWidthStr::width).collect();
        assert!(widths.windows(2).all(|w| w[0] == w[1]), "{text}");
        assert!(text.contains("┆         2.00 │"), "{text}");
    }
}
