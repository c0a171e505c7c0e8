//! What changed since the prior case, and what is to be done about counts. A sheet without rows is
//! left out: without a prior case, or without a count, there is nothing to say.

use super::ReportError;
use super::grid::{Grid, Item, Styles, headings, items};
use crate::data::ReportData;
use crate::since::Since;
use ledger::tables::{CountAction, RollForward};
use ledger::{Row, Severity, StoredFinding, codes};
use rust_xlsxwriter::Workbook;

/// 与上年对比: findings that are new, persisting or cleared.
pub(super) fn findings(
    workbook: &mut Workbook,
    styles: &Styles,
    data: &ReportData<'_>,
) -> Result<(), ReportError> {
    let Some(since) = Since::of(data) else {
        return Ok(());
    };
    let grid = Grid {
        name: "与上年对比",
        headings: [
            "变化",
            "级别",
            "问题",
            "对象编号",
            "乡镇",
            "行政村",
            "上年金额（元）",
            "本年金额（元）",
            "问题说明",
            "问题编号",
            "问题代码",
        ]
        .map(str::to_owned)
        .to_vec(),
        frozen: 2,
        printed: None,
    };
    grid.add(workbook, styles, || {
        let new = since.new.iter().map(|now| line("新增", None, Some(now)));
        let still = since.persisting.iter().map(|(now, then)| line("延续", Some(then), Some(now)));
        let cleared = since.cleared.iter().map(|then| line("消除", Some(then), None));
        new.chain(still).chain(cleared)
    })
}

fn line(change: &str, then: Option<&StoredFinding>, now: Option<&StoredFinding>) -> Vec<Item> {
    let amount = |f: Option<&StoredFinding>| Item::amount(f.and_then(|f| f.record.amount));
    let Some(record) = now.or(then).map(|f| &f.record) else {
        return Vec::new();
    };
    let code = record.code.as_deref().unwrap_or_default();
    let severity = record.severity.as_deref().unwrap_or_default();
    vec![
        Item::text(change),
        Item::text(Severity::from_code(severity).map_or(severity, |s| s.label())),
        Item::text(codes::find(code).map_or(code, |spec| spec.title)),
        Item::optional(record.subject_id.as_ref()),
        Item::optional(record.township.as_ref()),
        Item::optional(record.village.as_ref()),
        amount(then),
        amount(now),
        Item::optional(record.message.as_ref()),
        Item::optional(record.finding_id.as_ref()),
        Item::text(code),
    ]
}

/// 年初年末结转.
pub(super) fn rollforward(
    workbook: &mut Workbook,
    styles: &Styles,
    data: &ReportData<'_>,
) -> Result<(), ReportError> {
    table::<RollForward>(workbook, styles, data.rollforward)
}

/// 盘点处理: the next action for each finding of a count.
pub(super) fn count_actions(
    workbook: &mut Workbook,
    styles: &Styles,
    data: &ReportData<'_>,
) -> Result<(), ReportError> {
    table::<CountAction>(workbook, styles, data.count_actions)
}

/// The rows of a table as they are, under its Chinese name.
fn table<R: Row>(workbook: &mut Workbook, styles: &Styles, rows: &[R]) -> Result<(), ReportError> {
    if rows.is_empty() {
        return Ok(());
    }
    let grid = Grid { name: R::TABLE.label, headings: headings::<R>(), frozen: 1, printed: None };
    grid.add(workbook, styles, || rows.iter().map(items))
}
