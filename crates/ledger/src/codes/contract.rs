//! `contract.*`: Operation and contracts.

use crate::codes::codes;

codes! {
    /// Let or entrusted without a contract.
    MISSING = "contract.missing", Error, "",
        "",
        "{subject}: let or entrusted without a contract";
    /// Oral, or a letter of intent instead of a contract.
    INFORMAL = "contract.informal", Error, "",
        "",
        "{subject}: oral, or a letter of intent instead of a contract";
    /// A clause the county requires is absent; lists them.
    CLAUSE_MISSING = "contract.clause-missing", Error, "",
        "",
        "{subject}: a clause the county requires is absent";
    /// Decision, publicity, review or filing step absent.
    STEP_MISSING = "contract.step-missing", Error, "",
        "",
        "{subject}: decision, publicity, review or filing step absent";
    /// Steps out of order.
    STEP_ORDER = "contract.step-order", Error, "",
        "",
        "{subject}: steps out of order";
    /// Longer than the limit (statutory 20 years by default).
    OVER_TERM = "contract.over-term", Warning, "",
        "",
        "{subject}: longer than the limit (statutory 20 years by default)";
    /// Ended before as_of and neither renewed nor recovered.
    EXPIRED = "contract.expired", Warning, "",
        "",
        "{subject}: ended before as_of and neither renewed nor recovered";
    /// Operator or mode changed without the consent required.
    CHANGE_UNAPPROVED = "contract.change-unapproved", Error, "",
        "",
        "{subject}: operator or mode changed without the consent required";
    /// Operator on the discredited list, or without the qualification the county asks for.
    OPERATOR_UNFIT = "contract.operator-unfit", Error, "",
        "",
        "{subject}: operator on the discredited list, or without the qualification the county asks for";
    /// Business on the county's no-go list.
    FORBIDDEN_BUSINESS = "contract.forbidden-business", Error, "",
        "",
        "{subject}: business on the county's no-go list";
    /// Risk plan, risk list or emergency plan absent.
    RISK_PAPER_MISSING = "contract.risk-paper-missing", Warning, "",
        "",
        "{subject}: risk plan, risk list or emergency plan absent";
    /// Loss or damage in the operator's hands without force majeure.
    LOSS_UNEXCUSED = "contract.loss-unexcused", Error, "",
        "",
        "{subject}: loss or damage in the operator's hands without force majeure";
}
