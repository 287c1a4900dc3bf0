//! qmail-ldap (`received.c`, `qmail-smtpd.c` of the patch set), and hosts that renamed it (`qmail-ptmail`).
//!
//! ```text
//! from R (HELO H) ([U@][IP]) (envelope-sender <S>) by B (qmail-ldap-1.03) with [TLS ]P for <RC>; D
//! TLS:  [V C fingerprint=…|no certificate presented] encrypted [compressed]      older: C encrypted
//! ```
//! - `P` is `SMTP` for EHLO and TLS alike.

use super::{About, Dialect, Known, Mark, Shape, Silence, VersionAt};
use crate::clause::Kind;
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};
use crate::terms::ClientCertificate;
use crate::vocab::protocol::{Keyword, WithWord};
use crate::vocab::version::TlsVersion;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "qmail-ldap",
    name: "qmail-ldap",
    signature: &[
        (Mark::Product("qmail-ldap"), 12),
        (Mark::Product("qmail-ptmail"), 12),
        (Mark::Opens("envelope-sender"), 1),
        (Mark::Shape(Shape::HeloComment), 2),
        (Mark::Shape(Shape::RoundAddress), 2),
        (Mark::Shape(Shape::Encrypted), 2),
    ],
    first_name: FirstName::Rdns,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Detail,
    known: Known::Source,
    ids: &[IdKind::None],
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(qmail-ldap-1.03)` behind the by host.",
        states_tls: "`[V C …] encrypted` before `SMTP`; older releases `C encrypted`. The keyword does not tell.",
        silence: "A plain connection, where the server was built with TLS.",
        source: "qmail-ldap received.c, qmail-smtpd.c; samples",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    reading.family_peer();
    let with = reading.clauses.with;
    let start = with.start as usize;
    let Some(text) = reading.token(start).filter(|t| t.kind == Kind::Literal && !with.is_empty()) else {
        return;
    };
    let mut words = reading.words(text.inner());
    let (version, cipher) = (words.next(), words.next());
    let Some(version) = version.filter(|v| TlsVersion::parse(reading.text(*v)).is_some()) else { return };
    reading.tls_comment(cipher.map_or(version, |c| version.to(c)));
    reading.facts.tls.certificate = words.next().map(|word| {
        if reading.text(word) == b"no" {
            ClientCertificate::NotPresented
        } else {
            ClientCertificate::Unverified
        }
    });
    reading.take(start);
    // The words behind it: `encrypted compressed SMTP`.
    reading.take_words(with, |w| w == b"encrypted" || w == b"compressed");
    let last = with.iter().rev().filter_map(|i| reading.token(i)).find(|t| t.kind == Kind::Word);
    if let Some(last) = last {
        reading.facts.protocol = Some(last.span);
        reading.facts.keyword = Keyword::parse(reading.text(last.span));
        reading.facts.word =
            reading.facts.keyword.is_none().then(|| WithWord::classify(reading.text(last.span)));
    }
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;
    use crate::terms::{Basis, ClientCertificate, TlsState};
    use crate::vocab::protocol::Keyword;
    use crate::vocab::version::TlsVersion;

    #[test]
    fn ok_words_before_the_keyword() {
        for (words, state, version, certificate) in [
            (
                "[TLSv1.2 AES256-SHA no certificate presented] encrypted SMTP",
                TlsState::Encrypted,
                Some("TLS1.2"),
                Some(ClientCertificate::NotPresented),
            ),
            (
                "[TLSv1.2 AES256-SHA fingerprint=AB:CD] encrypted compressed SMTP",
                TlsState::Encrypted,
                Some("TLS1.2"),
                Some(ClientCertificate::Unverified),
            ),
            ("AES256-SHA encrypted SMTP", TlsState::Encrypted, None, None),
            ("SMTP", TlsState::Plain, None, None),
        ] {
            let raw = format!(
                "from unknown (HELO h.example) (u@[192.0.2.1])\n          (envelope-sender <s@example.com>)\n          by b.example (qmail-ldap-1.03) with {words}\n          for <r@example.org>; 13 Feb 2011 01:02:03 -0000"
            );
            let stamp = Stamp::parse(raw.as_bytes());
            let basis = if state == TlsState::Plain { Basis::WriterWouldSay } else { Basis::Details };
            assert_eq!(stamp.writer.software, Some("qmail-ldap"), "{words}");
            assert_eq!((stamp.tls.state, stamp.tls.basis), (state, basis), "{words}");
            assert_eq!(stamp.tls.version.map(TlsVersion::as_str), version, "{words}");
            assert_eq!(stamp.tls.client_certificate, certificate, "{words}");
            assert_eq!(stamp.protocol.registered.map(Keyword::as_str), Some("SMTP"), "{words}");
            assert!(stamp.unread.is_empty(), "{words}: {:?}", stamp.unread);
        }
    }

    #[test]
    fn an_ident_is_no_address() {
        let raw = b"from r.example.com (HELO c.example.com) ([127.0.0.1]@[192.0.2.1]) (envelope-sender <s@example.com>) \
                    by mx.example.net (qmail-ldap-1.03) with SMTP for <u@example.net>; 31 Aug 2022 07:05:27 -0000";
        let stamp = Stamp::parse(raw);
        assert_eq!(stamp.from.ip, "192.0.2.1".parse().ok());
        assert_eq!((stamp.tls.state, stamp.tls.basis), (TlsState::Plain, Basis::WriterWouldSay));
        assert!(stamp.unread.is_empty());
    }
}
