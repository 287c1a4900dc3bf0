//! Haraka (`connection.js`, `outbound/`), 0.9 to 3.3.
//!
//! ```text
//! from H (R [IP]) by B (Haraka[/v]) with P id UUID.n envelope-from <S>[ TLS][ (authenticated bits=0)]; D
//! TLS:  to 1.2 none; 1.4 to 2.8.16 (version=TLSv1/SSLv3 cipher=C verify=X); 2.8.25 (cipher=C[ verify=X]);
//!       2.8.26 (version=V cipher=C[ verify=X]); from 2.8.28 tls NAME
//! (Haraka outbound); D
//! (Haraka PID invoked for bounce); D
//! ```
//! - 0.9 wrote `from R (HELO H [IP])`.
//! - `P` is `[E]SMTP[S][A]`: HELO over TLS is `SMTPS`.
//! - `V` is Node's version of the suite, not of the session. `X` is `OK` for a checked client certificate; `FAIL` and
//!   `NO` stand for every client without one.
//! - The version of the product can be hidden.

use super::{About, Dialect, Known, Mark, Shape, Silence, VersionAt, Writes};
use crate::clause::Class;
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};
use crate::terms::ClientCertificate;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "haraka",
    name: "Haraka",
    signature: &[
        (Mark::Product("Haraka"), 12),
        (Mark::Leads("Haraka"), 5),
        (Mark::Id(IdKind::UuidDot), 8),
        (Mark::Shape(Shape::NoClauses), 5),
        (Mark::Shape(Shape::TcpInfo), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits {
        version_of_suite: true,
        verify_means_nothing: true,
        ..TlsHabits::of(Slots::ENVELOPE.and(Slots::TLS))
    },
    silence: Silence::Keyword { helo_tells: true },
    writes: Writes::ADDRESS.and(Writes::WITH),
    known: Known::Source,
    ids: &[IdKind::UuidDot, IdKind::None],
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(Haraka/v)` behind the by host, an id of a UUID and the number of the transaction.",
        states_tls: "The S of the keyword; the suite behind `envelope-from`, in brackets to 2.8.27, as `tls NAME` from 2.8.28.",
        silence: "A keyword without S is a plain connection, HELO included (`SMTPS`).",
        source: "Haraka connection.js, outbound/index.js, config/outbound.bounce_message",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    if !clauses.has_by && reading.take_comment(clauses.lead, b"Haraka").is_some() {
        reading.facts.process = true;
    }
    reading.tls_needs_keyword();
    // Node says "authorized" only of a certificate that was sent and checked.
    let verified =
        clauses.envelope_from.iter().filter_map(|i| reading.token(i)).any(|t| {
            t.class == Class::Tls && reading.words(t.inner()).any(|w| reading.text(w) == b"verify=OK")
        });
    if verified && reading.facts.tls.has_details() {
        reading.facts.tls.certificate = Some(ClientCertificate::Verified);
    }
    // 0.9: `(HELO H [IP])`.
    if reading.facts.ip.is_none()
        && let Some(at) =
            clauses.from.iter().rev().find(|&i| reading.token(i).is_some_and(|t| t.class == Class::Helo))
    {
        reading.peer(at);
    }
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;
    use crate::terms::{Basis, ClientCertificate, TlsState};

    #[test]
    fn ok_verify() {
        for (text, want) in [
            ("(version=TLSv1/SSLv3 cipher=AES128-SHA verify=FAIL)", None),
            ("(cipher=AES128-SHA verify=NO)", None),
            ("(cipher=AES128-SHA verify=OK)", Some(ClientCertificate::Verified)),
        ] {
            let raw = format!(
                "from h (r.example [192.0.2.1])\r\n\tby b.example (Haraka/2.8.25) with ESMTPS id 0F1E2D3C-4B5A-4678-9A8B-7C6D5E4F3A2B.1\r\n\tenvelope-from <s@example.com> {text};\r\n\tTue, 01 Sep 2020 02:03:04 +0000"
            );
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.tls.client_certificate, want, "{text}");
            assert_eq!((stamp.tls.state, stamp.tls.version), (TlsState::Encrypted, None), "{text}");
            assert!(stamp.unread.is_empty(), "{text}");
        }
    }

    #[test]
    fn a_sender_that_looks_like_tls_tells_nothing() {
        for sender in [
            "<\"a> tls TLS_AES_256_GCM_SHA384 \"@example.com>",
            "<\"a> (version=TLSv1.3 cipher=AES128-SHA verify=OK)\"@example.com>",
        ] {
            let raw = format!(
                "from h (r.example [192.0.2.1])\r\n\tby b.example (Haraka) with ESMTP id 0F1E2D3C-4B5A-4678-9A8B-7C6D5E4F3A2B.1\r\n\tenvelope-from {sender};\r\n\tTue, 01 Sep 2020 02:03:04 +0000"
            );
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(
                (stamp.tls.state, stamp.tls.basis),
                (TlsState::Plain, Basis::WriterWouldSay),
                "{sender}"
            );
            assert!(
                stamp.tls.suite.is_none()
                    && stamp.tls.version.is_none()
                    && stamp.tls.client_certificate.is_none()
            );
        }
    }

    #[test]
    fn ok_lines_of_the_queue_and_the_first_form() {
        for line in ["(Haraka outbound)", "(Haraka 4711 invoked for bounce)"] {
            let raw = format!("{line}; Mon, 23 Nov 2026 17:20:06 +0000");
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.writer.software, Some("haraka"), "{line}");
            assert_eq!((stamp.tls.state, stamp.tls.basis), (TlsState::Local, Basis::Process), "{line}");
            assert!(stamp.unread.is_empty(), "{line}");
        }
        let raw = b"from r.example (HELO h.example [192.0.2.1]) by b.example (Haraka) with SMTP id 0F1E2D3C-4B5A-4678-9A8B-7C6D5E4F3A2B.1; Mon, 23 Nov 2011 17:20:06 +0000";
        let stamp = Stamp::parse(raw);
        assert_eq!(stamp.from.ip, Some("192.0.2.1".parse().unwrap()));
        assert_eq!(stamp.from.helo.map(|h| h.of(raw)), Some(&b"h.example"[..]));
    }
}
