//! See `ingest::fuzzing::date`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| ingest::fuzzing::date(bytes));
