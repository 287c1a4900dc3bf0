//! Rockliffe MailSite, its receiver SMTPRA, 2 to 6.
//!
//! ```text
//! from H (unverified|R [IP]) by B
//!  (Rockliffe SMTPRA v) with SMTP|ESMTP id <B0000000000@B>
//!  [for <RC>]; D
//! ```

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "rockliffe",
    name: "Rockliffe MailSite",
    signature: &[(Mark::Product("Rockliffe"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    about: About {
        recognised: "`(Rockliffe SMTPRA v)`.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    if let Some(inside) = reading.take_comment(reading.clauses.by, b"Rockliffe") {
        reading.facts.version = reading.words(inside).nth(2);
    }
}
