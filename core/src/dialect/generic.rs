//! The reading for a writer that is not recognised: every shared form, in every slot, and nothing concluded from
//! silence.
//!
//! A TLS claim found this way is a claim of an unknown writer: the report says so (`writer.confidence: unknown`).

use super::{About, Dialect, Known, Silence};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static GENERIC: Dialect = Dialect {
    id: "",
    name: "unknown",
    signature: &[],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::ALL),
    silence: Silence::Mute,
    known: Known::Few,
    about: About {
        recognised: "No known writer's signs are there.",
        states_tls: "Read in any of the known forms; the claim is an unknown writer's.",
        silence: "Nothing can be said.",
        source: "RFC 5321 §4.4",
    },
    refine: |reading| reading.text_at_end(),
    ..Dialect::UNSAID
};
