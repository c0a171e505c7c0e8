//! 封面: which case, under which rules, how much, and what came of it.

use super::ReportError;
use super::grid::{Item, Styles, print_setup, write};
use crate::data::{CheckOutcome, ReportData, field_label, table_label};
use crate::summary::counts;
use ledger::Severity;
use ledger::words::assets::LEDGER;
use rust_xlsxwriter::{Workbook, Worksheet};

/// The last column of the facts about the case: room for a checksum on one line.
const FACTS_LAST: u16 = 3;

/// The sheet, and the row that comes next.
struct Page<'w, 's> {
    sheet: &'w mut Worksheet,
    styles: &'s Styles,
    row: u32,
}

pub(super) fn add(
    workbook: &mut Workbook,
    styles: &Styles,
    data: &ReportData<'_>,
) -> Result<(), ReportError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name("封面")?;
    for (column, width) in (0_u16..).zip([28_u32, 24, 24, 14, 14, 20]) {
        sheet.set_column_width(column, width)?;
    }
    let title = format!("{}{}年年终清算报告", data.case.county, data.case.year);
    sheet.write_string_with_format(0, 0, &title, &styles.title)?;
    let mut page = Page { sheet, styles, row: 2 };
    about(&mut page, data)?;
    findings(&mut page, data)?;
    checks(&mut page, data)?;
    totals(&mut page, data)?;
    print_setup(page.sheet, &title, false)
}

fn about(page: &mut Page<'_, '_>, data: &ReportData<'_>) -> Result<(), ReportError> {
    let book = data.book;
    let facts = [
        ("县（市）", data.case.county.to_string()),
        ("清算年度", data.case.year.to_string()),
        ("核查截止日期", data.case.as_of.to_string()),
        ("规则集", book.id.clone()),
        ("依据文件", book.title.clone()),
        ("文号", book.number.clone().unwrap_or_else(|| "（无）".to_owned())),
        ("规则集校验值", book.sha256.clone()),
    ];
    for (name, value) in facts {
        let (row, text) = (page.row, &page.styles.text);
        page.line(&[Item::text(name)])?;
        page.sheet.merge_range(row, 1, row, FACTS_LAST, &value, text)?;
    }
    Ok(())
}

/// Findings by area and severity.
fn findings(page: &mut Page<'_, '_>, data: &ReportData<'_>) -> Result<(), ReportError> {
    let severities = [Severity::Error, Severity::Warning, Severity::Info];
    let mut headings = vec!["问题数量"];
    headings.extend(severities.map(Severity::label));
    headings.push("合计");
    page.heading(&headings)?;
    for (_, name, by_severity) in counts::areas(data) {
        let total = by_severity.iter().sum();
        let mut items = vec![Item::text(name)];
        items.extend(by_severity.into_iter().map(Item::Count));
        items.push(Item::Count(total));
        page.line(&items)?;
    }
    Ok(())
}

fn checks(page: &mut Page<'_, '_>, data: &ReportData<'_>) -> Result<(), ReportError> {
    page.heading(&["核查项目", "项数"])?;
    let by_outcome = counts::outcomes(data.checks);
    for outcome in CheckOutcome::ALL {
        let count = by_outcome.get(&outcome).copied().unwrap_or_default();
        page.line(&[Item::text(outcome.label()), Item::Count(count)])?;
    }
    Ok(())
}

fn totals(page: &mut Page<'_, '_>, data: &ReportData<'_>) -> Result<(), ReportError> {
    page.heading(&["控制合计", "台账或分组", "金额项目", "行数", "未填行数", "合计（元）"])?;
    for total in data.totals {
        page.line(&[
            Item::text(table_label(&total.table)),
            Item::text(LEDGER.label_of(&total.group)),
            Item::text(field_label(Some(&total.table), &total.field)),
            Item::Count(total.rows),
            Item::Count(total.nulls),
            Item::Amount(total.amount),
        ])?;
    }
    Ok(())
}

impl Page<'_, '_> {
    fn line(&mut self, items: &[Item]) -> Result<(), ReportError> {
        for (column, item) in (0_u16..).zip(items) {
            write(self.sheet, self.styles, self.row, column, item)?;
        }
        self.row += 1;
        Ok(())
    }

    fn heading(&mut self, texts: &[&str]) -> Result<(), ReportError> {
        self.row += 1;
        for (column, text) in (0_u16..).zip(texts) {
            let style = &self.styles.heading;
            self.sheet.write_string_with_format(self.row, column, *text, style)?;
        }
        self.row += 1;
        Ok(())
    }
}
