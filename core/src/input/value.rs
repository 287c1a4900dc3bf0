//! Undoes what a window or an export did inside values: HTML entities, blanks and quotes from outside ASCII, and
//! quoted-printable codes in TLS words.
//!
//! Not here: anything that could start a field or a line. Values are repaired after the fields are known, and no
//! repair writes a line end.
//!
//! A repair must not turn a word that a sender chose into several. So a foreign blank that touches no ASCII blank is
//! replaced only where a place that the sender cannot reach has one too: right behind the colon, in the date, or
//! where the whole text was visibly copied out of a window.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memrchr};

use super::shape::{blank_len, widthless_len};
use super::{Counts, Field, cut};
use crate::span::{Span, is_blank};
use crate::vocab::field_name::FieldName;

/// Repairs the values of a header section; gives it back unchanged where nothing is to be done.
pub(super) fn repair<'a>(
    header: Cow<'a, [u8]>,
    fields: &mut [Field],
    from_window: bool,
    counts: &mut Counts,
) -> Cow<'a, [u8]> {
    let entities = is_escaped(&header, fields);
    let touched = |field: &Field| {
        let value = field.value.of(&header);
        let stamp = field.kind == FieldName::Received;
        (stamp && value.iter().any(|&b| b >= 0x80))
            || (entities && memchr(b'&', value).is_some())
            || (stamp && has_coded_equals(value))
            || blank_len(value) > 1
    };
    if !fields.iter().any(touched) {
        return header;
    }
    let from_window =
        from_window || fields.first().is_some_and(|field| blank_len(field.value.of(&header)) > 1);
    let mut out = Vec::with_capacity(header.len());
    let mut copied = 0;
    for field in fields {
        let (start, end) = (field.value.start as usize, field.value.end as usize);
        let (name, value) = (field.name, field.value.of(&header));
        let stamp = field.kind == FieldName::Received;
        out.extend_from_slice(cut(&header, copied, name.start as usize));
        let name_at = out.len();
        out.extend_from_slice(cut(&header, name.start as usize, start));
        let mut value_at = out.len();
        let plan = Plan {
            entities,
            stamp,
            blanks: from_window || has_foreign_blank(value, stamp),
            quotes: stamp && smart_quotes(value).is_multiple_of(2),
        };
        plan.copy(value, &mut out, counts);
        copied = end;
        while out.get(value_at).is_some_and(|&b| b == b' ' || b == b'\t') {
            value_at += 1;
        }
        field.name = Span::new(name_at, name_at + name.len());
        field.value = Span::new(value_at, out.len());
    }
    out.extend_from_slice(cut(&header, copied, header.len()));
    Cow::Owned(out)
}

/// True where a TLS word is followed by the quoted-printable code of its equals sign: `version=3DTLS1_2`.
pub(super) fn has_coded_equals(value: &[u8]) -> bool {
    memchr_iter(b'=', value).any(|at| is_coded_equals(value, at))
}

/// What is done to one value.
#[expect(clippy::struct_excessive_bools, reason = "four independent repairs")]
#[derive(Clone, Copy)]
struct Plan {
    entities: bool,
    stamp: bool,
    blanks: bool,
    quotes: bool,
}

impl Plan {
    fn copy(self, value: &[u8], out: &mut Vec<u8>, counts: &mut Counts) {
        let start = out.len();
        let mut at = 0;
        while let Some(rest) = value.get(at..)
            && let Some(&byte) = rest.first()
        {
            at += match byte {
                b'&' if self.entities => match entity(rest) {
                    Some((len, text)) => {
                        counts.entities += 1;
                        out.extend_from_slice(text.bytes());
                        len
                    }
                    None => keep(rest, 1, out),
                },
                b'=' if self.stamp && is_coded_equals(value, at) => {
                    counts.coded_equals += 1;
                    out.push(b'=');
                    3
                }
                0x80.. if self.stamp || self.blanks => self.foreign(rest, out.len() == start, out, counts),
                _ => keep(rest, 1, out),
            };
        }
    }

    /// Copies what stands outside ASCII at the start of `rest`; gives its length.
    fn foreign(self, rest: &[u8], first: bool, out: &mut Vec<u8>, counts: &mut Counts) -> usize {
        let widthless = widthless_len(rest);
        if widthless > 0 && self.stamp {
            counts.widthless += 1;
            return widthless;
        }
        let (len, number) = foreign_blanks(rest);
        if len > 0 {
            let touches = first
                || out.last().is_some_and(|&b| is_blank(b))
                || rest.get(len).is_none_or(|&b| is_blank(b));
            if !(self.blanks || touches) {
                return keep(rest, len, out);
            }
            counts.blanks += number;
            out.resize(out.len() + number, b' ');
            return len;
        }
        match smart_quote(rest) {
            Some(quote) if self.quotes => {
                counts.quotes += 1;
                out.push(quote);
                3
            }
            _ => keep(rest, 1, out),
        }
    }
}

fn keep(rest: &[u8], len: usize, out: &mut Vec<u8>) -> usize {
    out.extend_from_slice(cut(rest, 0, len));
    len
}

/// True where a block has its angle brackets as entities and none as such. A message has raw ones in `Message-ID`,
/// `From` or `Return-Path`, so an entity in some value of it stays.
fn is_escaped(header: &[u8], fields: &[Field]) -> bool {
    let carries = |field: &Field| {
        let value = field.value.of(header);
        ENTITY_FIELDS.contains(&field.kind)
            && memchr_iter(b'&', value).any(|at| entity(cut(value, at, value.len())).is_some())
    };
    memchr(b'&', header).is_some() && memchr(b'<', header).is_none() && fields.iter().any(carries)
}

/// True where a foreign blank stands in a place that only the writer of the field fills.
fn has_foreign_blank(value: &[u8], stamp: bool) -> bool {
    if blank_len(value) > 1 {
        return true;
    }
    let Some(semicolon) = memrchr(b';', value).filter(|_| stamp) else { return false };
    let tail = cut(value, semicolon, value.len());
    (0..tail.len()).any(|at| blank_len(cut(tail, at, tail.len())) > 1)
}

/// Length and number of the foreign blanks at the start.
fn foreign_blanks(rest: &[u8]) -> (usize, usize) {
    let (mut len, mut number) = (0, 0);
    loop {
        match blank_len(cut(rest, len, rest.len())) {
            0 | 1 => return (len, number),
            more => (len, number) = (len + more, number + 1),
        }
    }
}

/// The ASCII quote for one of U+2018, U+2019, U+201C-U+201E.
fn smart_quote(rest: &[u8]) -> Option<u8> {
    match rest {
        [0xE2, 0x80, 0x98 | 0x99, ..] => Some(b'\''),
        [0xE2, 0x80, 0x9C..=0x9E, ..] => Some(b'"'),
        _ => None,
    }
}

/// Number of smart double quotes. An odd one would leave a quoted string open to the end of the value.
fn smart_quotes(value: &[u8]) -> usize {
    memchr_iter(0xE2, value).filter(|&at| smart_quote(cut(value, at, value.len())) == Some(b'"')).count()
}

fn is_coded_equals(value: &[u8], at: usize) -> bool {
    let before = cut(value, at.saturating_sub(LONGEST_TLS_WORD), at);
    let coded = matches!(value.get(at + 1..at + 3), Some([b'3', b'D' | b'd']));
    coded && TLS_WORDS.iter().any(|word| before.to_ascii_lowercase().ends_with(word.as_bytes()))
}

/// What an entity stands for.
struct Text {
    bytes: [u8; 4],
    len: usize,
}

impl Text {
    fn new(c: char) -> Self {
        let mut bytes = [0; 4];
        let len = c.encode_utf8(&mut bytes).len();
        Self { bytes, len }
    }

    fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}

/// Reads an HTML entity at the start: its length and what it stands for. Control characters are not given out.
fn entity(rest: &[u8]) -> Option<(usize, Text)> {
    let window = cut(rest, 1, rest.len().min(LONGEST_ENTITY));
    let len = memchr(b';', window)?;
    let word = std::str::from_utf8(cut(window, 0, len)).ok()?;
    let c = match word {
        "lt" | "LT" => '<',
        "gt" | "GT" => '>',
        "amp" | "AMP" => '&',
        "quot" | "QUOT" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let number = word.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            if code == 0xA0 { ' ' } else { char::from_u32(code).filter(|c| !c.is_control())? }
        }
    };
    Some((len + 2, Text::new(c)))
}

/// Bytes an entity may have, `&` and `;` included.
const LONGEST_ENTITY: usize = 12;

/// Fields whose entities show that a block was copied as HTML.
const ENTITY_FIELDS: [FieldName; 4] =
    [FieldName::Received, FieldName::ReturnPath, FieldName::MessageId, FieldName::From];

/// Words before an equals sign in what writers say of TLS.
const TLS_WORDS: &[&str] = &["version", "cipher", "bits", "verify", "helo", "x", "cv"];

const LONGEST_TLS_WORD: usize = 7;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::fields;
    use crate::input::lines::Lines;
    use crate::limits::Limits;

    fn repaired(text: &str) -> (String, Vec<String>) {
        let mut split = fields::split(Lines::new(text.as_bytes()), &Limits::default()).unwrap();
        let header = Cow::Borrowed(text.as_bytes());
        let header = repair(header, &mut split.fields, false, &mut Counts::default());
        let values = split.fields.iter().map(|f| String::from_utf8_lossy(f.value.of(&header)).into_owned());
        (String::from_utf8_lossy(&header).into_owned(), values.collect())
    }

    #[test]
    fn ok_repairs() {
        for (text, want) in [
            ("Received: for &lt;a@b&gt;; &quot;x&quot;&nbsp;&#39;&#x26;\n", "for <a@b>; \"x\" '&"),
            ("Received:\u{a0}from\u{a0}a\u{2009}by b\n", "from a by b"),
            ("Received: from a; Mon,\u{a0}7 Nov\n", "from a; Mon, 7 Nov"),
            ("Received: from a; Mon, \u{a0}7 Nov\n", "from a; Mon,  7 Nov"),
            ("Received: from a\u{200b} by \u{feff}b\n", "from a by b"),
            ("Received: (Client CN “x y”)\n", "(Client CN \"x y\")"),
            ("Received: (version=3DTLS1_2 cipher=3dX a=3Db)\n", "(version=TLS1_2 cipher=X a=3Db)"),
        ] {
            assert_eq!(repaired(text).1, [want], "{text:?}");
        }
    }

    #[test]
    fn spans_follow_the_repair() {
        let (header, values) = repaired("A: x\nReceived:\u{a0}from\u{a0}a\n by&lt;\nB: &lt;y\n");
        assert_eq!(header, "A: x\nReceived: from a\n by<\nB: <y\n");
        assert_eq!(values, ["x", "from a\n by<", "<y"]);
    }

    #[test]
    fn what_is_well_formed_stays() {
        for text in [
            "Message-ID: <a@b>\nReceived: for &lt;a@b&gt;\n",
            "Subject: &lt;a&gt; \u{a0}x\u{200b} “y”\n",
            "Received: from x\u{a0}by\u{a0}evil (tls) by b; Mon, 7 Nov 2026\n",
            "Received: from “x by b\n",
            "Received: from a&#10;Received:&#13;b\n",
            "Received: (a=3Db)\n",
        ] {
            assert_eq!(repaired(text).0, text);
        }
    }
}
