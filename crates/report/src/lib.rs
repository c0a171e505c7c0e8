//! A case for people: yearly duties, the workbook that is signed, and summaries.
//!
//! Goes in: the normalised books and rulebook for [`duties`]; the tables, findings and checks of all
//! steps ([`ReportData`]) for [`workbook`] and [`summary`]. Comes out: findings `duty.*`, the bytes
//! of 年终清算报告.xlsx, a JSON summary, and tables of text for the terminal. [`what_if`] lays the findings of two rulebooks side by side. [`template`] makes the
//! blank and filled workbooks that are sent out, [`template_count`] the count sheets, [`papers`] the
//! drafts that are signed and sealed.
//!
//! What must always hold: nothing is computed twice, figures are those of the steps; the same data
//! gives the same bytes; a check that is silent, not checkable or to be attested never counts as
//! passed.

mod data;
pub mod duties;
mod families;
pub mod page;
pub mod papers;
mod shown;
mod since;
pub mod summary;
pub mod template;
pub mod template_count;
pub mod what_if;
pub mod workbook;

pub use data::{CheckOutcome, ControlTotal, PriorFindings, ReportData};
pub use workbook::ReportError;
