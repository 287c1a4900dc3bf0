//! Cyrus IMAP, its LMTP server (`imap/lmtpengine.c`, `imap/tls.c`), 2.1 to 3.10.
//!
//! ```text
//! from H (R [IP]|[unix socket]) [(authenticated user=U bits=n)] by B (Cyrus v) with LMTP[S][A] [(version=V cipher=C bits=u/a verify=X)]; D
//! ```
//! - `A` stands where mail is accepted at all; a socket or a trusted listener counts as authenticated. `user=` repeats
//!   the AUTH parameter of MAIL FROM (RFC 4954 §5): what the client says of the submitter. Neither is SMTP AUTH here.
//! - `V` is OpenSSL's version of the *suite*. `verify=YES` stands without any client certificate.
//! - `serverinfo: off` leaves the product out.

use super::{About, Dialect, Known, Mark, Shape, Silence, VersionAt, Writes};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "cyrus",
    name: "Cyrus IMAP",
    signature: &[
        (Mark::Product("Cyrus"), 12),
        (Mark::With("LMTPA"), 3),
        (Mark::With("LMTPSA"), 3),
        (Mark::With("LMTP"), 1),
        (Mark::Shape(Shape::NoId), 1),
        (Mark::Shape(Shape::TcpInfo), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits { version_of_suite: true, verify_means_nothing: true, ..TlsHabits::of(Slots::WITH) },
    silence: Silence::Plain,
    writes: Writes::WITH,
    known: Known::Source,
    ids: &[IdKind::None],
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(Cyrus v)` behind the by host, `with LMTPA`, no id.",
        states_tls: "The S of the keyword, and `(version= cipher= bits= verify=)` behind it.",
        silence: "A plain connection, or a socket.",
        source: "cyrus-imapd imap/lmtpengine.c, imap/tls.c",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    reading.facts.auth_void = true;
    reading.facts.auth = false;
    reading.facts.user = None;
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;
    use crate::terms::TlsState;

    #[test]
    fn neither_the_a_nor_the_user_is_authentication_here() {
        for words in ["by b.example", "(authenticated user=u@example.com bits=0)\n\tby b.example"] {
            let raw = format!(
                "from h.example (r.example [192.0.2.1])\n\t{words} (Cyrus v2.3.16) with LMTPSA\n\t(version=SSLv3 cipher=AES128-SHA bits=128/128 verify=YES);\n\tMon, 23 Nov 2026 17:24:31 +0000"
            );
            let stamp = Stamp::parse(raw.as_bytes());
            assert!(!stamp.authenticated.stated && stamp.authenticated.user.is_none(), "{words}");
            assert_eq!((stamp.tls.state, stamp.tls.version), (TlsState::Encrypted, None), "{words}");
            assert_eq!(stamp.tls.client_certificate, None, "{words}");
            assert!(stamp.unread.is_empty(), "{words}");
        }
    }
}
