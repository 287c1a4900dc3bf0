//! ArGoSoft Mail Server for Windows, 1.x and .NET.
//!
//! ```text
//! from [IP] by B
//!  (ArGoSoft Mail Server Freeware, Version 1.8 (1.8.8.2)); D
//! ```
//! - No with clause, no id; the client's name is not told.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "argosoft",
    name: "ArGoSoft Mail Server",
    signature: &[(Mark::Product("ArGoSoft"), 12)],
    first_name: FirstName::Other,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    about: About {
        recognised: "`(ArGoSoft Mail Server …)`.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    ..Dialect::UNSAID
};
