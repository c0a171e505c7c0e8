//! Words for people: tables, findings and explanations as text. Values and catalogue words go in,
//! lines come out; nothing is printed here.
//!
//! What must always hold: control and bidirectional characters in other people's text are shown
//! escaped; a table's columns line up where Han characters take two cells.

mod explain;
mod journal;
mod safe;
mod table;

pub use explain::{Background, CellSource, explain};
pub use journal::journal;
pub use safe::safe;
pub use table::{Style, TextTable, render};
