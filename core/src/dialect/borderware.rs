//! `BorderWare` Security Platform (`MXtreme`, later `WatchGuard` XCS). No source; few samples, 2003 to 2012.
//!
//! ```text
//! from H (R [IP]) by B (BorderWare Security Platform) with ESMTP id Q for <RC>; D
//! ```
//! - Nothing about TLS in the samples that are known.

use super::{About, Dialect, Known, Mark, Silence, VersionAt, nothing};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "borderware",
    name: "BorderWare",
    signature: &[(Mark::Product("BorderWare"), 14)],
    first_name: FirstName::Helo,
    tls: TlsHabits {
        slots: Slots::NONE,
        version_of_suite: false,
        tls13_with_kx: false,
        verify_means_nothing: false,
    },
    silence: Silence::Mute,
    writes: super::Writes::UNKNOWN,
    known: Known::Few,
    ids: &[],
    clock: None,
    edge: &[],
    version: VersionAt::Nowhere,
    about: About {
        recognised: "`(BorderWare …)` behind the by host.",
        states_tls: "Not in the samples that are known.",
        silence: "Nothing can be said.",
        source: "few samples, 2003 to 2012",
    },
    refine: nothing,
};
