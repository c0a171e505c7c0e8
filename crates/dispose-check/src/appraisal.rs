//! Disposals need an appraisal.

use crate::Rows;
use crate::context::Context;
use crate::evidence::{self, fields};
use crate::judge::{Binding, Judged, each_lot, labels};
use crate::lot::Lot;
use ledger::StepOutput;
use ledger::codes::disposal::APPRAISAL_MISSING;
use ledger::tables::Disposal;
use rulebook::Ruled;
use rulebook::checks::disposal::{Appraisal, DisposalStep};

pub(crate) fn check(context: &Context<'_>, out: &mut StepOutput<Rows>) {
    let binding = Binding::<Appraisal>::except(|rule| &rule.except_classes);
    each_lot(context, out, &binding, |ruled, lot| appraisal(context, ruled, lot));
}

fn appraisal(context: &Context<'_>, ruled: &Ruled<'_, Appraisal>, lot: &Lot<'_>) -> Judged {
    let methods = &ruled.rule.methods;
    let method = lot.disposal.disposal_method.as_deref();
    let step = DisposalStep::Appraisal;
    let on_file = evidence::of(context, lot, step);
    let required = methods.is_empty() || method.is_some_and(|m| methods.contains(&m));
    let row = lot.step_row(ruled, step, required, &on_file);
    let mut judged = Judged {
        facts: lot.cells(&["disposal_method"]),
        rows: vec![row],
        unknown: on_file.unasked || (!methods.is_empty() && method.is_none()),
        ..Judged::default()
    };
    judged.facts.extend(lot.cells(fields(step)));
    if required && !on_file.unasked && !on_file.is_complete() {
        judged.findings.push(
            lot.finding(ruled, &APPRAISAL_MISSING, step)
                .arg_in("event", "处置", "a disposal")
                .arg("missing", labels::<Disposal>(&on_file.missing))
                .cells(judged.facts.clone()),
        );
    }
    judged
}
