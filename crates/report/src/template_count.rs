//! Count sheets for the field: one workbook per village with what the books hold there, printed on
//! A4 across, to be filled by hand and read back as `physical_counts`.
//!
//! A line left blank is a thing that was not counted. Numbered lines below are for things that no
//! book holds. Township and village are merged over all lines, so that those count there too.

use crate::ReportError;
use crate::template::{add_choices, choices_of, filled_item, heading_text, number_format, undated};
use crate::workbook::grid::{Item, Styles, write};
use ledger::tables::{Asset, PhysicalCount};
use ledger::{CaseInfo, Column, Row, Text, Value};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet};
use std::collections::BTreeMap;

/// The columns of the sheet, with their widths: what is known, then what is to be filled in.
const COLUMNS: [(&str, u16); 14] = [
    ("asset_id", 23),
    ("asset_name", 24),
    ("spec_model", 14),
    ("township", 10),
    ("village", 10),
    ("location", 18),
    ("quantity_unit", 9),
    ("book_quantity", 10),
    ("original_value", 15),
    ("physical_count_qty", 10),
    ("physical_check_date", 12),
    ("asset_status", 10),
    ("count_reason", 16),
    ("note", 14),
];
/// Lines for things that no book holds.
const SPARE: u32 = 6;
/// The heading row, counted from 0: under the title and the line of place and unit.
const HEADING_ROW: u32 = 2;
/// Height of a line that is filled in by hand, in points.
const LINE_HEIGHT: u32 = 24;

/// One count sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountSheet {
    /// The township whose things it lists.
    pub township: Text,
    /// The village.
    pub village: Text,
    /// How many things it lists.
    pub things: usize,
    /// The workbook.
    pub bytes: Vec<u8>,
}

/// The count sheets of the assets that `wanted` takes, one per township and village, in the order
/// of their names. The county ledger says what stands where; where there is none, every ledger does.
/// Each asset id is listed once.
///
/// # Errors
/// When the workbook library refuses.
pub fn count_sheets(
    assets: &[Asset],
    case: &CaseInfo,
    wanted: impl Fn(&str, &str) -> bool,
) -> Result<Vec<CountSheet>, ReportError> {
    let hub = assets.iter().any(|a| a.ledger.as_deref() == Some("county"));
    let mut places: BTreeMap<(Text, Text), Vec<&Asset>> = BTreeMap::new();
    let mut seen = std::collections::BTreeSet::new();
    for asset in assets.iter().filter(|a| !hub || a.ledger.as_deref() == Some("county")) {
        let stands = |at: &Option<Text>, filed: &Option<Text>| {
            at.clone().or_else(|| filed.clone()).unwrap_or_default()
        };
        let township = stands(&asset.location_township, &asset.township);
        let village = stands(&asset.location_village, &asset.village);
        let first = asset.asset_id.as_ref().is_none_or(|id| seen.insert(id.clone()));
        if first && wanted(&township, &village) {
            places.entry((township, village)).or_default().push(asset);
        }
    }
    places
        .into_iter()
        .map(|((township, village), mut assets)| {
            assets.sort_by_key(|a| (a.asset_id.clone(), a.asset_name.clone(), a.origin.src_row));
            let rows: Vec<PhysicalCount> = assets.iter().map(|a| line(a)).collect();
            let bytes = workbook(&rows, &township, &village, case)?;
            Ok(CountSheet { township, village, things: rows.len(), bytes })
        })
        .collect()
}

/// What the books hold, as a line of the sheet.
fn line(asset: &Asset) -> PhysicalCount {
    PhysicalCount {
        asset_id: asset.asset_id.clone(),
        asset_name: asset.asset_name.clone(),
        spec_model: asset.spec_model.clone(),
        location: asset.location.clone(),
        quantity_unit: asset.quantity_unit.clone(),
        book_quantity: asset.quantity,
        original_value: asset.original_value,
        ..PhysicalCount::default()
    }
}

fn columns() -> impl Iterator<Item = (u16, &'static Column, u16)> {
    let known = COLUMNS
        .iter()
        .filter_map(|(name, width)| Some((PhysicalCount::TABLE.column(name)?, *width)));
    (1_u16..).zip(known).map(|(at, (column, width))| (at, column, width))
}

fn workbook(
    rows: &[PhysicalCount],
    township: &str,
    village: &str,
    case: &CaseInfo,
) -> Result<Vec<u8>, ReportError> {
    let mut workbook = undated()?;
    let styles = Styles::new();
    let things = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let last = HEADING_ROW.saturating_add(things).saturating_add(SPARE);
    let sheet = workbook.add_worksheet();
    sheet.set_name(PhysicalCount::TABLE.label)?;
    above(sheet, &styles, township, village, case)?;
    for (row, thing) in (HEADING_ROW + 1..).zip(rows) {
        for (at, column, _) in columns() {
            let item = filled_item(column, &thing.value(column.name));
            write(sheet, &styles, row, at, &item)?;
        }
    }
    let dated = bordered().set_num_format("yyyy-mm-dd");
    for row in HEADING_ROW + 1..=last {
        write(sheet, &styles, row, 0, &Item::Count(u64::from(row - HEADING_ROW)))?;
        sheet.set_row_height(row, LINE_HEIGHT)?;
        for (at, column, _) in columns() {
            let known = row <= HEADING_ROW + things;
            let blank = thing_at(rows, row).is_none_or(|t| t.value(column.name) == Value::Null);
            if column.name == "physical_check_date" {
                sheet.write_blank(row, at, &dated)?;
            } else if blank || !known {
                write(sheet, &styles, row, at, &Item::Blank)?;
            }
        }
    }
    let merged = bordered().set_text_wrap().set_align(FormatAlign::Center);
    for (at, column, _) in columns() {
        let place = match column.name {
            "township" => township,
            "village" => village,
            _ => continue,
        };
        sheet.merge_range(HEADING_ROW + 1, at, last, at, place, &merged)?;
    }
    below(sheet, last)?;
    page(sheet)?;
    let choices: Vec<_> = columns()
        .filter(|(_, column, _)| column.name == "asset_status")
        .filter_map(|(at, column, _)| Some((at, choices_of(column)?)))
        .collect();
    add_choices(&mut workbook, &choices, HEADING_ROW + 1, last)?;
    Ok(workbook.save_to_buffer()?)
}

fn thing_at(rows: &[PhysicalCount], row: u32) -> Option<&PhysicalCount> {
    rows.get(usize::try_from(row.checked_sub(HEADING_ROW + 1)?).ok()?)
}

fn bordered() -> Format {
    Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter)
}

/// Title, the line of place, day and unit, and the headings.
fn above(
    sheet: &mut Worksheet,
    styles: &Styles,
    township: &str,
    village: &str,
    case: &CaseInfo,
) -> Result<(), ReportError> {
    let width = u16::try_from(COLUMNS.len()).unwrap_or(u16::MAX);
    let title = format!("{}{}年度资产实物盘点表", case.county, case.year);
    let centred = styles.title.clone().set_align(FormatAlign::Center);
    sheet.merge_range(0, 0, 0, width, &title, &centred)?;
    let place = format!(
        "乡镇：{township}    行政村：{village}    账面截止：{}    金额单位：元",
        case.as_of
    );
    sheet.merge_range(1, 0, 1, width, &place, &Format::new())?;
    sheet.write_with_format(HEADING_ROW, 0, "序号", &styles.heading)?;
    sheet.set_column_width(0, 6)?;
    for (at, column, width) in columns() {
        if let Some(format) = number_format(column) {
            sheet.set_column_format(at, &format)?;
        }
        sheet.set_column_width(at, width)?;
        sheet.write_with_format(HEADING_ROW, at, heading_text(column), &styles.heading)?;
    }
    sheet.set_row_height(HEADING_ROW, 30)?;
    sheet.set_freeze_panes(HEADING_ROW + 1, 3)?;
    Ok(())
}

/// How it is to be filled, and where it is signed.
fn below(sheet: &mut Worksheet, last: u32) -> Result<(), ReportError> {
    let says = "说明：逐项到现场清点；没有盘到的行留空，不填零；确已不在的填零并写明原因；账上没有的实物填在末尾空行。";
    sheet.write(last + 1, 0, says)?;
    for (at, text) in [
        (0, "盘点人（签字）："),
        (4, "监盘人（签字）："),
        (8, "负责人（签字）："),
        (11, "日期：      年   月   日"),
    ] {
        sheet.write(last + 3, at, text)?;
    }
    Ok(())
}

/// A4 across, one page wide, title and headings on every page.
fn page(sheet: &mut Worksheet) -> Result<(), ReportError> {
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, HEADING_ROW)?;
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.2, 0.3);
    sheet.set_footer("&C第 &P 页，共 &N 页");
    Ok(())
}
