//! LSMTP (L-Soft), 1.0 and 1.1, the mailer beside LISTSERV.
//!
//! ```text
//! from H[ (IP|R)] by B (LSMTP for SYSTEM v1.1b) with SMTP id <n.HEX@B>; D
//! ```

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};
use crate::span::is_blank;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "lsmtp",
    name: "LSMTP",
    signature: &[(Mark::Product("LSMTP"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    about: About {
        recognised: "`(LSMTP for SYSTEM v)`.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

/// The version is the last word. A name looked up may stand where an address does otherwise.
fn refine(reading: &mut Reading<'_>) {
    if let Some(inside) = reading.take_comment(reading.clauses.by, b"LSMTP") {
        reading.facts.version = reading.words(inside).last();
    }
    reading.each_comment(reading.clauses.from, |reading, token| {
        let name = reading.text(token.inner());
        let looked_up = !name.iter().any(|&b| is_blank(b)) && name.contains(&b'.');
        reading.facts.rdns = reading.facts.rdns.or(looked_up.then(|| token.inner()));
        looked_up
    });
}
