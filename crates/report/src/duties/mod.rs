//! Yearly duties that only the report checks: evaluations, audits, reports and counts of the year,
//! archives, disclosure, risk papers, upkeep, idle assets, and what a person must attest.

mod archive;
mod audit;
mod disclosure;
mod evaluation;
mod holdings;
mod idle;
mod milestone;
mod private;
mod risk;
mod upkeep;
mod yearly;

use holdings::Holdings;
use ledger::codes::duty::RULES_EXPIRED;
use ledger::{Books, CaseInfo, CheckRun, Finding, StepOutput, Subject, SubjectKind, Trace};
use rulebook::{Family, Rulebook, Ruled};

/// The family under which clauses that a person must attest are counted.
pub const ATTEST: &str = "attest";

/// Checks the duties of the year.
#[must_use]
pub fn run(books: &Books, book: &Rulebook, case: &CaseInfo) -> StepOutput<()> {
    let holdings = Holdings::new(books, case);
    let duty = Duty { books, book, case, holdings: &holdings };
    let mut out = StepOutput::default();
    evaluation::check(&duty, &mut out);
    archive::check(&duty, &mut out);
    disclosure::check(&duty, &mut out);
    risk::check(&duty, &mut out);
    audit::check(&duty, &mut out);
    yearly::report(&duty, &mut out);
    yearly::count(&duty, &mut out);
    milestone::check(&duty, &mut out);
    upkeep::budget(&duty, &mut out);
    upkeep::rule(&duty, &mut out);
    idle::check(&duty, &mut out);
    private::check(&duty, &mut out);
    out.checks.extend(
        book.clauses
            .iter()
            .filter(|clause| clause.attest && clause.in_force(case.law_day()))
            .map(|clause| CheckRun::attest(ATTEST, &clause.id)),
    );
    out.findings.extend(expired(book, case));
    out.trace = out.findings.iter().map(trace).collect();
    out.settle();
    out
}

/// The county's text is over, and the case goes on.
fn expired(book: &Rulebook, case: &CaseInfo) -> Option<Finding> {
    let expired = book.expires.filter(|last| *last < case.as_of)?;
    let subject = Subject::new(SubjectKind::Unit, book.id.as_str());
    let finding = Finding::new(&RULES_EXPIRED, subject).detail("expires");
    let finding = finding.arg("expired", expired.to_string());
    Some(finding.arg("as_of", case.as_of.to_string()))
}

/// What every check of a duty needs.
struct Duty<'a> {
    books: &'a Books,
    book: &'a Rulebook,
    case: &'a CaseInfo,
    holdings: &'a Holdings<'a>,
}

impl<'a> Duty<'a> {
    /// Runs every rule of family `F`; silent without one, not checkable without its tables.
    fn each<F: Family + 'a>(
        &self,
        tables: &[&str],
        out: &mut StepOutput<()>,
        mut check: impl FnMut(&Ruled<'a, F>, &mut CheckRun, &mut Vec<Finding>),
    ) {
        let rules = self.book.ruled::<F>(self.case.law_day());
        if rules.is_empty() {
            out.checks.push(CheckRun::silent(F::NAME));
        }
        for ruled in &rules {
            if !tables.iter().all(|table| self.books.has(table)) {
                out.checks.push(ruled.no_data());
                continue;
            }
            let mut run = ruled.run();
            check(ruled, &mut run, &mut out.findings);
            out.checks.push(run);
        }
    }
}

/// Why a duty is not fulfilled: the cells that were read.
fn trace(finding: &Finding) -> Trace {
    let clause = finding.clause.clone();
    Trace {
        subject_kind: Some(finding.subject.kind.code().into()),
        subject_id: Some(finding.subject.id.clone()),
        decision: Some(format!("duty:{}", clause.as_deref().unwrap_or_default()).into()),
        facts: finding.evidence.iter().map(|cell| cell.to_string().into()).collect(),
        held: clause.iter().cloned().collect(),
        won: clause,
        set_aside: Vec::new(),
        parameters: finding.parameter.iter().cloned().collect(),
        outcome: Some(finding.code.title.into()),
    }
}
