//! MIMEDefang (`mimedefang.pl`): the stamp it makes up for SpamAssassin while the MTA has not written its own yet.
//!
//! ```text
//! from H (R [IP])
//!  by B (envelope-sender S) (MIMEDefang) with ESMTP[S][A] id Q[ for <RC>]; D
//! ```
//! - Seldom kept in a delivered message.

use super::{About, Dialect, Known, Mark, Silence, VersionAt, nothing};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "mimedefang",
    name: "MIMEDefang",
    signature: &[(Mark::Product("MIMEDefang"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits {
        slots: Slots::NONE,
        version_of_suite: false,
        tls13_with_kx: false,
        verify_means_nothing: false,
    },
    silence: Silence::Keyword { helo_tells: true },
    known: Known::Few,
    ids: &[],
    version: VersionAt::Nowhere,
    about: About {
        recognised: "`(MIMEDefang)` behind the by host.",
        states_tls: "The S of the keyword.",
        silence: "A plain connection: the word is `ESMTP` for HELO too.",
        source: "samples",
    },
    refine: nothing,
};
