//! 调账分录: proposed entries, and below them the differences for which none is proposed.

use super::ReportError;
use super::grid::{Grid, Item, Styles};
use crate::data::ReportData;
use ledger::codes;
use ledger::tables::{AdjustingLine, Unadjusted};
use ledger::words::accounts::REGIME;
use rust_xlsxwriter::Workbook;

/// Columns that are printed; the others are for the screen.
const PRINTED: u16 = 10;

pub(super) fn add(
    workbook: &mut Workbook,
    styles: &Styles,
    data: &ReportData<'_>,
) -> Result<(), ReportError> {
    let grid = Grid {
        name: "调账分录",
        headings: [
            "分录号",
            "日期",
            "核算单位",
            "科目代码",
            "科目名称",
            "借方（元）",
            "贷方（元）",
            "理由",
            "对象编号",
            "问题编号",
            // From here on for the screen.
            "问题",
            "差额（元）",
            "会计科目体系",
            "与科目余额核对相符",
        ]
        .map(str::to_owned)
        .to_vec(),
        frozen: 1,
        printed: Some(PRINTED),
    };
    grid.add(workbook, styles, || {
        data.adjusting.iter().map(proposed).chain(data.unadjusted.iter().map(open))
    })
}

fn proposed(line: &AdjustingLine) -> Vec<Item> {
    let date = line.date.map(|day| day.to_string()).unwrap_or_default();
    let tied = line.tied_to_balance.map_or("", |tied| if tied { "是" } else { "未收到余额" });
    vec![
        Item::optional(line.entry_no.as_ref()),
        Item::text(date),
        Item::optional(line.unit.as_ref()),
        Item::optional(line.account_code.as_ref()),
        Item::optional(line.account_name.as_ref()),
        Item::amount(line.debit),
        Item::amount(line.credit),
        Item::optional(line.reason.as_ref()),
        Item::optional(line.subject_id.as_ref()),
        Item::optional(line.finding_id.as_ref()),
        Item::text(title(line.code.as_deref())),
        Item::Blank,
        Item::text(line.regime.as_deref().map(|code| REGIME.label_of(code)).unwrap_or_default()),
        Item::text(tied),
    ]
}

fn open(row: &Unadjusted) -> Vec<Item> {
    let mut items = vec![Item::text("未拟分录"), Item::Blank, Item::optional(row.unit.as_ref())];
    items.extend(vec![Item::Blank; 4]);
    items.extend([
        Item::optional(row.reason.as_ref()),
        Item::optional(row.subject_id.as_ref()),
        Item::optional(row.finding_id.as_ref()),
        Item::text(title(row.code.as_deref())),
        Item::amount(row.amount),
        Item::Blank,
        Item::Blank,
    ]);
    items
}

/// The title of a finding's code.
fn title(code: Option<&str>) -> &str {
    let code = code.unwrap_or_default();
    codes::find(code).map_or(code, |spec| spec.title)
}
