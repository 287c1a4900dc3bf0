//! OpenSMTPD (`usr.sbin/smtpd/smtp_session.c`), 5.3 to 7.x, also in OpenBSD.
//!
//! ```text
//! 5.3 to 5.9:  [from H (R [IP]);] by B (OpenSMTPD) with P id 8hex; [TLS version=V cipher=C bits=N verify=X;] [for <RC>;] D
//! later:       [from H (R [IP])]  by B (OpenSMTPD) with P id 8hex [(V:C:N:X) [auth=yes user=U]] [for <RC>]; D
//! ```
//! - `mask-src` leaves the from part out, of remote and local clients alike; `received-auth` adds `auth=`, on TLS sessions
//!   only.
//! - `P` is `[E]SMTP[S][A]`: HELO over TLS is `SMTPS`.
//! - A session of the enqueuer is `(host [local])` and `ESMTPA`: the code sets its flag for "authenticated" and calls
//!   that a hack. Nobody gave a password.
//! - `X` is `YES` where the client's certificate was checked; `NO` (once `FAIL`) also where none came.
//! - The old words print OpenSSL's version of the *suite*.

use super::{About, Dialect, Known, Mark, Shape, Silence, Writes};
use crate::clause::Kind;
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};
use crate::span::Span;
use crate::vocab::protocol::Keyword;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "opensmtpd",
    name: "OpenSMTPD",
    signature: &[
        (Mark::Product("OpenSMTPD"), 12),
        (Mark::Id(IdKind::Hex8), 4),
        (Mark::Shape(Shape::TcpInfo), 1),
        (Mark::Shape(Shape::NoFrom), 1),
        (Mark::Shape(Shape::OneProduct), 1),
        (Mark::Shape(Shape::ZoneComment), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::ID),
    silence: Silence::Plain,
    writes: Writes::ID.and(Writes::WITH).and(Writes::ZONE_COMMENT),
    known: Known::Source,
    ids: &[IdKind::Hex8],
    about: About {
        recognised: "`(OpenSMTPD)`; or, where the name was changed, an id of eight lower-case hex digits and a zone comment.",
        states_tls: "The S of the keyword, and always `(V:C:N:X)` behind the id.",
        silence: "A plain connection: TLS is always marked, HELO included (`SMTPS`). `ESMTPA` without a from clause is \
                  as a rule a local program's.",
        source: "OpenSMTPD usr.sbin/smtpd/smtp_session.c",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    // Masked, and signed in without TLS, which the server does not offer to the network: the enqueuer, or nobody can say.
    reading.facts.mute = !reading.clauses.has_from && reading.facts.keyword == Some(Keyword::Esmtpa);
    // `[local]`: the enqueuer's session.
    reading.facts.auth_void = reading.facts.process;
    let clauses = reading.clauses;
    for i in clauses.id.iter().skip(1) {
        let Some(token) = reading.token(i).filter(|t| t.kind == Kind::Word) else { continue };
        let word = reading.text(token.span);
        if word == b"auth=yes" {
            reading.facts.auth = true;
        } else if let Some(user) = word.strip_prefix(b"user=") {
            let start = token.span.end as usize - user.len();
            reading.facts.user = Some(Span::new(start, token.span.end as usize)).filter(|u| !u.is_empty());
        } else if word != b"auth=no" {
            continue;
        }
        reading.take(i);
    }
    // `TLS version=V cipher=C bits=N verify=X`, without brackets.
    if let Some(place) = reading.place(clauses.tls) {
        reading.habits.version_of_suite = true;
        if reading.tls_comment(place) {
            clauses.tls.iter().for_each(|i| reading.take(i));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;
    use crate::terms::{Basis, TlsState};
    use crate::vocab::protocol::Keyword;
    use crate::vocab::version::TlsVersion;

    #[test]
    fn the_a_of_a_local_session_says_nothing() {
        let raw = b"from localhost (h.example [local])\n\tby h.example (OpenSMTPD) with ESMTPA id bd04b3a1;\n\tMon, 23 Nov 2026 17:46:47 +0000 (UTC)";
        let stamp = Stamp::parse(raw);
        assert_eq!((stamp.tls.state, stamp.tls.basis), (TlsState::Local, Basis::Process));
        assert!(!stamp.authenticated.stated);
        assert_eq!(stamp.protocol.registered.map(Keyword::as_str), Some("ESMTPA"));
        assert!(stamp.unread.is_empty());
    }

    #[test]
    fn a_masked_line_of_the_enqueuer_tells_no_plain_connection() {
        for (words, state, basis) in [
            ("ESMTPA id 9ba474fd", TlsState::Unrecorded, Basis::WriterNeverSays),
            ("ESMTP id 9ba474fd", TlsState::Plain, Basis::WriterWouldSay),
            ("SMTP id 9ba474fd", TlsState::Plain, Basis::WriterWouldSay),
            ("ESMTPS id 9ba474fd", TlsState::Encrypted, Basis::Keyword),
        ] {
            let raw = format!(
                "by mail.example.org (OpenSMTPD) with {words}; Mon, 23 Nov 2026 17:46:47 +0000 (UTC)"
            );
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!((stamp.tls.state, stamp.tls.basis), (state, basis), "{raw}");
        }
    }

    #[test]
    fn ok_words_about_auth() {
        for (words, stated, user) in [
            (
                "ESMTPSA id 01234567 (TLSv1.3:TLS_AES_256_GCM_SHA384:256:NO) auth=yes user=alice",
                true,
                Some("alice"),
            ),
            ("ESMTPS id 01234567 (TLSv1.3:TLS_AES_256_GCM_SHA384:256:NO) auth=no", false, None),
        ] {
            let raw = format!(
                "from h (r.example [192.0.2.1])\n\tby b (OpenSMTPD) with {words};\n\tMon, 23 Nov 2026 17:19:49 +0000 (UTC)"
            );
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.authenticated.stated, stated, "{words}");
            assert_eq!(
                stamp.authenticated.user.map(|u| u.of(raw.as_bytes())),
                user.map(str::as_bytes),
                "{words}"
            );
            assert!(stamp.unread.is_empty(), "{words}");
        }
    }

    #[test]
    fn the_old_words_give_the_version_only_where_the_suite_has_one() {
        for (version, cipher, want) in [
            ("TLSv1/SSLv3", "DHE-RSA-AES256-SHA", None),
            ("TLSv1.2", "ECDHE-RSA-AES256-GCM-SHA384", Some("TLS1.2")),
        ] {
            let raw = format!(
                "from h (r.example [192.0.2.1]);\n\tby b.example (OpenSMTPD) with ESMTPS id 01234567;\n\tTLS version={version} cipher={cipher} bits=256 verify=NO;\n\tfor <u@example.com>;\n\tMon, 23 Nov 2026 17:19:49 +0000 (UTC)"
            );
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!((stamp.tls.state, stamp.tls.basis), (TlsState::Encrypted, Basis::Details));
            assert_eq!(stamp.tls.version.map(TlsVersion::as_str), want);
            assert!(stamp.unread.is_empty(), "{:?}", stamp.unread);
        }
    }
}
