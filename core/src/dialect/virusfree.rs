//! virusfree.cz. No source; few samples, 2018 to 2024.
//!
//! ```text
//! from H (IP) by outN.virusfree.cz with ESMTPS (V, C); DD Mon YYYY hh:mm:ss +zzzz
//! ```
//! - No id, no weekday.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "virusfree",
    name: "virusfree.cz",
    signature: &[(Mark::Host("virusfree.cz"), 20)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Plain,
    known: Known::Few,
    ids: &[IdKind::None],
    about: About {
        recognised: "A by host of virusfree.cz.",
        states_tls: "The S of the keyword and `(V, C)` behind it.",
        silence: "Neither: a plain connection.",
        source: "few samples, 2018 to 2024",
    },
    ..Dialect::UNSAID
};
