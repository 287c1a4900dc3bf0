//! masqmail (`src/receive.c`, `src/header.c`), 0.2 to 1.0, a small MTA without TLS of its own.
//!
//! ```text
//! from R|IP [(ident=I)] by B with smtp|esmtp (masqmail v) id Q; D
//! from U by B with local (masqmail v) id Q; D
//! by B (masqmail v, from userid n) id Q; D
//! ```
//! - The id looks like Exim's with a shorter middle and end (`1mGLje-1DU-00`).

use super::{About, Dialect, Known, Mark, Silence, VersionAt};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};
use crate::vocab::protocol::WordKind;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "masqmail",
    name: "masqmail",
    signature: &[(Mark::Product("masqmail"), 12)],
    first_name: FirstName::Rdns,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Few,
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(masqmail v)` in the with or by clause.",
        states_tls: "Never.",
        silence: "Says nothing: the program never states TLS.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    if !clauses.has_from && !clauses.has_with {
        reading.facts.process = true;
    }
    if reading.facts.word.is_some_and(|w| w.kind == WordKind::Local) {
        // The first word is a user, not a host.
        reading.facts.rdns = None;
        reading.facts.helo = None;
    }
    reading.each_comment(clauses.from, |reading, token| reading.text(token.word()).starts_with(b"ident="));
}
