//! MailChannels, the proxy `trex` in front of its Postfix hosts, 5.x to 7.x.
//!
//! ```text
//! from H (R [IP]) [(using V with cipher C)] by IP[:port] (trex/v); D
//! ```
//! - The by clause holds an address; there is no `with` and no id.
//! - The Postfix stamp above it shows 127.0.0.x, which is no client's address.

use super::{About, Dialect, Known, Mark, Shape, Silence, VersionAt};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "trex",
    name: "MailChannels trex",
    signature: &[(Mark::Product("trex"), 12), (Mark::Shape(Shape::NoWith), 1)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::FROM),
    silence: Silence::Plain,
    known: Known::Samples,
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(trex/v)` behind an address.",
        states_tls: "`(using V with cipher C)` before `by`.",
        silence: "A plain connection.",
        source: "samples",
    },
    ..Dialect::UNSAID
};
