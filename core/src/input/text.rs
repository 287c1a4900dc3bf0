//! Repairs of a text as a whole, before lines are looked at: encoding and HTML line breaks.
//!
//! Not here: character sets other than UTF-8 and UTF-16, and HTML as such. Bytes above ASCII pass through unread.

use std::borrow::Cow;

use memchr::{memchr_iter, memchr2, memrchr};

use super::lines::Lines;
use super::{cut, shape};

/// A text in bytes that ASCII readers understand, and how many bytes of the input stand before it.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, [u8]>,
    pub(super) mark: usize,
    pub(super) utf16: bool,
}

/// Takes off a byte order mark, and turns UTF-16 with such a mark into UTF-8.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => Decoded { text: Cow::Borrowed(rest), mark: 3, utf16: false },
        [0xFF, 0xFE, rest @ ..] => from_utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => from_utf16(rest, u16::from_be_bytes),
        _ => Decoded { text: Cow::Borrowed(bytes), mark: 0, utf16: false },
    }
}

/// Bytes that a piece of text, made by [`decode`] from UTF-16, took in the input.
pub(super) fn utf16_len(text: &[u8]) -> usize {
    // A character of four bytes in UTF-8 is a pair of units in UTF-16, every other is one unit.
    2 * text.iter().map(|&b| usize::from(b & 0xC0 != 0x80) + usize::from(b >= 0xF0)).sum::<usize>()
}

/// Turns `<br>` into line ends, where a block has no other, or has one in every second line and more.
/// In a block that is well-formed, those at line ends are taken off and others stay, so that a `<br>` in a subject
/// starts nothing.
pub(super) fn split_at_breaks(lines: Lines, place: Place) -> Option<(Vec<u8>, usize)> {
    let text = lines.text;
    if memchr2(b'\r', b'\n', text).is_some() && !breaks_prevail(lines) {
        return None;
    }
    let mut out = Vec::new();
    let (mut copied, mut count) = (0, 0);
    for at in memchr_iter(b'<', text) {
        let len = break_len(cut(text, at, text.len()));
        if len == 0 || at < copied {
            continue;
        }
        let line_end = match text.get(at + len..).unwrap_or_default() {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => 0,
        };
        if line_end == 0 && place == Place::LineEnd {
            continue;
        }
        out.extend_from_slice(cut(text, copied, at));
        out.push(b'\n');
        copied = at + len + line_end;
        count += 1;
    }
    out.extend_from_slice(cut(text, copied, text.len()));
    (count > 0).then_some((out, count))
}

/// True for a line with a `<br>` at its end.
pub(super) fn ends_with_break(line: &[u8]) -> bool {
    memrchr(b'<', line).is_some_and(|at| break_len(cut(line, at, line.len())) == line.len() - at)
}

/// Which `<br>` count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Every one.
    Anywhere,
    /// Those before a line end.
    LineEnd,
}

fn from_utf16(rest: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded<'_> {
    let (pairs, _) = rest.as_chunks::<2>();
    let text: String = char::decode_utf16(pairs.iter().map(|&pair| unit(pair)))
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    Decoded { text: Cow::Owned(text.into_bytes()), mark: 2, utf16: true }
}

fn breaks_prevail(lines: Lines) -> bool {
    let (mut seen, mut with_break, mut at) = (0_usize, 0_usize, 0);
    while let Some(line) = lines.at(at) {
        at = line.next;
        let content = lines.content(line);
        if shape::blanks_len(content) == content.len() {
            if with_break > 0 {
                break;
            }
            continue;
        }
        seen += 1;
        with_break +=
            usize::from(memchr_iter(b'<', content).any(|at| break_len(cut(content, at, content.len())) > 0));
        if seen >= MAX_LINES {
            break;
        }
    }
    with_break > 0 && with_break * 2 >= seen
}

/// Length of a `<br>`, `<br/>` or `<br />` at the start; 0 where there is none.
fn break_len(text: &[u8]) -> usize {
    let head = cut(text, 0, text.len().min(8));
    if !head.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case(b"<br")) {
        return 0;
    }
    let rest = cut(head, 3, head.len());
    let skip = rest.iter().position(|&b| !matches!(b, b' ' | b'/')).unwrap_or(rest.len());
    if rest.get(skip) == Some(&b'>') { 3 + skip + 1 } else { 0 }
}

/// Lines looked at to see whether `<br>` is the rule.
const MAX_LINES: usize = 400;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf16_of_both_orders_is_decoded_and_measured() {
        let text = "A: é𝄞\n";
        for (mark, unit) in [(0xFEFF_u16, u16::to_le_bytes as fn(u16) -> [u8; 2]), (0xFEFF, u16::to_be_bytes)]
        {
            let bytes: Vec<u8> = std::iter::once(mark).chain(text.encode_utf16()).flat_map(unit).collect();
            let decoded = decode(&bytes);
            assert_eq!((decoded.text.as_ref(), decoded.mark, decoded.utf16), (text.as_bytes(), 2, true));
            assert_eq!(utf16_len(&decoded.text), bytes.len() - 2);
        }
    }

    #[test]
    fn breaks_become_lines_only_where_they_are_the_rule() {
        for (place, text, want) in [
            (Place::Anywhere, "A: b<br>C: d<BR />", Some("A: b\nC: d\n")),
            (Place::Anywhere, "A: b<br>\r\nC: d<br>\r\n", Some("A: b\nC: d\n")),
            (Place::LineEnd, "A: b<br>\nC: d<br>e<br>\n", Some("A: b\nC: d<br>e\n")),
            (Place::Anywhere, "A: b\nC: d<br>E: f\nG: h\n", None),
            (Place::Anywhere, "A: <b@c>", None),
        ] {
            let found = split_at_breaks(Lines::new(text.as_bytes()), place).map(|(text, _)| text);
            assert_eq!(found.as_deref(), want.map(str::as_bytes), "{text:?}");
        }
    }
}
