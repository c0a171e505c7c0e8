//! 待定: what has no paper, and what is to be filled in by hand.

use crate::ReportError;
use crate::template::undated;
use crate::workbook::grid::{Grid, Item, Styles};
use crate::workbook::status_label;
use ledger::tables::{Asset, Ownership};

/// A blank on a paper.
#[derive(Debug)]
pub(super) struct Blank {
    /// Which paper: township and owner.
    pub(super) paper: String,
    /// The asset, where it is about one.
    pub(super) asset: String,
    /// What is missing.
    pub(super) fact: &'static str,
}

/// The workbook: decisions without a paper, and blanks.
pub(super) fn workbook(
    pending: &[(&Ownership, Option<&Asset>)],
    blanks: &[Blank],
) -> Result<Vec<u8>, ReportError> {
    let mut workbook = undated()?;
    let styles = Styles::new();
    let headings = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect();
    let undecided = Grid {
        name: "待定",
        headings: headings(&[
            "资产编号",
            "资产名称",
            "乡镇",
            "行政村",
            "状态",
            "应归",
            "台账所有权人",
            "依据条款",
            "理由",
        ]),
        frozen: 2,
        printed: None,
    };
    undecided.add(&mut workbook, &styles, || {
        pending.iter().map(|(decision, asset)| {
            vec![
                Item::optional(decision.asset_id.as_ref()),
                Item::optional(asset.and_then(|a| a.asset_name.as_ref())),
                Item::optional(asset.and_then(|a| a.township.as_ref())),
                Item::optional(asset.and_then(|a| a.village.as_ref())),
                Item::text(status_label(decision.status.as_deref().unwrap_or_default())),
                Item::optional(decision.owner_name.as_ref()),
                Item::optional(decision.stated_owner_name.as_ref()),
                Item::optional(decision.clause.as_ref()),
                Item::optional(decision.basis.as_ref()),
            ]
        })
    })?;
    let to_fill = Grid {
        name: "空缺",
        headings: headings(&["确权书", "资产编号", "待填"]),
        frozen: 0,
        printed: None,
    };
    to_fill.add(&mut workbook, &styles, || {
        blanks.iter().map(|b| vec![Item::text(&b.paper), Item::text(&b.asset), Item::text(b.fact)])
    })?;
    Ok(workbook.save_to_buffer()?)
}
