//! Courier (`courier/submit.C`, `courier/module.esmtp/courieresmtpd.C`), 0.3x to 1.4.
//!
//! ```text
//! from H (R [IP]) ([IDENT: x][, AUTH: mech U][, TLS: V,Nbits,C]) by B with P id HEX.HEX.HEX; D
//! old:  … by B with esmtp; D id HEX.HEX.HEX
//! from U (uid n) by B with local id …; D                    local submission
//! ```
//! - The comment holds what is known. With AUTH alone it ends in a comma: `(AUTH: PLAIN u, )`.
//! - `TLS:` comes with STARTTLS; old releases wrote `SSL:` on the port that begins with TLS, newer ones nothing there.
//! - `P` is `ESMTP[S][A]`, `UTF8SMTP…`; old releases wrote `esmtp` for all. HELO is `SMTP`, over TLS too.
//! - IPv4 is often `[::ffff:192.0.2.1]`. `V` of old builds is the label of the suite's family; builds on GnuTLS print
//!   `TLS 1.0` and GnuTLS's names of suites.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{Clock, FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "courier",
    name: "Courier",
    signature: &[
        (Mark::Id(IdKind::HexDots), 8),
        (Mark::Opens("AUTH:"), 5),
        (Mark::Opens("TLS:"), 3),
        (Mark::Opens("SSL:"), 3),
        (Mark::Opens("IDENT:"), 5),
        (Mark::Shape(Shape::TcpInfo), 1),
        (Mark::Shape(Shape::BareTcpInfo), 1),
        (Mark::With("esmtp"), 1),
        (Mark::With("smtp"), 1),
        (Mark::With("local"), 2),
        (Mark::With("ESMTP"), 1),
        (Mark::With("ESMTPS"), 1),
        (Mark::With("ESMTPA"), 1),
        (Mark::With("ESMTPSA"), 1),
        (Mark::With("SMTP"), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits { tls13_with_kx: true, ..TlsHabits::of(Slots::FROM) },
    silence: Silence::Keyword { helo_tells: false },
    known: Known::Source,
    ids: &[IdKind::HexDots],
    clock: Some(Clock::HexMiddle),
    about: About {
        recognised: "An id of three hex groups of 8 or 16 digits; `AUTH:`, `TLS:` behind the address.",
        states_tls: "The S of the keyword; `TLS: V,Nbits,C` in the comment behind the address. Old releases: the comment alone.",
        silence: "A keyword without S, or `esmtp` without the comment, is a plain connection. `SMTP` after HELO cannot tell.",
        source: "courier submit.C, module.esmtp/courieresmtpd.C; samples",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    if reading.take_comment(clauses.from, b"uid").is_some() {
        // The first word is a user, not a host.
        reading.facts.process = true;
        reading.facts.helo = None;
        reading.facts.rdns = None;
    }
    // A report on the delivery names its RFC.
    reading.take_comments(clauses.from, &[b"ftp://ftp.isi.edu/in-notes/rfc1894.txt"]);
    // The web interface of the list manager: `from ([IP]) via http`.
    if reading.facts.via.is_some_and(|v| reading.text(v) == b"http") {
        reading.facts.not_smtp = true;
    }
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;
    use crate::terms::{Basis, TlsState};
    use crate::vocab::version::TlsVersion;

    /// Comment, keyword; state, basis, version, authenticated, user.
    type Row =
        (&'static str, &'static str, TlsState, Basis, Option<&'static str>, bool, Option<&'static str>);

    #[test]
    fn ok_comments() {
        let rows: &[Row] = &[
            (
                "(TLS: TLSv1.3,128bits,TLS_AES_128_GCM_SHA256)",
                "ESMTPS",
                TlsState::Encrypted,
                Basis::Details,
                Some("TLS1.3"),
                false,
                None,
            ),
            (
                "(AUTH: PLAIN u, TLS: TLSv1.2,256bits,AES256-SHA)",
                "ESMTPSA",
                TlsState::Encrypted,
                Basis::Details,
                Some("TLS1.2"),
                true,
                Some("u"),
            ),
            ("(AUTH: PLAIN u, )", "ESMTPSA", TlsState::Encrypted, Basis::Keyword, None, true, Some("u")),
            (
                "(AUTH: LOGIN u, SSL: TLSv1/SSLv3,256bits,AES256-SHA)",
                "esmtp",
                TlsState::Encrypted,
                Basis::Details,
                None,
                true,
                Some("u"),
            ),
            (
                "(TLS: TLS 1.0,256bits,RSA_AES_256_CBC_SHA1)",
                "esmtp",
                TlsState::Encrypted,
                Basis::Details,
                Some("TLS1.0"),
                false,
                None,
            ),
            (
                "(IDENT: u, TLS: TLSv1.2,256bits,AES256-SHA)",
                "ESMTPS",
                TlsState::Encrypted,
                Basis::Details,
                Some("TLS1.2"),
                false,
                None,
            ),
            // What stands behind IDENT: may be the client's own words.
            (
                "(IDENT: u, TLS: TLSv1.2,256bits,AES256-SHA)",
                "ESMTP",
                TlsState::Unrecorded,
                Basis::WriterUnknown,
                None,
                false,
                None,
            ),
            ("(IDENT: u, AUTH: PLAIN x)", "ESMTP", TlsState::Plain, Basis::WriterWouldSay, None, false, None),
            ("(IDENT: [127.0.0.1])", "ESMTP", TlsState::Plain, Basis::WriterWouldSay, None, false, None),
            ("(IDENT: u)", "ESMTP", TlsState::Plain, Basis::WriterWouldSay, None, false, None),
            ("", "ESMTP", TlsState::Plain, Basis::WriterWouldSay, None, false, None),
            ("", "SMTP", TlsState::Unrecorded, Basis::KeywordCannotSay, None, false, None),
        ];
        for &(comment, keyword, state, basis, version, auth, user) in rows {
            let raw = format!(
                "from h.example (r.example [::ffff:192.0.2.1])\n  {comment}\n  by b.example with {keyword}\n  id 0000000000012345.0000000067F4BD0C.00001000; Tue, 08 Apr 2025 06:07:08 +0000"
            );
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.writer.software, Some("courier"), "{comment}");
            assert_eq!((stamp.tls.state, stamp.tls.basis), (state, basis), "{comment} {keyword}");
            assert_eq!(stamp.tls.version.map(TlsVersion::as_str), version, "{comment}");
            assert_eq!(stamp.authenticated.stated, auth, "{comment}");
            assert_eq!(
                stamp.authenticated.user.map(|u| u.of(raw.as_bytes())),
                user.map(str::as_bytes),
                "{comment}"
            );
            assert_eq!(stamp.from.ip, Some("192.0.2.1".parse().unwrap()), "{comment}");
            assert_eq!(stamp.from.rdns.map(|r| r.of(raw.as_bytes())), Some(&b"r.example"[..]), "{comment}");
        }
    }
}
