//! Yearly duties that the report checks.
