//! Netscape Mail Server 2 and Messaging Server 3, before the iPlanet line.
//!
//! ```text
//! from H (R [IP])|([IP])
//!           by B (Netscape Messaging Server 3.54)
//!           with SMTP id AAAXXXX; D
//! ```

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "netscape",
    name: "Netscape Messaging Server",
    signature: &[(Mark::Product("Netscape Messaging"), 12), (Mark::Product("Netscape Mail"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    about: About {
        recognised: "`(Netscape Messaging Server v)` or `(Netscape Mail Server v)`.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    if let Some(inside) = reading.take_comment(reading.clauses.by, b"Netscape") {
        reading.facts.version = reading.words(inside).nth(3);
    }
}
