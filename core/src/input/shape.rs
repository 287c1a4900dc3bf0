//! What a single line looks like: a field, a continuation, or neither; and whether a stamp has reached its end.
//!
//! Not here: what follows from it. A well-formed block takes every name RFC 5322 allows; only a damaged block asks
//! whether a name is a *clear* one.

use crate::span::is_blank;
use crate::vocab::field_name::FieldName;

/// The start of a field: the name's length and the place of the colon, counted from the start of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) len: usize,
    pub(super) colon: usize,
}

/// Reads a field name: printable ASCII without colon (RFC 5322 §3.6.8), then blanks (§4.5.3), then a colon.
pub(super) fn name(line: &[u8]) -> Option<Name> {
    let len = line.iter().position(|&b| !(b.is_ascii_graphic() && b != b':'))?;
    let blanks = line.iter().skip(len).position(|&b| !matches!(b, b' ' | b'\t'))?;
    let colon = len + blanks;
    (len > 0 && line.get(colon) == Some(&b':')).then_some(Name { len, colon })
}

/// True where a name cannot well be a piece of another field: `17:19:19`, `https://`, `TLS1.3:ECDHE` and the
/// colon-separated list of a signature are pieces.
pub(super) fn is_clear(line: &[u8], name: Name) -> bool {
    let word = line.get(..name.len).unwrap_or_default();
    let rest = line.get(name.colon + 1..).unwrap_or_default();
    let plain = word.first().is_some_and(u8::is_ascii_alphabetic)
        && word.iter().all(|&b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    if !plain || one_of(word, STAMP_WORDS) {
        return false;
    }
    if rest.is_empty() || blank_len(rest) > 0 {
        return true;
    }
    (is_known(word) || starts_with(word, b"x-")) && !is_list(rest)
}

/// True for the names that nearly every header section holds. They are taken for a field even without a blank after
/// the colon (`Received:from mail.zoho.com by`).
pub(super) fn is_known(word: &[u8]) -> bool {
    FieldName::of(word).is_usual()
}

/// True for `Received`.
pub(super) fn is_received(word: &[u8]) -> bool {
    word.eq_ignore_ascii_case(b"received")
}

/// True where a line begins with a word that stands inside stamps: a clause, a comment, an address, a weekday.
pub(super) fn is_stamp_piece(line: &[u8]) -> bool {
    let word = line.split(|&b| matches!(b, b' ' | b'\t' | b',')).next().unwrap_or_default();
    line.first().is_some_and(|b| matches!(b, b'(' | b'[' | b'<' | b';')) || one_of(word, STAMP_WORDS)
}

/// Length of the blank at the start: SP, TAB, or one of Unicode's that a mail client's window puts in their place.
pub(super) fn blank_len(text: &[u8]) -> usize {
    match text {
        [b' ' | b'\t', ..] => 1,
        [0xC2, 0xA0, ..] => 2,
        // U+2000-U+200A, U+202F, U+205F, U+3000.
        [0xE2, 0x80, 0x80..=0x8A | 0xAF, ..] | [0xE2, 0x81, 0x9F, ..] | [0xE3, 0x80, 0x80, ..] => 3,
        _ => 0,
    }
}

/// Length of the character without width at the start: U+200B-U+200F, U+2060, U+FEFF, or a soft hyphen.
pub(super) fn widthless_len(text: &[u8]) -> usize {
    match text {
        [0xC2, 0xAD, ..] => 2,
        [0xE2, 0x80, 0x8B..=0x8F, ..] | [0xE2, 0x81, 0xA0, ..] | [0xEF, 0xBB, 0xBF, ..] => 3,
        _ => 0,
    }
}

/// Length of all blanks and characters without width at the start.
pub(super) fn blanks_len(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        match blank_len(rest) + widthless_len(rest) {
            0 => break,
            len => at += len,
        }
    }
    at
}

/// Follows a stamp line by line to the end of its date: after the last semicolon a time of day, then a zone
/// (RFC 5321 §4.4, RFC 5322 §3.3).
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct StampEnd {
    semicolon: bool,
    time: bool,
    zone: bool,
}

impl StampEnd {
    pub(super) fn feed(&mut self, line: &[u8]) {
        let tail = match memchr::memrchr(b';', line) {
            Some(at) => {
                *self = Self { semicolon: true, ..Self::default() };
                line.get(at + 1..).unwrap_or_default()
            }
            None if self.semicolon => line,
            None => return,
        };
        for word in tail.split(|&b| is_blank(b)) {
            if self.time {
                self.zone |= is_zone(word);
            } else {
                self.time = is_time(word);
            }
        }
    }

    /// True before the time of day: what follows belongs to the stamp whatever it looks like.
    pub(super) const fn is_open(self) -> bool {
        !self.time
    }

    /// True where the date has begun and its time of day has not been read.
    pub(super) const fn is_in_date(self) -> bool {
        self.semicolon && !self.time
    }

    /// True where `line`, which is neither a field nor indented, may be a piece of this stamp. Behind the date only
    /// a comment may be one, and none where the block has folds: there a sender could hang words of their own on
    /// the last stamp written by a server.
    pub(super) fn takes(self, line: &[u8], block: Folds) -> bool {
        let word = line.split(|&b| is_blank(b)).next().unwrap_or_default();
        let comment = line.first() == Some(&b'(');
        match (self.time, self.zone) {
            (false, _) => true,
            (true, false) => comment || is_zone(word) || matches!(word, b"AM" | b"PM"),
            (true, true) => comment && block == Folds::Lost,
        }
    }
}

/// Whether a block has kept any fold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Folds {
    /// No line begins with a blank.
    Lost,
    /// Some do.
    Kept,
}

/// `17:19:19`, `7:05`.
fn is_time(word: &[u8]) -> bool {
    let mut parts = word.split(|&b| b == b':');
    let hour = parts.next().unwrap_or_default();
    let two = |part: &[u8]| part.len() >= 2 && part.iter().take(2).all(u8::is_ascii_digit);
    matches!(hour.len(), 1 | 2) && hour.iter().all(u8::is_ascii_digit) && parts.next().is_some_and(two)
}

/// `+0000`, `GMT`. Four letters at most, so that a word of prose does not pass.
fn is_zone(word: &[u8]) -> bool {
    match word {
        [b'+' | b'-', digits @ ..] => digits.len() == 4 && digits.iter().all(u8::is_ascii_digit),
        _ => {
            matches!(word.len(), 1..=4)
                && word.iter().all(u8::is_ascii_uppercase)
                && word != b"AM"
                && word != b"PM"
        }
    }
}

/// `from:to:subject`, `date; bh=…`: what stands after `h=` in a signature (RFC 6376 §3.5).
fn is_list(rest: &[u8]) -> bool {
    let word = rest.iter().position(|&b| !(b.is_ascii_alphanumeric() || b == b'-'));
    word.is_some_and(|len| len > 0 && matches!(rest.get(len), Some(b':' | b';')))
}

fn one_of(word: &[u8], list: &[&str]) -> bool {
    list.iter().any(|entry| word.eq_ignore_ascii_case(entry.as_bytes()))
}

fn starts_with(word: &[u8], start: &[u8]) -> bool {
    word.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

/// Words that begin a piece of a stamp and name no field.
const STAMP_WORDS: &[&str] = &[
    "by",
    "via",
    "with",
    "id",
    "for",
    "using",
    "tls",
    "cipher",
    "version",
    "bits",
    "helo",
    "ehlo",
    "smtp",
    "esmtp",
    "esmtps",
    "ipv6",
    "http",
    "https",
    "mailto",
    "verify",
    "envelope-from",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_names() {
        for (line, len, colon) in [
            ("Received: from a", 8, 8),
            ("Received:from a", 8, 8),
            ("Subject : x", 7, 8),
            ("X-A_b.c:", 7, 7),
            ("17:19:19 +0000", 2, 2),
        ] {
            assert_eq!(name(line.as_bytes()), Some(Name { len, colon }), "{line}");
        }
    }

    #[test]
    fn err_names() {
        for line in [
            "",
            ":",
            ": x",
            "Internet headers:",
            "Mon, 23 Nov 2026 17:19:19",
            "by mx",
            " X: y",
            "é: x",
            "abc",
        ] {
            assert_eq!(name(line.as_bytes()), None, "{line}");
        }
    }

    #[test]
    fn a_piece_of_a_field_is_no_clear_name() {
        for (line, clear) in [
            ("Received: from a", true),
            ("received:from mail.example by b", true),
            ("RECEIVED:\u{a0}from a", true),
            ("X-Spam:yes", true),
            ("X-Spam:", true),
            ("Other: x", true),
            ("17:19:19 +0000", false),
            ("https://example.org/", false),
            ("TLS1.3:ECDHE_X25519:256)", false),
            ("using: TLS", false),
            ("IPv6:2001:db8::1])", false),
            ("received:from:to:subject", false),
            ("date:subject; bh=x", false),
            ("h=from: to", false),
            ("other:x", false),
        ] {
            let found = name(line.as_bytes()).is_some_and(|name| is_clear(line.as_bytes(), name));
            assert_eq!(found, clear, "{line}");
        }
    }

    #[test]
    fn a_stamp_takes_pieces_up_to_its_zone() {
        let dated = "from a by b; Mon, 23 Nov 2026 17:19:19 +0000";
        for (lines, piece, folds, want) in [
            (&[dated][..], "(UTC)", Folds::Lost, true),
            (&[dated], "(UTC)", Folds::Kept, false),
            (&[dated], "with ESMTPS", Folds::Lost, false),
            (&["from a by b; Mon, 23 Nov 2026", "17:19:19"], "GMT", Folds::Kept, true),
            (&["from a by b; Mon, 23 Nov 2026", "17:19:19"], "with ESMTPS", Folds::Kept, false),
            (&["from a by b; Mon, 23 Nov 2026", "17:19:19", "GMT"], "+0000", Folds::Kept, false),
            (&["from a by b id 17:19:19 +0000"], "with ESMTPS", Folds::Kept, true),
            (&["from a (x; 17:19:19 +0000)", "by b; Mon, 23 Nov"], "2026", Folds::Kept, true),
            (&["from a by b; Tue, 17 Sep 2002 4:26:01"], "PM -0100", Folds::Kept, true),
        ] {
            let mut end = StampEnd::default();
            for line in lines {
                end.feed(line.as_bytes());
            }
            assert_eq!(end.takes(piece.as_bytes(), folds), want, "{lines:?} {piece}");
        }
    }
}
