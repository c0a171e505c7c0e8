//! Income and its split, computed and checked.
//!
//! In go the books, a rulebook and the case; out come the amounts that every plan owes to each
//! purpose ([`Rows::allocations`]), what is wrong, what was looked at and why. Each check family
//! stands in a file of its own kind: `split` (ratios, approved plans, shares), `receipts`, `recovery` and
//! `yields` (what operators owe), `cover` and `safeguards` (insurance, guarantee), `clocks` and `idle`,
//! `remitted` (what is paid over or settled in time), `chain` and `papers` (how a plan comes about),
//! `caps`, `recipients` and `first` (who is paid), `rights`, `risk`, `owners`.
//!
//! What must always hold:
//!
//! * every fen of a source stands in exactly one allocation, so the allocations of a source sum to
//!   it;
//! * the order of the rows in the books changes nothing;
//! * one fault that several clauses forbid is one finding, which names them all;
//! * an empty cell is missing evidence; what a sheet has no column for was not asked, and what hangs
//!   on it is not checkable;
//! * a family without a clause is silent, one without its table is not checkable; neither reads as
//!   passed.

mod caps;
mod chain;
mod clocks;
mod cover;
mod each;
mod first;
mod idle;
mod order;
mod owners;
mod papers;
mod receipts;
mod recipients;
mod recovery;
mod remitted;
mod rights;
mod risk;
mod safeguards;
mod scene;
mod split;
mod talk;
mod yields;

pub use split::{NoLocalRule, split_amount};

use ledger::tables::Allocation;
use ledger::{Books, CaseInfo, Finding, StepOutput, Subject, Text};
use rulebook::Rulebook;
use scene::Scene;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::resume_unwind;

/// The tables that this step writes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// Where each fen of a source is due: leaves only.
    pub allocations: Vec<Allocation>,
}

/// The checks besides the split.
const PARTS: [for<'a, 'b> fn(&'a Scene<'b>) -> StepOutput<()>; 16] = [
    receipts::run,
    yields::run,
    cover::run,
    clocks::run,
    idle::run,
    chain::run,
    papers::run,
    remitted::run,
    caps::run,
    first::run,
    safeguards::run,
    recovery::run,
    recipients::run,
    rights::run,
    risk::run,
    owners::run,
];

/// Computes what income owes to whom, and checks what was done with it.
#[must_use]
pub fn run(books: &Books, book: &Rulebook, case: &CaseInfo) -> StepOutput<Rows> {
    let scene = Scene::new(books, book, case);
    // The parts look at the scene and at nothing of one another; their order is that of the list.
    let (mut out, parts) = std::thread::scope(|threads| {
        let scene = &scene;
        let parts = PARTS.map(|part| threads.spawn(move || part(scene)));
        let out = split::run(scene);
        (out, parts.map(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic))))
    });
    parts.into_iter().for_each(|part| out.absorb(part));
    join_clauses(&mut out.findings);
    out.settle();
    out
}

/// One fault under several clauses is one finding, which names them all, with the gravest severity.
/// Two clauses that set the same step after different ones tell the same fault, too.
fn join_clauses(findings: &mut Vec<Finding>) {
    let mut known: BTreeMap<(&str, Subject, Text), usize> = BTreeMap::new();
    let mut kept: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings.drain(..) {
        let key = (finding.code.code, finding.subject.clone(), fault(&finding));
        let Some(first) = known.get(&key).and_then(|index| kept.get_mut(*index)) else {
            known.insert(key, kept.len());
            kept.push(finding);
            continue;
        };
        let clauses: BTreeSet<&str> = [&first.clause, &finding.clause]
            .into_iter()
            .filter_map(Option::as_deref)
            .flat_map(|list| list.split(';'))
            .collect();
        let clauses: Vec<&str> = clauses.into_iter().collect();
        let clauses = clauses.join(";");
        first.clause = (!clauses.is_empty()).then(|| clauses.into());
        first.severity = first.severity.max(finding.severity);
    }
    *findings = kept;
}

/// What tells one fault of a subject from another.
fn fault(finding: &Finding) -> Text {
    let detail = finding.detail.as_deref().unwrap_or_default();
    match detail.split_once('>') {
        Some((_, later)) if !later.ends_with("payment") => format!(">{later}").into(),
        _ => detail.into(),
    }
}
