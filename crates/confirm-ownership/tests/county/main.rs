//! A small county without a fault, one fault at a time, and the nearest thing that is none.

#![expect(clippy::unwrap_used, reason = "what cannot be set up must fail the test")]

mod columns;
mod common;
mod custody;
mod grammar;
mod operation;
mod order;
mod papers;
mod shares;
mod title;
