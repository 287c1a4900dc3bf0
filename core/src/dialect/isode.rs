//! Isode M-Switch, 12 to 19.
//!
//! ```text
//! from H (R [IP])
//!           by B (submission channel) via TCP with ESMTP[S][A]
//!           id <X@B>; D
//! ```

use super::{About, Dialect, Known, Mark, Silence, VersionAt, nothing};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "isode",
    name: "Isode M-Switch",
    signature: &[(Mark::Product("submission channel"), 10), (Mark::Id(IdKind::MessageId), 1)],
    first_name: FirstName::Helo,
    tls: TlsHabits {
        slots: Slots::NONE,
        version_of_suite: false,
        tls13_with_kx: false,
        verify_means_nothing: false,
    },
    silence: Silence::Keyword { helo_tells: false },
    writes: super::Writes::UNKNOWN,
    known: Known::Few,
    ids: &[IdKind::MessageId],
    clock: None,
    edge: &[],
    version: VersionAt::Nowhere,
    about: About {
        recognised: "`(submission channel) via TCP`.",
        states_tls: "The S of the keyword.",
        silence: "`ESMTP` without S is a plain connection.",
        source: "samples",
    },
    refine: nothing,
};
