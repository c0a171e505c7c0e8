//! Contracts as they run: reviewed by somebody qualified, and never going on in silence.

use crate::check::{Let, Outcome};
use crate::judged::Case;
use crate::operation::{ended_well, label};
use ledger::codes::contract;
use ledger::{Finding, Row, StepOutput};
use rulebook::checks::custody::{LegalReview, Renewal};
use rulebook::{Family, Ruled};

/// Both.
pub(crate) fn check(case: &Case) -> StepOutput<()> {
    let mut out = case.over_contracts::<LegalReview>(
        |rule| (None, &rule.modes),
        |ruled, one| reviewed(case, ruled, one),
        |_, _| Outcome::NotAbout,
    );
    out.absorb(case.over_contracts::<Renewal>(
        |rule| (None, &rule.modes),
        |ruled, one| renewed(case, ruled, one),
        |_, _| Outcome::NotAbout,
    ));
    out
}

fn missing<F: Family>(ruled: Ruled<'_, F>, one: &Let, field: &'static str) -> Finding {
    let (township, village) = one.place();
    ruled
        .finding(&contract::STEP_MISSING, one.subject())
        .detail(field)
        .place(township, village)
        .arg("step", label(field))
}

/// A running contract has a review by somebody qualified, and was put right where it failed.
fn reviewed(case: &Case, ruled: Ruled<'_, LegalReview>, one: &Let) -> Outcome {
    let row = one.contract;
    if row.contract_end_date.is_some_and(|end| end.latest() < case.day) {
        return Outcome::NotAbout;
    }
    let has = |field| case.columns.has(row, field);
    if !has("legal_review_date") && !has("legal_review_result") {
        return Outcome::Unknown;
    }
    let failed = row.legal_review_result.as_deref() == Some("fail");
    let field = if row.legal_review_date.is_none() && has("legal_review_date") {
        "legal_review_date"
    } else if failed && row.contract_fix_date.is_none() {
        "contract_fix_date"
    } else if row.legal_review_result.is_none() && has("legal_review_result") {
        "legal_review_result"
    } else if row.legal_reviewer_qualified == Some(false) {
        "legal_reviewer_qualified"
    } else {
        return Outcome::Passed;
    };
    let cells = row.cells(&["legal_review_date", "legal_review_result", field]);
    vec![missing(ruled, one, field).cells(cells)].into()
}

/// A contract that ended and was neither given up nor followed by another was decided anew.
fn renewed(case: &Case, ruled: Ruled<'_, Renewal>, one: &Let) -> Outcome {
    const FIELD: &str = "renewal_decision_date";
    let row = one.contract;
    let Some(end) = row.contract_end_date else {
        return Outcome::Unknown;
    };
    if end.latest() >= case.day || ended_well(case, one) {
        return Outcome::Passed;
    }
    if !case.columns.has(row, FIELD) {
        return Outcome::Unknown;
    }
    let cells = row.cells(&["contract_end_date", FIELD, "recovery_date"]);
    vec![missing(ruled, one, FIELD).cells(cells)].into()
}
