//! Mirapoint Message Server (MOS), 3 and 4.
//!
//! ```text
//! from R|IP (HELO|EHLO H) ([IP])
//!  by B (MOS v-GA[ FastPath queued]|Mirapoint)
//!  with SMTP|ESMTP id XXX00000; D
//! ```

use super::{About, Dialect, Known, Mark, Silence, VersionAt};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "mirapoint",
    name: "Mirapoint",
    signature: &[
        (Mark::Product("MOS"), 12),
        (Mark::Product("Mirapoint"), 12),
        (Mark::Id(IdKind::SendmailOld), 1),
    ],
    first_name: FirstName::Rdns,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(MOS v-GA …)` or `(Mirapoint)` behind the by host.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    ..Dialect::UNSAID
};
