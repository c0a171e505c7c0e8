//! What the remains bring goes to one account, net of taxes and fees; what is recovered later is
//! booked.

use super::{Loss, each};
use crate::Rows;
use crate::context::Context;
use crate::judge::{Judged, step_row};
use ledger::codes::writeoff::{PROCEEDS_MISSING, RECOVERY_UNBOOKED};
use ledger::{Fen, StepOutput};
use rulebook::Ruled;
use rulebook::checks::writeoff::{WriteOffProceeds, WriteOffRecovery};

const PROCEEDS: &str = "residual-proceeds";
const RECOVERY: &str = "recovery-booking";

const PROCEEDS_FIELDS: [&str; 4] =
    ["proceeds_amount", "proceeds_tax_amount", "proceeds_account", "proceeds_deposit_date"];
const RECOVERY_FIELDS: [&str; 3] =
    ["later_recovery_amount", "later_recovery_date", "later_recovery_booked_date"];

pub(crate) fn check<'a>(context: &Context<'a>, losses: &[Loss<'a>], out: &mut StepOutput<Rows>) {
    each(
        context,
        losses,
        out,
        |_: &WriteOffProceeds, _| true,
        |ruled, loss| proceeds(context, ruled, loss),
    );
    each(
        context,
        losses,
        out,
        |_: &WriteOffRecovery, _| true,
        |ruled, loss| recovery(context, ruled, loss),
    );
}

fn proceeds(context: &Context<'_>, ruled: &Ruled<'_, WriteOffProceeds>, loss: &Loss<'_>) -> Judged {
    let (row, rule) = (loss.row, ruled.rule);
    let taxes = row.proceeds_tax_amount.unwrap_or(Fen::ZERO);
    let net = row.proceeds_amount.unwrap_or(Fen::ZERO).minus(taxes);
    let due = net > Fen::ZERO;
    let asked = context.books.has_column(row, "proceeds_account");
    let fault = match row.proceeds_account.as_deref() {
        _ if !due || !asked => None,
        None => Some("未填缴入账户".to_owned()),
        Some(account) if !context.is_one_of(loss.township(), account, &rule.accounts) => {
            Some(format!("缴入{account}"))
        }
        _ => context.books.lacks(row, "proceeds_deposit_date").then(|| "未填缴存日期".to_owned()),
    };
    let present = asked.then_some(fault.is_none() && due);
    let mut step = step_row(ruled, &loss.subject(), PROCEEDS, due, present);
    step.date = row.proceeds_deposit_date;
    let mut judged = Judged {
        facts: loss.cells(&PROCEEDS_FIELDS),
        parameters: vec![format!("accounts={}", rule.accounts.join("、"))],
        rows: vec![step],
        unknown: due && !asked,
        holds_early: true,
        ..Judged::default()
    };
    if let Some(found) = fault {
        let account = context.names(&rule.accounts).next().unwrap_or_default();
        judged.findings.push(
            loss.finding(ruled, &PROCEEDS_MISSING, PROCEEDS)
                .amount(net)
                .arg("expected", net.to_string())
                .arg("account", account)
                .arg("found", found)
                .cells(judged.facts.clone()),
        );
    }
    judged
}

fn recovery(context: &Context<'_>, ruled: &Ruled<'_, WriteOffRecovery>, loss: &Loss<'_>) -> Judged {
    let row = loss.row;
    let recovered = row
        .later_recovery_amount
        .map_or(row.later_recovery_date.is_some(), |amount| amount > Fen::ZERO);
    let asked = context.books.has_column(row, "later_recovery_booked_date");
    let present = asked.then_some(row.later_recovery_booked_date.is_some());
    let mut step = step_row(ruled, &loss.subject(), RECOVERY, recovered, present);
    step.date = row.later_recovery_booked_date;
    let mut judged = Judged {
        facts: loss.cells(&RECOVERY_FIELDS),
        rows: vec![step],
        unknown: recovered && !asked,
        holds_early: true,
        ..Judged::default()
    };
    if recovered && present == Some(false) {
        let amount = row.later_recovery_amount;
        let date = row.later_recovery_date;
        let finding = loss
            .finding(ruled, &RECOVERY_UNBOOKED, RECOVERY)
            .arg("date", date.map_or("（未填日期）".to_owned(), |day| day.to_string()))
            .cells(judged.facts.clone());
        judged.findings.push(match amount {
            Some(amount) => finding.amount(amount),
            None => finding.arg("amount", "（未填）"),
        });
    }
    judged
}
