//! Active!gate (`TransWARE`, Japan). No source; one sample.
//!
//! ```text
//! from H (R [IP]) (envelope sender: <S>) (not using TLS|using V with cipher C) by B (Active!gate) with ESMTP id Q; D
//! ```
//! - Says so both ways.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "active-gate",
    name: "Active!gate",
    signature: &[(Mark::Product("Active!gate"), 14)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::FROM),
    silence: Silence::Mute,
    known: Known::Few,
    about: About {
        recognised: "`(Active!gate)` behind the by host.",
        states_tls: "A comment before `by`, also where there was none: `(not using TLS)`.",
        silence: "Nothing can be said: a stamp without either comment is not known.",
        source: "one sample",
    },
    ..Dialect::UNSAID
};
