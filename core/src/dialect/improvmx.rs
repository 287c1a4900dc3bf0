//! ImprovMX, a forwarding service.
//!
//! ```text
//! from H (R. [IP]) by mxN.improvmx.com with ESMTP (version=V cipher=C bits=n/m) for <RC>; D -0000
//! ```
//! - No id; always `ESMTP`.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "improvmx",
    name: "ImprovMX",
    signature: &[(Mark::Host("improvmx.com"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Detail,
    known: Known::Few,
    about: About {
        recognised: "A by host under `improvmx.com`.",
        states_tls: "`(version= cipher= bits=)` behind the keyword.",
        silence: "A plain connection.",
        source: "samples",
    },
    ..Dialect::UNSAID
};
