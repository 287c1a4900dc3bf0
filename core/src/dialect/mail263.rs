//! 263.net, mail for companies in China. No source; about 55 samples, 2017 to 2020.
//!
//! ```text
//! from H (R [IP]) by smtp.263.net (postfix) whith ESMTP id P25386T140143151273728S1592213652537803_; D
//! ```
//! - `whith` for `with`. The product is in lower case, and the id is none of Postfix's.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "mail263",
    name: "263.net",
    signature: &[
        // More than the signs of the Postfix that it calls itself.
        (Mark::Host("263.net"), 20),
        (Mark::Host("263xmail.com"), 20),
        (Mark::Shape(Shape::TcpInfo), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Few,
    ids: &[IdKind::Other],
    about: About {
        recognised: "A by host of 263.net, `whith` in the place of `with`.",
        states_tls: "Never in the samples.",
        silence: "Nothing can be said: too few samples.",
        source: "about 55 samples, 2017 to 2020",
    },
    ..Dialect::UNSAID
};
