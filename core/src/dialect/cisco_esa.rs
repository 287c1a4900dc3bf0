//! Cisco Secure Email (IronPort ESA, CES), `AsyncOS`. No source; samples 2004 to 2026.
//!
//! ```text
//! from R [(HELO H)] ([IP]) by B with P[/TLS/C]; DD Mon YYYY hh:mm:ss +zzzz
//! ```
//! - The looked-up name first, or `unknown`; `(HELO H)` is left out where it is the same.
//! - No id, no recipient, no weekday; no zone `-0000`, which is the qmail family's.
//! - `C` is the OpenSSL name; there is no version.
//! - `P` is `SMTP` or `ESMTP`. Without TLS the form is others' too, who put other words there.
//! - Some sites blank the address: `()`.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "cisco-esa",
    name: "Cisco Secure Email (IronPort)",
    signature: &[
        (Mark::With("ESMTP/TLS"), 12),
        (Mark::With("SMTP/TLS"), 12),
        // All of these together, or it is another's.
        (Mark::Shape(Shape::BareTcpInfo), 2),
        (Mark::Shape(Shape::NoWeekdayOffset), 2),
        (Mark::Shape(Shape::KeywordAlone), 3),
    ],
    first_name: FirstName::Rdns,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Plain,
    known: Known::Samples,
    ids: &[IdKind::None],
    about: About {
        recognised: "`ESMTP/TLS/C`; without TLS the order `name (HELO h) ([address])`, `with SMTP` or `with ESMTP`, \
                     no id, and a date without weekday.",
        states_tls: "`/TLS/` and the cipher glued to the keyword. Never a version.",
        silence: "A keyword without `/TLS/` is a plain connection.",
        source: "about 7,000 samples of public mailing lists, 2004 to 2026",
    },
    // Its form without TLS is that of others too, who name TLS in words.
    refine: |reading| reading.tls_behind_protocol(),
    ..Dialect::UNSAID
};

#[cfg(test)]
mod tests {
    use crate::Stamp;
    use crate::terms::{Basis, TlsState};

    #[test]
    fn only_its_own_keywords_make_the_form_its_own() {
        for (rest, writer, state, basis) in [
            ("with ESMTP", Some("cisco-esa"), TlsState::Plain, Basis::WriterWouldSay),
            ("with SMTP", Some("cisco-esa"), TlsState::Plain, Basis::WriterWouldSay),
            ("with ESMTP/TLS", Some("cisco-esa"), TlsState::Encrypted, Basis::Keyword),
            ("with SMTP/TLS", Some("cisco-esa"), TlsState::Encrypted, Basis::Keyword),
            ("with QMQP", None, TlsState::Unrecorded, Basis::PrivateKeyword),
            ("with asmtp", None, TlsState::Unrecorded, Basis::PrivateKeyword),
            ("with ESMTP id ", None, TlsState::Unrecorded, Basis::WriterUnknown),
            ("via smtpd with ESMTP", None, TlsState::Unrecorded, Basis::WriterUnknown),
            ("", None, TlsState::Unrecorded, Basis::WriterUnknown),
        ] {
            for helo in ["", "(HELO x.example.net) "] {
                let raw = format!(
                    "from h.example.net {helo}([192.0.2.71]) by smtp1.example.com {rest}; 10 Sep 2022 17:19:27 +1000"
                );
                let stamp = Stamp::parse(raw.as_bytes());
                assert_eq!(stamp.tls.state, state, "{raw}");
                // With a HELO comment the form is qmail's too, whose silence means nothing.
                if helo.is_empty() || writer.is_some() {
                    assert_eq!((stamp.writer.software, stamp.tls.basis), (writer, basis), "{raw}");
                }
            }
        }
    }
}
