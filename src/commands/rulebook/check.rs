//! `rulebook check`: the audit of a rulebook, and its examples tried.

use super::tested::tested;
use crate::console::Console;
use crate::exit::Outcome;
use ledger::Severity;
use rulebook::audit::{Audit, audit};
use serde_json::json;

pub(super) fn run(name: &str, console: &Console) -> anyhow::Result<Outcome> {
    let tested = tested(name)?;
    let audit = audit(&tested.book);
    let tried = tested.scenarios.len() + tested.situations.len() + tested.failures.len();
    if console.json {
        console.value(&to_json(&audit, &tested.book.id, tried, &tested.failures))?;
    } else {
        console.line(audit.to_string().trim_end())?;
        console.line(&format!("试过情形 {tried} 个，不符 {} 个", tested.failures.len()))?;
        for failure in &tested.failures {
            console.line(&format!("{}：{failure}", Severity::Error.label()))?;
        }
    }
    let failed = (!tested.failures.is_empty()).then_some(Severity::Error);
    let worst = audit.problems.iter().map(|problem| problem.severity).max().max(failed);
    Ok(Outcome { worst, unreadable: false })
}

fn to_json(audit: &Audit, book: &str, tried: usize, failures: &[String]) -> serde_json::Value {
    let meetings = audit.meetings.iter().map(|m| {
        json!({ "won": m.won, "set_aside": m.set_aside, "reading": m.reading, "times": m.times })
    });
    let problems = audit
        .problems
        .iter()
        .map(|p| json!({ "severity": p.severity.code(), "about": p.about, "says": p.says }));
    json!({
        "rulebook": book,
        "open": audit.open,
        "combinations": audit.combinations,
        "unanswered": audit.unanswered,
        "meetings": meetings.collect::<Vec<_>>(),
        "problems": problems.collect::<Vec<_>>(),
        "examples": { "tried": tried, "failed": failures },
    })
}
