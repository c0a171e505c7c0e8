//! Who owns each asset by the county's own rules, and whether title, custody and operation are as
//! the rules want them.
//!
//! ```text
//! Books ──views──▶ one asset with all its rows ──facts──▶ decide ──▶ owner, shares
//!              └── title · papers · posting · custody · operation · terms · posts ──▶ findings
//! ```
//!
//! What goes in: the books, the county's rulebook, the case. What comes out: one [`Ownership`] row
//! per asset of the county ledger and per asset that only other ledgers hold, shares of owners,
//! findings `owner.*`, `custody.*`, `contract.*`, `handover.*`, counts of every check, one trace per decision.
//!
//! What must always hold: the amounts of an asset's shares sum to its original value; the same
//! books, rulebook and case give the same output, in whatever order the assets stand; what follows
//! from a wrong owner alone is not reported again; a clause that asks for data which were not
//! received is *not checkable*, never passed.
//!
//! What counts as not received: a table of which no sheet came, and a column that the sheet of a row
//! does not have (the books say which columns each sheet had). An empty cell under a heading is
//! missing evidence and a finding, even where every cell of the column is empty: nobody did it then.

mod chain;
mod check;
mod chosen;
mod collective;
mod columns;
mod custody;
mod facts;
mod industry;
mod judged;
mod keeper;
mod legal;
mod names;
mod operation;
mod papers;
mod parties;
mod posting;
mod posts;
mod shares;
mod steps;
mod terms;
mod title;
mod upkeep;
mod view;

use judged::Case;
use ledger::tables::{OwnerShare, Ownership};
use ledger::{Books, CaseInfo, Finding, StepOutput, Text};
use rulebook::Rulebook;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The step's own tables.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// The owner of each asset.
    pub ownership: Vec<Ownership>,
    /// The parts of assets that their owners hold.
    pub shares: Vec<OwnerShare>,
}

/// Decides every owner and checks what follows.
#[must_use]
pub fn run(books: &Books, book: &Rulebook, case: &CaseInfo) -> StepOutput<Rows> {
    let case = Case::new(books, book, case);
    let mut out = title::check(&case);
    for part in [
        papers::check,
        collective::check,
        posting::check,
        custody::check,
        industry::check,
        operation::check,
        terms::check,
        legal::check,
        upkeep::check,
        posts::check,
    ] {
        out.absorb(part(&case));
    }
    out.findings = by_all_clauses(out.findings);
    out.settle();
    out
}

/// Where several clauses want one thing, the severest speaks, and all are named, it first.
fn by_all_clauses(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|finding| Reverse(finding.severity));
    let mut out: Vec<Finding> = Vec::new();
    let mut known: BTreeMap<Text, usize> = BTreeMap::new();
    for finding in findings {
        let id = finding.id();
        let Some(first) = known.get(&id).and_then(|i| out.get_mut(*i)) else {
            known.insert(id, out.len());
            out.push(finding);
            continue;
        };
        if let (Some(said), Some(too)) = (&first.clause, &finding.clause)
            && !said.split(';').any(|clause| clause == &**too)
        {
            first.clause = Some(format!("{said};{too}").into());
        }
    }
    out
}
