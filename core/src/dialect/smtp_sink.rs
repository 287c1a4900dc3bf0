//! smtp-sink, the test server of Postfix (`src/smtpstone/smtp-sink.c`), when it keeps what it was sent (`-d`, `-D`).
//!
//! ```text
//! from H ([IP])
//!  by B (smtp-sink) with P id Q;
//!  D
//! ```
//! - The program has no TLS.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "smtp-sink",
    name: "Postfix smtp-sink",
    signature: &[(Mark::Product("smtp-sink"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Source,
    ids: &[IdKind::Hex8],
    about: About {
        recognised: "`(smtp-sink)` behind the by host.",
        states_tls: "Never.",
        silence: "Says nothing: the program never states TLS.",
        source: "manual page smtp-sink(1)",
    },
    ..Dialect::UNSAID
};
