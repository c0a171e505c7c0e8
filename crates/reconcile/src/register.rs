//! What the register says of an asset, held against itself and against what the county's text
//! wants registered: sums, classes, fields and papers. Every question is asked of a real asset,
//! over all ledgers that hold it.

mod arithmetic;
mod classes;
mod fields;
mod papers;

use crate::entities::Entities;
use crate::scope::Scope;
use ledger::{Books, CaseInfo, StepOutput};
use rulebook::Rulebook;

/// Checks funding mixes, net values, classes, register fields and project papers.
#[must_use]
pub fn check(
    books: &Books,
    entities: &Entities,
    book: &Rulebook,
    case: &CaseInfo,
) -> StepOutput<()> {
    let scope = Scope::new(books, book, case);
    let mut out = StepOutput::default();
    arithmetic::composition(scope.mixes(), &entities.all, &mut out);
    arithmetic::net(&entities.all, &mut out);
    classes::check(&scope, &book.ruled(case.as_of), &entities.all, &mut out);
    fields::check(books, &book.ruled(case.as_of), entities, &mut out);
    papers::risk(books, &book.ruled(case.as_of), entities, &mut out);
    papers::after_care(&scope, &book.ruled(case.as_of), &entities.all, &mut out);
    out
}
