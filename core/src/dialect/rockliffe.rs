//! Rockliffe MailSite, its receiver SMTPRA, 2 to 6.
//!
//! ```text
//! from H (unverified|R [IP]) by B
//!  (Rockliffe SMTPRA v) with SMTP|ESMTP id <B0000000000@B>
//!  [for <RC>]; D
//! ```

use super::{About, Dialect, Known, Mark, Silence, VersionAt};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "rockliffe",
    name: "Rockliffe MailSite",
    signature: &[(Mark::Product("Rockliffe"), 12)],
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
        recognised: "`(Rockliffe SMTPRA v)`.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    refine,
};

fn refine(reading: &mut Reading<'_>) {
    if let Some(inside) = reading.take_comment(reading.clauses.by, b"Rockliffe") {
        reading.facts.version = reading.words(inside).nth(2);
    }
}
