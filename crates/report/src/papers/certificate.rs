//! 确权书: one sheet an owner, with its assets, the clauses that decided, and room for seals.

use super::open::Blank;
use super::{BLANK, Basis, Holder, Line};
use crate::ReportError;
use crate::data::citation;
use crate::template::undated;
use crate::workbook::grid::{Item, Styles, write};
use ledger::words::assets::{OWNER_TYPE, REGISTER_SYSTEM};
use ledger::{Fen, Text};
use rust_xlsxwriter::{Format, FormatAlign, Worksheet};
use std::collections::{BTreeMap, BTreeSet};

const COLUMNS: [(&str, u32); 8] = [
    ("序号", 6),
    ("资产编号", 20),
    ("资产名称", 24),
    ("坐落", 22),
    ("资产原值", 15),
    ("份额", 9),
    ("份额金额", 15),
    ("依据条款", 12),
];
const LAST_COLUMN: u16 = 7;
/// The heading row, counted from 0: under the title, the number and the owner.
const HEADING_ROW: u32 = 3;
/// Room for a seal, in points.
const SEAL_HEIGHT: u32 = 40;
/// Characters in a line across the page, and the height of one, to make room for clauses.
const LINE_CHARACTERS: usize = 58;
const LINE_HEIGHT: u32 = 16;

/// The certificates of one township, in the order of their owners. Blanks are added to the list.
pub(super) fn workbook(
    basis: &Basis<'_>,
    owners: &BTreeMap<Holder, Vec<Line<'_>>>,
    blanks: &mut Vec<Blank>,
) -> Result<Vec<u8>, ReportError> {
    let mut workbook = undated()?;
    let styles = Styles::new();
    for (number, (holder, lines)) in (1_u32..).zip(owners) {
        let sheet = workbook.add_worksheet();
        sheet.set_name(format!("确权书{number}"))?;
        above(sheet, &styles, basis, holder)?;
        let end = assets(sheet, &styles, lines)?;
        below(sheet, basis, lines, end)?;
        page(sheet)?;
        list_blanks(holder, lines, blanks);
    }
    Ok(workbook.save_to_buffer()?)
}

/// The text, or room to write it.
fn or_blank(text: &str) -> &str {
    if text.is_empty() { BLANK } else { text }
}

/// Title, number, owner and headings.
fn above(
    sheet: &mut Worksheet,
    styles: &Styles,
    basis: &Basis<'_>,
    holder: &Holder,
) -> Result<(), ReportError> {
    let title = format!("{}扶贫（帮扶）项目资产确权书", basis.case.county);
    let centred = styles.title.clone().set_align(FormatAlign::Center);
    sheet.merge_range(0, 0, 0, LAST_COLUMN, &title, &centred)?;
    let number = format!("编号：{BLANK}    截止：{}    金额单位：元", basis.case.as_of);
    across(sheet, 1, &number)?;
    let mut owner = format!(
        "产权所有人：{}    产权归属层级：{}    乡镇：{}",
        or_blank(&holder.name),
        or_blank(OWNER_TYPE.label_of(&holder.level)),
        or_blank(&holder.township),
    );
    if !holder.village.is_empty() {
        owner.push_str(&format!("    行政村：{}", holder.village));
    }
    across(sheet, 2, &owner)?;
    for (at, (heading, width)) in (0_u16..).zip(COLUMNS) {
        sheet.set_column_width(at, width)?;
        sheet.write_string_with_format(HEADING_ROW, at, heading, &styles.heading)?;
    }
    Ok(())
}

/// The assets and their sum; returns the row of the sum.
fn assets(sheet: &mut Worksheet, styles: &Styles, lines: &[Line<'_>]) -> Result<u32, ReportError> {
    let mut row = HEADING_ROW;
    for line in lines {
        row += 1;
        let amount = |amount: Option<Fen>| amount.map_or(Item::text(BLANK), Item::Amount);
        let text = |text: Option<&Text>| Item::text(or_blank(text.map_or("", |t| t)));
        let items = [
            Item::Count(u64::from(row - HEADING_ROW)),
            text(line.decision.asset_id.as_ref()),
            text(line.asset.and_then(|a| a.asset_name.as_ref())),
            text(line.asset.and_then(|a| a.location.as_ref())),
            amount(line.asset.and_then(|a| a.original_value)),
            text(Some(&line.ratio)),
            amount(line.amount),
            text(line.decision.clause.as_ref()),
        ];
        for (at, item) in (0_u16..).zip(&items) {
            write(sheet, styles, row, at, item)?;
        }
    }
    row += 1;
    for at in 0..=LAST_COLUMN {
        write(sheet, styles, row, at, &Item::Blank)?;
    }
    write(sheet, styles, row, 1, &Item::text("合计"))?;
    write(sheet, styles, row, 6, &Item::Amount(Fen::sum(lines.iter().filter_map(|l| l.amount))))?;
    Ok(row)
}

/// What goes with it, where it is registered, the seals, and the clauses that decided.
fn below(
    sheet: &mut Worksheet,
    basis: &Basis<'_>,
    lines: &[Line<'_>],
    end: u32,
) -> Result<(), ReportError> {
    let joined = |texts: BTreeSet<&str>| {
        or_blank(&texts.into_iter().collect::<Vec<_>>().join("、")).to_owned()
    };
    let papers = lines.iter().flat_map(|l| &l.decision.papers_required).map(|p| &**p).collect();
    let systems = lines.iter().filter_map(|l| l.decision.register_in.as_deref());
    let systems = systems.map(|s| REGISTER_SYSTEM.label_of(s)).collect();
    across(sheet, end + 1, &format!("所附凭证：{}", joined(papers)))?;
    across(sheet, end + 2, &format!("应登记系统：{}", joined(systems)))?;
    let seals = ["所有权人（签章）：", "乡（镇）人民政府（盖章）：", "县级主管部门（盖章）："];
    let mut row = end + 3;
    for seal in seals {
        across(sheet, row, &format!("{seal}{BLANK}{BLANK}        日期：    年   月   日"))?;
        sheet.set_row_height(row, SEAL_HEIGHT)?;
        row += 1;
    }
    let ids: BTreeSet<&str> = lines.iter().filter_map(|l| l.decision.clause.as_deref()).collect();
    for clause in ids.into_iter().filter_map(|id| basis.book.clause(id)) {
        let text = format!("依据 {} {}：{}", clause.id, citation(clause), clause.says);
        let height = text.chars().count().div_ceil(LINE_CHARACTERS);
        across(sheet, row, &text)?;
        let height = u32::try_from(height).unwrap_or(1);
        sheet.set_row_height(row, height.saturating_mul(LINE_HEIGHT).min(400))?;
        row += 1;
    }
    Ok(())
}

/// A line of text across the page; never a formula.
fn across(sheet: &mut Worksheet, row: u32, text: &str) -> Result<(), ReportError> {
    let format = Format::new().set_text_wrap().set_align(FormatAlign::VerticalCenter);
    sheet.merge_range(row, 0, row, LAST_COLUMN, text, &format)?;
    Ok(())
}

/// A4 across, one page wide, the headings on every page.
fn page(sheet: &mut Worksheet) -> Result<(), ReportError> {
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(HEADING_ROW, HEADING_ROW)?;
    sheet.set_margins(0.6, 0.6, 0.7, 0.7, 0.3, 0.3);
    sheet.set_footer("&C第 &P 页，共 &N 页");
    Ok(())
}

/// What a person must still write in; the number is given by whoever signs, and not listed.
fn list_blanks(holder: &Holder, lines: &[Line<'_>], blanks: &mut Vec<Blank>) {
    let name =
        if holder.name.is_empty() { OWNER_TYPE.label_of(&holder.level) } else { &holder.name };
    let paper = format!("{}{}{name}", holder.township, holder.village);
    let mut add = |asset: &str, missing: bool, fact: &'static str| {
        if missing {
            blanks.push(Blank { paper: paper.clone(), asset: asset.to_owned(), fact });
        }
    };
    add("", holder.name.is_empty(), "产权所有人");
    add("", holder.township.is_empty(), "乡镇");
    for line in lines {
        let id = line.decision.asset_id.as_deref().unwrap_or_default();
        add(id, line.asset.is_none_or(|a| a.asset_name.is_none()), "资产名称");
        add(id, line.asset.is_none_or(|a| a.location.is_none()), "坐落");
        add(id, line.asset.is_none_or(|a| a.original_value.is_none()), "资产原值");
        add(id, line.amount.is_none(), "份额金额");
    }
}
