//! Samsung's company mail (mailout and epcas hosts of samsung.com).
//!
//! ```text
//! from H (R [IP]) by mailout3.samsung.com (KnoxPortal) with ESMTP id 20230301064523epoutp03…~Pj…; D (GMT)
//! ```
//! - `(EUCPMTA)` and `(USCPEMTA)` of the same company are a renamed Symantec gateway, not this.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{Clock, FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "samsung",
    name: "Samsung KnoxPortal",
    signature: &[(Mark::Product("KnoxPortal"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    clock: Some(Clock::CompactUtc),
    about: About {
        recognised: "`(KnoxPortal)`; an id that begins with the time in UTC.",
        states_tls: "Never.",
        silence: "Nothing can be said.",
        source: "samples, 2017 to 2026",
    },
    ..Dialect::UNSAID
};
