//! ZoneMTA and WildDuck (`lib/sender.js`), 1.x to 3.x.
//!
//! ```text
//! from H ([IP] R) [(Authenticated sender: U)] by OUT (ZoneMTA[ Forwarder]) with P|HTTP id X.00n [for <RC>] [(version=V cipher=C)]; D
//! ```
//! - The sending stage writes it, once per delivery: `OUT` is the outgoing name it chose, not the host that took the
//!   message in.
//! - `V` is Node's version of the *suite*; before Node 12 the label `TLSv1/SSLv3`.
//! - The id begins with the time in milliseconds, of intake: the line is written at delivery (`seq-index`).

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{Clock, FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "zonemta",
    name: "ZoneMTA",
    signature: &[(Mark::Product("ZoneMTA"), 12), (Mark::Id(IdKind::ZoneMta), 5)],
    first_name: FirstName::Helo,
    tls: TlsHabits { version_of_suite: true, ..TlsHabits::of(Slots::FOR.and(Slots::ID)) },
    silence: Silence::Keyword { helo_tells: true },
    known: Known::Source,
    ids: &[IdKind::ZoneMta],
    clock: Some(Clock::HexMillis),
    about: About {
        recognised: "`(ZoneMTA)` behind the by host.",
        states_tls: "The S of the keyword, and `(version= cipher=)` before the date.",
        silence: "A keyword without S is a plain connection, HELO included (`SMTPS`).",
        source: "zone-mta lib/sender.js",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    reading.tls_needs_keyword();
}
