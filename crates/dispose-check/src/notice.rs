//! Public notices: those of the table, and those whose dates stand in another row. Where the texts
//! name no number of days a notice needs a beginning, an end, and no open objection (A19).

use crate::context::Context;
use crate::evidence::Evidence;
use ledger::tables::Publicity;
use ledger::{Cell, Day, Row, Text};
use rulebook::{Family, Period, Ruled};

/// A notice, wherever it stands.
pub(crate) struct Notice<'a> {
    pub(crate) start: Option<Day>,
    pub(crate) end: Option<Day>,
    pub(crate) channels: &'a [Text],
    pub(crate) location: Option<&'a str>,
    pub(crate) open_objection: bool,
    pub(crate) cells: Vec<Cell>,
}

/// The notices of the table about any of these ids, on one of these subjects.
pub(crate) fn of<'a>(
    context: &Context<'a>,
    ids: [Option<&str>; 2],
    subjects: &[&str],
) -> Vec<Notice<'a>> {
    let mut ids: Vec<&str> = ids.into_iter().flatten().collect();
    ids.dedup();
    ids.into_iter()
        .filter_map(|id| context.notices.get(id))
        .flatten()
        .filter(|p| p.publicity_subject.as_deref().is_some_and(|s| subjects.contains(&s)))
        .map(|p| from_table(p))
        .collect()
}

/// When it was made public: the first notice with both days, else what is known of any.
pub(crate) fn dates(notices: &[Notice<'_>]) -> Evidence {
    let complete = |n: &&Notice<'_>| n.start.is_some() && n.end.is_some();
    let best = notices.iter().find(complete).or_else(|| notices.first());
    Evidence {
        begun: best.is_some(),
        unasked: false,
        missing: Vec::new(),
        from: best.and_then(|n| n.start.or(n.end)),
        until: best.and_then(|n| n.end.or(n.start)),
    }
}

/// What is wrong with a notice, whatever it is about.
pub(crate) fn fault(notice: &Notice<'_>) -> Option<&'static str> {
    if notice.start.is_none() || notice.end.is_none() {
        Some("公示起止日期不全")
    } else if notice.open_objection {
        Some("公示期有异议，未见复核")
    } else {
        None
    }
}

/// Whether a notice hung for less than the county asks; `None` where the calendar ends before.
pub(crate) fn is_short<F: Family>(
    ruled: &Ruled<'_, F>,
    at_least: Option<Period>,
    notice: &Notice<'_>,
) -> Option<bool> {
    let (Some(limit), Some(start), Some(end)) = (at_least, notice.start, notice.end) else {
        return Some(false);
    };
    ruled.last_day(limit, start.date).map(|due| end.latest() < due)
}

/// What people call a notice that is too short.
pub(crate) const SHORT: &str = "公示期不足";

/// What is wrong with all of these notices: nothing where one of them is good.
pub(crate) fn fault_of_all<'n>(
    notices: &[Notice<'n>],
    fault: impl Fn(&Notice<'n>) -> Option<&'static str>,
) -> Option<&'static str> {
    let mut faults = notices.iter().map(fault);
    match faults.next() {
        None => Some("未见公示记录"),
        Some(first) if faults.all(|fault| fault.is_some()) => first,
        Some(_) => None,
    }
}

/// Whether a location names one of these places.
pub(crate) fn names_place<'p>(
    location: &str,
    places: impl IntoIterator<Item = Option<&'p str>>,
) -> bool {
    places.into_iter().flatten().any(|place| location.contains(place))
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
