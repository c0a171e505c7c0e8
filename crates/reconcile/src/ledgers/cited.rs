//! The clauses on which a comparison of two ledgers rests.

use ledger::tables::Asset;
use ledger::{CheckRun, CodeSpec, Finding, NaiveDate, Severity, Subject};
use rulebook::Rulebook;
use rulebook::checks::reconciliation::{BooksAgree, Holding, LedgerRollUp, SystemAgree};
use rulebook::{Family, Ruled};
use std::collections::BTreeMap;

/// Clauses, and the family under which the comparison is counted. Books against books is
/// arithmetic: it is made without a clause as well.
#[derive(Debug, Clone)]
pub(crate) struct Cited {
    family: &'static str,
    book: String,
    clauses: Vec<Clause>,
}

/// A clause, and what of the other ledger or system it is about.
#[derive(Debug, Clone)]
struct Clause {
    id: String,
    severity: Severity,
    /// Any asset where absent.
    holds: Option<Holding>,
}

impl Cited {
    /// The clauses that say something of the county ledger and that other ledger or system.
    pub(crate) fn of(book: &Rulebook, day: NaiveDate, right: &str) -> Self {
        let mut out = Self { family: BooksAgree::NAME, book: book.id.clone(), clauses: Vec::new() };
        for ruled in book.ruled::<BooksAgree>(day) {
            if ruled.rule.ledgers.contains_key(right) {
                out.add(&ruled, None);
            }
        }
        for ruled in book.ruled::<LedgerRollUp>(day) {
            if ruled.rule.ledgers.contains(&right) {
                out.add(&ruled, None);
            }
        }
        for ruled in book.ruled::<SystemAgree>(day) {
            if ruled.rule.system == right {
                out.family = SystemAgree::NAME;
                out.add(&ruled, Some(&ruled.rule.holds));
            }
        }
        out
    }

    fn add<F: Family>(&mut self, ruled: &Ruled<'_, F>, holds: Option<&Holding>) {
        self.clauses.push(Clause {
            id: ruled.clause.id.clone(),
            severity: ruled.clause.severity,
            holds: holds.cloned(),
        });
    }

    /// The same, of one asset: clauses that are about others fall away.
    pub(crate) fn about(&self, asset: &Asset) -> Self {
        let mut out = self.clone();
        out.clauses.retain(|clause| clause.holds.as_ref().is_none_or(|holds| holds.admits(asset)));
        out
    }

    /// A finding under the clauses. A code that is only a warning or a notice by itself stays so:
    /// a clause on books that must agree does not make a difference of spelling an error.
    pub(crate) fn finding(&self, code: &'static CodeSpec, subject: Subject) -> Finding {
        let finding = Finding::new(code, subject);
        match self.joined() {
            Some(clauses) => {
                let severity = self.clauses.iter().map(|c| c.severity).max();
                let severity = severity.unwrap_or(code.severity).min(code.severity);
                finding.clause(&self.book, &clauses, severity)
            }
            None => finding,
        }
    }

    /// A count of the comparison, to be filled.
    pub(crate) fn run(&self) -> CheckRun {
        CheckRun::ruled(self.family, self.joined().as_deref())
    }

    /// The comparison lacks a ledger.
    pub(crate) fn no_data(&self) -> CheckRun {
        CheckRun::no_data(self.family, self.joined().as_deref())
    }

    fn joined(&self) -> Option<String> {
        let mut ids: Vec<&str> = self.clauses.iter().map(|clause| clause.id.as_str()).collect();
        ids.dedup();
        (!ids.is_empty()).then(|| ids.join(";"))
    }
}

/// Adds the counts of runs of one family, clause and status.
pub(crate) fn add_up(runs: Vec<CheckRun>) -> Vec<CheckRun> {
    let mut out: BTreeMap<_, CheckRun> = BTreeMap::new();
    for run in runs {
        out.entry((run.family.clone(), run.clause.clone(), run.status))
            .and_modify(|sum| {
                sum.seen += run.seen;
                sum.failed += run.failed;
                sum.unknown += run.unknown;
            })
            .or_insert(run);
    }
    out.into_values().collect()
}
