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
        self.findings.sort_by_cached_key(|f| {
            (
                f.code.code,
                f.subject.kind.code(),
                f.subject.id.clone(),
                f.pair.clone(),
                f.detail.clone(),
                f.id(),
            )
        });
        self.findings.dedup_by_key(|f| f.id());
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
