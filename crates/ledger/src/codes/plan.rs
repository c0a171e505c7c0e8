//! `plan.*`: Distribution of income (收益分配).

use crate::codes::codes;

codes! {
    /// Actual amounts ≠ the county's split or the approved plan; one finding per purpose; amount
    /// = actual − due.
    SPLIT_DIFFERS = "plan.split-differs", Error, "",
        "",
        "{subject}: actual amounts ≠ the county's split or the approved plan";
    /// Lines do not add up to the plan; or plans exceed the income received.
    TOTAL_DIFFERS = "plan.total-differs", Error, "",
        "",
        "{subject}: lines do not add up to the plan";
    /// A step of the county's chain is absent; one finding per step.
    STEP_MISSING = "plan.step-missing", Error, "",
        "",
        "{subject}: a step of the county's chain is absent";
    /// Steps out of order; paid before filing where the county forbids it.
    STEP_ORDER = "plan.step-order", Error, "",
        "",
        "{subject}: steps out of order";
    /// The approved plan that replaces the county's split was approved below the level expected.
    APPROVER_LOW = "plan.approver-low", Warning, "",
        "",
        "{subject}: the approved plan that replaces the county's split was approved below the level expected";
    /// Later than the county's clock.
    LATE = "plan.late", Error, "",
        "",
        "{subject}: later than the county's clock";
    /// Three or more households given identical amounts (or identical per head) with no ratio,
    /// factor or condition recorded.
    EQUAL_SHARES = "plan.equal-shares", Error, "",
        "",
        "{subject}: three or more households given identical amounts (or identical per head) with no ratio, factor or condition recorded";
    /// A use outside the county's list.
    PURPOSE_NOT_ALLOWED = "plan.purpose-not-allowed", Warning, "",
        "",
        "{subject}: a use outside the county's list";
    /// Paid to a household no longer eligible, deceased, or unknown.
    INELIGIBLE = "plan.ineligible", Error, "",
        "",
        "{subject}: paid to a household no longer eligible, deceased, or unknown";
    /// Priority recipients left out while others are paid.
    PRIORITY_MISSED = "plan.priority-missed", Warning, "",
        "",
        "{subject}: priority recipients left out while others are paid";
    /// Incentive above the cap, or paid on a loss; amount = excess.
    OVER_CAP = "plan.over-cap", Error, "",
        "",
        "{subject}: incentive above the cap, or paid on a loss";
    /// Loss charged to poor households (or the protected village).
    LOSS_ON_PROTECTED = "plan.loss-on-protected", Error, "",
        "",
        "{subject}: loss charged to poor households (or the protected village)";
    /// Distributed by someone other than the owner.
    NOT_OWNER = "plan.not-owner", Error, "",
        "",
        "{subject}: distributed by someone other than the owner";
    /// More payments a year than the county allows, or none.
    TOO_MANY_PAYMENTS = "plan.too-many-payments", Warning, "",
        "",
        "{subject}: more payments a year than the county allows, or none";
    /// Upkeep taken from income above the income, or not by shares of title.
    UPKEEP_OVER = "plan.upkeep-over", Warning, "",
        "",
        "{subject}: upkeep taken from income above the income, or not by shares of title";
}
