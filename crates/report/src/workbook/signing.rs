//! 待签字事项: what no table can show and a person must confirm.

use super::ReportError;
use super::grid::{Item, Styles, print_setup, write};
use crate::data::{ReportData, attested, citation};
use rust_xlsxwriter::Workbook;

/// Room to write by hand, in points.
const ROW_HEIGHT: u32 = 48;

pub(super) fn add(
    workbook: &mut Workbook,
    styles: &Styles,
    data: &ReportData<'_>,
) -> Result<(), ReportError> {
    const COLUMNS: [(&str, u32); 7] = [
        ("序号", 6),
        ("条款", 14),
        ("出处", 30),
        ("需确认的事项", 56),
        ("确认情况", 20),
        ("签字", 16),
        ("日期", 14),
    ];
    let name = "待签字事项";
    let sheet = workbook.add_worksheet();
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, (heading, width)) in (0_u16..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, heading, &styles.heading)?;
    }
    let mut last = 0;
    for (row, clause) in (1_u32..).zip(attested(data)) {
        let items = [
            Item::Count(row.into()),
            Item::text(&clause.id),
            Item::text(citation(clause)),
            Item::text(&clause.says),
            Item::Blank,
            Item::Blank,
            Item::Blank,
        ];
        for (column, item) in (0_u16..).zip(&items) {
            write(sheet, styles, row, column, item)?;
        }
        sheet.set_row_height(row, ROW_HEIGHT)?;
        last = row;
    }
    sheet.autofilter(0, 0, last.max(1), 6)?;
    print_setup(sheet, name, true)
}
