//! Where the header section of a message ends, for whoever reads a long file piece by piece.
//!
//! Not here: the section itself. This says only how much of a text suffices for the same report as the whole.

use memchr::memchr;

use super::lines::Lines;
use super::{shape, text};

/// How much of a message has to be read. See [`header_end`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum HeaderEnd {
    /// The section and the empty line behind it take this many bytes; what follows changes nothing.
    At(usize),
    /// A header section so far, without its end.
    Open,
    /// Not a well-formed header section, such as a paste: as much as there is should be read.
    Unclear,
}

/// Looks for the end of the header section at the start of `bytes`, which may be the first piece of a message.
///
/// The report on the bytes up to [`HeaderEnd::At`] is the report on the whole message.
pub fn header_end(bytes: &[u8]) -> HeaderEnd {
    let lines = Lines::new(bytes);
    if !lines.is_lf() {
        // A piece may end between CR and LF; any other CR is a line end of its own.
        let inner = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        return if memchr(b'\r', inner).is_some() { HeaderEnd::Unclear } else { HeaderEnd::Open };
    }
    let (mut at, mut fields, mut in_stamp) = (0, 0_usize, false);
    while let Some(line) = lines.at(at) {
        if !lines.line_end(line).ends_with(b"\n") {
            return HeaderEnd::Open;
        }
        let content = lines.content(line);
        at = line.next;
        match content.first() {
            None if fields > 1 => return HeaderEnd::At(at),
            None if fields == 1 => return HeaderEnd::Unclear,
            None => {}
            Some(b' ' | b'\t') if fields > 0 => {}
            Some(_) if fields == 0 && (content.starts_with(b"From ") || content.starts_with(b">From ")) => {}
            Some(_) => match shape::name(content) {
                Some(name) if !in_stamp || shape::is_clear(content, name) => {
                    if fields == 0 && text::ends_with_break(content) {
                        return HeaderEnd::Unclear;
                    }
                    fields += 1;
                    in_stamp = content.get(..name.len).is_some_and(shape::is_received);
                }
                _ => return HeaderEnd::Unclear,
            },
        }
    }
    HeaderEnd::Open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_ends() {
        for (text, wanted) in [
            ("A: b\nB: c\n\nbody", HeaderEnd::At(11)),
            ("A: b\r\n c\r\nB: c\r\n\r\nbody", HeaderEnd::At(18)),
            ("\r\nFrom x@y Mon\nA: b\nB: c\n\n\nbody", HeaderEnd::At(26)),
            ("A: b\nB: c\n", HeaderEnd::Open),
            ("A: b\nB: c\r", HeaderEnd::Open),
            ("A: b\r\nB: c\r\n\r", HeaderEnd::Open),
            ("A: b\r", HeaderEnd::Open),
            ("A: b\nB", HeaderEnd::Open),
            ("", HeaderEnd::Open),
        ] {
            assert_eq!(header_end(text.as_bytes()), wanted, "{text:?}");
        }
    }

    #[test]
    fn err_what_only_the_whole_text_can_tell() {
        for text in [
            "A: b\n\nbody",
            "A: b\rB: c\r\rbody\n",
            "> A: b\n> B: c\n\nbody",
            "Received: from a by b; Mon, 23 Nov 2026\n17:19:19 +0000\nB: c\n\n",
            "Received: from a\nhttps://x/\nB: c\n\n",
            "A: b<br>\nB: c<br>\n\nbody",
            "hello\nA: b\nB: c\n\n",
        ] {
            assert_eq!(header_end(text.as_bytes()), HeaderEnd::Unclear, "{text:?}");
        }
    }
}
