//! On what a check rests: clauses of the county, or plain arithmetic that needs none.

use ledger::{CaseInfo, CheckRun, CodeSpec, Finding, NaiveDate, Severity, Subject};
use rulebook::{Family, Rulebook, Ruled};

/// The clauses that a check cites. Arithmetic checks are made without one as well.
#[derive(Debug, Clone)]
pub(crate) struct Basis<'a> {
    name: &'static str,
    cited: Option<Cited<'a>>,
}

#[derive(Debug, Clone)]
struct Cited<'a> {
    book: &'a str,
    clauses: String,
    severity: Severity,
}

impl<'a> Basis<'a> {
    /// The clauses in force on `day` that order a check of family `F`; arithmetic where there are
    /// none.
    pub(crate) fn of<F: Family + 'a>(book: &'a Rulebook, day: NaiveDate) -> Self {
        let ruled: Vec<Ruled<'a, F>> = book.ruled(day);
        let cited = ruled.first().map(|first| Cited {
            book: first.book,
            clauses: ruled.iter().map(|r| r.clause.id.as_str()).collect::<Vec<_>>().join(";"),
            severity: ruled
                .iter()
                .map(|r| r.clause.severity)
                .max()
                .unwrap_or(first.clause.severity),
        });
        Self { name: F::NAME, cited }
    }

    /// A check that no clause orders.
    pub(crate) const fn arithmetic(name: &'static str) -> Self {
        Self { name, cited: None }
    }

    /// A finding, under the clauses where there are some.
    pub(crate) fn finding(&self, code: &'static CodeSpec, subject: Subject) -> Finding {
        let finding = Finding::new(code, subject);
        match &self.cited {
            Some(cited) => finding.clause(cited.book, &cited.clauses, cited.severity),
            None => finding,
        }
    }

    /// A count of this check, to be filled.
    pub(crate) fn run(&self) -> CheckRun {
        CheckRun::ruled(self.name, self.clauses())
    }

    /// The check lacks its table.
    pub(crate) fn no_data(&self) -> CheckRun {
        CheckRun::no_data(self.name, self.clauses())
    }

    /// Whether a clause orders it.
    pub(crate) const fn is_cited(&self) -> bool {
        self.cited.is_some()
    }

    fn clauses(&self) -> Option<&str> {
        self.cited.as_ref().map(|c| c.clauses.as_str())
    }
}

/// The day at which the books stand: the end of the year being cleared, or "today" if that comes
/// before.
pub(crate) fn book_day(case: &CaseInfo) -> NaiveDate {
    NaiveDate::from_ymd_opt(case.year, 12, 31).map_or(case.as_of, |end| end.min(case.as_of))
}
