//! `owner.*`: Title (确权).

use crate::codes::codes;

codes! {
    /// No owner stated.
    MISSING = "owner.missing", Error, "",
        "",
        "{subject}: no owner stated";
    /// One of the rights that the county names (five in 托里 and 阿克陶, six in 宝丰) has no holder.
    RIGHT_MISSING = "owner.right-missing", Error, "",
        "",
        "{subject}: one of the rights that the county names (five in 托里 and 阿克陶, six in 宝丰) has no holder";
    /// A step of the title chain is absent; one finding per step.
    STEP_MISSING = "owner.step-missing", Error, "",
        "",
        "{subject}: a step of the title chain is absent";
    /// Stated owner ≠ the owner by the county's decision table; names the rule that decided.
    DIFFERS = "owner.differs", Error, "",
        "",
        "{subject}: stated owner ≠ the owner by the county's decision table";
    /// The table leaves it to a county decision, and none is on file.
    UNDECIDED = "owner.undecided", Warning, "",
        "",
        "{subject}: the table leaves it to a county decision, and none is on file";
    /// Shares do not add up to 100% (to the asset's value in amounts).
    SHARES_INCOMPLETE = "owner.shares-incomplete", Error, "",
        "",
        "{subject}: shares do not add up to 100% (to the asset's value in amounts)";
    /// Stated shares ≠ shares by investment.
    SHARES_DIFFER = "owner.shares-differ", Error, "",
        "",
        "{subject}: stated shares ≠ shares by investment";
    /// Certificate, transfer agreement, decision or hand-over paper of that rule is missing.
    PAPER_MISSING = "owner.paper-missing", Error, "",
        "",
        "{subject}: certificate, transfer agreement, decision or hand-over paper of that rule is missing";
    /// Steps out of order (registered after title, paper before publicity ended …).
    STEP_ORDER = "owner.step-order", Error, "",
        "",
        "{subject}: steps out of order (registered after title, paper before publicity ended …)";
    /// Required notice absent.
    PUBLICITY_MISSING = "owner.publicity-missing", Error, "",
        "",
        "{subject}: required notice absent";
    /// Notice shorter than the county's days.
    PUBLICITY_SHORT = "owner.publicity-short", Error, "",
        "",
        "{subject}: notice shorter than the county's days";
    /// After the county's deadline.
    LATE = "owner.late", Warning, "",
        "",
        "{subject}: after the county's deadline";
    /// Not in the system that its owner type requires.
    UNREGISTERED = "owner.unregistered", Error, "",
        "",
        "{subject}: not in the system that its owner type requires";
}
