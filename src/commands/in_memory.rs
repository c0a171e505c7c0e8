//! Steps in memory: books, a rulebook and a case go in, findings and what was looked at come out.
//! Nothing is read from a case folder and nothing is written into one.

use casefile::Step;
use ledger::tables::MatchDecision;
use ledger::{Books, CaseInfo, CheckRun, Finding};
use rulebook::Rulebook;

/// The steps that judge by a rulebook, in their order.
pub(crate) const STEPS: [Step; 5] =
    [Step::Reconcile, Step::ConfirmOwnership, Step::Distribute, Step::DisposeCheck, Step::Report];

/// Runs one of [`STEPS`]; of the report, the yearly duties.
///
/// # Errors
/// Totals that must agree and do not; a step that judges nothing.
pub(crate) fn run(
    step: Step,
    books: &Books,
    book: &Rulebook,
    info: &CaseInfo,
    decisions: &[MatchDecision],
) -> anyhow::Result<(Vec<Finding>, Vec<CheckRun>)> {
    Ok(match step {
        Step::Reconcile => {
            let output = reconcile::run_with(books, book, info, decisions);
            if let Some(imbalance) = output.rows.imbalances.first() {
                return Err(super::Imbalance(imbalance.clone()).into());
            }
            (output.findings, output.checks)
        }
        Step::ConfirmOwnership => {
            let output = confirm_ownership::run(books, book, info);
            (output.findings, output.checks)
        }
        Step::Distribute => {
            let output = distribute::run(books, book, info);
            (output.findings, output.checks)
        }
        Step::DisposeCheck => {
            let output = dispose_check::run(books, book, info);
            (output.findings, output.checks)
        }
        Step::Report => {
            let output = report::duties::run(books, book, info);
            (output.findings, output.checks)
        }
        Step::Ingest => anyhow::bail!("{} 不依规则集", step.name()),
    })
}
