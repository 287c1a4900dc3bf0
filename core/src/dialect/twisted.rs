//! Twisted Mail (`twisted/mail/smtp.py`), and servers that use its routine.
//!
//! ```text
//! from H ([IP] helo=H by B with esmtp ([Twisted, version v]) for <RC> D
//! ```
//! - The bracket behind the address never closes, and no semicolon stands before the date. Always `esmtp`: for HELO,
//!   AUTH and TLS too.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};
use crate::span::Span;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "twisted",
    name: "Twisted",
    signature: &[
        (Mark::Product("[Twisted"), 12),
        (Mark::With("esmtp"), 1),
        (Mark::Shape(Shape::EximInfo), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Source,
    ids: &[IdKind::None],
    about: About {
        recognised: "`([Twisted, version v])` behind the keyword.",
        states_tls: "Never.",
        silence: "Nothing: TLS and SMTP AUTH leave no trace in this form.",
        source: "twisted src/twisted/mail/smtp.py; laboratory",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    // `[Twisted, version 26.10.0]`
    let inside = reading.take_comment(reading.clauses.with, b"[Twisted");
    let version = inside.and_then(|place| reading.words(place).last());
    reading.facts.version = version.map(|v| {
        let bracket = u32::from(reading.text(v).ends_with(b"]"));
        Span { start: v.start, end: v.end - bracket }
    });
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;
    use crate::terms::{Basis, TlsState};

    #[test]
    fn an_open_bracket_and_no_semicolon() {
        let raw = b"from h.example ([192.0.2.1] helo=h.example\n\tby b.example with esmtp ([Twisted, version 26.10.0])\n\tfor <u@example.org> Mon, 23 Nov 2026 17:20:18 +0000";
        let stamp = Stamp::parse(raw);
        assert_eq!(stamp.writer.software, Some("twisted"));
        assert_eq!(stamp.writer.version.map(|v| v.of(raw)), Some(&b"26.10.0"[..]));
        assert_eq!((stamp.tls.state, stamp.tls.basis), (TlsState::Unrecorded, Basis::WriterNeverSays));
        assert_eq!(stamp.from.ip, Some("192.0.2.1".parse().unwrap()));
        assert_eq!(stamp.from.helo.map(|h| h.of(raw)), Some(&b"h.example"[..]));
        assert_eq!(stamp.recipient.map(|r| r.of(raw)), Some(&b"u@example.org"[..]));
        assert!(stamp.date.is_some() && stamp.unread.is_empty());
    }
}
