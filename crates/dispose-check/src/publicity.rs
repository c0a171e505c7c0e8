//! The result of the appraisal is made public where the asset belongs. Where the text names no number
//! of days a notice needs a beginning, an end, and no open objection (A19).

use crate::Rows;
use crate::context::Context;
use crate::evidence::Evidence;
use crate::judge::{Binding, Judged, each_lot};
use crate::lot::Lot;
use crate::notice::{self, Notice};
use ledger::StepOutput;
use ledger::codes::disposal::APPRAISAL_UNPUBLISHED;
use rulebook::Ruled;
use rulebook::checks::disposal::{AppraisalPublished, DisposalStep};

const INLINE: [&str; 4] =
    ["publicity_start_date", "publicity_end_date", "publicity_channel", "objection_flag"];

pub(crate) fn check(context: &Context<'_>, out: &mut StepOutput<Rows>) {
    let binding = Binding::<AppraisalPublished>::of_values(
        |rule| &rule.except_classes,
        |rule| (rule.from, rule.below),
    );
    each_lot(context, out, &binding, |ruled, lot| published(context, ruled, lot));
}

/// When the result was made public: the first complete notice, else what is known of any.
pub(crate) fn dates(context: &Context<'_>, lot: &Lot<'_>) -> Evidence {
    notice::dates(&notices(context, lot))
}

fn published(
    context: &Context<'_>,
    ruled: &Ruled<'_, AppraisalPublished>,
    lot: &Lot<'_>,
) -> Judged {
    let step = DisposalStep::AppraisalPublicity;
    let notices = notices(context, lot);
    let faults: Vec<&str> = notices.iter().map_while(|notice| fault(ruled, lot, notice)).collect();
    let published = faults.len() < notices.len();
    let is_untold = |notice| notice::is_short(ruled, ruled.rule.at_least, notice).is_none();
    let untold = published && notices.iter().any(is_untold);
    let mut row = lot.row(ruled, step, true, published);
    row.date = dates(context, lot).from;
    let disposal = lot.disposal;
    let appraised = disposal.appraisal_report_no.is_some()
        || disposal.appraisal_date.is_some()
        || disposal.appraised_value.is_some();
    let nothing_received = notices.is_empty() && !context.books.has("publicity");
    let mut judged = Judged {
        facts: lot.cells(&INLINE),
        parameters: vec![format!("channels={}", ruled.rule.channels.join("、"))],
        rows: vec![row],
        // Without an appraisal there is no result to publish; that is another finding.
        unknown: untold || (!published && (!appraised || nothing_received)),
        ..Judged::default()
    };
    let reason = faults.first().copied().unwrap_or("未见公示记录");
    judged.facts.extend(notices.into_iter().flat_map(|notice| notice.cells));
    if !published && !judged.unknown {
        judged.findings.push(
            lot.finding(ruled, &APPRAISAL_UNPUBLISHED, step)
                .arg("reason", reason)
                .cells(judged.facts.clone()),
        );
    }
    judged
}

/// What is wrong with a notice.
fn fault(
    ruled: &Ruled<'_, AppraisalPublished>,
    lot: &Lot<'_>,
    notice: &Notice<'_>,
) -> Option<&'static str> {
    let rule = ruled.rule;
    let is_short = notice::is_short(ruled, rule.at_least, notice) == Some(true);
    let channel_fits = rule.channels.is_empty()
        || rule.channels.iter().any(|c| notice.channels.iter().any(|n| **n == **c));
    let place_fits = notice.location.is_none_or(|location| is_at_asset(lot, location));
    if notice.start.is_none() || notice.end.is_none() {
        notice::fault(notice)
    } else if !channel_fits {
        Some("公示渠道不符合要求")
    } else if rule.at_asset_place && !place_fits {
        Some("公示地点不在资产归属地")
    } else {
        notice::fault(notice).or(is_short.then_some(notice::SHORT))
    }
}

fn is_at_asset(lot: &Lot<'_>, location: &str) -> bool {
    notice::names_place(location, [lot.township(), lot.village()])
}

/// The notice inside the disposal's row, and those of the table that name the disposal or its
/// asset.
fn notices<'a>(context: &Context<'a>, lot: &Lot<'a>) -> Vec<Notice<'a>> {
    let disposal = lot.disposal;
    let mut inline = Notice {
        start: disposal.publicity_start_date,
        end: disposal.publicity_end_date,
        channels: &disposal.publicity_channel,
        location: None,
        open_objection: disposal.objection_flag == Some(true),
        cells: Vec::new(),
    };
    let stated = inline.start.is_some() || inline.end.is_some();
    let table = notice::of(context, [Some(lot.id()), lot.asset_id], &["appraisal"]);
    // The row has no column for the place. Where the table says that the notice hung elsewhere, the
    // dates in the row are those of that notice.
    if !table.iter().any(|n| n.location.is_none_or(|place| is_at_asset(lot, place))) {
        inline.location = table.first().and_then(|n| n.location);
    }
    stated.then_some(inline).into_iter().chain(table).collect()
}
