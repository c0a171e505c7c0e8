//! See `ingest::fuzzing::grid`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| ingest::fuzzing::grid(bytes));
