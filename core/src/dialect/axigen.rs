//! Axigen, 6 to 10.
//!
//! ```text
//! from H (IP) by B (Axigen) with [(C encrypted)] ESMTP[S][A] id HEX; D
//! ```

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "axigen",
    name: "Axigen",
    signature: &[(Mark::Product("Axigen"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Keyword { helo_tells: false },
    known: Known::Few,
    about: About {
        recognised: "`(Axigen)` behind the by host.",
        states_tls: "The S of the keyword; `(C encrypted)` before it.",
        silence: "`ESMTP` without S is a plain connection.",
        source: "samples",
    },
    ..Dialect::UNSAID
};
