//! The command and the page give the same report.

use crate::cli::Run;

#[test]
fn command_and_page_give_the_same_json() {
    let inputs: [&[u8]; 3] = [b"", b"Subject: x\r\n\r\nbody", b"\xff\x1b[2J nonsense"];
    for input in inputs {
        let command = Run::of(&["--format", "ndjson", "--now", "2026-11-23T17:19:20Z", "--own", "a.example"])
            .stdin(input)
            .go();
        let page = tlstrail_wasm::analyze(input, r#"{"now":"2026-11-23T17:19:20Z","own":["a.example"]}"#);
        assert_eq!(command.out, page);
    }
}
