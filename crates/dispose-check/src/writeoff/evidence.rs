//! The papers of the file, by kind of asset and of loss.

use super::{Loss, each, form_fits, proof};
use crate::Rows;
use crate::context::Context;
use crate::judge::{Judged, step_row};
use ledger::codes::writeoff::EVIDENCE_MISSING;
use ledger::{Fen, Finding, StepOutput};
use rulebook::Ruled;
use rulebook::checks::writeoff::{Paper, WriteOffEvidence};

pub(crate) fn check<'a>(context: &Context<'a>, losses: &[Loss<'a>], out: &mut StepOutput<Rows>) {
    each(context, losses, out, binds, |ruled, loss| papers(context, ruled, loss));
}

fn binds(rule: &WriteOffEvidence, loss: &Loss<'_>) -> bool {
    let row = loss.row;
    let majeure = row.force_majeure_flag == Some(true);
    let compensated = row.liable_compensation.is_some_and(|amount| amount > Fen::ZERO);
    let liable = row.liability_report_no.is_some() || compensated;
    form_fits(&rule.forms, &rule.except_forms, loss.form())
        && (majeure || !rule.force_majeure)
        && !(liable && rule.exempt)
}

fn papers(context: &Context<'_>, ruled: &Ruled<'_, WriteOffEvidence>, loss: &Loss<'_>) -> Judged {
    let (rule, row) = (ruled.rule, loss.row);
    let insured = row.insurance_policy_no.is_some()
        || row.insurance_recovery.is_some_and(|amount| amount > Fen::ZERO);
    let insurance = rule.insured.iter().filter(|_| insured);
    let wanted: Vec<Paper> = rule.papers.iter().chain(insurance).copied().collect();
    let mut judged = Judged::default();
    let on_file = |paper: Paper| proof::on_file(context, row, paper);
    let subject = loss.subject();
    let mut missing = Vec::new();
    for paper in &wanted {
        let present = on_file(*paper);
        judged.facts.extend(loss.cells(proof::fields(*paper)));
        judged.rows.push(step_row(ruled, &subject, paper.code(), true, present));
        judged.unknown |= present.is_none();
        if present == Some(false) {
            missing.push(*paper);
        }
    }
    judged.facts.dedup();
    let finding = |paper: Paper, name: &str| -> Finding {
        loss.finding(ruled, &EVIDENCE_MISSING, paper.code())
            .arg("paper", name)
            .cells(loss.cells(proof::fields(paper)))
    };
    if rule.any_of {
        let enough = wanted.iter().any(|paper| on_file(*paper) == Some(true));
        // One of several is enough: none of them is demanded by itself.
        judged.rows.iter_mut().for_each(|row| row.required = Some(!enough));
        if let Some(first) = missing.first().filter(|_| !enough && !judged.unknown) {
            let names: Vec<&str> = missing.iter().map(|paper| proof::label(*paper)).collect();
            judged.findings.push(finding(*first, &names.join("或")));
        }
    } else {
        judged.findings.extend(missing.iter().map(|p| finding(*p, proof::label(*p))));
    }
    judged
}
