#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tlstrail_tests::any_bytes::stamp(bytes));
