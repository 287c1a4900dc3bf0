//! KDDI's mail for mobile phones (ezweb.ne.jp, au.com).
//!
//! ```text
//! from H (R [IP]) by lsean.ezweb.ne.jp (EZweb Mail)[ with SMTP | ESMTP] id X[ for <RC>]; D (JST)
//! ```

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "kddi",
    name: "KDDI (EZweb)",
    signature: &[(Mark::Product("EZweb Mail"), 12), (Mark::Host("ezweb.ne.jp"), 6)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Few,
    about: About {
        recognised: "`(EZweb Mail)`.",
        states_tls: "Never seen.",
        silence: "Nothing can be said.",
        source: "samples, 2002 to 2015; sisimai",
    },
    ..Dialect::UNSAID
};
