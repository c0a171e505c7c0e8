//! The nouns of the work, and nothing else: no file, no clock, no float, no table engine.
//!
//! ```text
//! Project ──funds──▶ Asset ──1:n── Funding, Owner, Handover, Publicity, Contract, Count, Change
//!                     ├──income──▶ Receipt ──▶ Plan ──▶ Line
//!                     └──leaves──▶ Disposal | WriteOff
//! ```
//!
//! * [`Fen`] is money: an integer number of fen (分), never a float. [`money::split`] divides it so
//!   that the parts sum to the whole.
//! * [`Day`] is a date that knows how precisely it was stated.
//! * [`tables`] holds one definition per table; struct, header, schema, aliases, templates and the
//!   reference page all come from it.
//! * [`Books`] is everything that was received, normalised: what goes into every step.
//! * [`StepOutput`] is what comes out of every step: rows, findings, checks, traces.
//! * [`Finding`] has one form: *this was expected, that was found, here is the cell, there is the
//!   clause*. Its [`codes`] are a public contract.
//!
//! What must always hold: reading back what was written gives the same rows; sums are checked and
//! never wrap; equal content gives equal identifiers.

pub mod books;
pub mod case;
pub mod check_run;
pub mod codes;
pub mod day;
pub mod example;
pub mod finding;
pub mod money;
pub mod origin;
pub mod step;
pub mod table;
pub mod tables;
pub mod trace;
pub mod words;

pub use books::Books;
pub use case::{CaseInfo, InputSpec, Renamed};
pub use check_run::{CheckRun, CheckStatus, Verdict};
pub use chrono::NaiveDate;
pub use codes::CodeSpec;
pub use day::{Day, Precision};
pub use finding::{Finding, Severity, StoredFinding, Subject, SubjectKind};
pub use money::Fen;
pub use origin::{Cell, Origin};
pub use rust_decimal::Decimal;
pub use step::StepOutput;
pub use table::{Column, Kind, List, Row, TableDef, Text, Value};
pub use trace::Trace;
