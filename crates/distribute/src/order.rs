//! Steps of a plan in time.

use crate::scene::Plan;
use ledger::codes::plan::STEP_ORDER;
use ledger::{Cell, Day, Finding, Row};
use rulebook::{Family, Ruled};

/// A step: its code, its name, its day.
pub(crate) type Step<'a> = (&'a str, &'a str, Day);

/// Same-day steps are in order; a date known to the month only breaks the order when no day of it
/// would keep it.
pub(crate) fn out_of_order<F: Family>(
    ruled: &Ruled<F>,
    plan: &Plan,
    earlier: Step,
    later: Step,
    cells: impl FnOnce() -> Vec<Cell>,
) -> Option<Finding> {
    let (township, village) = plan.place();
    (earlier.2.date > later.2.latest()).then(|| {
        ruled
            .finding(&STEP_ORDER, plan.subject())
            .detail(format!("{}>{}", earlier.0, later.0))
            .place(township, village)
            .arg("earlier", earlier.1)
            .arg("earlier_date", earlier.2.to_string())
            .arg("later", later.1)
            .arg("later_date", later.2.to_string())
            .cells(cells())
    })
}

/// The cells of the first payment of a plan.
pub(crate) fn payment_cells(plan: &Plan) -> Vec<Cell> {
    let first = plan.first_payment();
    plan.lines
        .iter()
        .filter(|l| l.dist_paid_date.map(|d| d.date) == first)
        .flat_map(|l| l.cells(&["dist_paid_date"]))
        .collect()
}
