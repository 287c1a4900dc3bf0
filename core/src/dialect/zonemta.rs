//! ZoneMTA and WildDuck (`lib/sender.js`), 1.x to 3.x.
//!
//! ```text
//! from H ([IP] R) [(Authenticated sender: U)] by OUT (ZoneMTA[ Forwarder]) with P|HTTP id X.00n [for <RC>] [(version=V cipher=C)]; D
//! ```
//! - The sending stage writes it, once per delivery: `OUT` is the outgoing name it chose, not the host that took the
//!   message in.
//! - `V` is Node's version of the *suite*; before Node 12 the label `TLSv1/SSLv3`.
//! - The id begins with the time in milliseconds, of intake: the line is written at delivery (`seq-index`).

use super::{About, Dialect, Known, Mark, Silence, VersionAt};
use crate::reading::{Clock, FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "zonemta",
    name: "ZoneMTA",
    signature: &[(Mark::Product("ZoneMTA"), 12), (Mark::Id(IdKind::ZoneMta), 5)],
    first_name: FirstName::Helo,
    tls: TlsHabits {
        slots: Slots::FOR.and(Slots::ID),
        version_of_suite: true,
        tls13_with_kx: false,
        verify_means_nothing: false,
    },
    silence: Silence::Keyword { helo_tells: true },
    writes: super::Writes::UNKNOWN,
    known: Known::Source,
    ids: &[IdKind::ZoneMta],
    clock: Some(Clock::HexMillis),
    edge: &[],
    version: VersionAt::Nowhere,
    about: About {
        recognised: "`(ZoneMTA)` behind the by host.",
        states_tls: "The S of the keyword, and `(version= cipher=)` before the date.",
        silence: "A keyword without S is a plain connection, HELO included (`SMTPS`).",
        source: "zone-mta lib/sender.js",
    },
    refine,
};

fn refine(reading: &mut Reading<'_>) {
    reading.tls_needs_keyword();
}
