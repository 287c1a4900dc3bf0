//! MailScanner's milter for Postfix (`MSMilter`, 2018 to now).
//!
//! ```text
//! from H (R [IP])
//!  [(using V with cipher C (n/n bits))
//!   (no client certificate requested)]
//!  by B (MailScanner Milter) with SMTP id Q
//!  [for RC]; D
//! ```
//! - Always `SMTP`. The TLS text comes from the MTA's macros `{tls_version}` and `{cipher}`.
//! - A peer without a name stands as `[IP] [IP]`.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "mailscanner",
    name: "MailScanner",
    signature: &[(Mark::Product("MailScanner"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::FROM),
    silence: Silence::Detail,
    known: Known::Source,
    about: About {
        recognised: "`(MailScanner Milter)` behind the by host.",
        states_tls: "`(using V with cipher C (n/n bits))` before `by`.",
        silence: "A plain connection.",
        source: "MailScanner lib/MailScanner/Milter.pm",
    },
    ..Dialect::UNSAID
};
