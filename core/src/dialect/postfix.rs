//! Postfix (`smtpd.c`, `pickup.c`, `qmqpd.c`, `post_mail.c`), versions 2.0 to 3.10.
//!
//! ```text
//! from H (R [IP])
//!  [(using V with cipher C (n/m bits)[ key-exchange K server-signature G server-digest X])
//!   (client-certificate text)]
//!  [(Authenticated sender: U)]
//!  by B (PRODUCT) with P id Q
//!  [for <RC>]; D
//! ```
//! - The TLS comment stands only with `smtpd_tls_received_header = yes`; the default is no.
//! - The `S` of the keyword came with 2.5 (2007-07). It is added to `ESMTP` alone: a HELO client over TLS is `SMTP`.
//! - `PRODUCT` is `mail_name` and freely replaced; the shape of the stamp is the better sign.
//! - 3.10 can hide the session: no from, no TLS text, no with.

use super::{About, Dialect, Known, Mark, Shape, Silence, Writes};
use crate::address::is_private;
use crate::reading::{Clock, FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "postfix",
    name: "Postfix",
    signature: &[
        (Mark::Product("Postfix"), 12),
        (Mark::Shape(Shape::TlsInFrom), 3),
        (Mark::Id(IdKind::PostfixShort), 3),
        (Mark::Id(IdKind::PostfixLong), 4),
        (Mark::Id(IdKind::PostfixTwice), 4),
        (Mark::Shape(Shape::TcpInfo), 1),
        (Mark::Shape(Shape::OneProduct), 1),
        (Mark::Shape(Shape::ZoneComment), 2),
        (Mark::Host("emailsrvr.com"), 8),
        // Appliances on its engine that put their own words in place of host and product.
        (Mark::Host("Forcepoint"), 10),
        (Mark::Host("Websense"), 10),
        (Mark::Product("Sophos Email"), 10),
        (Mark::Product("Email Security"), 8),
        (Mark::Opens("ZixVPM"), 4),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::FROM),
    silence: Silence::Keyword { helo_tells: false },
    writes: Writes::ADDRESS.and(Writes::WITH).and(Writes::ZONE_COMMENT).and(Writes::CONFIRMED_NAME),
    known: Known::Source,
    ids: &[IdKind::PostfixShort, IdKind::PostfixLong, IdKind::PostfixTwice, IdKind::None],
    clock: Some(Clock::Postfix),
    about: About {
        recognised: "`(Postfix)` behind the by host; or, where the product was renamed, the order of the stamp, the \
                     queue id and the zone comment.",
        states_tls: "The S of the keyword; details in a comment before `by` where that option is on.",
        silence: "From 2.5 (2007) a keyword without S is a plain connection. `SMTP` after HELO cannot tell.",
        source: "postfix src/smtpd/smtpd.c, src/pickup/pickup.c, src/qmqpd/qmqpd.c, RELEASE_NOTES-2.5",
    },
    refine,
    ..Dialect::UNSAID
};

/// `(Postfix, from userid n)` and `(Postfix) id` without `with`: pick-up, bounce, or a hidden session.
fn refine(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    reading.each_comment(clauses.by, |reading, token| {
        reading.facts.process |= reading.words(token.inner()).hold(b"from userid");
        true
    });
    for host in [&b"Forcepoint"[..], b"Websense"] {
        reading.take_words_behind_host(host, &[b"Email", b"Security", b"Gateway"]);
    }
    if !clauses.has_with && !clauses.has_from {
        reading.facts.process = true;
    }
    // QMQP serves the hosts of a site; from a public address it crossed a network, and has no TLS to tell of.
    let near = reading.facts.ip.is_none_or(|ip| ip.is_loopback() || is_private(ip));
    if near && reading.facts.protocol.is_some_and(|p| reading.text(p) == b"QMQP") {
        reading.facts.process = true;
    }
}
