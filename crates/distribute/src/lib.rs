//! Income and its split, computed and checked.
//!
//! In go the books, a rulebook and the case; out come the amounts that every plan owes to each
//! purpose ([`Rows::allocations`]), what is wrong, what was looked at and why. Each check family
//! stands in a file of its own kind: `split` (3322 and approved plans), `receipts` and `yields`
//! (what operators pay), `cover` (insurance, guarantee), `clocks`, `idle`, `chain`, `recipients`, `rights`,
//! `risk`, `owners`.
//!
//! What must always hold:
//!
//! * every fen of a source stands in exactly one allocation, so the allocations of a source sum to
//!   it;
//! * the order of the rows in the books changes nothing;
//! * an empty cell is missing evidence; what a sheet has no column for was not asked, and what hangs
//!   on it is not checkable;
//! * a family without a clause is silent, one without its table is not checkable; neither reads as
//!   passed.

mod chain;
mod clocks;
mod cover;
mod each;
mod idle;
mod owners;
mod receipts;
mod recipients;
mod rights;
mod risk;
mod scene;
mod split;
mod talk;
mod yields;

pub use split::{NoLocalRule, split_amount};

use ledger::tables::Allocation;
use ledger::{Books, CaseInfo, StepOutput};
use rulebook::Rulebook;
use scene::Scene;

/// The tables that this step writes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// Where each fen of a source is due: leaves only.
    pub allocations: Vec<Allocation>,
}

/// Computes what income owes to whom, and checks what was done with it.
#[must_use]
pub fn run(books: &Books, book: &Rulebook, case: &CaseInfo) -> StepOutput<Rows> {
    let scene = Scene::new(books, book, case);
    let mut out = split::run(&scene);
    for part in [
        receipts::run,
        yields::run,
        cover::run,
        clocks::run,
        idle::run,
        chain::run,
        recipients::run,
        rights::run,
        risk::run,
        owners::run,
    ] {
        out.absorb(part(&scene));
    }
    out.settle();
    out
}
