//! chasquid (`internal/smtpsrv/conn.go`), 0.0x to 1.15.
//!
//! ```text
//! from H ([IP]) by B (chasquid) with P [tls C] (over SMTP|submission|submission+TLS, TLS-1.3|plain text!, envelope from \"S\") ; D
//! ```
//! - It says outright that a connection was plain. The address of authenticated clients is left out.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};
use crate::reading::{Phrase, TlsFacts};
use crate::span::Span;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "chasquid",
    name: "chasquid",
    signature: &[
        (Mark::Product("chasquid"), 12),
        (Mark::Shape(Shape::BareTcpInfo), 1),
        (Mark::Shape(Shape::BlankSemicolon), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::TLS),
    silence: Silence::Plain,
    known: Known::Source,
    ids: &[IdKind::None],
    about: About {
        recognised: "`(chasquid)` behind the by host.",
        states_tls: "`tls C`, and the version in the comment that begins with `over`.",
        silence: "Does not occur: a plain connection reads `plain text!`.",
        source: "chasquid internal/smtpsrv/conn.go",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    let inside = [clauses.tls, clauses.with].iter().find_map(|&range| reading.take_comment(range, b"over"));
    let Some(inside) = inside else { return };
    // The first two parts are the server's words; the third is the client's.
    let mut at = inside.start;
    let mut parts = reading.text(inside).splitn(3, |&b| b == b',').map(|part| {
        let span = Span::new(at as usize, at as usize + part.len());
        at = span.end + 1;
        span
    });
    let (_, connection, sender) = (parts.next(), parts.next(), parts.next());
    if let Some(connection) = connection {
        let mut words = reading.words(connection);
        let first = words.next().map(|w| reading.text(w)).unwrap_or_default();
        if first == b"plain" {
            // A clause in the sender's words is none.
            reading.facts.tls = TlsFacts { phrase: Some(Phrase::Plain), ..TlsFacts::default() };
            reading.facts.tls.quote(connection);
        } else {
            reading.tls_comment(connection);
        }
    }
    let quoted = sender.and_then(|s| reading.words(s).last()).filter(|w| reading.text(*w).starts_with(b"\""));
    reading.facts.envelope_from = quoted.map(Span::inner).filter(|s| !s.is_empty());
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;
    use crate::terms::{Basis, TlsState};
    use crate::vocab::version::TlsVersion;

    #[test]
    fn ok_both_ways_and_nothing_from_the_sender() {
        for (words, state, basis, version, sender) in [
            (
                "ESMTPS\n\ttls TLS_AES_128_GCM_SHA256\n\t(over SMTP, TLS-1.3, envelope from \"s@example.com\")",
                TlsState::Encrypted,
                Basis::Details,
                Some("TLS1.3"),
                Some("s@example.com"),
            ),
            (
                "ESMTP\n\t(over SMTP, plain text!, envelope from \"s@example.com\")",
                TlsState::Plain,
                Basis::Phrase,
                None,
                Some("s@example.com"),
            ),
            (
                "ESMTP\n\t(over SMTP, plain text!, envelope from \"TLS-1.3\")",
                TlsState::Plain,
                Basis::Phrase,
                None,
                Some("TLS-1.3"),
            ),
            (
                "ESMTP\n\t(over SMTP, plain text!, envelope from \"a) tls TLS_AES_128_GCM_SHA256\")",
                TlsState::Plain,
                Basis::Phrase,
                None,
                None,
            ),
            (
                "ESMTP\n\t(over SMTP, plain text!, envelope from \"\")",
                TlsState::Plain,
                Basis::Phrase,
                None,
                None,
            ),
        ] {
            let raw = format!(
                "from h.example ([192.0.2.1])\n\tby b.example (chasquid) with {words}\n\t; Mon, 23 Nov 2026 17:19:49 +0000"
            );
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!((stamp.tls.state, stamp.tls.basis), (state, basis), "{words}");
            assert_eq!(stamp.tls.version.map(TlsVersion::as_str), version, "{words}");
            assert_eq!(
                stamp.envelope_from.map(|s| s.of(raw.as_bytes())),
                sender.map(str::as_bytes),
                "{words}"
            );
            assert!(stamp.unread.is_empty(), "{words}: {:?}", stamp.unread);
        }
    }
}
