//! IdeaSmtpServer (home.pl), 0.70 to now.
//!
//! ```text
//! from R (IP) (HELO H)
//!  by B (IP) with SMTP (IdeaSmtpServer v)
//!  id 16HEX; D
//! ```
//! - Always `SMTP`.

use super::{About, Dialect, Known, Mark, Silence, VersionAt};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "ideasmtpserver",
    name: "IdeaSmtpServer",
    signature: &[(Mark::Product("IdeaSmtpServer"), 12)],
    first_name: FirstName::Rdns,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`with SMTP (IdeaSmtpServer v)`.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    ..Dialect::UNSAID
};
