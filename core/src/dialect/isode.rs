//! Isode M-Switch, 12 to 19.
//!
//! ```text
//! from H (R [IP])
//!           by B (submission channel) via TCP with ESMTP[S][A]
//!           id <X@B>; D
//! ```

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "isode",
    name: "Isode M-Switch",
    signature: &[(Mark::Product("submission channel"), 10), (Mark::Id(IdKind::MessageId), 1)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Keyword { helo_tells: false },
    known: Known::Few,
    ids: &[IdKind::MessageId],
    about: About {
        recognised: "`(submission channel) via TCP`.",
        states_tls: "The S of the keyword.",
        silence: "`ESMTP` without S is a plain connection.",
        source: "samples",
    },
    ..Dialect::UNSAID
};
