//! SocketLabs (Hurricane MTA on .NET), hosts under `socketlabs.com` and `email-od.com`.
//!
//! ```text
//! from H (R [IP]) by B with ESMTP[(version=Tls12 cipher=Aes256 bits=256)]; D
//! ```
//! - No blank before the bracket, no id. The cipher is .NET's name of the algorithm, not a suite.

use super::{About, Dialect, Known, Mark, Silence, VersionAt, nothing};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "socketlabs",
    name: "SocketLabs",
    signature: &[
        (Mark::Host("socketlabs.com"), 9),
        (Mark::Host("email-od.com"), 9),
        (Mark::Opens("version=Tls12"), 4),
        (Mark::Opens("version=Tls13"), 4),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits {
        slots: Slots::WITH,
        version_of_suite: false,
        tls13_with_kx: false,
        verify_means_nothing: false,
    },
    silence: Silence::Plain,
    writes: super::Writes::UNKNOWN,
    known: Known::Few,
    ids: &[],
    clock: None,
    edge: &[],
    version: VersionAt::Nowhere,
    about: About {
        recognised: "A by host under `socketlabs.com` or `email-od.com`.",
        states_tls: "`(version= cipher= bits=)` right behind the keyword.",
        silence: "A plain connection.",
        source: "samples",
    },
    refine: nothing,
};
