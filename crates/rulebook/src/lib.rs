//! The law as data: text in, decisions out. Nothing here opens a file or knows a county.
//!
//! ```text
//! book.toml ──parse──▶ Rulebook ──ruled::<Family>(day)──▶ clauses in force that order that check
//!                         └────── decide(facts, day) ───▶ the clause that wins, those set aside
//! ```
//!
//! * A [`Clause`] is one sentence of the law: id, citation, own words, severity, and the
//!   [`checks::Check`]s that it orders: a rule cannot be uncited.
//! * A check family is one variant of [`checks::Check`] with typed parameters; each county states
//!   only what its text states. A family without a clause is *no local rule*, never passed.
//! * A [`Reading`] says how we read what the text leaves open, and why.
//! * A text may extend a superior one, which fills the families that it neither rules nor names as
//!   silent ([`Rulebook::inherit`]); it may replace an older one, which then judges what happened
//!   before it ([`Rulebook::replace`]); and a village's own text binds that village
//!   ([`Rulebook::admit`]).
//! * [`audit`](audit::audit) tries a book with every combination of facts before any data is read;
//!   [`scenario`] holds one decision of title each, [`situation`] a few rows and what one clause makes of
//!   them, [`coverage`] counts what they show; [`show`] lays a book out for people, [`diff`] two side by
//!   side, [`outline`] one that is still to be written.
//!
//! What must always hold: an unknown key, field, code or fact is an error with line and column;
//! money, rates and periods are text with units, never floats; the same book and day give the same
//! answer; a built-in book passes its audit, and its scenarios leave no ownership clause unshown.

pub mod audit;
pub mod bodies;
pub mod book;
pub mod calendar;
pub mod checks;
pub mod coded;
pub mod coded_books;
pub mod coverage;
pub mod decide;
pub mod diff;
pub mod facts;
pub mod fields;
mod layers;
pub mod outline;
pub mod probe;
pub mod scenario;
pub mod show;
pub mod situation;
pub mod units;
pub mod when;
pub mod words;

pub use book::{BookError, Clause, Exception, Place, Reading, Rulebook, Ruled};
pub use checks::{Check, Family};
pub use decide::{Decision, SetAside, decide};
pub use facts::{FACTS, Fact, Facts};
pub use layers::Find;
pub use units::{Money, Period, Rate};
pub use when::{Holds, When};
