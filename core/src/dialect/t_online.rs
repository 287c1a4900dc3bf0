//! T-Online (Telekom): fwdNN and mailinNN. Its relays mailoutNN are Postfix (`postfix`).
//!
//! ```text
//! from H ([IP]) by fwd88.aul.t-online.de with [(V:C encrypted) ]esmtp id 1vTJ5D-3A11B00; D
//! from IP:port by cmpweb28.aul.t-online.de with HTTP/1.1 (Lisa V7-5-6-0.15345 on API V5-45-0-0); D
//! ```
//! - The id begins like Exim's, with the time in base 62. The web form has a two-digit year.
//! - The keyword never has an S.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{Clock, FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "t-online",
    name: "T-Online",
    signature: &[
        (Mark::Host("t-online.de"), 10),
        (Mark::With("esmtp"), 2),
        (Mark::With("HTTP/1.1"), 2),
        (Mark::Product("Lisa"), 6),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Detail,
    known: Known::Few,
    clock: Some(Clock::Exim),
    about: About {
        recognised: "A by host of t-online.de, a lower-case keyword, an id of two base-62 groups.",
        states_tls: "`(V:C encrypted)` before the keyword.",
        silence: "A plain connection, as far as the few samples tell.",
        source: "samples, 2010 to 2026",
    },
    ..Dialect::UNSAID
};
