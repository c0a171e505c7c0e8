//! Proceeds go in full to the account that the rules name.

use crate::Rows;
use crate::approval::at_least;
use crate::context::Context;
use crate::judge::{Binding, Judged, each_lot, step_row};
use crate::lot::Lot;
use crate::proceeds::SALES;
use ledger::codes::disposal::PROCEEDS_MISSING;
use ledger::{Fen, StepOutput};
use rulebook::Ruled;
use rulebook::checks::disposal::ProceedsDeposit;

const STEP: &str = "proceeds-deposit";

const FIELDS: [&str; 5] = [
    "sale_price",
    "proceeds_amount",
    "proceeds_tax_amount",
    "proceeds_account",
    "proceeds_deposit_date",
];

pub(crate) fn check(context: &Context<'_>, out: &mut StepOutput<Rows>) {
    let binding = Binding::<ProceedsDeposit>::except(|rule| &rule.except_classes);
    each_lot(context, out, &binding, |ruled, lot| deposit(context, ruled, lot));
}

fn deposit(context: &Context<'_>, ruled: &Ruled<'_, ProceedsDeposit>, lot: &Lot<'_>) -> Judged {
    let (disposal, rule) = (lot.disposal, ruled.rule);
    let taxes = disposal.proceeds_tax_amount.filter(|_| rule.net_of_tax).unwrap_or(Fen::ZERO);
    let due = disposal.sale_price.map(|price| price.minus(taxes)).or(disposal.proceeds_amount);
    let sold = disposal.disposal_method.as_deref().is_some_and(|method| SALES.contains(&method));
    let required = due.map_or(sold, |due| due > Fen::ZERO);
    let received = disposal.proceeds_amount.unwrap_or(Fen::ZERO);
    let names: Vec<&str> = context.names(&rule.accounts).collect();
    let asked = |field| context.books.has_column(disposal, field);
    let fault = match disposal.proceeds_account.as_deref() {
        _ if !required => None,
        None if !asked("proceeds_account") => None,
        None => Some("未填缴入账户".to_owned()),
        Some(account) if !context.is_one_of(lot.township(), account, &rule.accounts) => {
            Some(format!("缴入{account}"))
        }
        _ if context.books.lacks(disposal, "proceeds_deposit_date") => {
            Some("未填缴存日期".to_owned())
        }
        _ => due
            .filter(|due| asked("proceeds_amount") && received < *due)
            .map(|due| format!("缴存 {received} 元，少 {} 元", due.minus(received))),
    };
    let deadline = |limit| ruled.last_day(limit, disposal.disposal_date?.latest());
    let by = rule.within.map(deadline);
    let late = || {
        let (paid, by) = (disposal.proceeds_deposit_date?, by.flatten()?);
        (required && paid.date > by).then(|| format!("于{paid}缴存，应不迟于{by}"))
    };
    let fault = fault.or_else(late);
    let undated = required && by == Some(None);
    let unknown = undated || (due.is_none() && !sold) || (required && !asked("proceeds_account"));
    let present = (!unknown && required).then_some(fault.is_none());
    let mut row = step_row(ruled, &lot.subject(), STEP, required, present);
    row.date = disposal.proceeds_deposit_date;
    let mut judged = Judged {
        facts: lot.cells(&FIELDS),
        parameters: vec![format!("accounts={}", names.join("、"))],
        rows: vec![row],
        unknown,
        ..Judged::default()
    };
    if let Some(found) = fault {
        let finding = ruled
            .finding(&PROCEEDS_MISSING, lot.subject())
            .detail(STEP)
            .place(lot.township(), lot.village())
            .arg("expected", due.map_or("（未填）".to_owned(), |due| due.to_string()))
            .arg("account", at_least(names.get(..1).unwrap_or_default()))
            .arg("found", found)
            .cells(judged.facts.clone());
        // What the account lacks: all of it where it went elsewhere.
        let home = disposal
            .proceeds_account
            .as_deref()
            .is_some_and(|account| context.is_one_of(lot.township(), account, &rule.accounts))
            && disposal.proceeds_deposit_date.is_some();
        let short = due.map(|due| if home { due.minus(received) } else { due });
        judged.findings.push(match short.filter(|short| *short != Fen::ZERO) {
            Some(short) => finding.amount(short),
            None => finding,
        });
    }
    judged
}
