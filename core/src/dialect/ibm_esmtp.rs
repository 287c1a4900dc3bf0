//! IBM's own gateways (`*.ibm.com`, `*.collabserv.com`): `IBM ESMTP SMTP Gateway`. No source; about 380 samples, 2015 to
//! 2022.
//!
//! ```text
//! from H (IP) by B (IP) with IBM ESMTP SMTP Gateway: Authorized Use Only! Violators will be prosecuted;
//!  [(version=TLSv1/SSLv3 cipher=C bits=a/b) ]D
//! from localhost by B with IBM ESMTP SMTP Gateway: Authorized Use Only! Violators will be prosecuted for <RC> from <S>; D
//! ```
//! - What stands behind `with` is the greeting: other hosts write `with B ESMTP`, the rest is the same.
//! - A semicolon, then the TLS comment, then the date. The label says nothing of the version.
//! - The second form is the gateway's filter: no address, no network.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "ibm-esmtp",
    name: "IBM ESMTP gateway",
    signature: &[
        (Mark::With("IBM ESMTP"), 14),
        (Mark::Shape(Shape::Greeting), 4),
        (Mark::Shape(Shape::TwoRoundAddresses), 2),
        (Mark::First("localhost"), 2),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::BEFORE_DATE),
    silence: Silence::Detail,
    known: Known::Samples,
    ids: &[IdKind::None],
    about: About {
        recognised: "`with IBM ESMTP SMTP Gateway: Authorized Use Only!`; or `with B ESMTP` behind `by B`, and an \
                     address in round brackets behind both names or `from localhost`.",
        states_tls: "`(version= cipher= bits=)` between the semicolon and the date. `TLSv1/SSLv3` is no version.",
        silence: "No comment: a plain connection. Behind another greeting than IBM's nothing can be said.",
        source: "about 380 samples of public mailing lists, 2015 to 2022",
    },
    refine,
    ..Dialect::UNSAID
};

/// `from localhost by B`: the gateway's own filter. A network peer has an address.
fn refine(reading: &mut Reading<'_>) {
    if reading.facts.ip.is_none() && reading.facts.helo.is_some_and(|h| reading.text(h) == b"localhost") {
        reading.facts.process = true;
    }
    // No line of the other hosts has a comment.
    let protocol = reading.facts.protocol.map(|p| reading.text(p)).unwrap_or_default();
    reading.facts.mute = !protocol.starts_with(b"IBM");
}

#[cfg(test)]
mod tests {
    use crate::Stamp;
    use crate::terms::{Basis, TlsState};

    #[test]
    fn ok_filter_and_network() {
        let text = "IBM ESMTP SMTP Gateway: Authorized Use Only! Violators will be prosecuted";
        for (raw, state, basis) in [
            (
                format!(
                    "from localhost by e1.example.com with {text} for <b@example.net> from <a@example.com>; "
                ),
                TlsState::Local,
                Basis::Process,
            ),
            (
                format!("from localhost (192.0.2.1) by e1.example.com (198.51.100.1) with {text}; "),
                TlsState::Plain,
                Basis::WriterWouldSay,
            ),
            (
                format!(
                    "from a.example.com (192.0.2.1) by e1.example.com (198.51.100.1) with {text}; \
                     (version=TLSv1/SSLv3 cipher=AES256-GCM-SHA384 bits=256/256) "
                ),
                TlsState::Encrypted,
                Basis::Details,
            ),
        ] {
            let raw = raw + "Fri, 16 Aug 2019 17:54:28 +0100";
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.writer.software, Some("ibm-esmtp"), "{raw}");
            assert_eq!((stamp.tls.state, stamp.tls.basis), (state, basis), "{raw}");
            assert!(stamp.tls.version.is_none() && stamp.unread.is_empty(), "{raw}");
        }
    }

    #[test]
    fn ok_greeting_of_another_host() {
        let text = "with g1.example.com ESMTP";
        for (raw, software, state, basis) in [
            (
                format!("from localhost by g1.example.com {text} for <r@example.com> from <s@example.com>; "),
                Some("ibm-esmtp"),
                TlsState::Local,
                Basis::Process,
            ),
            (
                format!("from a.example.com (192.0.2.1) by g1.example.com (198.51.100.1) {text}; "),
                Some("ibm-esmtp"),
                TlsState::Unrecorded,
                Basis::WriterNeverSays,
            ),
            (
                format!(
                    "from a.example.com (192.0.2.1) by g1.example.com (198.51.100.1) {text}; \
                     (version=TLSv1/SSLv3 cipher=AES256-GCM-SHA384 bits=256/256) "
                ),
                Some("ibm-esmtp"),
                TlsState::Encrypted,
                Basis::Details,
            ),
            (
                format!("from a.example.com ([192.0.2.1]) by g1.example.com {text}; "),
                None,
                TlsState::Unrecorded,
                Basis::WriterUnknown,
            ),
        ] {
            let raw = raw + "Fri, 16 Aug 2019 17:54:28 -0000";
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.writer.software, software, "{raw}");
            assert_eq!((stamp.tls.state, stamp.tls.basis), (state, basis), "{raw}");
            assert!(stamp.tls.version.is_none() && stamp.unread.is_empty(), "{raw}");
        }
    }
}
