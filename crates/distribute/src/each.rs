//! Walking over assets or plans under every clause of a family, with the counts that show what was
//! looked at.

use crate::scene::{Plan, Scene};
use crate::talk::trace;
use ledger::tables::Asset;
use ledger::{CheckRun, Finding, StepOutput, Trace, Verdict};
use rulebook::{Family, Ruled};

/// What a clause says of one subject.
pub(crate) enum Judged {
    /// It does not bind it.
    Unbound,
    /// What it needs to know is not stated.
    Unknown,
    /// What is wrong; empty = as it should be.
    Found(Vec<Finding>),
}

impl Judged {
    /// What was found; where nothing was, but something could not be looked at, that is not known.
    pub(crate) fn of(found: Vec<Finding>, unasked: bool) -> Self {
        if found.is_empty() && unasked { Self::Unknown } else { Self::Found(found) }
    }

    /// What two questions about one subject come to together.
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unbound, other) | (other, Self::Unbound) => other,
            (Self::Found(mut found), Self::Found(more)) => {
                found.extend(more);
                Self::Found(found)
            }
            (Self::Found(found), Self::Unknown) | (Self::Unknown, Self::Found(found)) => {
                Self::of(found, true)
            }
            (Self::Unknown, Self::Unknown) => Self::Unknown,
        }
    }

    fn record<F: Family>(self, ruled: &Ruled<F>, run: &mut CheckRun, out: &mut StepOutput<()>) {
        match self {
            Self::Unbound => {}
            Self::Unknown => run.count(Verdict::Unknown),
            Self::Found(findings) => {
                run.count(findings.is_empty().into());
                out.trace.extend(findings.iter().map(|f| why(ruled, f)));
                out.findings.extend(findings);
            }
        }
    }
}

/// The decision behind a finding: the cells it rests on, the clause, the parameter.
fn why<F: Family>(ruled: &Ruled<F>, finding: &Finding) -> Trace {
    let facts: Vec<(&str, String)> =
        finding.evidence.iter().map(|cell| (&*cell.column, cell.value.to_string())).collect();
    let detail = finding.detail.as_deref().unwrap_or("");
    let decision = format!("{}:{detail}", F::NAME);
    let mut trace = trace(&finding.subject, &decision, ruled.clause, &facts, finding.code.code);
    trace.parameters.extend(finding.parameter.clone());
    trace
}

/// Those clauses of a family, where the tables that it needs were received.
fn clauses<'a, F: Family>(
    scene: &Scene<'a>,
    ruled: Vec<Ruled<'a, F>>,
    tables: &[&str],
    out: &mut StepOutput<()>,
) -> Vec<Ruled<'a, F>> {
    if ruled.is_empty() {
        out.checks.push(CheckRun::silent(F::NAME));
    } else if !tables.iter().all(|t| scene.books.has(t)) {
        out.checks.extend(ruled.iter().map(Ruled::no_data));
        return Vec::new();
    }
    ruled
}

/// Operating assets under every clause of a family.
pub(crate) fn asset<'a, F: Family + 'a>(
    scene: &Scene<'a>,
    tables: &[&str],
    out: &mut StepOutput<()>,
    judge: impl Fn(&Scene<'a>, &Ruled<F>, &'a str, &'a Asset) -> Judged,
) {
    for ruled in clauses::<F>(scene, scene.ruled(), tables, out) {
        let mut run = ruled.run();
        for (key, asset) in scene.operating() {
            judge(scene, &ruled, key, asset).record(&ruled, &mut run, out);
        }
        out.checks.push(run);
    }
}

/// Plans under the clauses of a family that bound them on their day and in their place.
pub(crate) fn plan<'a, F: Family + 'a>(
    scene: &Scene<'a>,
    tables: &[&str],
    out: &mut StepOutput<()>,
    judge: impl Fn(&Scene<'a>, &Ruled<F>, &Plan<'a>) -> Judged,
) {
    let ever = scene.book.ruled_ever();
    walk(scene, clauses::<F>(scene, ever, tables, out), &scene.plans, out, |scene, ruled, plan| {
        if scene.is_national(plan) || !scene.binds(ruled, plan) {
            return Judged::Unbound;
        }
        judge(scene, ruled, plan)
    });
}

/// Rows of any kind under every clause of a family.
pub(crate) fn rows<'a, F: Family + 'a, R>(
    scene: &Scene<'a>,
    tables: &[&str],
    rows: &[R],
    out: &mut StepOutput<()>,
    judge: impl Fn(&Scene<'a>, &Ruled<F>, &R) -> Judged,
) {
    walk(scene, clauses::<F>(scene, scene.ruled(), tables, out), rows, out, judge);
}

fn walk<'a, F: Family, R>(
    scene: &Scene<'a>,
    clauses: Vec<Ruled<'a, F>>,
    rows: &[R],
    out: &mut StepOutput<()>,
    judge: impl Fn(&Scene<'a>, &Ruled<F>, &R) -> Judged,
) {
    for ruled in clauses {
        let mut run = ruled.run();
        for row in rows {
            judge(scene, &ruled, row).record(&ruled, &mut run, out);
        }
        out.checks.push(run);
    }
}
