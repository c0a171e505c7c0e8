//! The result of the appraisal is made public where the asset belongs. The texts name no number of
//! days: a notice needs a beginning, an end, and no open objection (A19).

use crate::Rows;
use crate::context::Context;
use crate::evidence::Evidence;
use crate::judge::{Binding, Judged, any, each_lot};
use crate::lot::Lot;
use ledger::codes::disposal::APPRAISAL_UNPUBLISHED;
use ledger::tables::Publicity;
use ledger::{Cell, Day, Row, StepOutput};
use rulebook::Ruled;
use rulebook::checks::disposal::{AppraisalPublished, DisposalStep};

const INLINE: [&str; 4] =
    ["publicity_start_date", "publicity_end_date", "publicity_channel", "objection_flag"];

/// A notice of the appraisal, wherever it stands.
struct Notice<'a> {
    start: Option<Day>,
    end: Option<Day>,
    channels: &'a [Box<str>],
    location: Option<&'a str>,
    open_objection: bool,
    cells: Vec<Cell>,
}

pub(crate) fn check(context: &Context<'_>, out: &mut StepOutput<Rows>) {
    let binding =
        Binding::<AppraisalPublished> { classes: any, except: |rule| &rule.except_classes };
    each_lot(context, out, &binding, |ruled, lot| published(context, ruled, lot));
}

/// When the result was made public: the first complete notice, else what is known of any.
pub(crate) fn dates(context: &Context<'_>, lot: &Lot<'_>) -> Evidence {
    let notices = notices(context, lot);
    let best =
        notices.iter().find(|n| n.start.is_some() && n.end.is_some()).or_else(|| notices.first());
    Evidence {
        begun: best.is_some(),
        unasked: false,
        missing: Vec::new(),
        from: best.and_then(|n| n.start.or(n.end)),
        until: best.and_then(|n| n.end.or(n.start)),
    }
}

fn published(
    context: &Context<'_>,
    ruled: &Ruled<'_, AppraisalPublished>,
    lot: &Lot<'_>,
) -> Judged {
    let step = DisposalStep::AppraisalPublicity;
    let notices = notices(context, lot);
    let faults: Vec<&str> =
        notices.iter().map_while(|notice| fault(ruled.rule, lot, notice)).collect();
    let published = faults.len() < notices.len();
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
        unknown: !published && (!appraised || nothing_received),
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
fn fault(rule: &AppraisalPublished, lot: &Lot<'_>, notice: &Notice<'_>) -> Option<&'static str> {
    let channel_fits = rule.channels.is_empty()
        || rule.channels.iter().any(|c| notice.channels.iter().any(|n| **n == **c));
    let place_fits = notice.location.is_none_or(|location| is_at_asset(lot, location));
    if notice.start.is_none() || notice.end.is_none() {
        Some("公示起止日期不全")
    } else if !channel_fits {
        Some("公示渠道不符合要求")
    } else if rule.at_asset_place && !place_fits {
        Some("公示地点不在资产归属地")
    } else if notice.open_objection {
        Some("公示期有异议，未见复核")
    } else {
        None
    }
}

/// Whether a place names the asset's township or village.
fn is_at_asset(lot: &Lot<'_>, location: &str) -> bool {
    [lot.township(), lot.village()].into_iter().flatten().any(|place| location.contains(place))
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
    let ids = [Some(lot.id()), lot.asset_id];
    let mut seen = ids.into_iter().flatten().collect::<Vec<_>>();
    seen.dedup();
    let table: Vec<Notice<'a>> = seen
        .into_iter()
        .filter_map(|id| context.notices.get(id))
        .flatten()
        .filter(|p| p.publicity_subject.as_deref() == Some("appraisal"))
        .map(|p| from_table(p))
        .collect();
    // The row has no column for the place. Where the table says that the notice hung elsewhere, the
    // dates in the row are those of that notice.
    if !table.iter().any(|n| n.location.is_none_or(|place| is_at_asset(lot, place))) {
        inline.location = table.first().and_then(|n| n.location);
    }
    stated.then_some(inline).into_iter().chain(table).collect()
}

fn from_table(notice: &Publicity) -> Notice<'_> {
    let answered = notice.objection_recheck_date.is_some() || notice.republicity_date.is_some();
    Notice {
        start: notice.publicity_start_date,
        end: notice.publicity_end_date,
        channels: &notice.publicity_channel,
        location: notice.publicity_location.as_deref(),
        open_objection: notice.objection_flag == Some(true) && !answered,
        cells: notice.cells(&[
            "publicity_subject",
            "publicity_channel",
            "publicity_location",
            "publicity_start_date",
            "publicity_end_date",
            "objection_flag",
        ]),
    }
}
