//! Posting of title, and its deadline.

use crate::check::Outcome;
use crate::judged::{Case, Judged};
use ledger::codes::owner;
use ledger::day::days_between;
use ledger::words::disposals::PUBLICITY_CHANNEL;
use ledger::{Cell, Day, Row, Severity, StepOutput, Value};
use rulebook::checks::ownership::{TitleDeadline, TitlePublicity};
use rulebook::{Period, Ruled};

/// Both.
pub(crate) fn check(case: &Case) -> StepOutput<()> {
    let received = case.books.has("publicity") || case.books.has("asset_owners");
    let needs: &[&str] = if received { &[] } else { &["publicity"] };
    let mut out = case.over_assets::<TitlePublicity>(
        needs,
        |rule| Some(&rule.when),
        |ruled, asset| posted(case, ruled, asset),
    );
    out.absorb(case.over_assets::<TitleDeadline>(
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
    channels: Vec<ledger::Text>,
    cells: Vec<Cell>,
}

/// The notices on title, else the days that the title rows state.
fn postings(asset: &Judged) -> Vec<Posting> {
    const NOTICE: &[&str] = &["publicity_channel", "publicity_start_date", "publicity_end_date"];
    const TITLE: &[&str] = &["publicity_start_date", "publicity_end_date"];
    let notices: Vec<Posting> = asset
        .view
        .notices
        .iter()
        .filter(|n| n.publicity_subject.as_deref() == Some("title"))
        .map(|n| Posting {
            start: n.publicity_start_date,
            end: n.publicity_end_date,
            channels: n.publicity_channel.clone(),
            cells: n.cells(NOTICE),
        })
        .collect();
    if !notices.is_empty() {
        return notices;
    }
    let of_titles = asset.view.titles.iter().map(|t| Posting {
        start: t.publicity_start_date,
        end: t.publicity_end_date,
        channels: Vec::new(),
        cells: t.cells(TITLE),
    });
    of_titles.filter(|p| p.start.is_some()).collect()
}

/// Posted, on every board, long enough, and over before the paper is made out.
fn posted(case: &Case, ruled: Ruled<'_, TitlePublicity>, asset: &Judged) -> Outcome {
    let all = postings(asset);
    let finding = |code| asset.finding(ruled, code);
    let cells = || all.iter().flat_map(|p| p.cells.clone());
    if all.is_empty() {
        let on_file = case.columns.title_value(&asset.view, "publicity_start_date");
        let cells = on_file.map_or_else(|| asset.view.row.cells(&["asset_id"]), |(_, cells)| cells);
        let missing = finding(&owner::PUBLICITY_MISSING).arg("where", "");
        return vec![missing.cells(cells)].into();
    }
    let mut out = Vec::new();
    for channel in &ruled.rule.channels {
        if !all.iter().any(|p| p.channels.iter().any(|c| &**c == *channel)) {
            let place = format!("（{}）", PUBLICITY_CHANNEL.label_of(channel));
            out.push(
                finding(&owner::PUBLICITY_MISSING)
                    .detail(*channel)
                    .arg("where", place)
                    .cells(cells()),
            );
        }
    }
    let longest = all
        .iter()
        .filter_map(|p| Some((p.start?, p.end?)))
        .max_by_key(|(start, end)| days_between(start.date, end.latest()));
    if let Some((days, limit)) = short(ruled.rule.at_least, longest) {
        out.push(
            finding(&owner::PUBLICITY_SHORT)
                .parameter(format!("at-least={limit}"))
                .arg("days", days)
                .arg("limit", limit.to_string())
                .cells(cells()),
        );
    }
    let paper = case.columns.title_value(&asset.view, "certificate_date");
    if let (Some((Value::Date(paper), paper_cells)), Some((_, end))) = (paper, longest)
        && end.date > paper.latest()
    {
        out.push(
            finding(&owner::STEP_ORDER)
                .detail("publicity_end_date>certificate_date")
                .arg("first", "公示结束日期")
                .arg("first_day", end.to_string())
                .arg("then", "确权凭证日期")
                .arg("then_day", paper.to_string())
                .cells(cells())
                .cells(paper_cells),
        );
    }
    out.into()
}

/// The days of the longest posting and the limit, where it falls short.
fn short(limit: Option<Period>, longest: Option<(Day, Day)>) -> Option<(String, Period)> {
    let limit = limit?;
    let enough = longest.is_some_and(|(start, end)| end.latest() >= limit.end(start.date));
    let days = longest.map(|(start, end)| days_between(start.date, end.latest()).to_string());
    (!enough).then(|| (days.unwrap_or_else(|| "（空）".to_owned()), limit))
}

/// Registered by the day. A template's days never raise more than a note.
fn in_time(case: &Case, ruled: Ruled<'_, TitleDeadline>, asset: &Judged) -> Outcome {
    let stated = case.columns.title_value(&asset.view, "registration_date");
    let Some((Value::Date(day), cells)) = stated else {
        return Outcome::Unknown;
    };
    if day.date <= ruled.rule.by {
        return Outcome::Passed;
    }
    let severity = if case.book.template { Severity::Info } else { ruled.clause.severity };
    vec![
        asset
            .finding(ruled, &owner::LATE)
            .severity(severity)
            .parameter(format!("by={}", ruled.rule.by))
            .arg("day", day.to_string())
            .arg("limit", ruled.rule.by.to_string())
            .cells(cells),
    ]
    .into()
}
