//! See `ingest::fuzzing::heading`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| ingest::fuzzing::heading(bytes));
