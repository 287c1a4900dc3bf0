//! PGP Universal Server, later Symantec Encryption Management Server. No source; few samples, 2005 to 2018.
//!
//! ```text
//! from H ([IP]) by B (PGP Universal service); D
//! ```
//! - Never anything about TLS.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "pgp-universal",
    name: "PGP Universal",
    signature: &[(Mark::Product("PGP Universal"), 14)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Few,
    ids: &[IdKind::None],
    about: About {
        recognised: "`(PGP Universal service)` behind the by host.",
        states_tls: "Never.",
        silence: "Nothing can be said: the format has no place for TLS.",
        source: "few samples, 2005 to 2018",
    },
    ..Dialect::UNSAID
};
