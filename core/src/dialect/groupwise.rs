//! Novell, now OpenText GroupWise, the Internet agent (GWIA), 6 to 18.
//!
//! ```text
//! from H (R [IP])|[IP]
//!  by B with ESMTP (TLS encrypted)|(NOT encrypted); D
//! from X-MTA by B with Novell_GroupWise; D
//! ```
//! - Explicit both ways. No id, no version, no cipher.
//! - The second form is the agent's own system handing a message over.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "groupwise",
    name: "GroupWise GWIA",
    signature: &[
        (Mark::Opens("TLS encrypted"), 10),
        (Mark::Opens("NOT encrypted"), 10),
        (Mark::With("Novell_GroupWise"), 12),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Mute,
    known: Known::Samples,
    about: About {
        recognised: "`(TLS encrypted)` or `(NOT encrypted)` behind the keyword; `with Novell_GroupWise`.",
        states_tls: "In words: `(TLS encrypted)`.",
        silence: "A plain connection is stated too: `(NOT encrypted)`. `Novell_GroupWise` says nothing.",
        source: "samples",
    },
    ..Dialect::UNSAID
};
