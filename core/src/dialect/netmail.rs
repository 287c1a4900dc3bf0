//! Novell NetMail, later Messaging Architects and Hula, 3 to 6.
//!
//! ```text
//! from H [IP] by B
//!  with NetMail SMTP Agent $Revision: n $ on SYSTEM
//!  [via secured & encrypted transport (TLS)]; D
//! ```

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "netmail",
    name: "NetMail",
    signature: &[(Mark::With("NetMail SMTP"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Detail,
    known: Known::Few,
    about: About {
        recognised: "`with NetMail SMTP Agent`.",
        states_tls: "`via secured & encrypted transport (TLS)`.",
        silence: "A plain connection.",
        source: "samples",
    },
    ..Dialect::UNSAID
};
