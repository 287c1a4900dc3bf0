//! Exchange Online: Microsoft 365, Outlook.com, Hotmail since 2015. The engine is Exchange's (`exchange`); the hosts and the
//! version 15.20 or 15.21 are the service's own.
//!
//! ```text
//! from H (IP) by B (IP) with Microsoft SMTP Server[ (version=V, cipher=C)] id v.v.v.v[ via Frontend Transport]; D
//! from H (IP) by B with HTTPS[ via X]; D
//! from H ([IP%n]) by B ([IP%n]) with mapi id v.v.v.vvv; D
//! from H (IP) by B (IP) with MailboxResubmission by AntispamTT id v.v.v.v; D
//! from H (IP) by B (IP) with TransportReplication id Version v.v (Build v.v); D
//! ```
//! - No looked-up name anywhere: the client's EHLO, then its address in round brackets.
//! - Only the stamp of `….mail.protection.outlook.com` is about the connection from outside.
//! - `+ Transport Decrypted` behind the suite: the service opened a rights-protected message on its way.
//! - Seen in 2021: an empty suite and no id.

use super::{About, Dialect, Known, Mark, Release, Shape, Silence, VersionAt, Writes};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};
use crate::vocab::protocol::WordKind;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "microsoft-365",
    name: "Microsoft 365",
    signature: &[
        (Mark::Host("outlook.com"), 12),
        (Mark::Host("partner.outlook.cn"), 12),
        (Mark::Host("office365.com"), 12),
        (Mark::Host("office365.us"), 12),
        (Mark::Host("exchangelabs.com"), 12),
        (Mark::Id(IdKind::ExchangeOnline), 8),
        (Mark::With("Microsoft SMTP"), 5),
        (Mark::With("MailboxResubmission"), 6),
        (Mark::With("ShadowRedundancy"), 6),
        (Mark::With("TransportReplication"), 6),
        (Mark::With("mapi"), 3),
        (Mark::Shape(Shape::TwoRoundAddresses), 2),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Plain,
    writes: Writes::ADDRESS.and(Writes::WITH),
    known: Known::Samples,
    ids: &[IdKind::ExchangeOnline, IdKind::None],
    edge: &["mail.protection.outlook.com", "prod.protection.outlook.com"],
    version: VersionAt::Id(&[
        Release { version: "15", not_before: (2012, 1) },
        Release { version: "15.1", not_before: (2014, 6) },
        Release { version: "15.20", not_before: (2017, 1) },
        Release { version: "15.21", not_before: (2025, 1) },
    ]),
    about: About {
        recognised: "A by host of outlook.com or its kin, or `with Microsoft SMTP Server` and the version 15.20 or \
                     15.21 as id.",
        states_tls: "`(version=TLS1_2, cipher=…)` behind `Microsoft SMTP Server`.",
        silence: "A plain connection. `with mapi` and `with HTTPS` are steps between mailbox hosts.",
        source: "samples, 2017 to 2026",
    },
    refine,
    ..Dialect::UNSAID
};

/// Steps of the mailbox store: `mapi`, `HTTPS` between mailbox hosts, and the service's own copies.
fn refine(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    let protocol = reading.facts.protocol.map(|p| reading.text(p)).unwrap_or_default();
    let copy = matches!(protocol, b"MailboxResubmission" | b"ShadowRedundancy" | b"TransportReplication");
    reading.facts.store = copy || reading.facts.word.is_some_and(|w| w.kind == WordKind::Http);
    if copy {
        // `by AntispamTT` names the agent that did it.
        reading.take_all(clauses.extra);
        reading.version_in_words();
    }
    reading.understood(&[b"Transport", b"Decrypted"]);
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;
    use crate::terms::{Basis, TlsState};

    #[test]
    fn ok_steps_of_the_store() {
        for (text, state, basis) in [
            (
                "from A.prod.outlook.com (2603:10b6:1::1) by B.prod.outlook.com with HTTPS; Mon, 10 Feb 2025 01:02:03 +0000",
                TlsState::Local,
                Basis::Store,
            ),
            (
                "from A.prod.outlook.com (2603:10b6:1::1) by B.prod.outlook.com (2603:10b6:1::1) with \
                 MailboxResubmission by AntispamTT id 15.20.9253.11; Sun, 2 Nov 2025 10:11:12 +0000",
                TlsState::Local,
                Basis::Store,
            ),
            (
                "from A.prod.outlook.com (2603:10b6:1::1) by B.prod.outlook.com (2603:10b6:1::2) with \
                 TransportReplication id Version 15.20 (Build 4478.19); Sun, 2 Nov 2025 10:11:12 +0000",
                TlsState::Local,
                Basis::Store,
            ),
            (
                "from A.prod.outlook.com ([fe80::1%4]) by A.prod.outlook.com ([fe80::1%4]) with mapi id \
                 15.20.6631.046; Sun, 2 Nov 2025 10:11:12 +0000",
                TlsState::Local,
                Basis::Store,
            ),
            (
                "from a.example (192.0.2.1) by B.mail.protection.outlook.com (10.0.0.1) with Microsoft SMTP Server id \
                 15.20.6768.30 via Frontend Transport; Fri, 8 Sep 2023 05:47:04 +0000",
                TlsState::Plain,
                Basis::WriterWouldSay,
            ),
            (
                "from A.prod.outlook.com (2603:10b6:1::1) by B.prod.outlook.com (2603:10b6:1::2) with Microsoft SMTP \
                 Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 + Transport Decrypted) id \
                 15.20.6411.17; Thu, 11 May 2023 15:16:17 +0000",
                TlsState::Encrypted,
                Basis::Details,
            ),
        ] {
            let stamp = Stamp::parse(text.as_bytes());
            assert_eq!(stamp.writer.software, Some("microsoft-365"), "{text}");
            assert_eq!((stamp.tls.state, stamp.tls.basis), (state, basis), "{text}");
            let unread: Vec<_> = stamp.unread.iter().map(|s| stamp.text(*s)).collect();
            assert!(unread.is_empty(), "{text}: {unread:?}");
            assert_eq!(stamp.id.is_some(), text.contains(" id 15."), "{text}");
        }
    }
}
