//! The last word on each step and each disposal.

use crate::Rows;
use crate::context::Context;
use ledger::tables::DisposalDecision;
use ledger::words::disposals::DISPOSAL_STEP;
use ledger::{CheckStatus, Finding, Severity, StepOutput, SubjectKind};
use std::collections::BTreeSet;

/// The step that stands for the whole.
pub(crate) const VERDICT: &str = "verdict";

/// Settles whether each step is as it should be, adds the verdicts, and sorts.
///
/// A step is in order when it is on file (or not demanded) and no finding is about it; it is open
/// where the sheet has no column that could show it. A verdict is
/// "not ok" when an error stands against the disposal; it stays open while the disposal was only
/// applied for, and where the county has no rule at all. Write-offs get an open verdict: no
/// rulebook rules them yet.
pub(crate) fn conclude(context: &Context<'_>, out: &mut StepOutput<Rows>) {
    let open: BTreeSet<&str> =
        context.lots.iter().filter(|lot| !lot.carried_out).map(crate::lot::Lot::id).collect();
    let findings = std::mem::take(&mut out.findings);
    for row in &mut out.rows.decisions {
        let id = row.disposal_id.as_deref().unwrap_or_default();
        let step = row.step.as_deref().unwrap_or_default();
        let done = row.present == Some(true) || row.required == Some(false);
        let faulty = against(&findings, id).any(|f| is_about(f, step));
        let ok = done && !faulty;
        let unasked = row.present.is_none() && !faulty;
        row.ok = (ok || !(unasked || open.contains(id))).then_some(ok);
    }
    let ruled = out.checks.iter().any(|c| c.status == CheckStatus::Ruled);
    let ids: BTreeSet<&str> = context.lots.iter().map(crate::lot::Lot::id).collect();
    for id in ids {
        let mut verdict = verdict(id, &findings);
        if open.contains(id) || !ruled {
            verdict.ok = verdict.ok.filter(|ok| !ok);
        }
        out.rows.decisions.push(verdict);
    }
    for writeoff in &context.books.writeoffs {
        let id = writeoff.writeoff_id.as_deref();
        out.rows.decisions.push(DisposalDecision {
            writeoff_id: Some(id.unwrap_or(&writeoff.origin.row_id).into()),
            step: Some(VERDICT.into()),
            rule: Some(VERDICT.into()),
            ..DisposalDecision::default()
        });
    }
    out.findings = findings;
    out.rows.decisions.sort_by_cached_key(|row| {
        (
            row.disposal_id.clone(),
            row.writeoff_id.clone(),
            rank(row.step.as_deref()),
            row.clause.clone(),
        )
    });
}

fn verdict(id: &str, findings: &[Finding]) -> DisposalDecision {
    let clauses: BTreeSet<&str> = against(findings, id)
        .filter(|f| f.severity == Severity::Error)
        .filter_map(|f| f.clause.as_deref())
        .collect();
    let ok = against(findings, id).all(|f| f.severity < Severity::Error);
    let clauses: Vec<&str> = clauses.into_iter().collect();
    DisposalDecision {
        disposal_id: Some(id.into()),
        step: Some(VERDICT.into()),
        required: Some(true),
        ok: Some(ok),
        rule: Some(VERDICT.into()),
        clause: (!clauses.is_empty()).then(|| clauses.join(";").into()),
        ..DisposalDecision::default()
    }
}

fn against<'f>(findings: &'f [Finding], id: &str) -> impl Iterator<Item = &'f Finding> {
    findings.iter().filter(move |f| f.subject.kind == SubjectKind::Disposal && *f.subject.id == *id)
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
