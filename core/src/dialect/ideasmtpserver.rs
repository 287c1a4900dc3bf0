//! IdeaSmtpServer (home.pl), 0.70 to now.
//!
//! ```text
//! from R (IP) (HELO H)
//!  by B (IP) with SMTP (IdeaSmtpServer v)
//!  id 16HEX; D
//! ```
//! - Always `SMTP`.

use super::{About, Dialect, Known, Mark, Silence, VersionAt, nothing};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "ideasmtpserver",
    name: "IdeaSmtpServer",
    signature: &[(Mark::Product("IdeaSmtpServer"), 12)],
    first_name: FirstName::Rdns,
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
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`with SMTP (IdeaSmtpServer v)`.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    refine: nothing,
};
