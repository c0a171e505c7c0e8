//! What is to be done about each finding of a count, and how long it has been open.

use crate::keys::id::id_key;
use ledger::tables::CountAction;
use ledger::words::accounts::{COUNT_ACTION, COUNT_PROBLEM};
use ledger::{Books, CaseInfo, Day, Finding, NaiveDate, Text, day};
use std::collections::{BTreeMap, BTreeSet};

/// One row for each finding of a count, and for each row that ledgers hold twice where there was a
/// count; in the order of the findings. Age runs from the day of the count to the case's `as_of`.
pub(crate) fn actions(findings: &[Finding], books: &Books, case: &CaseInfo) -> Vec<CountAction> {
    if !books.has("physical_counts") {
        return Vec::new();
    }
    let days = Days::new(books);
    let disposed = disposed(books, case.as_of);
    let mut out = Vec::new();
    for finding in findings {
        let Some((kind, action)) = problem(finding, &disposed) else {
            continue;
        };
        debug_assert!(COUNT_PROBLEM.has(kind) && COUNT_ACTION.has(action), "{kind} {action}");
        let counted_on = days.of(finding);
        let age = counted_on.map(Day::latest).filter(|counted| *counted <= case.as_of);
        out.push(CountAction {
            finding_id: Some(finding.id()),
            kind: Some(kind.into()),
            subject_id: Some(finding.subject.id.clone()),
            township: finding.township.clone(),
            village: finding.village.clone(),
            unit: finding.unit.clone(),
            counted_on,
            age_days: age.map(|counted| day::days_between(counted, case.as_of)),
            months_open: age.map(|counted| day::months_between(counted, case.as_of)),
            amount: finding.amount,
            next_action: Some(action.into()),
        });
    }
    out
}

/// What a finding is called in a count report, and what is to be done about it; `None` when it comes
/// of no count.
fn problem(finding: &Finding, disposed: &BTreeSet<String>) -> Option<(&'static str, &'static str)> {
    let is_disposed = || id_key(&finding.subject.id).is_some_and(|id| disposed.contains(&id));
    let held = |name: &str| finding.args.get(name).is_some_and(|held| &**held != "0");
    Some(match finding.code.code {
        "count.surplus" if held("expected") => ("surplus", "register_more"),
        "count.surplus" => ("off_book", "appraise_and_register"),
        "count.shortage" | "count.not-counted" if is_disposed() => {
            ("disposed_on_book", "take_off_books")
        }
        "count.shortage" => ("shortage", "trace_and_report"),
        "count.not-counted" => ("not_counted", "count_now"),
        "count.place-differs" => ("place", "correct_place"),
        "count.idle" => ("idle", "revive"),
        "count.damaged" => ("damaged", "repair_or_scrap"),
        "count.reason-missing" => ("reason", "state_reason"),
        "ledger.duplicate" => ("duplicate", "cancel_repeat"),
        _ => return None,
    })
}

/// The ids of assets that were disposed of or written off by that day.
fn disposed(books: &Books, by: NaiveDate) -> BTreeSet<String> {
    let happened = |day: Option<Day>| day.is_some_and(|day| day.date <= by);
    let sold = books.disposals.iter().filter(|row| happened(row.disposal_date));
    let sold = sold.filter_map(|row| row.asset_id.as_deref());
    let written_off = books
        .writeoffs
        .iter()
        .filter(|row| happened(row.book_writeoff_date.or(row.county_approval_date)))
        .filter_map(|row| row.asset_id.as_deref());
    sold.chain(written_off).filter_map(id_key).collect()
}

/// On which days things were counted.
struct Days<'a> {
    /// File, sheet and row of a count row → its day.
    by_place: BTreeMap<(&'a str, Option<&'a str>, u32), Day>,
    /// Asset id → the last day on which it was counted.
    by_id: BTreeMap<String, Day>,
}

impl<'a> Days<'a> {
    fn new(books: &'a Books) -> Self {
        let mut out = Self { by_place: BTreeMap::new(), by_id: BTreeMap::new() };
        for row in &books.physical_counts {
            let Some(day) = row.physical_check_date else {
                continue;
            };
            let origin = &row.origin;
            let place = (&*origin.src_file, origin.src_sheet.as_deref(), origin.src_row);
            out.by_place.insert(place, day);
            if let Some(id) = row.asset_id.as_deref().and_then(id_key) {
                let last = out.by_id.entry(id).or_insert(day);
                *last = day.max(*last);
            }
        }
        out
    }

    /// The last day that a finding's count rows state; else that of the count that left its thing
    /// out; else the last count of that asset.
    fn of(&self, finding: &Finding) -> Option<Day> {
        let cells = finding.evidence.iter().filter_map(|cell| {
            let place = (&*cell.src_file, cell.src_sheet.as_deref(), cell.src_row?);
            self.by_place.get(&place).copied()
        });
        let left_out = || {
            let day: Option<&Text> = finding.args.get("day");
            day.and_then(|day| day.parse::<NaiveDate>().ok()).map(Day::from)
        };
        let by_id = || self.by_id.get(&id_key(&finding.subject.id)?).copied();
        cells.max().or_else(left_out).or_else(by_id)
    }
}
