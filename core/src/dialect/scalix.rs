//! Scalix (Xandros), 10 to 12, the SMTP relay.
//!
//! ```text
//! from H (R [IP])|( [IP])|( IP)
//!     by B (Scalix SMTP Relay v)
//!     via ESMTP; D
//! ```
//! - The protocol stands behind `via`; there is no with clause and no id.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "scalix",
    name: "Scalix",
    signature: &[(Mark::Product("Scalix SMTP"), 12), (Mark::Host("OpenMail"), 6)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Few,
    about: About {
        recognised: "`(Scalix SMTP Relay v) via ESMTP`; `by OpenMail Mailer`, from which it comes.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    if reading.take_words_behind_host(b"OpenMail", &[b"Mailer"]) {
        reading.facts.process = !reading.clauses.has_from;
    }
    if let Some(inside) = reading.take_comment(reading.clauses.by, b"Scalix") {
        reading.facts.version = reading.words(inside).nth(3);
    }
}
