//! `ledger.late-entry`: batches of money and projects entered in the system later than the
//! county's days allow, or not at all (A17: the first day is not counted, the last is). The clause in
//! force on the day of the event judges it.

use super::{Scene, label};
use ledger::codes::ledger::LATE_ENTRY;
use ledger::finding::or_blank;
use ledger::table::{Row, Value};
use ledger::{Cell, CheckRun, Day, Finding, NaiveDate, StepOutput, Subject, SubjectKind, Verdict};
use rulebook::checks::reconciliation::{Entered, EntryDeadline};
use rulebook::{Family, Ruled};

/// One thing that has to be entered.
struct Entry<'a> {
    subject: Subject,
    detail: String,
    name: &'a str,
    place: (Option<&'a str>, Option<&'a str>),
    event: Option<Day>,
    entered: Option<Day>,
    cells: Vec<Cell>,
}

/// Applies every clause on deadlines.
pub(crate) fn check(scene: &Scene<'_, '_>) -> StepOutput<()> {
    let mut out = StepOutput::default();
    let rules = scene.book.ruled_ever::<EntryDeadline>();
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(EntryDeadline::NAME));
    }
    for rule in rules {
        let entries = match rule.rule.of {
            Entered::FundBatch => batches(scene),
            Entered::Project => projects(scene),
        };
        let Some(entries) = entries else {
            out.checks.push(rule.no_data());
            continue;
        };
        let mut run = rule.run();
        let held = |event: Option<Day>| {
            rule.clause.in_force(event.map_or(scene.case.as_of, |event| event.date))
        };
        for entry in entries.into_iter().filter(|entry| held(entry.event)) {
            let verdict = judge(&rule, &entry, scene.case.as_of);
            run.count(verdict);
            if verdict == Verdict::Failed {
                out.findings.extend(finding(&rule, entry, scene.case.as_of));
            }
        }
        out.checks.push(run);
    }
    out
}

/// The last day for it; the latest day that the event can mean counts. `None` where the calendar ends
/// before.
fn due(rule: &Ruled<'_, EntryDeadline>, event: Day) -> Option<NaiveDate> {
    rule.last_day(rule.rule.within, event.latest())
}

fn judge(rule: &Ruled<'_, EntryDeadline>, entry: &Entry<'_>, as_of: NaiveDate) -> Verdict {
    let Some(due) = entry.event.and_then(|event| due(rule, event)) else {
        return Verdict::Unknown;
    };
    match entry.entered {
        Some(entered) => Verdict::from(entered.date <= due),
        // Not entered: a breach only once the time is over.
        None => Verdict::from(as_of <= due),
    }
}

/// The lines of the fund ledger; `None` where the table, or the whole column, was not delivered.
fn batches<'a>(scene: &Scene<'_, 'a>) -> Option<Vec<Entry<'a>>> {
    let lines = &scene.books.fund_ledger;
    if !scene.books.has("fund_ledger") || lines.iter().all(|l| l.fund_entry_date.is_none()) {
        return None;
    }
    Some(
        lines
            .iter()
            .map(|line| Entry {
                subject: match line.project_id.as_deref() {
                    Some(project) => Subject::new(SubjectKind::Project, project),
                    None => Subject::new(SubjectKind::Row, line.row_id()),
                },
                detail: format!("fund-batch:{}", line.fund_id.as_deref().unwrap_or(line.row_id())),
                name: line
                    .fund_batch_id
                    .as_deref()
                    .or(line.doc_no.as_deref())
                    .or(line.fund_id.as_deref())
                    .unwrap_or(""),
                place: (line.township.as_deref(), line.village.as_deref()),
                event: line.allotted_date,
                entered: line.fund_entry_date,
                cells: line.cells(&["fund_batch_id", "allotted_date", "fund_entry_date"]),
            })
            .collect(),
    )
}

/// The projects; `None` where the table, or the whole column, was not delivered.
fn projects<'a>(scene: &Scene<'_, 'a>) -> Option<Vec<Entry<'a>>> {
    let projects = &scene.books.projects;
    if !scene.books.has("projects") || projects.iter().all(|p| p.project_entry_date.is_none()) {
        return None;
    }
    Some(
        projects
            .iter()
            .map(|project| Entry {
                subject: match project.project_id.as_deref() {
                    Some(id) => Subject::new(SubjectKind::Project, id),
                    None => Subject::new(SubjectKind::Row, project.row_id()),
                },
                detail: "project".to_owned(),
                name: project.project_name.as_deref().unwrap_or(""),
                place: (project.township.as_deref(), project.village.as_deref()),
                event: project.plan_approval_date,
                entered: project.project_entry_date,
                cells: project.cells(&["project_id", "plan_approval_date", "project_entry_date"]),
            })
            .collect(),
    )
}

fn finding(rule: &Ruled<'_, EntryDeadline>, entry: Entry<'_>, as_of: NaiveDate) -> Option<Finding> {
    let event = entry.event?;
    let due = due(rule, event)?;
    let what = match rule.rule.of {
        Entered::FundBatch => "资金下达",
        Entered::Project => "实施方案批复",
    };
    // What was never entered is late up to the day on which the case is judged.
    let late = (entry.entered.map_or(as_of, |day| day.date) - due).num_days();
    let entered = entry.entered.map_or_else(|| or_blank(&Value::Null), |day| day.to_string());
    Some(
        rule.finding(&LATE_ENTRY, entry.subject)
            .detail(entry.detail)
            .place(entry.place.0, entry.place.1)
            .parameter(format!("within={}", rule.rule.within))
            .arg("name", entry.name)
            .arg("event", what)
            .arg("day", event.to_string())
            .arg("due", due.to_string())
            .arg("system", label(rule.rule.system))
            .arg("entered", entered)
            .arg("late", late.to_string())
            .cells(entry.cells),
    )
}
