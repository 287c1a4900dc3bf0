//! Splits a well-formed header section into fields, in one pass and without a copy.
//!
//! Not here: damaged blocks. At the first line that is neither a field nor a continuation, and at every sign that a
//! paste only looks well-formed, this module steps back and `paste` reads the block.

use super::lines::{Line, Lines};
use super::shape::{self, StampEnd};
use super::{Field, cut};
use crate::limits::Limits;
use crate::span::Span;
use crate::vocab::field_name::FieldName;

/// A header section cut into fields. Spans count from `start`.
#[derive(Debug)]
pub(super) struct Split {
    pub(super) fields: Vec<Field>,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) stop: Stop,
}

/// What ended the section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// An empty line.
    EmptyLine,
    /// The end of the text, after a line end.
    LineEnd,
    /// The end of the text, inside a line.
    InsideLine,
    /// The cap on fields.
    FieldLimit,
}

/// The section at the start of the text, after empty lines and an mbox `From ` line; `None` where it is not
/// well-formed.
pub(super) fn split(lines: Lines, limits: &Limits) -> Option<Split> {
    let start = first_line(lines);
    let mut split = Split { fields: Vec::new(), start, end: start, stop: Stop::LineEnd };
    let (mut any_fold, mut any_doubt) = (false, false);
    while let Some(line) = lines.at(split.end) {
        let content = lines.content(line);
        match content.first() {
            None => {
                split.stop = Stop::EmptyLine;
                break;
            }
            Some(b' ' | b'\t') => {
                split.fields.last_mut()?.value.end = offset(line.end, start);
                any_fold = true;
            }
            Some(_) => {
                let name = shape::name(content)?;
                if let Some(last) = split.fields.last()
                    && last.kind == FieldName::Received
                    && !shape::is_clear(content, name)
                {
                    let mut end = StampEnd::default();
                    end.feed(last.value.of(cut(lines.text, start, split.end)));
                    if end.is_in_date() {
                        return None;
                    }
                    any_doubt |= end.is_open();
                }
                if split.fields.len() >= limits.fields {
                    split.stop = Stop::FieldLimit;
                    break;
                }
                split.fields.push(field(line, content, name, start));
            }
        }
        split.end = line.next;
        split.stop = if line.next > line.end { Stop::LineEnd } else { Stop::InsideLine };
    }
    // No fold anywhere, and a stamp that stops short before a name such as `17` or `https`: folding was lost.
    (any_fold || !any_doubt).then_some(split)
}

/// True where one field and an empty line are followed by more of the same: not a header section and its body, but
/// a paste with empty lines between its lines or fields. Two groups could be a lone field and a body that quotes
/// one; three are asked for.
pub(super) fn is_spaced_out(lines: Lines, start: usize) -> bool {
    let (mut groups, mut starts, mut in_group) = (0, 0, false);
    let mut at = start;
    for _ in 0..MAX_SPACED_LINES {
        let line = lines.at(at);
        let content = line.map(|line| lines.content(line)).unwrap_or_default();
        let blank = shape::blanks_len(content) == content.len();
        if blank {
            groups += usize::from(in_group);
            if groups >= 3 && starts >= 2 {
                return true;
            }
        } else {
            let indented = shape::blank_len(content) > 0;
            let clear = shape::name(content).is_some_and(|name| shape::is_clear(content, name));
            starts += usize::from(clear);
            let fits = if in_group { indented } else { indented || clear || shape::is_stamp_piece(content) };
            if !fits || starts == 0 {
                return false;
            }
        }
        in_group = !blank;
        let Some(line) = line else { return false };
        at = line.next;
    }
    false
}

/// Steps over empty lines and the envelope line of an mbox, quoted (`>From `) or not.
fn first_line(lines: Lines) -> usize {
    let mut at = 0;
    while let Some(line) = lines.at(at) {
        let content = lines.content(line);
        if !(content.is_empty() || content.starts_with(b"From ") || content.starts_with(b">From ")) {
            break;
        }
        at = line.next;
    }
    at
}

fn field(line: Line, content: &[u8], name: shape::Name, start: usize) -> Field {
    let value = cut(content, name.colon + 1, content.len());
    let blanks = value.iter().position(|&b| !matches!(b, b' ' | b'\t')).unwrap_or(value.len());
    let at = line.start - start;
    Field {
        name: Span::new(at, at + name.len),
        value: Span::new(at + name.colon + 1 + blanks, at + content.len()),
        kind: FieldName::of(cut(content, 0, name.len)),
    }
}

fn offset(at: usize, start: usize) -> u32 {
    u32::try_from(at - start).unwrap_or(u32::MAX)
}

/// Lines looked at for empty lines between fields.
const MAX_SPACED_LINES: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Option<Vec<String>> {
        let split = split(Lines::new(text.as_bytes()), &Limits::default())?;
        let header = cut(text.as_bytes(), split.start, split.end);
        Some(split.fields.iter().map(|f| String::from_utf8_lossy(f.name.of(header)).into_owned()).collect())
    }

    #[test]
    fn ok_blocks() {
        for (text, want) in [
            ("", &[][..]),
            ("A: b", &["A"]),
            ("\n\nA: b\n c\n\nB: d\n", &["A"]),
            ("From x@y Mon Nov 23 17:19:19 2026\n>From z\nA: b\nB: d\n", &["A", "B"]),
            ("A: b\n Received: from x\nB: c\n", &["A", "B"]),
            (
                "Received: from a by b; Mon, 23 Nov 2026 17:19:19 +0000\n17: x\nB: c\n",
                &["Received", "17", "B"],
            ),
            ("A :b\nb.c:d\n", &["A", "b.c"]),
        ] {
            assert_eq!(names(text).unwrap(), want, "{text:?}");
        }
    }

    #[test]
    fn err_blocks_that_are_not_well_formed() {
        for text in [
            " by b\nA: b\n",
            "A: b\nby c\n",
            "Internet headers:\nA: b\n",
            "> A: b\n",
            "Received: from a by b\nhttps://x/\nA: b\n",
            "Received: from a\n by b; Mon, 23 Nov 2026\n17:19:19 +0000\nA: b\n",
        ] {
            assert_eq!(names(text), None, "{text:?}");
        }
    }

    #[test]
    fn spaced_out_pastes_are_told_from_bodies() {
        for (text, want) in [
            ("Received: a\n\nReceived: b\n\nFrom: c\n", true),
            ("Received: a\n\n by b\n\nFrom: c", true),
            ("Received: a\n\nby b\n\nFrom: c", true),
            ("Received: a\n by b\n\nReceived: c\n by d\n\nFrom: c", true),
            ("Received: a\n\nReceived: b\n", false),
            ("Received: a\n\nReceived: b\nhello\n\nX: y\n\n", false),
            ("Received: a\nFrom: b\n\nTo: c\n\nCc: d\n\n", false),
            ("Subject: a\n\n b\n\n c\n\n d\n", false),
            ("Subject: a\n\nHello there\n\nDear: you\n\nX: y\n", false),
        ] {
            assert_eq!(is_spaced_out(Lines::new(text.as_bytes()), 0), want, "{text:?}");
        }
    }
}
