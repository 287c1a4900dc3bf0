//! The SMTP service of Windows and IIS, 4.0 to 10: also Exchange 2000 and 2003, and Hotmail's hosts until about 2015.
//!
//! ```text
//! from H ([IP][ RDNS failed | unverified]) by B [over TLS secured channel] with Microsoft SMTPSVC(v); D
//! from mail pickup service by B with Microsoft SMTPSVC[(v)]; D
//! from H - IP by B with Microsoft SMTPSVC(5.5…); D
//! ```
//! - The TLS text stands outside of brackets, before `with`. No id.

use super::{About, Dialect, Known, Mark, Shape, Silence, Writes};
use crate::address;
use crate::reading::{FirstName, Phrase, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "iis-smtpsvc",
    name: "Microsoft SMTP Service",
    signature: &[(Mark::With("Microsoft SMTPSVC"), 12), (Mark::Shape(Shape::NoId), 1)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Plain,
    writes: Writes::ADDRESS.and(Writes::WITH),
    known: Known::Samples,
    about: About {
        recognised: "`with Microsoft SMTPSVC(v)`.",
        states_tls: "`over TLS secured channel` behind the by host; no version, no suite.",
        silence: "A plain connection. `from mail pickup service` is the pick-up folder.",
        source: "samples, 1999 to 2024",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    if let Some(place) = reading.take_phrase(clauses.by, &[b"over", b"TLS", b"secured", b"channel"]) {
        reading.facts.tls.phrase = Some(Phrase::Tls);
        reading.facts.tls.quote(place);
    }
    if reading.take_phrase(clauses.from, &[b"mail", b"pickup", b"service"]).is_some() {
        reading.facts.process = true;
        reading.facts.helo = None;
        reading.facts.rdns = None;
    }
    // `from H - IP`
    if reading.nth(clauses.from, 1) == Some(b"-")
        && let Some(token) = clauses.from.iter().nth(2).and_then(|i| reading.token(i))
        && let Some(literal) = address::read(reading.text(token.span))
    {
        reading.facts.ip = Some(literal.ip);
        reading.facts.ip_span = Some(token.span);
        reading.take_all(clauses.from);
    }
    reading.each_comment(clauses.with, |reading, token| {
        let known = reading.text(token.inner()).iter().all(|b| b.is_ascii_digit() || *b == b'.');
        if known {
            reading.facts.version = Some(token.inner());
        }
        known
    });
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;
    use crate::terms::{Basis, TlsState};

    #[test]
    fn ok_forms() {
        for (text, state, basis, ip) in [
            (
                "from h.example ([192.0.2.1]) by b.example over TLS secured channel with Microsoft SMTPSVC(7.5.7601.23008)",
                TlsState::Encrypted,
                Basis::Phrase,
                Some("192.0.2.1"),
            ),
            (
                "from h.example ([192.0.2.1] RDNS failed) by b.example with Microsoft SMTPSVC(6.0.3790.4675)",
                TlsState::Plain,
                Basis::WriterWouldSay,
                Some("192.0.2.1"),
            ),
            (
                "from h.example - 192.0.2.1 by b.example with Microsoft SMTPSVC(5.5.1877.197.19)",
                TlsState::Plain,
                Basis::WriterWouldSay,
                Some("192.0.2.1"),
            ),
            (
                "from mail pickup service by b.example with Microsoft SMTPSVC",
                TlsState::Local,
                Basis::Process,
                None,
            ),
            // What the client calls itself says nothing.
            (
                "from over ([192.0.2.1]) by b.example with Microsoft SMTPSVC(6.0.3790.4675)",
                TlsState::Plain,
                Basis::WriterWouldSay,
                Some("192.0.2.1"),
            ),
        ] {
            let text = format!("{text}; Thu, 21 Jan 2010 12:13:14 -0800");
            let stamp = Stamp::parse(text.as_bytes());
            assert_eq!(stamp.writer.software, Some("iis-smtpsvc"), "{text}");
            assert_eq!((stamp.tls.state, stamp.tls.basis), (state, basis), "{text}");
            assert_eq!(stamp.from.ip.map(|i| i.to_string()).as_deref(), ip, "{text}");
            assert!(stamp.unread.is_empty(), "{text}");
        }
    }
}
