//! The report as JSON: one object over many lines, or one object a line.
//!
//! Both end in `\n`. Characters that could steer a terminal stand as `\u` escapes, and so do marks that could end or open
//! a script of a page (HTML Living Standard §4.12.1.3). Any reader of JSON turns them back into the same text: a report
//! may be looked at with `cat`, and put into a page.

use super::{ErrorRecord, Report, is_unshowable};
use memchr::memchr_iter;
use serde::Serialize;
use std::fmt::Write as _;

/// The report over many lines.
pub fn json(report: &Report) -> String {
    finish(serde_json::to_string_pretty(report))
}

/// The report on one line.
pub fn ndjson_line(report: &Report) -> String {
    line(report)
}

/// An error record on one line.
pub fn error_line(record: &ErrorRecord) -> String {
    line(record)
}

/// Any value on one line.
pub(super) fn line(value: &impl Serialize) -> String {
    finish(serde_json::to_string(value))
}

/// Serialising fails only for maps with odd keys and for writers that fail; a report has neither.
fn finish(written: serde_json::Result<String>) -> String {
    let mut text = written.unwrap_or_default();
    // serde_json escapes the controls below blank itself, so in JSON that is all ASCII only DEL is left.
    let has_marks = || memchr_iter(b'<', text.as_bytes()).any(|at| is_mark(&text, at));
    if !text.is_ascii() || text.contains('\u{7f}') || has_marks() {
        text = escaped(&text);
    }
    text.push('\n');
    text
}

/// Outside of strings JSON has no such characters but line ends, so the whole text can be rewritten at once.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    for (at, c) in text.char_indices() {
        if (c != '\n' && is_unshowable(c)) || (c == '<' && is_mark(text, at)) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// True where a script's end, a comment or a script within it would begin at this bracket.
fn is_mark(text: &str, at: usize) -> bool {
    let behind = text.as_bytes().get(at + 1..).unwrap_or_default();
    matches!(behind, [b'/' | b'!', ..])
        || behind.first_chunk().is_some_and(|tag: &[u8; 6]| tag.eq_ignore_ascii_case(b"script"))
}

#[cfg(test)]
mod tests {
    use super::super::example;
    use super::*;
    use crate::options::SourceId;
    use serde_json::Value;

    /// Keys of the first object of each kind, as the contract orders them.
    const KEYS: [(&str, &str); 20] = [
        ("", "schema_version tool source input message boundary summary hops findings caveats partners"),
        ("/tool", "name version rules"),
        ("/source", "id path index sha256"),
        ("/input", "fields received_fields repairs truncated"),
        (
            "/message",
            "message_id date from_domain return_path_domain content_protection tls_required markers",
        ),
        ("/boundary", "hop rule"),
        ("/summary", "outcome boundary_tls hops outside weakest_version sentences"),
        ("/summary/outside", "encrypted plain unrecorded local"),
        (
            "/hops/0",
            "number field_index raw writer from by protocol via id for envelope_from authenticated time \
             seconds_after_previous leg tls trust unread",
        ),
        ("/hops/0/writer", "software version confidence"),
        ("/hops/0/from", "helo rdns ip port organisation"),
        ("/hops/0/by", "host ip organisation"),
        ("/hops/0/tls", "state basis version cipher bits group signature client_certificate strength quotes"),
        ("/hops/0/protocol", "as_written registered"),
        ("/hops/0/authenticated", "stated user"),
        ("/hops/0/tls/cipher", "as_written iana"),
        ("/hops/0/trust", "class why"),
        ("/findings/0", "code effect hop title detail quote span"),
        ("/caveats/0", "code text"),
        ("/partners/0", "name result reasons"),
    ];

    #[test]
    fn keys_stand_in_the_order_of_the_contract() {
        let mut report = example::report();
        report.hops[0].tls.cipher.get_or_insert_default();
        let found = keys_by_place(&json(&report));
        for (place, keys) in KEYS {
            let found: Vec<&str> =
                found.iter().filter(|(at, _)| at == place).map(|(_, key)| key.as_str()).collect();
            assert_eq!(found.join(" "), keys, "{place}");
        }
    }

    /// Each key of the indented form with the path it stands at, in the order written; first list items only.
    /// (A parsed `Value` would not do: its map sorts.)
    fn keys_by_place(indented: &str) -> Vec<(String, String)> {
        let (mut path, mut found) = (Vec::<String>::new(), Vec::new());
        for line in indented.lines() {
            let text = line.trim_start();
            path.truncate(((line.len() - text.len()) / 2).saturating_sub(1));
            if let Some((key, _)) = text.strip_prefix('"').and_then(|text| text.split_once("\":")) {
                found.push((path.concat(), key.to_owned()));
                path.push(format!("/{key}"));
            } else if text == "{" && !line.is_empty() {
                let taken = found.iter().any(|(at, _)| *at == format!("{}/0", path.concat()));
                path.push(if taken { "/more".to_owned() } else { "/0".to_owned() });
            }
        }
        found
    }

    #[test]
    fn what_is_unknown_is_null() {
        let value: Value = serde_json::from_str(&ndjson_line(&crate::analyze(
            b"",
            &crate::Options::default().with_source(SourceId::default().with_id("")),
        )))
        .unwrap();
        for pointer in ["/source/id", "/source/path", "/boundary/hop", "/message/date"] {
            assert_eq!(value.pointer(pointer), Some(&Value::Null), "{pointer}");
        }
        assert_eq!(value.pointer("/summary/outcome"), Some(&Value::from("no-trace")));
    }

    #[test]
    fn one_line_is_one_line_and_both_forms_say_the_same() {
        let report = example::report();
        let (line, many) = (ndjson_line(&report), json(&report));
        assert_eq!(line.matches('\n').count(), 1);
        assert!(line.ends_with("}\n") && many.ends_with("\n}\n"));
        let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        assert_eq!(read(&line), read(&many));
    }

    #[test]
    fn hostile_text_is_the_same_text_after_reading() {
        let hostile = "a\u{1b}[2J\u{9b}31m\u{7f}\u{202e}\u{2028}\u{e0001}é\n\"\\</script><!-- <SCRIPT <sales@x.example> <";
        let mut report = example::report();
        report.hops.first_mut().unwrap().raw = hostile.to_owned();
        for text in [ndjson_line(&report), json(&report)] {
            assert!(!text.chars().any(|c| c != '\n' && is_unshowable(c)));
            assert!(text.contains("\\u003c/script>\\u003c!-- \\u003cSCRIPT <sales@x.example> <"), "{text}");
            let value: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(value.pointer("/hops/0/raw"), Some(&Value::from(hostile)));
        }
    }

    #[test]
    fn an_error_record_names_its_source() {
        let record = ErrorRecord::new(&SourceId::default().with_path("a.eml").with_index(3), "not readable");
        let value: Value = serde_json::from_str(&error_line(&record)).unwrap();
        assert_eq!(value.pointer("/source/path"), Some(&Value::from("a.eml")));
        assert_eq!(value.pointer("/source/index"), Some(&Value::from(3)));
        assert_eq!(value.get("error"), Some(&Value::from("not readable")));
    }
}
