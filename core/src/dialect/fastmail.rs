//! Fastmail (messagingengine.com): the proxies between its hosts, and its submission servers. Its mail exchangers are
//! Postfix with the TLS comment on (`postfix`), the filter behind them is `authentication-milter`, its store is Cyrus
//! (`cyrus`).
//!
//! ```text
//! from mailfrontend7 ([10.202.7.31]) by compute6.internal (MEProxy); D
//! from mx7 ([10.202.7.32]) by compute7.internal (LMTPProxy); D
//! by mail.messagingengine.com (Postfix) with ESMTPA; D
//! ```
//! - TLS of submission ends in the proxy: `ESMTPA` without S, without from clause and id, says nothing of the client.
//! - The session that counts is told in `Authentication-Results`, as `x-tls=`.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "fastmail",
    name: "Fastmail",
    signature: &[
        (Mark::Product("MEProxy"), 12),
        (Mark::Product("LMTPProxy"), 12),
        (Mark::Host("messagingengine.com"), 11),
        (Mark::Shape(Shape::NoFrom), 2),
        (Mark::Shape(Shape::NoId), 1),
        (Mark::With("ESMTPA"), 2),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    about: About {
        recognised: "`(MEProxy)`, `(LMTPProxy)`; a by host of messagingengine.com without from clause and id.",
        states_tls: "Not in the stamp; `x-tls=` in Authentication-Results.",
        silence: "Nothing can be said: TLS ends in the proxy in front.",
        source: "samples, 2013 to 2026; fastmail/authentication_milter",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    // LMTPProxy hands a message on to the mailbox host: a step inside the store, as Exchange's `with HTTPS` is.
    let by = reading.clauses.by;
    reading.facts.store =
        by.iter().filter_map(|i| reading.token(i)).any(|t| reading.text(t.word()) == b"LMTPProxy");
    reading.take_comments(reading.clauses.by, &[b"Postfix"]);
}
