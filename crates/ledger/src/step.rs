//! What every step returns.

use crate::check_run::CheckRun;
use crate::finding::Finding;
use crate::trace::Trace;

/// `step : (rows, rulebook, case) → (rows, findings, checks, trace)`.
#[derive(Debug, Clone, Default)]
pub struct StepOutput<Rows> {
    /// The step's own tables.
    pub rows: Rows,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// What was looked at.
    pub checks: Vec<CheckRun>,
    /// Why.
    pub trace: Vec<Trace>,
}

impl<Rows> StepOutput<Rows> {
    /// Takes over findings, checks and traces of a part of the step.
    pub fn absorb(&mut self, part: StepOutput<()>) {
        self.findings.extend(part.findings);
        self.checks.extend(part.checks);
        self.trace.extend(part.trace);
    }

    /// Puts findings, checks and traces into their canonical order and drops equal findings (same
    /// id), so that outputs do not depend on the order in which parts ran.
    pub fn settle(&mut self) {
        self.findings.sort_by(|a, b| {
            let (key, other) = (id_parts(a), id_parts(b));
            key.cmp(&other).then_with(|| (&a.pair, &a.detail).cmp(&(&b.pair, &b.detail)))
        });
        self.findings.dedup_by(|a, b| id_parts(a) == id_parts(b));
        self.checks.sort();
        self.trace.sort_by(|a, b| {
            (&a.subject_kind, &a.subject_id, &a.decision).cmp(&(
                &b.subject_kind,
                &b.subject_id,
                &b.decision,
            ))
        });
    }
}

/// What the id of a finding is made of, as [`Finding::id`] takes it: equal parts, equal ids.
fn id_parts(finding: &Finding) -> [&str; 5] {
    [
        finding.code.code,
        finding.subject.kind.code(),
        &finding.subject.id,
        finding.pair.as_deref().unwrap_or(""),
        finding.detail.as_deref().unwrap_or(""),
    ]
}
