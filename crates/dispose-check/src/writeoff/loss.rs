//! Loss = net value − residual − insurance − compensation, to the fen.

use super::{Loss, each, form_fits};
use crate::Rows;
use crate::context::Context;
use crate::judge::{Judged, step_row};
use ledger::codes::writeoff::AMOUNT_DIFFERS;
use ledger::{Fen, StepOutput};
use rulebook::Ruled;
use rulebook::checks::writeoff::WriteOffLoss;

const STEP: &str = "loss-amount";

const FIELDS: [&str; 7] = [
    "loss_amount",
    "book_net_value",
    "original_value",
    "accumulated_depreciation",
    "residual_value",
    "insurance_recovery",
    "liable_compensation",
];

pub(crate) fn check<'a>(context: &Context<'a>, losses: &[Loss<'a>], out: &mut StepOutput<Rows>) {
    let binds = |rule: &WriteOffLoss, loss: &Loss<'_>| form_fits(&rule.forms, &[], loss.form());
    each(context, losses, out, binds, |ruled, loss| amount(context, ruled, loss));
}

/// The net value: as the write-off states it or its parts, else as the ledger does.
fn net_value(loss: &Loss<'_>) -> Option<Fen> {
    let less = |original: Option<Fen>, worn: Option<Fen>| Some(original?.minus(worn?));
    let row = loss.row;
    row.book_net_value
        .or_else(|| less(row.original_value, row.accumulated_depreciation))
        .or_else(|| loss.asset?.net_value)
}

/// Insurance and compensation that are not stated were not paid; a residual value that is not
/// stated is unknown, and so is then the loss.
fn amount(context: &Context<'_>, ruled: &Ruled<'_, WriteOffLoss>, loss: &Loss<'_>) -> Judged {
    let row = loss.row;
    let mut judged = Judged { facts: loss.cells(&FIELDS), holds_early: true, ..Judged::default() };
    let asked = context.books.has_column(row, "loss_amount");
    let present = asked.then_some(row.loss_amount.is_some());
    judged.rows.push(step_row(ruled, &loss.subject(), STEP, true, present));
    let Some((net, residual)) = net_value(loss).zip(row.residual_value).filter(|_| asked) else {
        judged.unknown = true;
        return judged;
    };
    let insurance = row.insurance_recovery.unwrap_or(Fen::ZERO);
    let compensation = row.liable_compensation.unwrap_or(Fen::ZERO);
    let computed = net.minus(residual).minus(insurance).minus(compensation);
    if row.loss_amount == Some(computed) {
        return judged;
    }
    let claimed = row.loss_amount;
    judged.holds_early = claimed.is_some();
    let finding = loss
        .finding(ruled, &AMOUNT_DIFFERS, STEP)
        .arg("claimed", claimed.map_or("（空）".to_owned(), |amount| amount.to_string()))
        .arg("net", net.to_string())
        .arg("residual", residual.to_string())
        .arg("insurance", insurance.to_string())
        .arg("compensation", compensation.to_string())
        .arg("computed", computed.to_string())
        .cells(judged.facts.clone());
    // A loss that is not stated differs by all of it.
    judged.findings.push(finding.amount(claimed.unwrap_or(Fen::ZERO).minus(computed)));
    judged
}
