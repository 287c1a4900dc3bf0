//! SurgeMail (NetWin), 1 to 7.
//!
//! ```text
//! from H (unverified|R [IP])
//!  by B (SurgeMail v) with ESMTP[ (TLS)] id n-n
//!  for <RC>|multiple; D
//! ```

use super::{About, Dialect, Known, Mark, Silence, VersionAt};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "surgemail",
    name: "SurgeMail",
    signature: &[(Mark::Product("SurgeMail"), 12), (Mark::Opens("unverified"), 1)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Detail,
    known: Known::Few,
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(SurgeMail v)` behind the by host.",
        states_tls: "`(TLS)` behind the keyword.",
        silence: "A plain connection.",
        source: "samples",
    },
    ..Dialect::UNSAID
};
