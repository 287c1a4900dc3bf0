//! LISTSERV (L-Soft), TCP/IP releases 1.8 to 16.
//!
//! ```text
//! from B by B (LISTSERV-TCP/IP release v) with spool id n for LIST@B; D
//! ```
//! - A step inside the list server; `spool` is its own queue.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "listserv",
    name: "LISTSERV",
    signature: &[(Mark::Product("LISTSERV-TCP"), 12)],
    first_name: FirstName::Other,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Few,
    about: About {
        recognised: "`(LISTSERV-TCP/IP release v)` behind the by host.",
        states_tls: "Never.",
        silence: "A step on the same host.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    if let Some(inside) = reading.take_comment(reading.clauses.by, b"LISTSERV-TCP/IP") {
        reading.facts.version = reading.words(inside).nth(2);
    }
}
