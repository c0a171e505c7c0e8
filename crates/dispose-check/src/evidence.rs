//! Which fields prove a step, and what of them is on file.

use crate::context::Context;
use crate::lot::Lot;
use crate::{publicity, result};
use ledger::{Day, Row, Value};
use rulebook::checks::disposal::DisposalStep;

/// What is on file of one step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Evidence {
    /// Fields that prove the step and are empty.
    pub(crate) missing: Vec<&'static str>,
    /// Something of it is on file.
    pub(crate) begun: bool,
    /// The sheet has no column for any of its fields: nothing was asked for, nothing can be said.
    pub(crate) unasked: bool,
    /// When it was done; for notices, when it began.
    pub(crate) from: Option<Day>,
    /// When it ended; the same day for steps of one day.
    pub(crate) until: Option<Day>,
}

impl Evidence {
    /// Everything is on file.
    pub(crate) fn is_complete(&self) -> bool {
        self.begun && self.missing.is_empty()
    }
}

/// The fields of `disposals` that prove a step; its date is the one named `…_date`.
pub(crate) const fn fields(step: DisposalStep) -> &'static [&'static str] {
    match step {
        DisposalStep::Undertaking => &["commitment_letter_no", "commitment_letter_date"],
        DisposalStep::Ground => &["disposal_reason"],
        DisposalStep::Application => &["applicant_unit", "application_date"],
        DisposalStep::VillageMeeting => &["village_meeting_date"],
        DisposalStep::TownshipReview => &["township_review_date"],
        DisposalStep::DepartmentReview => &["dept_review_date"],
        DisposalStep::SuperiorApproval => &["superior_approval_unit", "superior_approval_date"],
        DisposalStep::Appraisal => &["appraisal_report_no", "appraisal_date", "appraised_value"],
        DisposalStep::AgencyAppraisal => &["appraisal_agency", "appraisal_agency_qualified"],
        DisposalStep::AppraisalPublicity => &["publicity_start_date", "publicity_end_date"],
        DisposalStep::CommissionDecision => &["commission_decision_date"],
        DisposalStep::CountyApproval => {
            &["county_approval_body", "county_approval_no", "county_approval_date"]
        }
        DisposalStep::RecheckFiling => &["recheck_filing_date"],
        DisposalStep::DisposalPublicity => &["publicity_start_date", "publicity_end_date"],
        DisposalStep::Disposal => &["disposal_date"],
        DisposalStep::ProceedsDecision => &["proceeds_decision_doc_no"],
        DisposalStep::ProceedsUse => &["proceeds_use_category"],
    }
}

/// The field that names the body that takes a step.
pub(crate) const fn body_field(step: DisposalStep) -> Option<&'static str> {
    match step {
        DisposalStep::SuperiorApproval => Some("superior_approval_unit"),
        DisposalStep::CountyApproval => Some("county_approval_body"),
        _ => None,
    }
}

/// The body that takes a step, where a field states it.
pub(crate) fn body<'a>(lot: &Lot<'a>, step: DisposalStep) -> Option<&'a str> {
    let disposal = lot.disposal;
    match step {
        DisposalStep::SuperiorApproval => disposal.superior_approval_unit.as_deref(),
        DisposalStep::CountyApproval => disposal.county_approval_body.as_deref(),
        _ => None,
    }
}

/// What is on file of a step of a disposal.
pub(crate) fn of(context: &Context<'_>, lot: &Lot<'_>, step: DisposalStep) -> Evidence {
    match step {
        DisposalStep::AppraisalPublicity => publicity::dates(context, lot),
        DisposalStep::DisposalPublicity => result::dates(context, lot),
        DisposalStep::Undertaking => undertaking(context, lot),
        _ => in_row(context, lot, step),
    }
}

fn in_row(context: &Context<'_>, lot: &Lot<'_>, step: DisposalStep) -> Evidence {
    let mut evidence = Evidence::default();
    for field in fields(step) {
        match lot.disposal.value(field) {
            Value::Null if !context.books.has_column(lot.disposal, field) => {}
            Value::Null => evidence.missing.push(field),
            Value::Date(day) => {
                evidence.begun = true;
                evidence.from = Some(day);
                evidence.until = Some(day);
            }
            _ => evidence.begun = true,
        }
    }
    evidence.unasked = !evidence.begun && evidence.missing.is_empty();
    evidence
}

/// A letter is on file when its number is, and its date where the sheet asks for one.
pub(crate) fn has_letter<R: Row>(context: &Context<'_>, row: &R) -> bool {
    !row.value("commitment_letter_no").is_null()
        && !context.books.lacks(row, "commitment_letter_date")
}

/// The letter stands in the disposal or, for each owner, in the register of owners.
fn undertaking(context: &Context<'_>, lot: &Lot<'_>) -> Evidence {
    let stated = in_row(context, lot, DisposalStep::Undertaking);
    let letters = || {
        let owners = lot.asset_id.and_then(|id| context.owners.get(id));
        owners.into_iter().flatten()
    };
    let filed = letters().count() > 0 && letters().all(|owner| has_letter(context, *owner));
    let day = lot
        .disposal
        .commitment_letter_date
        .or_else(|| letters().filter_map(|o| o.commitment_letter_date).max());
    Evidence {
        begun: stated.begun || filed,
        unasked: stated.unasked && letters().count() == 0,
        missing: if filed { Vec::new() } else { stated.missing },
        from: day,
        until: day,
    }
}
