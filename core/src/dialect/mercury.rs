//! Mercury Mail Transport System, for NetWare and Windows (Mercury/32). No source; about 45 samples, 2002.
//!
//! ```text
//! from H (IP) by B (Mercury/32 v3.21c) [with P] ID MG000F77; DD Mon YY hh:mm:ss +zzzz
//! from SpoolDir by B (Mercury 1.44); D                                                  from its own queue
//! ```
//! - Two digits for the year, no weekday.

use super::{About, Dialect, Known, Mark, Shape, Silence, VersionAt};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "mercury",
    name: "Mercury",
    signature: &[
        (Mark::Product("Mercury"), 9),
        (Mark::First("SpoolDir"), 3),
        (Mark::Shape(Shape::NoWeekday), 1),
        (Mark::Shape(Shape::RoundAddress), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Few,
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(Mercury v)` or `(Mercury/32 v)` behind the by host.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "about 45 samples, 2002",
    },
    refine,
    ..Dialect::UNSAID
};

/// `from SpoolDir`, `from HOST/SpoolDir`: the message waited in a folder of its own.
fn refine(reading: &mut Reading<'_>) {
    let spool = |host| reading.text(host).ends_with(b"SpoolDir");
    if reading.facts.ip.is_none() && reading.facts.helo.is_some_and(spool) {
        reading.facts.process = true;
        reading.facts.helo = None;
    }
}
