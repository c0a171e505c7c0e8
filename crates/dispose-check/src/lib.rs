//! Disposals against the steps that the county's rules demand.
//!
//! Goes in: the normalised books, the county's rulebook, the case. Comes out: for each disposal its
//! steps and one verdict ([`ledger::tables::DisposalDecision`]), findings `disposal.*`, what was
//! looked at, and why.
//!
//! ```text
//! disposals + assets ──▶ Lot (value, class, owner, carried out?) ──▶ one file per check family
//!   good asset kept · ground · appraisal · agency threshold · splitting · published
//!   approval chain and order · removal · pledge · proceeds · undertaking ──▶ verdict
//! ```
//!
//! * A lot that was only applied for is not judged: its steps are listed, its verdict is open.
//! * Each event is judged by the clauses in force on its day.
//! * An empty cell is missing evidence; a step that the sheet has no column for stays open.
//! * What a finding is about (`detail`) is the code of a step, so that step and finding meet.
//!
//! What must always hold: a verdict is "not ok" exactly when an error stands against the disposal;
//! a family without a clause is silent, a table that was not received makes its checks not
//! checkable, and neither ever passes; row order of the inputs does not change the result.

mod agency;
mod appraisal;
mod approval;
pub mod checklist;
mod context;
mod evidence;
mod good_asset;
mod judge;
mod lot;
mod order;
mod pledge;
mod proceeds;
mod publicity;
mod removal;
mod splitting;
mod undertaking;
mod verdict;

pub use checklist::{Checklist, ChecklistItem, checklist};

use context::Context;
use ledger::tables::DisposalDecision;
use ledger::{Books, CaseInfo, CheckRun, StepOutput};
use rulebook::Rulebook;

/// The tables that this step writes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// Steps and verdicts, by disposal.
    pub decisions: Vec<DisposalDecision>,
}

/// Families that no rulebook can state yet: always without a local rule.
const NEVER_RULED: [&str; 3] = ["write-off", "donor-notice", "equity-term-end"];

/// Checks the disposals of a case.
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
    out.checks.extend(NEVER_RULED.iter().map(|family| CheckRun::silent(family)));
    out.settle();
    verdict::conclude(&context, &mut out);
    out
}
