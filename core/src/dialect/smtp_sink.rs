//! smtp-sink, the test server of Postfix (`src/smtpstone/smtp-sink.c`), when it keeps what it was sent (`-d`, `-D`).
//!
//! ```text
//! from H ([IP])
//!  by B (smtp-sink) with P id Q;
//!  D
//! ```
//! - The program has no TLS.

use super::{About, Dialect, Known, Mark, Silence, VersionAt, nothing};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "smtp-sink",
    name: "Postfix smtp-sink",
    signature: &[(Mark::Product("smtp-sink"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits {
        slots: Slots::NONE,
        version_of_suite: false,
        tls13_with_kx: false,
        verify_means_nothing: false,
    },
    silence: Silence::Mute,
    writes: super::Writes::UNKNOWN,
    known: Known::Source,
    ids: &[IdKind::Hex8],
    clock: None,
    edge: &[],
    version: VersionAt::Nowhere,
    about: About {
        recognised: "`(smtp-sink)` behind the by host.",
        states_tls: "Never.",
        silence: "Says nothing: the program never states TLS.",
        source: "manual page smtp-sink(1)",
    },
    refine: nothing,
};
