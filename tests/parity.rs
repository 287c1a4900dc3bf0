//! The command and the page give the same report on the same bytes, in every format that both write.

use crate::cli::Run;
use crate::wording::samples;
use tlstrail_wasm::{Settings, analyze};

const NOW: &str = "2026-12-01T00:00:00Z";

fn command(input: &[u8], words: &[&str]) -> String {
    Run::of(&[&["--now", NOW, "--own", "a.example"], words].concat()).stdin(input).go().out
}

#[test]
fn command_and_page_give_the_same_report() {
    let mut inputs: Vec<Vec<u8>> = samples().into_iter().map(|(_, bytes)| bytes).collect();
    assert!(inputs.len() > 100, "the corpus is found");
    inputs.extend([b"".to_vec(), b"Subject: x\r\n\r\nbody".to_vec(), b"\xff\x1b[2J nonsense".to_vec()]);
    for input in inputs {
        for redact in [false, true] {
            let mut settings = Settings::new();
            settings.now(NOW).unwrap();
            settings.own("a.example").unwrap();
            if redact {
                settings.redact();
            }
            let page = analyze(&input, &settings);
            let same = |format: &str, shown: &str| {
                let words: &[&str] = if redact { &["--redact", "--format"] } else { &["--format"] };
                let told = command(&input, &[words, &[format]].concat());
                assert!(told == shown, "{format}: {}", String::from_utf8_lossy(&input));
            };
            same("json", &page.json());
            if redact {
                same("html", &page.html());
            } else {
                same("text", &page.text());
                same("markdown", &page.markdown());
            }
        }
    }
}
