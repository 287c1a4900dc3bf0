//! Authentication Milter (Fastmail), its SMTP proxy mode (`Protocol/SMTP.pm`), 2014 to now.
//!
//! ```text
//! from H (R [IP])
//!     by B (Authentication Milter) with ESMTP
//!     id Q;
//!     D
//! ```
//! - Always `ESMTP`; it sits behind the MTA, nearly always on loopback.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "authentication-milter",
    name: "Authentication Milter",
    signature: &[(Mark::Product("Authentication Milter"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Source,
    about: About {
        recognised: "`(Authentication Milter)` behind the by host.",
        states_tls: "Never; see `x-tls=` in its Authentication-Results.",
        silence: "Says nothing: the program never states TLS.",
        source: "authentication_milter Mail/Milter/Authentication/Protocol/SMTP.pm",
    },
    ..Dialect::UNSAID
};
