//! Exchange on the customer's own servers: 2007 (8.x), 2010 (14.x), 2013 (15.0), 2016 (15.1), 2019 and SE (15.2).
//!
//! ```text
//! from H (IP) by B (IP) with Microsoft SMTP Server[ (TLS) | (version=V, cipher=C)] id v.v.v.v[ via Frontend Transport]; D
//! from H ([IP]) by B ([IP]) with mapi id 14.03.0123.003; D
//! from H ([IP]) by B with Microsoft Exchange Server HTTP-DAV; D
//! from H (IP) by B (IP) with TransportReplication id Version 15.20 (Build 4478.19); D
//! ```
//! - Until 15.0, and in the first builds of 15.1, TLS is the word `(TLS)`; later version and suite. Windows before 2016
//!   adds the curve to the suite: `…_P256`.
//! - A zero-padded version stands where the store wrote the stamp.
//! - `via Frontend Transport` is the proxy that clients meet, `via Mailbox Transport` the delivery into the store.

use super::{About, Dialect, Known, Mark, Release, Shape, Silence, VersionAt, Writes};
use crate::clause::Kind;
use crate::reading::{FirstName, IdKind, Phrase, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "exchange",
    name: "Exchange Server",
    signature: &[
        (Mark::With("Microsoft SMTP"), 10),
        (Mark::With("Microsoft Exchange"), 9),
        (Mark::With("mapi"), 5),
        (Mark::With("MailboxResubmission"), 4),
        (Mark::With("ShadowRedundancy"), 4),
        // No id beside it tells the service's hosts from a customer's: their names do.
        (Mark::With("TransportReplication"), 8),
        (Mark::Id(IdKind::Exchange), 5),
        (Mark::Shape(Shape::TwoRoundAddresses), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Plain,
    writes: Writes::ADDRESS.and(Writes::ID).and(Writes::WITH),
    known: Known::Samples,
    ids: &[IdKind::Exchange, IdKind::None],
    version: VersionAt::Id(&[
        Release { version: "8", not_before: (2006, 1) },
        Release { version: "14", not_before: (2008, 6) },
        Release { version: "15", not_before: (2012, 1) },
        Release { version: "15.1", not_before: (2014, 6) },
        Release { version: "15.2", not_before: (2018, 1) },
    ]),
    about: About {
        recognised: "`with Microsoft SMTP Server` and the version of the server as id.",
        states_tls: "`(TLS)` up to 2013, `(version=TLS1_2, cipher=…)` from 2016, behind `Microsoft SMTP Server`.",
        silence: "A plain connection. `with mapi` is a step inside the store, `with ShadowRedundancy` and the like a copy \
                  between its servers.",
        source: "samples, 2007 to 2026",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let protocol = reading.facts.protocol.map(|p| reading.text(p)).unwrap_or_default();
    reading.facts.not_smtp = protocol.ends_with(b"HTTP-DAV");
    reading.facts.store =
        matches!(protocol, b"MailboxResubmission" | b"ShadowRedundancy" | b"TransportReplication");
    reading.version_in_words();
    cut_phrase(reading);
}

/// `(TLS=`: the line was cut at a soft break of quoted-printable, in which mail is sometimes exported.
fn cut_phrase(reading: &mut Reading<'_>) {
    let last = reading.clauses.with.iter().next_back();
    let cut = last.filter(|&i| {
        reading.token(i).is_some_and(|t| t.kind == Kind::OpenComment && reading.text(t.inner()) == b"TLS=")
    });
    if let Some(at) = cut
        && let Some(token) = reading.token(at)
    {
        reading.facts.tls.phrase = Some(Phrase::Tls);
        reading.facts.tls.quote(token.inner());
        reading.take(at);
    }
}

#[cfg(test)]
mod tests {
    use crate::Stamp;
    use crate::terms::{Basis, TlsState};

    #[test]
    fn a_copy_between_servers_has_a_version_and_no_id() {
        let raw = "from a.example.com (192.0.2.1) by b.example.com (192.0.2.2) with TransportReplication id Version 15.0 \
                   (Build 1497.2); Wed, 31 Aug 2022 07:05:27 +0000";
        let stamp = Stamp::parse(raw.as_bytes());
        assert_eq!(stamp.writer.software, Some("exchange"));
        assert_eq!(stamp.writer.version.map(|v| stamp.text(v)), Some(&b"15.0"[..]));
        assert_eq!((stamp.tls.state, stamp.tls.basis), (TlsState::Local, Basis::Store));
        assert!(stamp.id.is_none() && stamp.unread.is_empty());
    }
}
