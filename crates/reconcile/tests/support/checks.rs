//! One part of the checks of real assets over small books, and what it says.

use super::case;
use ledger::finding::Lang;
use ledger::{Books, Decimal, Fen, Finding, StepOutput, Text};
use reconcile::Entities;
use reconcile::ground::{Check, examine};
use rulebook::Rulebook;

/// Makes the checks. Rows with one asset id are one asset.
pub fn check(books: &Books, book: &Rulebook, check: Check) -> StepOutput<()> {
    examine(books, &Entities::by_asset_id(books), book, &case(), &[check])
}

/// Every sentence has all its values, and evidence.
pub fn assert_told(findings: &[Finding]) {
    for finding in findings {
        assert!(!finding.evidence.is_empty(), "{}", finding.code.code);
        for lang in [Lang::Zh, Lang::En] {
            let message = finding.message(lang);
            assert!(!message.contains('{'), "a value is missing: {message}");
        }
    }
}

/// Code, subject and amount of findings that are told in full.
pub fn codes(findings: &[Finding]) -> Vec<(&str, &str, Option<Fen>)> {
    assert_told(findings);
    findings.iter().map(|f| (f.code.code, &*f.subject.id, f.amount)).collect()
}

/// What the first run of a family has seen, failed and left unknown.
pub fn counted(out: &StepOutput<()>, family: &str) -> (u64, u64, u64) {
    let run = out.checks.iter().find(|c| &*c.family == family).unwrap();
    (run.seen, run.failed, run.unknown)
}

/// A cell of text.
pub fn text(text: &str) -> Option<Text> {
    Some(text.into())
}

/// A cell of money.
pub fn yuan(text: &str) -> Option<Fen> {
    Some(text.parse().unwrap())
}

/// A cell of a number.
pub fn number(text: &str) -> Option<Decimal> {
    Some(text.parse().unwrap())
}
