//! The messages of a mailbox as a list to choose from.

use super::{Flow, Mailbox, split};
use crate::input;
use crate::limits::{LIMITS, Limits};
use crate::report::escape_line;
use crate::vocab::field_name::FieldName;
use mail_parser::Address;
use mail_parser::parsers::MessageStream;
use serde::Serialize;
use std::convert::Infallible;

/// A message of a mailbox.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[non_exhaustive]
pub struct Entry {
    /// Bytes of the mailbox before it.
    pub start: usize,
    /// Bytes that suffice for its report.
    pub length: usize,
    /// What its author's side wrote into `Date`, `From` and `Subject`, fit to be shown; what is missing is left out.
    pub words: Vec<String>,
}

/// The messages of a mailbox.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[non_exhaustive]
pub struct List {
    /// How many there are.
    pub count: usize,
    /// The first [`LISTED`] of them.
    pub entries: Vec<Entry>,
}

/// Messages that a list shows at most.
pub const LISTED: usize = LIMITS.listed;

/// The messages of a mailbox, in its order; none where the text does not begin as a mailbox does.
pub fn list(bytes: &[u8]) -> List {
    let mut memory = Memory { bytes, start: 0, read: false, found: List { count: 0, entries: Vec::new() } };
    if bytes.starts_with(b"From ") {
        // Nothing that is in memory can fail to be read.
        let Ok(_) = split(&mut memory);
    }
    memory.found
}

/// A mailbox that is in memory as a whole.
struct Memory<'b> {
    bytes: &'b [u8],
    start: usize,
    read: bool,
    found: List,
}

impl Mailbox for Memory<'_> {
    type Problem = Infallible;

    fn data(&self) -> &[u8] {
        let seen = if self.read { self.bytes } else { &[] };
        seen.get(self.start..).unwrap_or_default()
    }

    fn consume(&mut self, bytes: usize) {
        self.start = self.bytes.len().min(self.start.saturating_add(bytes));
    }

    fn fill(&mut self) -> Result<bool, Infallible> {
        Ok(!std::mem::replace(&mut self.read, true))
    }

    fn is_cut_off(&self) -> bool {
        false
    }

    fn message(&mut self, _: u64, length: usize) -> Flow {
        self.add(self.start, length);
        Flow::Continue(())
    }

    fn held(&mut self, at: u64, bytes: &[u8]) -> Flow {
        self.add(usize::try_from(at).unwrap_or(usize::MAX), bytes.len());
        Flow::Continue(())
    }
}

impl Memory<'_> {
    fn add(&mut self, start: usize, length: usize) {
        self.found.count += 1;
        if self.found.entries.len() < LISTED {
            let bytes = self.bytes.get(start..).and_then(|rest| rest.get(..length)).unwrap_or_default();
            self.found.entries.push(Entry { start, length, words: words(bytes) });
        }
    }
}

/// Bytes of one field that are decoded: a line of the list shows fewer.
const FIELD_SHOWN: usize = 400;

fn words(message: &[u8]) -> Vec<String> {
    let input = input::read(message, &Limits::default());
    let known = [FieldName::Date, FieldName::From, FieldName::Subject];
    let words = known.into_iter().filter_map(|kind| {
        let field = *input.fields.iter().find(|field| field.kind == kind)?;
        let value = input.value(field);
        let mut line = vec![b' '];
        line.extend(value.iter().take(FIELD_SHOWN).map(|&b| if b.is_ascii_control() { b' ' } else { b }));
        line.extend_from_slice(b"\r\n");
        let mut stream = MessageStream::new(&line);
        let decoded = match kind {
            FieldName::Date => stream.parse_date().as_datetime().map(|date| {
                let (hour, minute) = (date.hour, date.minute);
                format!("{}-{:02}-{:02} {hour:02}:{minute:02}", date.year, date.month, date.day)
            }),
            FieldName::From => stream
                .parse_address()
                .as_address()
                .and_then(Address::first)
                .and_then(|from| from.name().or(from.address()).map(str::to_owned)),
            _ => stream.parse_unstructured().as_text().map(str::to_owned),
        };
        let shown = escape_line(decoded.as_deref().map_or(line.as_slice(), str::as_bytes));
        (!shown.is_empty()).then_some(shown)
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEGIN: &str = "From a@x Mon Nov 23 17:19:20 2026\n";

    #[test]
    fn ok_each_message_is_told_by_its_own_fields() {
        let one = "Date: Mon, 23 Nov 2026 17:19:20 +0100\nFrom: \"A. Author\" <a@a.example>\nSubject: =?utf-8?q?caf=C3=A9?=\n one\n\nbody\n\n";
        let two =
            "Received: from a.example by b.example; Mon, 23 Nov 2026 17:19:20 +0000\nFrom: b@b.example\n\n";
        let text = [BEGIN, one, BEGIN, two].concat();
        let List { count, entries } = list(text.as_bytes());
        assert_eq!(count, 2);
        assert_eq!(entries[0].words, ["2026-11-23 17:19", "A. Author", "café one"]);
        assert_eq!(entries[1].words, ["b@b.example"]);
        for (entry, wanted) in entries.iter().zip([one, two]) {
            assert_eq!(text.get(entry.start..entry.start + entry.length), Some(wanted));
        }
    }

    #[test]
    fn what_is_no_mailbox_has_no_messages() {
        for text in ["", "Subject: x\n\nFrom a@x Mon Nov 23 17:19:20 2026\nA: 1\n", "hello", "\n"] {
            assert_eq!(list(text.as_bytes()).count, 0, "{text:?}");
        }
    }

    #[test]
    fn hostile_words_are_made_visible_and_short() {
        let text = format!(
            "{BEGIN}From: {}\nSubject: \u{202e}\u{1b}[2J{}\nDate: soon\n\n",
            "=?x?".repeat(9000),
            "y".repeat(9000)
        );
        let entry = list(text.as_bytes()).entries.remove(0);
        let shown = entry.words.join("\n");
        assert!(shown.len() < 4000 && !shown.contains(['\u{1b}', '\u{202e}']), "{shown}");
        assert!(shown.starts_with("soon\n"), "{shown}");
    }

    #[test]
    fn a_mailbox_without_end_is_counted_to_its_end() {
        let text = format!("{BEGIN}A: 1\nB: 2\n\n").repeat(LISTED + 5);
        let List { count, entries } = list(text.as_bytes());
        assert_eq!((count, entries.len()), (LISTED + 5, LISTED));
    }
}
