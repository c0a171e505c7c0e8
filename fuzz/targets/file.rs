//! See `ingest::fuzzing::file`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| ingest::fuzzing::file(bytes));
