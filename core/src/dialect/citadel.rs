//! Citadel (`citadel/server/modules/smtp/serv_smtp.c`).
//!
//! ```text
//! from H (R [IP]) by B; D
//! ```
//! - No product, no keyword, no id: other writers use the same form. It is told as Citadel's at Citadel's own hosts
//!   alone; elsewhere its writer stays unknown.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "citadel",
    name: "Citadel",
    signature: &[
        (Mark::Host("citadel.org"), 6),
        (Mark::Shape(Shape::NoWith), 2),
        (Mark::Shape(Shape::NoId), 1),
        (Mark::Shape(Shape::TcpInfo), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Source,
    ids: &[IdKind::None],
    about: About {
        recognised: "No product, no keyword and no id, at a host of citadel.org.",
        states_tls: "Never.",
        silence: "Nothing: TLS leaves no trace in this form.",
        source: "citadel serv_smtp.c",
    },
    ..Dialect::UNSAID
};
