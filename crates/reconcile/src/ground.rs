//! What the checks of real assets look at, made once for all of them.

use crate::Entities;
use crate::holdings::{Holdings, Naming};
use crate::parallel;
use crate::scope::Scope;
use crate::units::Units;
use ledger::{Books, CaseInfo, StepOutput};
use rulebook::Rulebook;

/// Books, rules, real assets, and what is looked up about them.
#[derive(Debug)]
pub struct Ground<'a> {
    /// The rows as received.
    pub(crate) books: &'a Books,
    /// The real assets.
    pub(crate) entities: &'a Entities<'a>,
    /// The county's rules.
    pub(crate) book: &'a Rulebook,
    /// The case.
    pub(crate) case: &'a CaseInfo,
    /// Names of bodies.
    pub(crate) units: &'a Units,
    /// What cards and counts may mean.
    pub(crate) holdings: &'a Holdings<'a>,
    /// The clauses on scope, and the money of assets.
    pub(crate) scope: &'a Scope<'a>,
}

/// One part of the checks of real assets: of [`crate::scope`], [`crate::register`],
/// [`crate::funds`], [`crate::accounts`] or [`crate::counts`].
pub type Check = fn(&Ground<'_>) -> StepOutput<()>;

/// Makes these checks, in this order.
#[must_use]
pub fn examine(
    books: &Books,
    entities: &Entities<'_>,
    book: &Rulebook,
    case: &CaseInfo,
    checks: &[Check],
) -> StepOutput<()> {
    on_ground(books, entities, book, case, |ground| make(ground, checks))
}

/// Makes these checks at once; what they found stands in this order.
pub(crate) fn make(ground: &Ground<'_>, checks: &[Check]) -> StepOutput<()> {
    let mut out = StepOutput::default();
    for part in parallel::each(checks, |check| check(ground)) {
        out.absorb(part);
    }
    out
}

/// Looks up what checks need, once, and makes them.
pub fn on_ground<T>(
    books: &Books,
    entities: &Entities<'_>,
    book: &Rulebook,
    case: &CaseInfo,
    checks: impl FnOnce(&Ground<'_>) -> T,
) -> T {
    let units = Units::new(books, &case.county);
    let holdings = Holdings::new(entities, &units, Naming::new(book, case));
    let scope = Scope::new(books, book, case);
    checks(&Ground {
        books,
        entities,
        book,
        case,
        units: &units,
        holdings: &holdings,
        scope: &scope,
    })
}
