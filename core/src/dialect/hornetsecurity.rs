//! Hornetsecurity (`antispameurope.com`, `hornetsecurity.com`). No source; few samples, 2015 to 2025.
//!
//! ```text
//! from H ([IP]) by mx-relayNN-hz1.antispameurope.com; D
//! ```
//! - No with clause and no id. TLS is told in another field: `X-cloud-security-connect: host[IP], TLS=1, IP=…`.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "hornetsecurity",
    name: "Hornetsecurity",
    signature: &[(Mark::Host("antispameurope.com"), 12), (Mark::Host("hornetsecurity.com"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Few,
    ids: &[IdKind::None],
    about: About {
        recognised: "A by host of antispameurope.com or hornetsecurity.com.",
        states_tls: "Never in this field; `X-cloud-security-connect` tells.",
        silence: "Nothing can be said: the format has no place for TLS.",
        source: "few samples, 2015 to 2025",
    },
    ..Dialect::UNSAID
};
