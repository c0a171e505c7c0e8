//! The last word on each step, each disposal and each write-off.

use crate::Rows;
use crate::context::Context;
use crate::writeoff;
use ledger::tables::DisposalDecision;
use ledger::words::disposals::DISPOSAL_STEP;
use ledger::{CheckStatus, Finding, Severity, StepOutput, Subject, SubjectKind};
use std::collections::{BTreeMap, BTreeSet};

/// The step that stands for the whole.
pub(crate) const VERDICT: &str = "verdict";

/// Settles whether each step is as it should be, adds the verdicts, and sorts.
///
/// A step is in order when it is on file (or not demanded) and no finding is about it; it is open
/// where the sheet has no column that could show it. A verdict is "not ok" when an error stands
/// against the disposal or write-off; it stays open while that was only applied for, and where the
/// county has no rule for its kind.
pub(crate) fn conclude(context: &Context<'_>, out: &mut StepOutput<Rows>) {
    let lots = context.lots.iter().map(|lot| (lot.subject(), lot.carried_out));
    let losses = writeoff::all(context).into_iter().map(|l| (l.subject(), l.carried_out));
    let cases: BTreeMap<Subject, bool> = lots.chain(losses).collect();
    let findings = std::mem::take(&mut out.findings);
    let mut against: BTreeMap<&Subject, Vec<&Finding>> = BTreeMap::new();
    for finding in &findings {
        against.entry(&finding.subject).or_default().push(finding);
    }
    let of = |subject: &Subject| against.get(subject).map_or(&[][..], Vec::as_slice);
    for row in &mut out.rows.decisions {
        let subject = subject_of(row);
        let step = row.step.as_deref().unwrap_or_default();
        let done = row.present == Some(true) || row.required == Some(false);
        let faulty = of(&subject).iter().any(|f| is_about(f, step));
        let ok = done && !faulty;
        let unasked = row.present.is_none() && !faulty;
        let open = cases.get(&subject) == Some(&false);
        row.ok = (ok || !(unasked || open)).then_some(ok);
    }
    let ruled = |writeoffs: bool| {
        let is_of = |family: &str| family.starts_with("write-off") == writeoffs;
        out.checks.iter().any(|c| c.status == CheckStatus::Ruled && is_of(&c.family))
    };
    let (disposals_ruled, writeoffs_ruled) = (ruled(false), ruled(true));
    for (subject, carried_out) in &cases {
        let mut verdict = verdict(subject, of(subject));
        let ruled = match subject.kind {
            SubjectKind::WriteOff => writeoffs_ruled,
            _ => disposals_ruled,
        };
        if !(*carried_out && ruled) {
            verdict.ok = verdict.ok.filter(|ok| !ok);
        }
        out.rows.decisions.push(verdict);
    }
    out.findings = findings;
    out.rows.decisions.sort_by_cached_key(|row| {
        (
            row.disposal_id.clone(),
            row.writeoff_id.clone(),
            rank(row.step.as_deref()),
            row.step.clone(),
            row.clause.clone(),
        )
    });
}

fn subject_of(row: &DisposalDecision) -> Subject {
    match (&row.disposal_id, &row.writeoff_id) {
        (Some(id), _) => Subject::new(SubjectKind::Disposal, id.clone()),
        (None, id) => Subject::new(SubjectKind::WriteOff, id.clone().unwrap_or_default()),
    }
}

fn verdict(subject: &Subject, findings: &[&Finding]) -> DisposalDecision {
    let errors = || findings.iter().filter(|f| f.severity == Severity::Error);
    let clauses: BTreeSet<&str> =
        errors().filter_map(|f| f.clause.as_deref()).flat_map(|list| list.split(';')).collect();
    let clauses: Vec<&str> = clauses.into_iter().collect();
    let of = |kind| (subject.kind == kind).then(|| subject.id.clone());
    DisposalDecision {
        disposal_id: of(SubjectKind::Disposal),
        writeoff_id: of(SubjectKind::WriteOff),
        step: Some(VERDICT.into()),
        required: Some(true),
        ok: Some(errors().next().is_none()),
        rule: Some(VERDICT.into()),
        clause: (!clauses.is_empty()).then(|| clauses.join(";").into()),
        ..DisposalDecision::default()
    }
}

/// The detail is the step, or the step and what of it, with a colon between.
fn is_about(finding: &Finding, step: &str) -> bool {
    let detail = finding.detail.as_deref().unwrap_or_default();
    detail.split_once(':').map_or(detail, |(step, _)| step) == step
}

/// Where a step stands in a checklist.
fn rank(step: Option<&str>) -> usize {
    let codes = DISPOSAL_STEP.0.iter().map(|(code, _)| *code);
    codes.take_while(|code| Some(*code) != step).count()
}
