//! Ecartis, earlier LISTAR, a list manager, 0.1 to 1.0.
//!
//! ```text
//! with ECARTIS (v1.0.0; list NAME); D
//! with LISTAR (v0.129a; list NAME); D
//! ```
//! - Neither from nor by: a step inside the list manager.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "ecartis",
    name: "Ecartis",
    signature: &[(Mark::With("ECARTIS"), 12), (Mark::With("LISTAR"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Few,
    about: About {
        recognised: "`with ECARTIS` or `with LISTAR`.",
        states_tls: "Never.",
        silence: "A step on the same host.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    reading.facts.process = true;
    reading.each_comment(reading.clauses.with, |reading, token| {
        reading.facts.version = Some(token.word());
        true
    });
}
