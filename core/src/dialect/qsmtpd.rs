//! Qsmtpd, of Qsmtp (`qsmtpd/data.c`, `qsmtpd/starttls.c`).
//!
//! ```text
//! from R|unknown ([IP][:port][ HELO H])[ (auth=U)|(ident)] by B (Qsmtpd v) with [(chunked) ][(C encrypted) ]P for <RC>; D
//! from (auth=U) by B …                                     where clients that authenticate are hidden
//! ```
//! - `P` is `[E]SMTP[S][A]`. The version of TLS is never told. IPv4 is `[::ffff:192.0.2.1]`.

use super::{About, Dialect, Known, Mark, Shape, Silence, VersionAt};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};
use crate::span::Span;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "qsmtpd",
    name: "Qsmtpd",
    signature: &[
        (Mark::Product("Qsmtpd"), 12),
        (Mark::Shape(Shape::EximInfo), 1),
        (Mark::Shape(Shape::Encrypted), 2),
        (Mark::Shape(Shape::NoId), 1),
    ],
    first_name: FirstName::Rdns,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Keyword { helo_tells: false },
    known: Known::Source,
    ids: &[IdKind::None],
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(Qsmtpd v)` behind the by host.",
        states_tls: "`(C encrypted)` before the keyword, and its S.",
        silence: "A keyword without S is a plain connection. `SMTP` after HELO is not known to tell.",
        source: "DerDakon/Qsmtp qsmtpd/data.c",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    reading.each_comment(clauses.from, |reading, token| {
        let inside = token.inner();
        if reading.text(inside).starts_with(b"auth=") {
            reading.facts.auth = true;
            reading.facts.user =
                Some(Span { start: inside.start + 5, end: inside.end }).filter(|u| !u.is_empty());
            return true;
        }
        // What an ident lookup gave.
        reading.facts.ip_span.is_some_and(|ip| ip.end < inside.start)
    });
    reading.take_comment(clauses.with, b"chunked");
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;
    use crate::terms::{Basis, TlsState};

    #[test]
    fn ok_forms() {
        for (raw, state, basis, port, user) in [
            (
                "from r.example ([::ffff:192.0.2.1]:40123 HELO h.example) (auth=u@example.com)\n\tby b.example (Qsmtpd 0.36) with (AES256-SHA encrypted) ESMTPSA\n\tfor <r@example.org>; Fri, 18 Oct 2019 01:02:03 +0200",
                TlsState::Encrypted,
                Basis::Details,
                Some(40123),
                Some("u@example.com"),
            ),
            (
                "from r.example ([::ffff:192.0.2.1] HELO h.example)\n\tby b.example (Qsmtpd 0.36) with (chunked) ESMTP\n\tfor <r@example.org>; Fri, 18 Oct 2019 01:02:03 +0200",
                TlsState::Plain,
                Basis::WriterWouldSay,
                None,
                None,
            ),
            (
                "from (auth=u@example.com)\n\tby b.example (Qsmtpd 0.36) with (AES256-SHA encrypted) ESMTPSA\n\tfor <r@example.org>; Fri, 18 Oct 2019 01:02:03 +0200",
                TlsState::Encrypted,
                Basis::Details,
                None,
                Some("u@example.com"),
            ),
        ] {
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.writer.software, Some("qsmtpd"), "{raw}");
            assert_eq!((stamp.tls.state, stamp.tls.basis), (state, basis), "{raw}");
            assert_eq!(stamp.from.port, port, "{raw}");
            assert_eq!(
                stamp.authenticated.user.map(|u| u.of(raw.as_bytes())),
                user.map(str::as_bytes),
                "{raw}"
            );
            if stamp.from.ip.is_some() {
                assert_eq!(stamp.from.helo.map(|h| h.of(raw.as_bytes())), Some(&b"h.example"[..]), "{raw}");
                assert_eq!(stamp.from.rdns.map(|h| h.of(raw.as_bytes())), Some(&b"r.example"[..]), "{raw}");
            }
            assert!(stamp.unread.is_empty(), "{raw}: {:?}", stamp.unread);
        }
    }
}
