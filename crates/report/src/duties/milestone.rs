//! Stages of the work that have a last day.

use super::Duty;
use ledger::codes::owner::LATE;
use ledger::{Row, Severity, StepOutput, Subject, SubjectKind, Verdict};
use rulebook::checks::duty::Milestone;

/// `milestone`: a stage on record that was done after its day, or is not done when the day is over.
/// The dates of a template are to be confirmed: they never raise an error.
pub(super) fn check(duty: &Duty<'_>, out: &mut StepOutput<()>) {
    duty.each::<Milestone>(&["supervision"], out, |ruled, run, findings| {
        let rule = ruled.rule;
        for row in &duty.books.supervision {
            let Some(stage) = row.milestone_name.as_deref() else {
                continue;
            };
            if !rule.words.iter().any(|word| stage.contains(word.as_str())) {
                continue;
            }
            let done = row.milestone_done_date;
            let day = done.map_or(duty.case.as_of, |day| day.date);
            let noted = rule.noted_from.is_some_and(|from| done.is_some() && day >= from.0);
            let late = day > rule.by;
            run.count(Verdict::from(!late));
            if !late && !noted {
                continue;
            }
            let severity = match (late, duty.book.template) {
                (false, _) => Severity::Info,
                (true, true) => ruled.clause.severity.min(Severity::Warning),
                (true, false) => ruled.clause.severity,
            };
            let unit = row.inspected_unit.as_deref().or(row.township.as_deref());
            let found = done.map_or_else(|| "至今没有完成".to_owned(), |day| day.to_string());
            findings.push(
                ruled
                    .finding(
                        &LATE,
                        Subject::new(SubjectKind::Unit, unit.unwrap_or(&duty.case.county)),
                    )
                    .severity(severity)
                    .detail(format!("milestone:{stage}"))
                    .place(row.township.as_deref(), row.village.as_deref())
                    .unit(unit)
                    .arg("name", stage)
                    .arg("day", found)
                    .arg("limit", rule.by.to_string())
                    .cells(row.cells(&["milestone_name", "milestone_done_date"])),
            );
        }
    });
}
