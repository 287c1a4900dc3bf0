//! Postal (`app/lib/received_header.rb`), 1.x to 3.x.
//!
//! ```text
//! [from H (R [IP]) ]by B with SMTP|HTTP; D -0000
//! ```
//! - Always `SMTP`. Privacy mode leaves the from part out. Ruby prints UTC as `-0000`, with a weekday.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "postal",
    name: "Postal",
    signature: &[
        (Mark::Shape(Shape::ZoneUnknown), 3),
        (Mark::Shape(Shape::NoId), 1),
        (Mark::Shape(Shape::TcpInfo), 1),
        (Mark::Shape(Shape::NoFrom), 1),
        (Mark::With("SMTP"), 1),
        (Mark::With("HTTP"), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Source,
    ids: &[IdKind::None],
    about: About {
        recognised: "No product, no id; a date with a weekday and with zone -0000.",
        states_tls: "Never.",
        silence: "Nothing: TLS leaves no trace in this form.",
        source: "postal app/lib/received_header.rb",
    },
    ..Dialect::UNSAID
};
