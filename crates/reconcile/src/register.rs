//! What the register says of an asset, held against itself and against what the county's text
//! wants registered: sums, classes, fields and papers. Every question is asked of a real asset,
//! over all ledgers that hold it.

mod arithmetic;
mod booking;
mod changes;
mod classes;
mod fields;
mod nature;
mod papers;

use crate::ground::Ground;
use ledger::StepOutput;

/// Checks funding mixes, net values, classes, register fields and project papers.
#[must_use]
pub fn check(ground: &Ground<'_>) -> StepOutput<()> {
    let Ground { books, entities, book, scope, .. } = *ground;
    let day = ground.case.law_day();
    let mut out = StepOutput::default();
    arithmetic::composition(scope.mixes(), &entities.all, &mut out);
    arithmetic::net(&entities.all, &mut out);
    let classed = book.ruled(day);
    classes::stated(books, &classed, &entities.all, &mut out);
    classes::check(scope, (&book.ruled(day), !classed.is_empty()), &entities.all, &mut out);
    nature::check(scope, &book.ruled(day), &entities.all, &mut out);
    nature::register(scope, &book.ruled(day), &entities.all, &mut out);
    fields::check((books, scope.mixes()), &book.ruled(day), entities, &mut out);
    booking::check(books, &book.ruled(day), &entities.all, &mut out);
    changes::check(books, &book.ruled(day), entities, &mut out);
    papers::risk(books, &book.ruled(day), entities, &mut out);
    papers::after_care(scope, &book.ruled(day), &entities.all, &mut out);
    out
}
