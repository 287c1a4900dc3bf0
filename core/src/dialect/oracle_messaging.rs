//! The line from PMDF and the Sun Internet Mail Server over iPlanet and Sun Java System Messaging Server to Oracle
//! Communications Messaging Server 8; and Oracle Beehive, another engine of the same vendor.
//!
//! ```text
//! from H (R [IP]) by B (Oracle Communications Messaging Server 8.1.0.1 64bit (built D)) with ESMTPS id <Q@B> for RC[ (ORCPT RC)]; D (GMT)
//! from process-daemon.B by B (…) id <Q@B> [for RC (ORCPT RC)]; D (GMT)
//! from H ("port n"@R [IP]) by B (Sun Internet Mail Server sims.3.5.…) with ESMTP id <Q@B>; D
//! from H (R [IP]) by B (PMDF V6.1-1 #40995) with ESMTP id <Q@B> for RC; D
//! from H (/IP) by default (Oracle Beehive Gateway v4.0) with ESMTP ; D
//! ```
//! - The product comment holds brackets of its own. `…-daemon.B` are channels of the same server.
//! - The S came with RFC 3848: SIMS and iPlanet 5 (to about 2003) wrote `ESMTP` whatever the session was.
//! - Beehive never tells TLS.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::clause::Token;
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};
use crate::span::Span;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "oracle-messaging",
    name: "Oracle Communications Messaging Server",
    signature: &[
        (Mark::Product("Oracle Communications"), 12),
        (Mark::Product("Oracle Beehive"), 12),
        // Behind the host of a line without by clause; a client can write it too.
        (Mark::Opens("Oracle"), 5),
        (Mark::Product("Sun Java"), 12),
        (Mark::Product("Sun Internet"), 12),
        (Mark::Product("Sun ONE"), 12),
        (Mark::Product("iPlanet Messaging"), 12),
        (Mark::Product("PMDF"), 12),
        (Mark::Id(IdKind::MessageId), 2),
        (Mark::Shape(Shape::ZoneComment), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Keyword { helo_tells: false },
    known: Known::Samples,
    about: About {
        recognised: "`(Oracle Communications Messaging Server …)`, `(Sun Java(tm) System Messaging Server …)`, `(iPlanet Messaging Server …)`, `(PMDF …)`; an id that is a message id.",
        states_tls: "The S of the keyword; no version, no suite.",
        silence: "A keyword without S is a plain connection; `SMTP` cannot tell. SIMS, iPlanet 5 and Beehive never tell.",
        source: "samples, 1999 to 2025",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    let channel = |h: Span| {
        let label = reading.text(h).split(|&b| b == b'.').next().unwrap_or_default();
        label.ends_with(b"-daemon")
    };
    // `process-daemon`, `tcp-daemon`: a channel of the same server hands the message on.
    if reading.facts.ip.is_none() && reading.facts.helo.is_some_and(channel) {
        reading.facts.process = true;
    }
    if !clauses.has_by {
        reading.take_comments(clauses.from, &[b"Oracle"]);
    }
    for i in clauses.by.iter() {
        let Some(token) = reading.token(i).filter(Token::is_comment) else { continue };
        let words = || reading.words(token.inner());
        let mute =
            [&b"Sun Internet"[..], b"iPlanet", b"Oracle Beehive"].iter().any(|p| words().begin_with(p));
        let is_version = |s: &Span| {
            let word = reading.text(*s);
            let digits = word.strip_prefix(b"V").or_else(|| word.strip_prefix(b"v")).unwrap_or(word);
            digits.first().is_some_and(u8::is_ascii_digit) || word.starts_with(b"sims.")
        };
        let version = words().find(is_version);
        reading.facts.mute |= mute;
        reading.facts.version = version.or(reading.facts.version);
    }
    reading.take_comments(clauses.for_, &[b"ORCPT"]);
}
