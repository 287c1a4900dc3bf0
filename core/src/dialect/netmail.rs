//! Novell NetMail, later Messaging Architects and Hula, 3 to 6.
//!
//! ```text
//! from H [IP] by B
//!  with NetMail SMTP Agent $Revision: n $ on SYSTEM
//!  [via secured & encrypted transport (TLS)]; D
//! ```

use super::{About, Dialect, Known, Mark, Silence, VersionAt, nothing};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "netmail",
    name: "NetMail",
    signature: &[(Mark::With("NetMail SMTP"), 12)],
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
    version: VersionAt::Nowhere,
    about: About {
        recognised: "`with NetMail SMTP Agent`.",
        states_tls: "`via secured & encrypted transport (TLS)`.",
        silence: "A plain connection.",
        source: "samples",
    },
    refine: nothing,
};
