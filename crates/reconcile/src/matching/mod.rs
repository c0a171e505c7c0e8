//! Pairing the rows of two ledgers: a partition reached on a ladder.
//!
//! Every row of both sides ends in exactly one place, a group or the residue. Each rung sees only
//! what the rung before left.

pub mod assignment;
mod blocks;
pub mod business_key;
pub mod decisions;
pub mod entry;
pub mod evidence;
pub mod evidence_key;
pub mod hypothesis;
pub mod identifier;
pub mod ladder;
pub mod near;
pub mod partition;
pub mod similar;
pub mod sums;
pub mod surplus;
pub mod tables;
pub mod union;

pub use decisions::Decided;
pub use entry::{Entries, Entry};
pub use ladder::{Group, Pairing, Rung, Status};
pub use union::{Contradiction, Matched, reconcile};
