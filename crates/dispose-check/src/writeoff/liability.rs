//! A loss by somebody's fault needs a finding on who is liable.

use super::{Loss, each};
use crate::Rows;
use crate::context::Context;
use crate::judge::{Judged, step_row};
use ledger::StepOutput;
use ledger::codes::writeoff::LIABILITY_OPEN;
use ledger::words::disposals::LOSS_CAUSE;
use rulebook::Ruled;
use rulebook::checks::writeoff::WriteOffLiability;

const STEP: &str = "liability";
const FIELDS: [&str; 4] =
    ["loss_cause", "force_majeure_flag", "liability_report_no", "liable_compensation"];

pub(crate) fn check<'a>(context: &Context<'a>, losses: &[Loss<'a>], out: &mut StepOutput<Rows>) {
    each(
        context,
        losses,
        out,
        |_: &WriteOffLiability, _| true,
        |ruled, loss| liability(context, ruled, loss),
    );
    join_clauses(out);
}

fn liability(
    context: &Context<'_>,
    ruled: &Ruled<'_, WriteOffLiability>,
    loss: &Loss<'_>,
) -> Judged {
    let row = loss.row;
    let cause = row.loss_cause.as_deref();
    let fault = cause.is_some_and(|cause| ruled.rule.causes.contains(&cause))
        && row.force_majeure_flag != Some(true);
    let asked = context.books.has_column(row, "liability_report_no");
    let present = asked.then_some(row.liability_report_no.is_some());
    let mut judged = Judged {
        facts: loss.cells(&FIELDS),
        parameters: vec![format!("causes={}", ruled.rule.causes.join("、"))],
        rows: vec![step_row(ruled, &loss.subject(), STEP, fault, present)],
        unknown: cause.is_none() || (fault && !asked),
        ..Judged::default()
    };
    if let Some(cause) = cause.filter(|_| fault && present == Some(false)) {
        judged.findings.push(
            loss.finding(ruled, &LIABILITY_OPEN, STEP)
                .arg("cause", LOSS_CAUSE.label_of(cause))
                .cells(judged.facts.clone()),
        );
    }
    judged
}

/// Several clauses may demand the same finding on liability: it is missing once, under all of them.
fn join_clauses(out: &mut StepOutput<Rows>) {
    let (open, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut out.findings)
        .into_iter()
        .partition(|f| f.code.code == LIABILITY_OPEN.code);
    out.findings = rest;
    let mut joined = std::collections::BTreeMap::new();
    for finding in open {
        let clause = finding.clause.clone();
        let severity = finding.severity;
        let first = joined.entry(finding.subject.clone()).or_insert(finding);
        if first.clause != clause {
            let clauses: Vec<&str> =
                first.clause.as_deref().into_iter().chain(clause.as_deref()).collect();
            first.clause = Some(clauses.join(";").into());
            first.severity = first.severity.max(severity);
        }
    }
    out.findings.extend(joined.into_values());
}
