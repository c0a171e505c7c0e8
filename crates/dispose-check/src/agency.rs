//! From a value on, an appraisal agency must be commissioned.

use crate::Rows;
use crate::context::Context;
use crate::judge::{Binding, Judged, each_lot};
use crate::lot::{Lot, LotValue};
use ledger::codes::disposal::AGENCY_MISSING;
use ledger::{Row, Severity, StepOutput};
use rulebook::Ruled;
use rulebook::checks::disposal::{AgencyThreshold, DisposalStep};

/// The fields of a disposal that give its value and its appraiser.
const FIELDS: [&str; 7] = [
    "disposal_value",
    "original_value",
    "accumulated_depreciation",
    "book_net_value",
    "appraised_value",
    "appraisal_agency",
    "appraisal_agency_qualified",
];

pub(crate) fn check(context: &Context<'_>, out: &mut StepOutput<Rows>) {
    let binding = Binding::<AgencyThreshold>::except(|rule| &rule.except_classes);
    each_lot(context, out, &binding, |ruled, lot| agency(context, ruled, lot));
}

fn agency(context: &Context<'_>, ruled: &Ruled<'_, AgencyThreshold>, lot: &Lot<'_>) -> Judged {
    let threshold = ruled.rule.at_least;
    let disposal = lot.disposal;
    let has_agency =
        disposal.appraisal_agency.is_some() && disposal.appraisal_agency_qualified == Some(true);
    let in_house = disposal.appraised_value.map(|amount| LotValue {
        amount,
        basis: "评估价值",
        doubtful: false,
    });
    // The appraised value comes last: an in-house appraisal may reach what the books did not.
    let reached = lot
        .value()
        .into_iter()
        .chain(in_house)
        .filter(|value| value.amount >= threshold.0)
        .min_by_key(|value| value.doubtful);
    let asked = ["appraisal_agency", "appraisal_agency_qualified"]
        .iter()
        .all(|field| context.books.has_column(disposal, field));
    let step = DisposalStep::AgencyAppraisal;
    let mut row = lot.row(ruled, step, reached.is_some(), has_agency);
    row.date = disposal.appraisal_date.filter(|_| has_agency);
    let mut judged = Judged {
        facts: lot.cells(&FIELDS),
        parameters: vec![format!("at-least={threshold}")],
        rows: vec![row],
        unknown: (lot.value().is_none() && in_house.is_none()) || (reached.is_some() && !asked),
        ..Judged::default()
    };
    if let Some(asset) = lot.asset.filter(|_| disposal.book_net_value.is_none()) {
        judged.facts.extend(asset.cells(&["original_value", "net_value"]));
    }
    let Some(value) = reached.filter(|_| asked && !has_agency) else {
        return judged;
    };
    let mut finding = lot
        .finding(ruled, &AGENCY_MISSING, step)
        .amount(value.amount)
        .parameter(format!("at-least={threshold}"))
        .arg("basis", value.basis)
        .arg("threshold", threshold.to_string())
        .arg("found", found(lot))
        .cells(judged.facts.clone());
    if value.doubtful {
        finding = finding.severity(Severity::Warning.min(ruled.clause.severity));
    }
    judged.findings.push(finding);
    judged
}

fn found(lot: &Lot<'_>) -> String {
    let disposal = lot.disposal;
    match (disposal.appraisal_agency.as_deref(), disposal.appraisal_agency_qualified) {
        (None, _) => "未填评估机构".to_owned(),
        (Some(name), Some(false)) => format!("由{name}评估，不具备机构资质"),
        (Some(name), _) => format!("由{name}评估，未注明是否具备资质"),
    }
}
