//! What two rows are compared by: ids, names, places, bodies and quantities in one spelling.
//!
//! Everything here is deterministic and can be explained: a key is reached in named steps.

pub mod alike;
pub mod body;
pub mod id;
pub mod measure;
pub mod name;
pub mod numeral;
pub mod place;
pub mod symbol;
pub mod text;
mod words;
