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

use super::{About, Dialect, Known, Mark, Silence, VersionAt, nothing};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "mailscanner",
    name: "MailScanner",
    signature: &[(Mark::Product("MailScanner"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits {
        slots: Slots::FROM,
        version_of_suite: false,
        tls13_with_kx: false,
        verify_means_nothing: false,
    },
    silence: Silence::Detail,
    writes: super::Writes::UNKNOWN,
    known: Known::Source,
    ids: &[],
    clock: None,
    edge: &[],
    version: VersionAt::Nowhere,
    about: About {
        recognised: "`(MailScanner Milter)` behind the by host.",
        states_tls: "`(using V with cipher C (n/n bits))` before `by`.",
        silence: "A plain connection.",
        source: "MailScanner lib/MailScanner/Milter.pm",
    },
    refine: nothing,
};
