//! `BorderWare` Security Platform (`MXtreme`, later `WatchGuard` XCS). No source; few samples, 2003 to 2012.
//!
//! ```text
//! from H (R [IP]) by B (BorderWare Security Platform) with ESMTP id Q for <RC>; D
//! ```
//! - Nothing about TLS in the samples that are known.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "borderware",
    name: "BorderWare",
    signature: &[(Mark::Product("BorderWare"), 14)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Few,
    about: About {
        recognised: "`(BorderWare …)` behind the by host.",
        states_tls: "Not in the samples that are known.",
        silence: "Nothing can be said.",
        source: "few samples, 2003 to 2012",
    },
    ..Dialect::UNSAID
};
