//! EMWAC Internet Mail Services for Windows NT (IMS), its receiver SMTPRS, 0.7 to 0.83.
//!
//! ```text
//! from H (unverified [IP]) by B
//!  (EMWAC SMTPRS v) with SMTP id <B0000000000@B>; D
//! ```

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "emwac",
    name: "EMWAC Internet Mail Services",
    signature: &[(Mark::Product("EMWAC"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    about: About {
        recognised: "`(EMWAC SMTPRS v)`.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    if let Some(inside) = reading.take_comment(reading.clauses.by, b"EMWAC") {
        reading.facts.version = reading.words(inside).nth(2);
    }
}
