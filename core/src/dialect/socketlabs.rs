//! SocketLabs (Hurricane MTA on .NET), hosts under `socketlabs.com` and `email-od.com`.
//!
//! ```text
//! from H (R [IP]) by B with ESMTP[(version=Tls12 cipher=Aes256 bits=256)]; D
//! ```
//! - No blank before the bracket, no id. The cipher is .NET's name of the algorithm, not a suite.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "socketlabs",
    name: "SocketLabs",
    signature: &[
        (Mark::Host("socketlabs.com"), 9),
        (Mark::Host("email-od.com"), 9),
        (Mark::Opens("version=Tls12"), 4),
        (Mark::Opens("version=Tls13"), 4),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Plain,
    known: Known::Few,
    about: About {
        recognised: "A by host under `socketlabs.com` or `email-od.com`.",
        states_tls: "`(version= cipher= bits=)` right behind the keyword.",
        silence: "A plain connection.",
        source: "samples",
    },
    ..Dialect::UNSAID
};
