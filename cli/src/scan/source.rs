//! A source of bytes, and what it holds: its content says so first, then its name.

use super::take::Place;
use crate::file;
use std::io::Read;
use tlstrail_core::msg;

/// Bytes read at once of a file of many messages.
pub(crate) const CHUNK: usize = 256 << 10;
/// Bytes by which every form is told: the magic of a tar archive stands at 257.
pub(crate) const SNIFFED: usize = 512;
/// The mark that some programs put before UTF-8.
pub(crate) const BOM: &[u8] = b"\xef\xbb\xbf";

/// A source of bytes.
pub(crate) struct Input<'i> {
    pub(crate) reader: &'i mut dyn Read,
    pub(crate) about: About<'i>,
}

/// What is known about a source.
#[derive(Clone)]
pub(crate) struct About<'i> {
    /// Its name, for its ending.
    pub(crate) name: &'i str,
    pub(crate) place: Place,
    /// It may pause for long.
    pub(crate) live: bool,
    /// It is read whatever it looks like, because somebody named it.
    pub(crate) named: bool,
}

/// What a source holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    Message,
    Mbox,
    Lines,
    Outlook,
    Tar,
    Gzip,
    Zstd,
    /// A packed form that is not read.
    Packed(&'static str),
    Unknown,
}

impl Form {
    pub(crate) fn of(start: &[u8], name: &str, named: bool) -> Self {
        match file::packed_form(start) {
            Some("gzip") => return Self::Gzip,
            Some("zstd") => return Self::Zstd,
            Some(other) => return Self::Packed(other),
            None => {}
        }
        if msg::is_msg(start) {
            return Self::Outlook;
        }
        // The magic of POSIX and GNU tar; older archives have none, but a name.
        if start.get(257..262) == Some(b"ustar") || (has_ending(name, &["tar"]) && start.len() > 257) {
            return Self::Tar;
        }
        let text = start.strip_prefix(BOM).unwrap_or(start);
        if text.starts_with(b"From ") {
            return Self::Mbox;
        }
        if has_ending(name, &["ndjson", "jsonl"]) || looks_like_lines(text) {
            return Self::Lines;
        }
        if named || has_ending(name, &["eml", "txt", "msg"]) || looks_like_message(text) {
            return Self::Message;
        }
        Self::Unknown
    }
}

/// A line of NDJSON opens an object and goes on; an indented document has the brace alone on its line.
fn looks_like_lines(text: &[u8]) -> bool {
    let first = text.trim_ascii_start().split(|&b| b == b'\n').next().unwrap_or_default().trim_ascii_end();
    first.len() > 1 && first.starts_with(b"{")
}

/// A field name and a colon (RFC 5322 section 2.2), or a piece of text that a mail client could have written.
fn looks_like_message(text: &[u8]) -> bool {
    let line = text.trim_ascii_start();
    let name = line.iter().position(|b| !b.is_ascii_graphic() || *b == b':').unwrap_or(0);
    name > 0 && line.get(name..).is_some_and(|rest| rest.trim_ascii_start().starts_with(b":"))
}

pub(crate) fn has_ending(name: &str, endings: &[&str]) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    endings.iter().any(|wanted| ending.eq_ignore_ascii_case(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_by_content_then_by_name() {
        let mut tar = vec![0; 512];
        tar[257..262].copy_from_slice(b"ustar");
        let table: [(&[u8], &str, Form); 14] = [
            (b"\x1f\x8b\x08", "a.eml", Form::Gzip),
            (b"\x28\xb5\x2f\xfd", "a", Form::Zstd),
            (b"PK\x03\x04", "a.eml", Form::Packed("zip")),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a", Form::Outlook),
            (&tar, "a", Form::Tar),
            (b"From x", "a.eml", Form::Mbox),
            (b"{\"headers\": \"\"}\n", "a", Form::Lines),
            (b"\xef\xbb\xbf\n {\"id\"", "a", Form::Lines),
            (b"nonsense", "a.NDJSON", Form::Lines),
            (b"{\n  \"payload\": {}\n}", "a.txt", Form::Message),
            (b"Received: by x", "a", Form::Message),
            (b"nonsense", "a.eml", Form::Message),
            (b"nonsense", "a.log", Form::Unknown),
            (b"\xff\xd8\xff\xe0", "a.jpg", Form::Unknown),
        ];
        for (start, name, form) in table {
            assert_eq!(Form::of(start, name, false), form, "{name} {}", String::from_utf8_lossy(start));
        }
        assert_eq!(Form::of(b"nonsense", "a.log", true), Form::Message, "somebody asks for it");
    }
}
