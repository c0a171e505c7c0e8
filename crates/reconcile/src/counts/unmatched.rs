//! Things without a count row, and count rows without a thing.

use super::sheet::{Sheets, has_reason};
use crate::basis::Basis;
use crate::holdings::{Holding, Holdings};
use ledger::codes::count;
use ledger::tables::PhysicalCount;
use ledger::{Decimal, Finding, Row, Subject, SubjectKind, Verdict};

/// `count.not-counted`: a thing of a counted unit that stands on no count sheet. `None` when it
/// owes no count.
pub(super) fn not_counted(
    index: usize,
    holding: &Holding,
    holdings: &Holdings,
    sheets: &Sheets,
    basis: &Basis,
) -> Option<(Verdict, Option<Finding>)> {
    let owner = holdings.owners.get(index)?.as_ref()?;
    let last = sheets.units.get(owner)?;
    if sheets.of.contains_key(&index) || !owes_count(holding) {
        return None;
    }
    // Formed after the count: it could not be on the sheet.
    let lead = holding.lead;
    let formed = lead.formation_date.or(lead.completion_date);
    if let (Some(formed), Some(last)) = (formed, last)
        && formed.date > *last
    {
        return None;
    }
    if holding.unsettled || sheets.doubted.contains(&index) {
        return Some((Verdict::Unknown, None));
    }
    let finding = basis
        .finding(&count::NOT_COUNTED, holding.subject.clone())
        .severity(count::NOT_COUNTED.severity)
        .of(lead)
        .arg("name", holding.name())
        .arg("owner", lead.owner_name.clone().unwrap_or_default())
        .arg("day", last.map(|day| day.to_string()).unwrap_or_default())
        .cells(lead.cells(&["asset_id", "asset_name", "owner_name", "quantity"]));
    Some((Verdict::Failed, Some(finding)))
}

/// Whether a thing can be counted at all: there, tangible, and not given to a household.
fn owes_count(holding: &Holding) -> bool {
    let tangible = !matches!(
        holding.lead.asset_form.as_deref(),
        Some("equity" | "debt" | "current" | "intangible")
    );
    let lost = holding.lead.asset_status.as_deref() == Some("lost");
    tangible && !lost && !holding.is_gone() && !holding.is_household()
}

/// `count.surplus` of a row that no ledger knows, and `count.reason-missing` where it says no
/// reason. Nothing when the row itself found nothing.
pub(super) fn surplus(row: &PhysicalCount, basis: &Basis) -> Vec<Finding> {
    let found = row.physical_count_qty.or(row.surplus_qty);
    if found == Some(Decimal::ZERO) {
        return Vec::new();
    }
    let subject = row.asset_id.as_deref().map_or_else(
        || Subject::new(SubjectKind::Row, row.row_id()),
        |id| Subject::new(SubjectKind::Asset, id),
    );
    let name = row.asset_name.clone().unwrap_or_default();
    let quantity = found.map(|q| q.normalize().to_string()).unwrap_or_default();
    let columns = ["asset_id", "asset_name", "physical_count_qty", "surplus_qty"];
    let place = |finding: Finding| {
        finding
            .detail(row.row_id())
            .place(row.township.as_deref(), row.village.as_deref())
            .unit(row.unit.as_deref())
            .arg("name", name.clone())
    };
    let mut finding = place(basis.finding(&count::SURPLUS, subject.clone()))
        .arg("measure", row.quantity_unit.clone().unwrap_or_default())
        .arg("expected", "0")
        .arg("found", quantity.clone())
        .arg("surplus", quantity)
        .cells(row.cells(&columns));
    finding.amount = row.surplus_amount;
    let mut out = vec![finding];
    if !has_reason(&[row]) {
        out.push(
            place(basis.finding(&count::REASON_MISSING, subject))
                .severity(count::REASON_MISSING.severity)
                .arg("difference", count::SURPLUS.title)
                .cells(row.cells(&["asset_name", "count_reason"])),
        );
    }
    out
}
