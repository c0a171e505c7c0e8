//! Disposal and write-off.
