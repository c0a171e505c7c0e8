//! Disposals and write-offs against the steps that the county's rules demand.
//!
//! Goes in: the normalised books, the county's rulebook, the case. Comes out: for each disposal and
//! write-off its steps and one verdict ([`ledger::tables::DisposalDecision`]), findings `disposal.*`
//! and `writeoff.*`, what was looked at, and why.
//!
//! ```text
//! disposals + assets ──▶ Lot (value, class, owner, carried out?) ──▶ one file per check family
//!   good asset kept · ground · appraisal · agency threshold · splitting · published
//!   approval chain and order · bands · price · removal · pledge · proceeds · undertaking
//! contracts + assets ──▶ Deal: donors · appraisal · losses in operation · equity
//! writeoffs + assets ──▶ Loss: scope · ground · papers · amount · steps · liability · money
//!                                                                      all ──▶ verdict
//! ```
//!
//! * What was only applied for is not judged: its steps are listed, its verdict is open.
//! * Each event is judged by the clauses in force on its day.
//! * An empty cell is missing evidence; a step that the sheet has no column for stays open.
//! * What a finding is about (`detail`) is the code of a step, so that step and finding meet.
//!
//! What must always hold: a verdict is "not ok" exactly when an error stands against the
//! disposal or write-off;
//! a family without a clause is silent, a table that was not received makes its checks not
//! checkable, and neither ever passes; row order of the inputs does not change the result.

mod agency;
mod appraisal;
mod approval;
mod bands;
pub mod checklist;
mod context;
mod contracts;
mod deposit;
mod donor;
mod equity;
mod evidence;
mod good_asset;
mod judge;
mod life;
mod lot;
mod notice;
mod operation;
mod order;
mod pledge;
mod price;
mod proceeds;
mod publicity;
mod removal;
mod result;
mod splitting;
mod undertaking;
mod verdict;
mod writeoff;

pub use checklist::{Checklist, ChecklistItem, checklist};

use context::Context;
use ledger::tables::DisposalDecision;
use ledger::{Books, CaseInfo, StepOutput};
use rulebook::Rulebook;

/// The tables that this step writes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// Steps and verdicts, by disposal and write-off.
    pub decisions: Vec<DisposalDecision>,
}

/// Checks the disposals and write-offs of a case.
#[must_use]
pub fn run(books: &Books, book: &Rulebook, case: &CaseInfo) -> StepOutput<Rows> {
    let context = Context::new(books, book, case);
    let mut out = StepOutput::default();
    good_asset::check(&context, &mut out);
    appraisal::check(&context, &mut out);
    agency::check(&context, &mut out);
    splitting::check(&context, &mut out);
    publicity::check(&context, &mut out);
    approval::check(&context, &mut out);
    removal::check(&context, &mut out);
    pledge::check(&context, &mut out);
    proceeds::check(&context, &mut out);
    undertaking::check(&context, &mut out);
    bands::check(&context, &mut out);
    price::check(&context, &mut out);
    result::check(&context, &mut out);
    deposit::check(&context, &mut out);
    donor::check(&context, &mut out);
    operation::check_appraisals(&context, &mut out);
    operation::check_losses(&context, &mut out);
    equity::check(&context, &mut out);
    writeoff::check(&context, &mut out);
    out.settle();
    verdict::conclude(&context, &mut out);
    out
}
