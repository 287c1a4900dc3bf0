//! MIMEDefang (`mimedefang.pl`, `synthesize_received_header`): the stamp it makes up for SpamAssassin while the MTA has not
//! written its own yet. MailControl (Forcepoint) keeps it.
//!
//! ```text
//! from H (R [IP])
//!  by B [(envelope-sender S) ](MIMEDefang) with ESMTP[S][A] id Q
//!  [(TLS bits=n verify=X)] [for <RC>]; D
//! ```
//! - `ESMTP` for HELO too, and in most stamps under TLS: the comment behind the id tells.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "mimedefang",
    name: "MIMEDefang",
    signature: &[(Mark::Product("MIMEDefang"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::ID),
    silence: Silence::Detail,
    known: Known::Few,
    about: About {
        recognised: "`(MIMEDefang)` behind the by host.",
        states_tls: "`(TLS bits=n verify=X)` behind the id; in some releases the S of the keyword.",
        silence: "A plain connection.",
        source: "samples",
    },
    ..Dialect::UNSAID
};
