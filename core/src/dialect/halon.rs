//! Halon (samples, 2019 to 2025). Its text is a script's, and most sites keep the default.
//!
//! ```text
//! from H (R [IP]) by B (Halon) with ESMTP[S][A] id UUID; D (zone)
//! ```
//! - The id is a UUID of version 1, so it holds a time. No version and no suite.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{Clock, FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "halon",
    name: "Halon",
    signature: &[(Mark::Product("Halon"), 12), (Mark::Id(IdKind::Uuid), 2)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Keyword { helo_tells: false },
    known: Known::Samples,
    ids: &[IdKind::Uuid],
    clock: Some(Clock::Uuid),
    about: About {
        recognised: "`(Halon)` behind the by host, a UUID as id.",
        states_tls: "The S of the keyword alone.",
        silence: "A keyword without S is a plain connection. `SMTP` after HELO is not known to tell.",
        source: "samples",
    },
    ..Dialect::UNSAID
};
