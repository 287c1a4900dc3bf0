//! mpop, the POP3 client beside msmtp, 1.0 to 1.4.
//!
//! ```text
//! from HOST (HOST [IP])
//!  by B (mpop-v) with POP3
//!  for <U>; D
//! ```
//! - The same line for a plain session, STLS and TLS from the first byte.

use super::{About, Dialect, Known, Mark, Silence, VersionAt};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "mpop",
    name: "mpop",
    signature: &[(Mark::Product("mpop"), 12)],
    first_name: FirstName::Other,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Source,
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(mpop-v)` behind the by host.",
        states_tls: "Never.",
        silence: "Says nothing: the line is the same with and without TLS.",
        source: "mpop src/mpop.c, laboratory (1.4.18)",
    },
    ..Dialect::UNSAID
};
