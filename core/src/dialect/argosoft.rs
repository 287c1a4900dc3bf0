//! ArGoSoft Mail Server for Windows, 1.x and .NET.
//!
//! ```text
//! from [IP] by B
//!  (ArGoSoft Mail Server Freeware, Version 1.8 (1.8.8.2)); D
//! ```
//! - No with clause, no id; the client's name is not told.

use super::{About, Dialect, Known, Mark, Silence, VersionAt, nothing};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "argosoft",
    name: "ArGoSoft Mail Server",
    signature: &[(Mark::Product("ArGoSoft"), 12)],
    first_name: FirstName::Other,
    tls: TlsHabits {
        slots: Slots::NONE,
        version_of_suite: false,
        tls13_with_kx: false,
        verify_means_nothing: false,
    },
    silence: Silence::Mute,
    writes: super::Writes::UNKNOWN,
    known: Known::Samples,
    ids: &[],
    clock: None,
    edge: &[],
    version: VersionAt::Nowhere,
    about: About {
        recognised: "`(ArGoSoft Mail Server …)`.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    refine: nothing,
};
