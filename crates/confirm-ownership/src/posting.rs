//! Posting of title, and its deadline.

use crate::check::Outcome;
use crate::facts::{accepted_on, formed_on};
use crate::judged::{Case, Judged};
use ledger::codes::owner;
use ledger::day::days_between;
use ledger::words::disposals::PUBLICITY_CHANNEL;
use ledger::{Cell, Day, Row, Severity, StepOutput, Text, Value};
use rulebook::calendar::Calendar;
use rulebook::checks::ownership::{TitleDeadline, TitlePublicity};
use rulebook::{Period, Ruled};

/// Both.
pub(crate) fn check(case: &Case) -> StepOutput<()> {
    let received = case.books.has("publicity") || case.books.has("asset_owners");
    let needs: &[&str] = if received { &[] } else { &["publicity"] };
    let mut out = case.over_titles::<TitlePublicity>(
        needs,
        |rule| Some(&rule.when),
        |ruled, asset| posted(case, ruled, asset),
    );
    out.absorb(case.over_titles::<TitleDeadline>(
        &["assets"],
        |_| None,
        |ruled, asset| in_time(case, ruled, asset),
    ));
    out
}

/// One posting of title.
struct Posting {
    start: Option<Day>,
    end: Option<Day>,
    channels: Vec<Text>,
    location: Option<Text>,
    objection: bool,
    /// The title record says it, no notice does.
    in_title: bool,
    cells: Vec<Cell>,
}

/// The notices on title, and the days that the title rows state.
fn postings(asset: &Judged) -> Vec<Posting> {
    const NOTICE: &[&str] = &[
        "publicity_channel",
        "publicity_location",
        "publicity_start_date",
        "publicity_end_date",
        "objection_flag",
    ];
    const TITLE: &[&str] = &["publicity_start_date", "publicity_end_date", "objection_flag"];
    let notices =
        asset.view.notices.iter().filter(|n| n.publicity_subject.as_deref() == Some("title")).map(
            |n| Posting {
                start: n.publicity_start_date,
                end: n.publicity_end_date,
                channels: n.publicity_channel.clone(),
                location: n.publicity_location.clone(),
                objection: n.objection_flag == Some(true)
                    && n.objection_recheck_date.is_none()
                    && n.republicity_date.is_none(),
                in_title: false,
                cells: n.cells(NOTICE),
            },
        );
    let of_titles = asset.view.titles.iter().map(|t| Posting {
        start: t.publicity_start_date,
        end: t.publicity_end_date,
        channels: Vec::new(),
        location: None,
        objection: t.objection_flag == Some(true),
        in_title: true,
        cells: t.cells(TITLE),
    });
    notices.chain(of_titles.filter(|p| p.start.is_some())).collect()
}

/// The last day of the posting, by whichever record says the latest.
pub(crate) fn ended(asset: &Judged) -> Option<(Day, Vec<Cell>)> {
    let all = postings(asset);
    let last = all.into_iter().filter_map(|p| Some((p.end?, p.cells)));
    last.max_by_key(|(end, _)| end.latest())
}

/// Posted, on every board, in every place, long enough by each record, and without an objection.
fn posted(case: &Case, ruled: Ruled<'_, TitlePublicity>, asset: &Judged) -> Outcome {
    let all = postings(asset);
    let finding = |code| asset.finding(ruled, code);
    let cells = || all.iter().flat_map(|p| p.cells.clone());
    let missing = |detail: &str, place: &str| {
        finding(&owner::PUBLICITY_MISSING).detail(detail).arg("where", place).cells(cells())
    };
    let notices: Vec<&Posting> = all.iter().filter(|p| !p.in_title).collect();
    // A list of notices that shows title of other assets would show this one's.
    let listed =
        case.books.publicity.iter().any(|n| n.publicity_subject.as_deref() == Some("title"));
    if all.is_empty() || (notices.is_empty() && listed) {
        let on_file = case.columns.title_value(&asset.view, "publicity_start_date");
        let cells = on_file.map_or_else(|| asset.view.row.cells(&["asset_id"]), |(_, cells)| cells);
        let missing = finding(&owner::PUBLICITY_MISSING).arg("where", "");
        return vec![missing.cells(cells)].into();
    }
    let mut out = Vec::new();
    for channel in ruled.rule.channels.iter().filter(|_| !notices.is_empty()) {
        if !notices.iter().any(|p| p.channels.iter().any(|c| is_channel(c, channel))) {
            let place = format!("（{}）", PUBLICITY_CHANNEL.label_of(channel));
            out.push(missing(channel, &place));
        }
    }
    let township = asset.view.township();
    let villages: Vec<&str> = asset.view.village().into_iter().chain(joint(asset)).collect();
    for (asked, board, names) in [
        (ruled.rule.in_village, "village_board", villages),
        (ruled.rule.in_township, "township_board", township.into_iter().collect()),
    ] {
        if asked && !notices.is_empty() && !notices.iter().any(|p| shows(p, board, &names)) {
            out.push(missing(board, &format!("（{}）", PUBLICITY_CHANNEL.label_of(board))));
        }
    }
    if ruled.rule.no_objection && all.iter().any(|p| p.objection) {
        out.push(missing("objection_flag", "（有异议尚未处理）"));
    }
    let kinds = [false, true].map(|in_title| {
        all.iter()
            .filter(|p| p.in_title == in_title)
            .map(|p| Some((p.start?, p.end?)))
            .max_by_key(|span| span.map(|(start, end)| days_between(start.date, end.latest())))
    });
    let Some(limit) = ruled.rule.at_least else {
        return out.into();
    };
    let kinds: Vec<_> = kinds.into_iter().flatten().collect();
    let enough = |longest: &Option<(Day, Day)>| is_enough(ruled, limit, *longest);
    if let Some(longest) = kinds.iter().find(|longest| enough(longest) == Some(false)) {
        let (zh, en) = length(ruled.calendar, limit, *longest);
        out.push(
            finding(&owner::PUBLICITY_SHORT)
                .parameter(format!("at-least={limit}"))
                .arg_in("days", &zh, &en)
                .arg("limit", limit.to_string())
                .cells(cells()),
        );
    }
    let blind = kinds.iter().any(|longest| enough(longest).is_none());
    Outcome::of(out, blind)
}

/// Whether the longest posting hung long enough; `None` where the calendar ends before.
fn is_enough(
    ruled: Ruled<'_, TitlePublicity>,
    limit: Period,
    longest: Option<(Day, Day)>,
) -> Option<bool> {
    let Some((start, end)) = longest else {
        return Some(false);
    };
    ruled.last_day(limit, start.date).map(|due| end.latest() >= due)
}

/// Whether it is that channel; a county's website (网站) is the government's.
fn is_channel(stated: &str, channel: &str) -> bool {
    stated == channel || (channel == "gov_site" && stated == "website")
}

fn joint<'a>(asset: &'a Judged) -> impl Iterator<Item = &'a str> {
    asset.view.row.joint_villages.iter().map(|village| &**village)
}

/// Whether it was posted on that board, by its channel and by its place, where these are stated.
fn shows(posting: &Posting, board: &str, names: &[&str]) -> bool {
    let by_channel = posting.channels.iter().any(|channel| &**channel == board);
    let location = posting.location.as_deref();
    let by_place = location.is_some_and(|place| names.iter().any(|name| place.contains(name)));
    match (posting.channels.is_empty(), location.is_none() || names.is_empty()) {
        (true, true) => false,
        (true, false) => by_place,
        (false, true) => by_channel,
        (false, false) => by_channel && by_place,
    }
}

/// How long a posting hung, in the unit of the limit, in both languages.
fn length(calendar: &Calendar, limit: Period, longest: Option<(Day, Day)>) -> (String, String) {
    let Some((start, end)) = longest else {
        return ("（空）日".to_owned(), "(no) days".to_owned());
    };
    let working = matches!(limit, Period::WorkingDays(_));
    let working = working.then(|| calendar.between(start.date, end.latest())).flatten();
    working.map_or_else(
        || {
            let days = days_between(start.date, end.latest());
            (format!("{days}日"), format!("{days} days"))
        },
        |days| (format!("{days}个工作日"), format!("{days} working days")),
    )
}

/// Registered by the day. A template's days never raise an error (A12).
fn in_time(case: &Case, ruled: Ruled<'_, TitleDeadline>, asset: &Judged) -> Outcome {
    let rule = ruled.rule;
    let formed = formed_on(&asset.view);
    let after = || ruled.last_day(rule.within?, accepted_on(&asset.view).or(formed)?);
    let Some(by) = rule.by.or_else(after) else {
        return Outcome::Unknown;
    };
    if rule.formed_by_then && formed.is_none_or(|day| day > by) {
        return Outcome::NotAbout;
    }
    let fields: &[&str] =
        if rule.fields.is_empty() { &["registration_date"] } else { &rule.fields };
    let dated =
        fields.iter().filter_map(|field| match case.columns.title_value(&asset.view, field) {
            Some((Value::Date(day), cells)) => Some((day, cells)),
            _ => None,
        });
    let Some((day, cells)) = dated.max_by_key(|(day, _)| day.date) else {
        return Outcome::Unknown;
    };
    let late = day.date > by;
    if !late && rule.noted_from.is_none_or(|from| day.date < from) {
        return Outcome::Passed;
    }
    let severity = match (late, case.book.template) {
        (false, _) => Severity::Info,
        (true, true) => ruled.clause.severity.min(Severity::Warning),
        (true, false) => ruled.clause.severity,
    };
    let limit = if late { Some(by) } else { rule.noted_from.and_then(|d| d.pred_opt()) };
    let limit = limit.unwrap_or(by);
    vec![
        asset
            .finding(ruled, &owner::LATE)
            .severity(severity)
            .parameter(format!("by={limit}"))
            .arg("day", day.to_string())
            .arg("limit", limit.to_string())
            .cells(cells),
    ]
    .into()
}
