//! Vade Secure (now Hornetsecurity), the transfer agent that calls its protocol `ngmta`.
//!
//! ```text
//! from H ([IP]) by B [ESMTP NODE] with ngmta id Q; D
//! ```
//! - `ngmta` stands for whatever the client spoke. Other nodes run Postfix.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "vade",
    name: "Vade Secure",
    signature: &[
        (Mark::With("ngmta"), 10),
        (Mark::Host("vadesecure.com"), 2),
        (Mark::Host("oxsus-vadesecure.net"), 2),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Few,
    about: About {
        recognised: "`with ngmta`.",
        states_tls: "Never.",
        silence: "Says nothing: `ngmta` is a private word.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

/// Words of the node's greeting may follow the by host.
fn refine(reading: &mut Reading<'_>) {
    reading.take_words(reading.clauses.by, |_| true);
}
