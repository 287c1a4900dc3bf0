//! Where lines end: LF, CRLF, or a bare CR where a text uses nothing else.
//!
//! Not here: what a line means. One text has one style, so that a bare CR inside a value of a CRLF message cannot
//! start a new field.

use memchr::{memchr, memchr_iter, memchr2};

/// A text with its style of line end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lines<'a> {
    pub(super) text: &'a [u8],
    bare_cr: bool,
}

/// One line: its content is `start..end`, the following line starts at `next`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) next: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a [u8]) -> Self {
        Self { text, bare_cr: uses_bare_cr(text) }
    }

    /// The line that starts at `at`; `None` at the end of the text.
    pub(super) fn at(&self, at: usize) -> Option<Line> {
        let rest = self.text.get(at..).filter(|rest| !rest.is_empty())?;
        let found = if self.bare_cr { memchr2(b'\r', b'\n', rest) } else { memchr(b'\n', rest) };
        let Some(stop) = found else {
            return Some(Line { start: at, end: at + without_cr(rest), next: self.text.len() });
        };
        let crlf = self.bare_cr && rest.get(stop) == Some(&b'\r') && rest.get(stop + 1) == Some(&b'\n');
        let content = rest.get(..stop).unwrap_or_default();
        Some(Line { start: at, end: at + without_cr(content), next: at + stop + 1 + usize::from(crlf) })
    }

    /// True where lines end in LF or CRLF, as the first one tells.
    pub(super) const fn is_lf(&self) -> bool {
        !self.bare_cr
    }

    /// The content of a line.
    pub(super) fn content(&self, line: Line) -> &'a [u8] {
        self.text.get(line.start..line.end).unwrap_or_default()
    }

    /// The line end of a line as written.
    pub(super) fn line_end(&self, line: Line) -> &'a [u8] {
        self.text.get(line.end..line.next).unwrap_or_default()
    }
}

/// Length without the CRs at the end: `\r\r\n` is left behind by programs that convert line ends twice.
fn without_cr(content: &[u8]) -> usize {
    content.iter().rposition(|&b| b != b'\r').map_or(0, |last| last + 1)
}

/// Reads no further than the first line end where that is LF or CRLF, else to the first LF.
fn uses_bare_cr(text: &[u8]) -> bool {
    let Some(first) = memchr2(b'\r', b'\n', text) else { return false };
    let rest = text.get(first..).unwrap_or_default();
    let past = rest.iter().position(|&b| b != b'\r').unwrap_or(rest.len());
    if rest.get(past) == Some(&b'\n') {
        return false;
    }
    match memchr(b'\n', rest) {
        None => true,
        // One stray CR in the first line does not make a style.
        Some(lf) => {
            let head = rest.get(..lf).unwrap_or_default();
            memchr_iter(b'\r', head.get(..without_cr(head)).unwrap_or_default()).nth(1).is_some()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(text: &[u8]) -> Vec<&[u8]> {
        let lines = Lines::new(text);
        let mut at = 0;
        let mut found = Vec::new();
        while let Some(line) = lines.at(at) {
            found.push(lines.content(line));
            at = line.next;
        }
        found
    }

    #[test]
    fn each_style_gives_the_same_lines() {
        for text in ["a\nb\n\nc", "a\r\nb\r\n\r\nc", "a\rb\r\rc", "a\r\r\nb\r\r\n\r\r\nc"] {
            assert_eq!(contents(text.as_bytes()), [&b"a"[..], b"b", b"", b"c"], "{text:?}");
        }
    }

    #[test]
    fn a_stray_cr_is_no_line_end_among_others() {
        assert_eq!(contents(b"a\r\nb\rc\r\n"), [&b"a"[..], b"b\rc"]);
        assert_eq!(contents(b"a\rb\nc\n"), [&b"a\rb"[..], b"c"]);
    }

    #[test]
    fn a_body_with_lf_keeps_the_style_of_the_header() {
        assert_eq!(contents(b"a\rb\r\rc\nd"), [&b"a"[..], b"b", b"", b"c", b"d"]);
    }
}
