//! Dovecot LMTP and submission (`src/lib-smtp/smtp-server-transaction.c`, `smtp-server-connection.c`), 2.0 to 2.4.
//!
//! ```text
//! from H|unknown [([IP])] [(using V with cipher C (u/a bits)[ compression])] by B with P id X (envelope-from <S>) [for <RC>]; D
//! old:  from H ([IP]) by B (Dovecot) with LMTP id X for <RC>; D
//! ```
//! - `P` is `SMTP`, `ESMTP` or `LMTP` with `S` and `A`; the id has 22 characters of base 64.
//! - The `S` comes from "the connection is secured", which a trusted proxy can say for another connection: then no
//!   comment stands.
//! - A proxied submission names the proxy behind `from`, not the client. Over a UNIX socket no address stands.

use super::{About, Dialect, Known, Mark, Shape, Silence, Writes};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "dovecot",
    name: "Dovecot",
    signature: &[
        (Mark::Product("Dovecot"), 12),
        (Mark::Id(IdKind::Base22), 4),
        (Mark::Shape(Shape::BareTcpInfo), 1),
        (Mark::Shape(Shape::EnvelopeId), 3),
        (Mark::With("LMTP"), 2),
        (Mark::With("LMTPS"), 3),
        (Mark::With("LMTPA"), 1),
        (Mark::With("LMTPSA"), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::FROM),
    silence: Silence::Keyword { helo_tells: true },
    writes: Writes::ID.and(Writes::WITH),
    known: Known::Source,
    ids: &[IdKind::Base22],
    about: About {
        recognised: "An id of 22 characters, `(envelope-from <S>)` behind it, `([IP])` without a looked-up name.",
        states_tls: "The S of the keyword; `(using V with cipher C …)` where the session itself had TLS.",
        silence: "A keyword without S is a plain connection, or one that a proxy did not mark as TLS.",
        source: "dovecot src/lib-smtp/smtp-server-transaction.c, smtp-server-connection.c",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let from = reading.clauses.from;
    let seen = reading.facts.ip_span.is_some_and(|ip| {
        from.iter().filter_map(|i| reading.token(i)).any(|t| t.is_comment() && t.span.covers(ip))
    });
    if !seen {
        // A literal that the client gave as its name is no address seen. A connection without one is a UNIX socket.
        reading.facts.ip = None;
        reading.facts.ip_span = None;
        reading.facts.process |= reading.clauses.has_from;
    }
    // TLS compression, by the library's name for it.
    reading.understood(&[b"zlib", b"compression"]);
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;
    use crate::terms::{Basis, TlsState};

    #[test]
    fn ok_compression() {
        for name in ["zlib", "zlib compression"] {
            let raw = format!(
                "from h.example ([192.0.2.1])\n\t(using TLSv1.2 with cipher AES256-SHA (256/256 bits) {name})\n\tby b.example with ESMTPS\n\tid 4LYFEDt2BGtyMgAAZOcA7g\n\t(envelope-from <s@example.com>); Mon, 23 Nov 2026 17:22:03 +0000"
            );
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!((stamp.tls.state, stamp.tls.bits), (TlsState::Encrypted, Some(256)), "{raw}");
            assert!(stamp.unread.is_empty(), "{raw}");
        }
    }

    #[test]
    fn a_connection_without_address_is_a_socket() {
        for (from, state, basis, ip) in [
            ("h.example", TlsState::Local, Basis::Process, None),
            ("[192.0.2.9]", TlsState::Local, Basis::Process, None),
            ("[192.0.2.9] ([192.0.2.1])", TlsState::Plain, Basis::WriterWouldSay, Some("192.0.2.1")),
        ] {
            let raw = format!(
                "from {from}\n\tby b.example with LMTP\n\tid 4LYFEDt2BGtyMgAAZOcA7g\n\t(envelope-from <s@example.com>)\n\tfor <u@example.org>; Mon, 23 Nov 2026 17:22:03 +0000"
            );
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.writer.software, Some("dovecot"), "{from}");
            assert_eq!((stamp.tls.state, stamp.tls.basis), (state, basis), "{from}");
            assert_eq!(stamp.from.ip, ip.map(|i| i.parse().unwrap()), "{from}");
            assert!(stamp.unread.is_empty(), "{from}");
        }
    }
}
