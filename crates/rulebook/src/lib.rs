//! The law as data: text in, decisions out. Nothing here opens a file or knows a county.
//!
//! ```text
//! book.toml ──parse──▶ Rulebook ──ruled::<Family>(day)──▶ clauses in force that order that check
//!                         └────── decide(facts, day) ───▶ the clause that wins, those set aside
//! ```
//!
//! * A [`Clause`] is one sentence of the law: id, citation, own words, severity, and at most one
//!   [`checks::Check`]: a rule cannot be uncited.
//! * A check family is one variant of [`checks::Check`] with typed parameters; each county states
//!   only what its text states. A family without a clause is *no local rule*, never passed.
//! * A [`Reading`] says how we read what the text leaves open, and why.
//!
//! What must always hold: an unknown key is an error with line and column; money, rates and periods
//! are text with units, never floats; the same book and day give the same answer.

pub mod bodies;
pub mod book;
pub mod checks;
pub mod units;

pub use book::{BookError, Clause, Reading, Rulebook, Ruled};
pub use checks::{Check, Family};
pub use units::{Money, Period, Rate};
