//! MMDF II (University of Delaware, SCO), the mail system of the 1980s and 1990s.
//!
//! ```text
//! from H by B [via LINK] [with PROTOCOL] id aaNNNNN; DD Mon YY hh:mm ZONE
//! ```
//! - The id is two letters that count and a process number. Dates have no weekday, often a two-digit year and a zone name.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "mmdf",
    name: "MMDF",
    signature: &[
        (Mark::Id(IdKind::Mmdf), 6),
        (Mark::Shape(Shape::NoWith), 1),
        (Mark::Shape(Shape::NoWeekday), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Few,
    ids: &[IdKind::Mmdf],
    about: About {
        recognised: "An id of two letters and five digits, and a date without weekday.",
        states_tls: "Never.",
        silence: "Says nothing: the program never states TLS.",
        source: "general knowledge; samples of the 1990s",
    },
    ..Dialect::UNSAID
};
