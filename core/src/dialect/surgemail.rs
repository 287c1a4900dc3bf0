//! SurgeMail (NetWin), 1 to 7.
//!
//! ```text
//! from H (unverified|R [IP])
//!  by B (SurgeMail v) with ESMTP[ (TLS)] id n-n
//!  for <RC>|multiple; D
//! ```

use super::{About, Dialect, Known, Mark, Silence, VersionAt, nothing};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "surgemail",
    name: "SurgeMail",
    signature: &[(Mark::Product("SurgeMail"), 12), (Mark::Opens("unverified"), 1)],
    first_name: FirstName::Helo,
    tls: TlsHabits {
        slots: Slots::WITH,
        version_of_suite: false,
        tls13_with_kx: false,
        verify_means_nothing: false,
    },
    silence: Silence::Detail,
    writes: super::Writes::UNKNOWN,
    known: Known::Few,
    ids: &[],
    clock: None,
    edge: &[],
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(SurgeMail v)` behind the by host.",
        states_tls: "`(TLS)` behind the keyword.",
        silence: "A plain connection.",
        source: "samples",
    },
    refine: nothing,
};
