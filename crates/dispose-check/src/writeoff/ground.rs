//! Why an asset is written off, and the paper that a ground needs.

use super::{Loss, each, proof};
use crate::Rows;
use crate::context::Context;
use crate::judge::Judged;
use crate::life::{LIFE_REACHED, Life};
use ledger::StepOutput;
use ledger::codes::writeoff::{EVIDENCE_MISSING, GROUND_MISSING};
use ledger::words::disposals::WRITEOFF_REASON_CODE;
use rulebook::Ruled;
use rulebook::checks::writeoff::WriteOffGround;

const STEP: &str = "writeoff-ground";

pub(crate) fn check<'a>(context: &Context<'a>, losses: &[Loss<'a>], out: &mut StepOutput<Rows>) {
    each(
        context,
        losses,
        out,
        |_: &WriteOffGround, _| true,
        |ruled, loss| ground(context, ruled, loss),
    );
}

fn ground(context: &Context<'_>, ruled: &Ruled<'_, WriteOffGround>, loss: &Loss<'_>) -> Judged {
    let rule = ruled.rule;
    let stated = loss.row.writeoff_reason_code.as_deref();
    let listed = stated.is_some_and(|ground| rule.grounds.contains(&ground));
    let subject = loss.subject();
    let mut judged = Judged {
        facts: loss.cells(&["writeoff_reason_code"]),
        parameters: vec![format!("grounds={}", rule.grounds.join("、"))],
        rows: vec![crate::judge::step_row(ruled, &subject, STEP, true, Some(stated.is_some()))],
        holds_early: stated.is_some(),
        ..Judged::default()
    };
    let found = stated.map_or_else(
        || "（空）".to_owned(),
        |ground| format!("“{}”", WRITEOFF_REASON_CODE.label_of(ground)),
    );
    if !listed {
        let labels: Vec<&str> =
            rule.grounds.iter().map(|g| WRITEOFF_REASON_CODE.label_of(g)).collect();
        judged.findings.push(
            loss.finding(ruled, &GROUND_MISSING, STEP)
                .arg("found", found)
                .arg("expected", format!("为{}之一", labels.join("；")))
                .cells(judged.facts.clone()),
        );
        return judged;
    }
    let life = loss.asset.and_then(Life::of).filter(|_| stated == Some(LIFE_REACHED));
    let day = loss.day().unwrap_or(context.case.as_of);
    if let Some(life) = life.filter(|life| rule.life_proven && life.end > day) {
        judged.facts.extend(life.cells());
        judged.findings.push(
            loss.finding(ruled, &GROUND_MISSING, STEP)
                .arg("found", found)
                .arg("expected", life.expected())
                .cells(judged.facts.clone()),
        );
    }
    if let Some(paper) = stated.and_then(|ground| rule.proofs.get(ground)).copied() {
        // The paper may still come while the write-off is only applied for.
        match proof::on_file(context, loss.row, paper) {
            Some(false) if loss.carried_out => judged.findings.push(
                loss.finding(ruled, &EVIDENCE_MISSING, paper.code())
                    .arg("paper", proof::label(paper))
                    .cells(loss.cells(proof::fields(paper))),
            ),
            None => judged.unknown = true,
            _ => {}
        }
    }
    judged
}
