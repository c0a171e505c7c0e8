//! 年终清算报告.xlsx: what an officer reads, filters, prints and signs.

mod adjusting;
mod cover;
pub(crate) mod grid;
mod lists;
mod signing;
mod since;

use crate::data::ReportData;
use grid::Styles;
pub(crate) use lists::status_label;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// Why no workbook could be made.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The workbook library refused.
    #[error("无法生成工作簿：{0}")]
    Workbook(#[from] XlsxError),
}

/// The bytes of the workbook. The same data gives the same bytes: its creation date is the case's
/// `as_of`.
///
/// # Errors
/// [`ReportError`] when the workbook library refuses, for example without room for its rows.
pub fn build(data: &ReportData<'_>) -> Result<Vec<u8>, ReportError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(data)?);
    let styles = Styles::new();
    cover::add(&mut workbook, &styles, data)?;
    lists::findings(&mut workbook, &styles, data)?;
    since::findings(&mut workbook, &styles, data)?;
    since::rollforward(&mut workbook, &styles, data)?;
    since::count_actions(&mut workbook, &styles, data)?;
    lists::differences(&mut workbook, &styles, data)?;
    adjusting::add(&mut workbook, &styles, data)?;
    lists::ownership(&mut workbook, &styles, data)?;
    lists::allocations(&mut workbook, &styles, data)?;
    lists::decisions(&mut workbook, &styles, data)?;
    lists::checks(&mut workbook, &styles, data)?;
    signing::add(&mut workbook, &styles, data)?;
    Ok(workbook.save_to_buffer()?)
}

fn properties(data: &ReportData<'_>) -> Result<DocProperties, ReportError> {
    use chrono::Datelike;
    let day = data.case.as_of;
    let year = u16::try_from(day.year()).unwrap_or(1900);
    let month = u8::try_from(day.month()).unwrap_or(1);
    let created = ExcelDateTime::from_ymd(year, month, u8::try_from(day.day()).unwrap_or(1))?;
    Ok(DocProperties::new()
        .set_title(format!("{}{}年年终清算报告", data.case.county, data.case.year))
        .set_author("duizhang")
        .set_creation_datetime(&created))
}
