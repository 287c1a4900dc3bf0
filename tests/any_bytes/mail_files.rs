//! Files that hold messages: Outlook's, the JSON of mail interfaces, and what a scan takes apart.

use super::assert_harmless;
use super::input::consistent;
use crate::command::Run;
use std::io::Cursor;
use tlstrail_core::{Options, analyze, msg};

/// Bytes of an Outlook message's headers that are asked for.
const LIMIT: usize = 4096;

/// Such a file gives text within the limit or an error; a scan of it gives a record for each message, and ends.
pub fn mail_files(bytes: &[u8]) {
    if let Ok(headers) = msg::headers(Cursor::new(bytes), LIMIT as u64) {
        // One unit of UTF-16 becomes up to three bytes.
        assert!(headers.len() <= 3 * LIMIT, "{}", headers.len());
    }
    consistent(&analyze(bytes, &Options::default()));
    let ran = Run::of(&["scan", "--jobs", "1", "--now", "2026-12-01T00:00:00Z"]).stdin(bytes).go();
    assert_harmless(&ran.out);
    assert_harmless(&ran.err);
    let records = ran.records();
    assert!(ran.code == 0 || ran.code == 2, "{}", ran.err);
    let unread = |record: &serde_json::Value| record.get("error").is_some();
    assert_eq!(ran.code == 2, !records.is_empty() && records.iter().all(unread), "{}\n{}", ran.out, ran.err);
}
