//! Netscape Mail Server 2 and Messaging Server 3, before the iPlanet line.
//!
//! ```text
//! from H (R [IP])|([IP])
//!           by B (Netscape Messaging Server 3.54)
//!           with SMTP id AAAXXXX; D
//! ```

use super::{About, Dialect, Known, Mark, Silence, VersionAt};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "netscape",
    name: "Netscape Messaging Server",
    signature: &[(Mark::Product("Netscape Messaging"), 12), (Mark::Product("Netscape Mail"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits {
        slots: Slots::NONE,
        version_of_suite: false,
        tls13_with_kx: false,
        verify_means_nothing: false,
    },
    silence: Silence::Mute,
    writes: super::Writes::UNKNOWN,
    known: Known::Samples,
    ids: &[],
    clock: None,
    edge: &[],
    version: VersionAt::Nowhere,
    about: About {
        recognised: "`(Netscape Messaging Server v)` or `(Netscape Mail Server v)`.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    refine,
};

fn refine(reading: &mut Reading<'_>) {
    if let Some(inside) = reading.take_comment(reading.clauses.by, b"Netscape") {
        reading.facts.version = reading.words(inside).nth(3);
    }
}
