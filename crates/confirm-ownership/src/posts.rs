//! Changes of posts: what they must leave on file.

use crate::judged::Case;
use ledger::codes::handover::INCOMPLETE;
use ledger::tables::Personnel;
use ledger::{CheckRun, Day, Finding, Row, StepOutput, Subject, SubjectKind, Value, Verdict};
use rulebook::checks::custody::PersonnelHandover;
use rulebook::{Family, Ruled};

/// One finding per change and missing item, on the unit.
pub(crate) fn check(case: &Case) -> StepOutput<()> {
    let mut out = StepOutput::default();
    let rules = case.book.ruled::<PersonnelHandover>(case.law_day);
    if rules.is_empty() {
        out.checks.push(CheckRun::silent(PersonnelHandover::NAME));
    }
    for ruled in rules {
        if !case.books.has("personnel") {
            out.checks.push(ruled.no_data());
            continue;
        }
        let mut run = ruled.run();
        for post in &case.books.personnel {
            if ruled.rule.once.is_some_and(|field| post.value(field).is_null()) {
                continue;
            }
            let findings = incomplete(ruled, post);
            run.count(Verdict::from(findings.is_empty()));
            out.findings.extend(findings);
        }
        out.checks.push(run);
    }
    out
}

fn incomplete(ruled: Ruled<'_, PersonnelHandover>, post: &Personnel) -> Vec<Finding> {
    let unit = post.unit.as_ref().or(post.village.as_ref());
    let unit = unit.or(post.township.as_ref()).unwrap_or(&post.origin.row_id);
    let role = post.departing_role.as_deref().unwrap_or("（空）");
    let once = ruled.rule.once.map(|field| post.value(field));
    let too_late = |day: Day| matches!(once, Some(Value::Date(once)) if day.date > once.latest());
    let absent = |field: &&&str| match post.value(field) {
        Value::Null | Value::Bool(false) => true,
        Value::Date(day) => too_late(day),
        _ => false,
    };
    ruled
        .rule
        .require
        .iter()
        .filter(absent)
        .map(|field| {
            let label = Personnel::TABLE.column(field).map_or(*field, |c| c.label);
            ruled
                .finding(&INCOMPLETE, Subject::new(SubjectKind::Unit, unit.clone()))
                .detail(format!("{}:{field}", post.origin.row_id))
                .place(post.township.as_deref(), post.village.as_deref())
                .unit(post.unit.as_deref())
                .arg("role", role)
                .arg("item", label)
                .cells(post.cells(&["departing_role", "position_change_date", field]))
        })
        .collect()
}
