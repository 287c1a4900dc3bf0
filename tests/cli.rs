//! The command, run in this process: exit statuses, formats, and what it says when something is wrong.

use serde_json::Value;
use std::fs;
use std::io::{self, Read, Write};
use std::path::PathBuf;
pub(crate) use tlstrail_tests::any_bytes::assert_harmless;
pub(crate) use tlstrail_tests::command::{Ran, Run};

const LETTER: &[u8] =
    b"Received: from a.example (a.example [192.0.2.1])\r\n\tby mx.b.example (Postfix) with ESMTP id 4355A9A8AD6\
    \r\n\tfor <u@b.example>; Mon, 23 Nov 2026 17:19:20 +0000 (UTC)\r\nSubject: x\r\n\r\nbody\r\n";

/// A directory of this test's own, gone with it.
pub(crate) struct Place(PathBuf);

impl Place {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tlstrail-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_report_is_text_by_default_and_json_when_asked() {
    let text = Run::of(&[]).stdin(LETTER).go();
    assert_eq!((text.code, text.err.as_str()), (0, ""));
    assert!(!text.out.is_empty() && !text.out.starts_with('{'));

    let json = Run::of(&["--format", "json", "-"]).stdin(LETTER).go();
    assert_eq!(json.code, 0);
    assert!(json.out.starts_with("{\n  \"schema_version\": \"1.0.0\",\n"));
    assert_eq!(serde_json::from_str::<Value>(&json.out).unwrap().pointer("/source/path"), Some(&Value::Null));
}

#[test]
fn a_file_gives_what_standard_input_gives_and_names_its_path() {
    let place = Place::new("file");
    let path = place.file("letter.eml", LETTER);
    let ran = Run::of(&["--format", "ndjson", "--now", "2026-11-24T00:00:00Z", &path]).go();
    assert_eq!(ran.code, 0);
    let mut from_file = ran.records().remove(0);
    assert_eq!(from_file.pointer("/source/path"), Some(&Value::from(path)));
    let from_stdin = Run::of(&["--format", "ndjson", "--now", "2026-11-24T00:00:00Z"])
        .stdin(LETTER)
        .go()
        .records()
        .remove(0);
    *from_file.pointer_mut("/source/path").unwrap() = Value::Null;
    assert_eq!(from_file, from_stdin);
}

#[test]
fn nothing_to_read_gives_usage_only_where_a_person_would_have_to_type() {
    let mut run = Run::of(&[]);
    run.stdin_is_terminal = true;
    let ran = run.go();
    ran.assert_refused("Usage: tlstrail");
    assert!(ran.err.contains("tlstrail --help"));

    let mut run = Run::of(&["scan"]);
    run.stdin_is_terminal = true;
    run.go().assert_refused("scan needs a PATH");

    let ran = Run::of(&[]).go();
    assert_eq!(ran.code, 0, "an empty pipe is a valid result that says so");
    assert!(ran.out.contains("No Received field was found."));
}

#[test]
fn help_and_version_are_answers() {
    let help = Run::of(&["--help"]).go();
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    for words in ["Examples:", "Exit status:", "--own", "--fail-on", "scan"] {
        assert!(help.out.contains(words), "{words}");
    }
    assert!(!help.out.contains("probe"), "it does not work yet");
    assert!(Run::of(&["scan", "--help"]).go().out.contains("zst"));
    assert_eq!(Run::of(&["--version"]).go().code, 0);
}

#[test]
fn html_is_a_page_of_one_message() {
    let page = Run::of(&["--format", "html", "--now", "2026-12-01T00:00:00Z"]).stdin(LETTER).go();
    assert!(page.out.starts_with("<!doctype html>") && page.out.ends_with("</html>\n"), "{}", page.out);
    assert!(page.out.contains("2026-12-01 00:00:00 +00:00"), "the moment of analysis stands in it");
    let two = Run::of(&["--format", "html", "a", "b"]).go();
    two.assert_refused("a page of one message");
}

#[test]
fn serve_without_a_page_says_how_to_get_one() {
    Run::of(&["serve", "--page", "no-such-page.html"]).go().assert_refused("there is no such file");
}

#[test]
fn what_is_reserved_is_refused_plainly() {
    Run::of(&["probe", "--anything", "x"]).stdin(LETTER).go().assert_refused("is not in this version");
    Run::of(&["scan", "--jobs", "0"]).stdin(LETTER).go().assert_refused("--jobs");
    Run::of(&["--format", "xml"]).go().assert_refused("no such format");
    Run::of(&["--fail-on", "all"]).go().assert_refused("possible values");
}

#[test]
fn wrong_values_are_named() {
    for (value, words) in [
        ("192.0.2.300", "`192.0.2.300` is not an address"),
        ("192.0.2.0/40", "0 to 32 for IPv4"),
        ("*.example.com", "`*.example.com` is neither"),
    ] {
        Run::of(&["--own", value]).stdin(LETTER).go().assert_refused(words);
    }
    Run::of(&["--now", "today"]).stdin(LETTER).go().assert_refused("`today` is not a moment");
}

#[test]
fn errors_show_hostile_arguments_and_names_harmlessly() {
    let hostile = "a\u{1b}[2J\u{9b}\u{202e}";
    for arguments in [["--own", hostile], ["--now", hostile], ["--format", hostile]] {
        let ran = Run::of(&arguments).go();
        assert!(ran.err.contains("\\u{9b}\\u{202e}"), "{}", ran.err);
        assert_harmless(&ran.err);
    }
    let ran = Run::of(&[hostile, "b"]).go();
    assert_harmless(&ran.err);
    assert!(ran.err.contains("a\\u{1b}[2J"), "{}", ran.err);

    let place = Place::new("hostile");
    let paths = [place.file("a\u{1b}[2J\u{9b}.eml", LETTER), place.file("b.eml", LETTER)];
    let text = Run::of(&[&paths[0], &paths[1]]).go();
    assert!(text.out.contains("\\u{1b}[2J\\u{9b}.eml"), "{}", text.out);
    assert_harmless(&text.out);
    let json = Run::of(&["--format", "ndjson", &paths[0]]).go();
    assert_harmless(&json.out);
    assert_eq!(json.records()[0].pointer("/source/path"), Some(&Value::from(paths[0].as_str())));
}

#[test]
fn hostile_headers_are_shown_harmlessly() {
    let hostile = "Received: from \u{1b}]0;x\u{7}\u{9b}2J (\u{202e}TLS [192.0.2.1]) by a with ESMTP (\u{1b}[31m)\r\n\tid \u{0}; x\r\n\
        Received: \u{1b}[2J\r\nSubject: \u{1b}c\r\n\r\n";
    for arguments in [&[][..], &["--format", "json"], &["scan", "-"]] {
        let ran = Run::of(arguments).stdin([hostile.as_bytes(), b"\xff\x9b"].concat().leak() as &[u8]).go();
        assert_eq!(ran.code, 0);
        assert_harmless(&ran.out);
    }
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_the_others_are_read() {
    let place = Place::new("unreadable");
    let (good, missing, directory) =
        (place.file("good.eml", LETTER), place.path("missing.eml"), place.path(""));
    let packed = place.file("letter.eml.gz", b"\x1f\x8b\x08\0");
    let ran = Run::of(&["--format", "ndjson", &missing, &directory, &packed, &good]).go();
    assert_eq!(ran.code, 2);
    assert_eq!(ran.records().len(), 1);
    for words in [
        "missing.eml: there is no such file; check the path",
        "is a directory",
        "gzip is not read as one message",
    ] {
        assert!(ran.err.contains(words), "{words} is not in: {}", ran.err);
    }
    Run::of(&["-", "-"]).stdin(LETTER).go();
    assert!(Run::of(&["-", "-"]).stdin(LETTER).go().err.contains("standard input: it was read already"));
}

#[test]
fn scan_gives_one_record_a_line_and_keeps_ids() {
    let lines = b"{\"id\":\"a\",\"headers\":\"Subject: x\\r\\n\",\"extra\":{}}\n\n{\"id\":7,\"message\":\"Subject: y\\n\\nbody\"}\n{\"headers\":\"\"}";
    let ran = Run::of(&["scan", "-"]).stdin(&lines[..]).go();
    assert_eq!(ran.code, 0);
    assert!(ran.err.starts_with("3 messages\n"), "{}", ran.err);
    let ids: Vec<Value> =
        ran.records().iter().map(|record| record.pointer("/source/id").unwrap().clone()).collect();
    assert_eq!(ids, [Value::from("a"), Value::from("7"), Value::Null]);
}

#[test]
fn a_scan_tells_ids_that_came_again_on_another_day() {
    let message = |day: u8| {
        let headers = format!(
            "Received: from out.a.example (out.a.example [192.0.2.1])\r\n\tby mx.b.example (Postfix) with ESMTP id \
             4355A9A8AD6; Mon, 23 Nov 2026 17:19:20 +0000 (UTC)\r\nReceived: from x.example ([192.0.2.9])\r\n\tby \
             out.a.example with ESMTP id 025x0ft1b5r042h.25; {day} Nov 2026 17:19:20 +0000\r\n"
        );
        serde_json::json!({ "headers": headers }).to_string()
    };
    for (lines, told) in [([message(11), message(18)], true), ([message(11), message(11)], false)] {
        let ran = Run::of(&["scan"]).stdin(lines.join("\n").as_bytes()).go();
        assert_eq!(ran.code, 0);
        let words = "2  025x0ft1b5r042h.25 by out.a.example, from 2026-11-11 to 2026-11-18";
        assert_eq!(ran.err.contains(words), told, "{}", ran.err);
    }
}

#[test]
fn a_bad_line_yields_a_record_and_does_not_stop_the_scan() {
    let lines = b"{\"id\":\"a\",\"headers\":\"\"}\nnonsense\n{\"id\":\"c\"}\n\xff\xfe\n{\"id\":\"e\",\"headers\":\"\"}\n";
    let ran = Run::of(&["scan"]).stdin(&lines[..]).go();
    assert_eq!(ran.code, 0, "something could be read");
    assert!(ran.err.contains("3 of 5 messages could not be read"), "{}", ran.err);
    let records = ran.records();
    assert_eq!(records.len(), 5);
    let error = |at: usize| records[at].get("error").and_then(Value::as_str).unwrap_or_default();
    assert_eq!((error(0), error(4)), ("", ""));
    assert!(error(1).starts_with("line 2: "), "{}", error(1));
    assert!(error(2).contains("neither \"headers\" nor \"message\""));
    assert_eq!(records[2].pointer("/source/id"), Some(&Value::from("c")));
    assert!(records.iter().all(|record| record.get("schema_version") == Some(&Value::from("1.0.0"))));

    let ran = Run::of(&["scan"]).stdin(&b"{\"id\":\"a\"}\n"[..]).go();
    assert_eq!((ran.code, ran.records().len()), (2, 1), "nothing could be read");
}

#[test]
fn scan_reads_messages_by_path_and_refuses_what_it_would_misread() {
    let place = Place::new("scan");
    let letter = place.file("letter.eml", LETTER);
    let lines = place.file("export.jsonl", b"{\"id\":\"a\",\"headers\":\"\"}\n");
    let zip = place.file("letters.eml", b"PK\x03\x04");
    let packed = place.file("export.ndjson", b"\x1f\x8b\x08\0\n\n");
    let ran = Run::of(&["scan", &letter, &lines, &zip, &packed, &place.path("no.eml")]).go();
    assert_eq!(ran.code, 0);
    let records = ran.records();
    let paths: Vec<&Value> = records.iter().map(|record| record.pointer("/source/path").unwrap()).collect();
    assert_eq!(paths[..4], [letter.as_str(), &lines, &zip, &packed]);
    let errors: Vec<bool> = records.iter().map(|record| record.get("error").is_some()).collect();
    assert_eq!(errors, [false, false, true, true, true]);
}

#[test]
fn quiet_leaves_errors_and_the_exit_status() {
    let ran = Run::of(&["--quiet"]).stdin(LETTER).go();
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    let ran = Run::of(&["scan", "-q"]).stdin(&b"bad {\n"[..]).go();
    assert_eq!(ran.out, "");
    let ran = Run::of(&["-q", "no-such-file.eml"]).go();
    ran.assert_refused("no such file");
}

#[test]
fn colour_is_for_terminals_that_did_not_refuse_it() {
    let colored = |when: &'static str, terminal, no_color| {
        let mut run = Run::of(&["--color", when]).stdin(LETTER);
        (run.stdout_is_terminal, run.no_color) = (terminal, no_color);
        run.go().out.contains('\u{1b}')
    };
    let table = [
        ("auto", true, false, true),
        ("auto", true, true, false),
        ("auto", false, false, false),
        ("always", false, true, true),
        ("never", true, false, false),
    ];
    for (when, terminal, no_color, wanted) in table {
        assert_eq!(colored(when, terminal, no_color), wanted, "{when} {terminal} {no_color}");
    }
}

/// Takes some bytes, then fails.
struct Failing(usize, io::ErrorKind);

impl Write for Failing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(self.1.into());
        }
        let taken = bytes.len().min(self.0);
        self.0 -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_reader_that_has_seen_enough_ends_the_run_quietly() {
    let lines = "{\"headers\":\"\"}\n".repeat(10_000);
    let run = Run::of(&["scan"]).stdin(lines.as_bytes());
    assert_eq!(run.into(&mut Failing(100, io::ErrorKind::BrokenPipe)), (0, String::new()));
    let (code, _) = Run::of(&["--help"]).into(&mut Failing(0, io::ErrorKind::BrokenPipe));
    assert_eq!(code, 0);
}

#[test]
fn output_that_cannot_be_written_is_trouble() {
    for arguments in [&["--format", "json"][..], &["scan"]] {
        let run = Run::of(arguments).stdin(LETTER);
        let (code, err) = run.into(&mut Failing(10, io::ErrorKind::StorageFull));
        assert_eq!(code, 2);
        assert!(err.contains("output cannot be written"), "{err}");
    }
}

/// Gives a line, and the next only when that one is answered.
#[test]
fn answers_do_not_wait_for_the_next_line() {
    use std::sync::mpsc::{Receiver, Sender, channel};
    use std::time::Duration;

    struct Slow(Receiver<usize>, usize, usize);
    impl Read for Slow {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            while self.2 < self.1 {
                self.2 += self.0.recv_timeout(Duration::from_mins(1)).expect("a line is not answered");
            }
            if self.1 == 3 {
                return Ok(0);
            }
            self.1 += 1;
            let line = b"{\"headers\":\"\"}\n";
            buffer[..line.len()].copy_from_slice(line);
            Ok(line.len())
        }
    }
    struct Counting(Sender<usize>);
    impl Write for Counting {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            assert!(bytes.ends_with(b"\n"), "whole lines only");
            let _ = self.0.send(bytes.iter().filter(|b| **b == b'\n').count());
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    for jobs in ["1", "2", "5"] {
        let (answered, heard) = channel();
        let run = Run::of(&["scan", "--jobs", jobs]).stdin(Slow(heard, 0, 0));
        assert_eq!(run.into(&mut Counting(answered)).0, 0);
    }
}

/// A class is met by any step: one stamp of Postfix without TLS, whose form would name it.
#[test]
fn classes_set_the_exit_status() {
    for (class, code) in [("plain", 1), ("outdated,plain", 1), ("outdated", 0), ("contradicted", 0)] {
        assert_eq!(Run::of(&["--fail-on", class, "-q"]).stdin(LETTER).go().code, code, "{class}");
    }
    let ran = Run::of(&["--fail-on", "plain", "-", "no-such-file.eml"]).stdin(LETTER).go();
    assert_eq!(ran.code, 2, "unreadable input is told before a class");
}

const CONFIG: &str =
    "[own]\ndomains = [\"b.example\"]\n[[partner]]\nname = \"Acme\"\ndomains = [\"a.example\"]\n";

#[test]
fn a_configuration_places_the_boundary_and_names_partners() {
    let place = Place::new("config");
    let file = place.file("tlstrail.toml", CONFIG.as_bytes());
    let placed = |ran: Ran| {
        let report: Value = serde_json::from_str(&ran.out).unwrap();
        let text = |pointer: &str| report.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
        (text("/boundary/rule").unwrap(), text("/partners/0/result"))
    };
    let named = Run::of(&["--format", "json", "--config", &file]).stdin(LETTER).go();
    assert_eq!(placed(named), ("configured".to_owned(), Some("not-met".to_owned())));
    let mut found = Run::of(&["--format", "json"]).stdin(LETTER);
    found.config_files = vec![PathBuf::from(place.path("no.toml")), PathBuf::from(&file)];
    assert_eq!(placed(found.go()).0, "configured");
    let mut none = Run::of(&["--format", "json"]).stdin(LETTER);
    none.config_files = vec![PathBuf::from(place.path("no.toml"))];
    assert_eq!(placed(none.go()), ("organisation".to_owned(), None));

    let ran = Run::of(&["-q", "--fail-on", "partner", "--config", &file]).stdin(LETTER).go();
    assert_eq!(ran.code, 1, "no TLS was recorded");
    let other = String::from_utf8(LETTER.to_vec()).unwrap().replace("a.example", "x.example");
    let ran = Run::of(&["-q", "--fail-on", "partner", "--config", &file]).stdin(other.as_bytes()).go();
    assert_eq!(ran.code, 0, "the message is not theirs");
}

#[test]
fn a_gateway_named_in_the_configuration_is_missed() {
    let place = Place::new("gateway");
    for (gateway, missed) in [("gw.filter.example", true), ("192.0.2.1", false)] {
        let file = place.file("own.toml", format!("[own]\ngateways = [\"{gateway}\"]\n").as_bytes());
        let ran = Run::of(&["--format", "json", "--config", &file]).stdin(LETTER).go();
        assert_eq!(ran.out.contains("named-gateway-missing"), missed, "{gateway}: {}", ran.out);
    }
}

#[test]
fn a_configuration_that_cannot_be_used_ends_the_run() {
    let place = Place::new("bad-config");
    let file = place.file("bad.toml", b"[own]\ndomain = [\"b.example\"]\n");
    for arguments in [&["--config", &file][..], &["scan", "--config", &file]] {
        let ran = Run::of(arguments).stdin(LETTER).go();
        ran.assert_refused("bad.toml: line 2");
        assert!(ran.err.contains("unknown field `domain`"), "{}", ran.err);
    }
    let missing = place.path("missing.toml");
    Run::of(&["--config", &missing]).stdin(LETTER).go().assert_refused("missing.toml: there is no such file");
    let mut found = Run::of(&[]).stdin(LETTER);
    found.config_files = vec![PathBuf::from(&file)];
    found.go().assert_refused("bad.toml: line 2");
}

#[test]
fn codes_are_explained_and_near_ones_offered() {
    let ran = Run::of(&["explain", "plain", "silent-downgrade"]).go();
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for words in ["plain (outcome)", "plain (TLS state)", "silent-downgrade (caveat)", "RFC 3207"] {
        assert!(ran.out.contains(words), "{words}");
    }
    Run::of(&["explain", "encryptd"]).go().assert_refused("did you mean encrypted");
    Run::of(&["explain", "plain", "qwertzuiop"]).go().assert_refused("`tlstrail explain` lists them all");
    assert!(Run::of(&["explain"]).go().out.contains("weekday-does-not-fit-date"));
    let all = Run::of(&["explain", "--all"]).go();
    assert!(all.out.starts_with("# ") && all.out.contains("### `weekday-does-not-fit-date`"));
    let (code, _) = Run::of(&["explain", "--all"]).into(&mut Failing(10, io::ErrorKind::BrokenPipe));
    assert_eq!(code, 0);
    assert_harmless(&Run::of(&["explain", "\u{1b}[2J\u{202e}"]).go().err);
}

#[test]
fn markdown_and_placeholders_reach_the_output() {
    let ran = Run::of(&["--format", "markdown", "--redact"]).stdin(LETTER).go();
    assert_eq!(ran.code, 0);
    assert!(ran.out.starts_with("### TLS in the trace of this message\n"), "{}", ran.out);
    assert!(ran.out.contains("for <mailbox-1@b.example>") && !ran.out.contains("<u@"), "{}", ran.out);
    let ran = Run::of(&["scan", "--redact"]).stdin(LETTER).go();
    assert!(ran.out.contains("mailbox-1@b.example") && !ran.out.contains("<u@"), "{}", ran.out);
}
