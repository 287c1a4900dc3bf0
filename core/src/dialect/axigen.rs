//! Axigen, 6 to 10.
//!
//! ```text
//! from H (IP) by B (Axigen) with [(C encrypted)] ESMTP[S][A] id HEX; D
//! ```

use super::{About, Dialect, Known, Mark, Silence, VersionAt, nothing};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "axigen",
    name: "Axigen",
    signature: &[(Mark::Product("Axigen"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits {
        slots: Slots::WITH,
        version_of_suite: false,
        tls13_with_kx: false,
        verify_means_nothing: false,
    },
    silence: Silence::Keyword { helo_tells: false },
    writes: super::Writes::UNKNOWN,
    known: Known::Few,
    ids: &[],
    clock: None,
    edge: &[],
    version: VersionAt::Nowhere,
    about: About {
        recognised: "`(Axigen)` behind the by host.",
        states_tls: "The S of the keyword; `(C encrypted)` before it.",
        silence: "`ESMTP` without S is a plain connection.",
        source: "samples",
    },
    refine: nothing,
};
