//! See `ingest::fuzzing::amount`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| ingest::fuzzing::amount(bytes));
