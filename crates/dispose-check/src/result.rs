//! The result of a disposal is made public.

use crate::Rows;
use crate::context::Context;
use crate::evidence::Evidence;
use crate::judge::{Binding, Judged, each_lot, step_row};
use crate::lot::Lot;
use crate::notice::{self, Notice};
use ledger::StepOutput;
use ledger::codes::disposal::RESULT_UNPUBLISHED;
use rulebook::Ruled;
use rulebook::checks::disposal::ResultPublished;

const STEP: &str = "result-publicity";

const INLINE: [&str; 4] =
    ["publicity_start_date", "publicity_end_date", "publicity_channel", "objection_flag"];

pub(crate) fn check(context: &Context<'_>, out: &mut StepOutput<Rows>) {
    let binding = Binding::<ResultPublished>::of_values(
        |rule| &rule.except_classes,
        |rule| (rule.from, rule.below),
    );
    each_lot(context, out, &binding, |ruled, lot| result(context, ruled, lot));
}

fn result(context: &Context<'_>, ruled: &Ruled<'_, ResultPublished>, lot: &Lot<'_>) -> Judged {
    let notices = notices(context, lot);
    let is_short = |notice: &Notice<'_>| notice::is_short(ruled, ruled.rule.at_least, notice);
    let fault = notice::fault_of_all(&notices, |notice| {
        notice::fault(notice).or(is_short(notice).unwrap_or_default().then_some(notice::SHORT))
    });
    let untold = notices.iter().any(|notice| is_short(notice).is_none());
    let nothing_received = notices.is_empty() && !context.books.has("publicity");
    let present = (!nothing_received).then_some(fault.is_none());
    let mut row = step_row(ruled, &lot.subject(), STEP, true, present);
    row.date = notice::dates(&notices).from;
    let mut judged =
        Judged { rows: vec![row], unknown: nothing_received || untold, ..Judged::default() };
    judged.parameters.extend(ruled.rule.at_least.map(|limit| format!("at-least={limit}")));
    judged.facts = lot.cells(&["disposal_date"]);
    judged.facts.extend(notices.into_iter().flat_map(|notice| notice.cells));
    if let Some(reason) = fault.filter(|_| !nothing_received) {
        judged.findings.push(
            ruled
                .finding(&RESULT_UNPUBLISHED, lot.subject())
                .detail(STEP)
                .place(lot.township(), lot.village())
                .arg("reason", reason)
                .cells(judged.facts.clone()),
        );
    }
    judged
}

/// When the disposal was made public. A sheet may have no better proof of the step than these days.
pub(crate) fn dates(context: &Context<'_>, lot: &Lot<'_>) -> Evidence {
    let notices = notices(context, lot);
    let mut evidence = notice::dates(&notices);
    if notice::fault_of_all(&notices, notice::fault).is_some() {
        evidence.missing = vec!["publicity_start_date", "publicity_end_date"];
    }
    evidence.unasked = notices.is_empty() && !context.books.has("publicity");
    evidence
}

/// Notices of the disposal or its result. The days in the disposal's own row are those of the
/// appraisal's notice, unless they began once the county had approved: the appraisal comes before.
fn notices<'a>(context: &Context<'a>, lot: &Lot<'a>) -> Vec<Notice<'a>> {
    let disposal = lot.disposal;
    let start = disposal.publicity_start_date;
    let approved = disposal.county_approval_date;
    let inline = start.zip(approved).filter(|(start, approved)| start.date >= approved.date);
    let inline = inline.map(|_| Notice {
        start,
        end: disposal.publicity_end_date,
        channels: &disposal.publicity_channel,
        location: None,
        open_objection: disposal.objection_flag == Some(true),
        cells: lot.cells(&INLINE),
    });
    let table = notice::of(context, [Some(lot.id()), lot.asset_id], &["disposal", "result"]);
    table.into_iter().chain(inline).collect()
}
