//! Mirapoint Message Server (MOS), 3 and 4.
//!
//! ```text
//! from R|IP (HELO|EHLO H) ([IP])
//!  by B (MOS v-GA[ FastPath queued])
//!  with SMTP|ESMTP id XXX00000; D
//! ```

use super::{About, Dialect, Known, Mark, Silence, VersionAt, nothing};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "mirapoint",
    name: "Mirapoint",
    signature: &[(Mark::Product("MOS"), 12), (Mark::Id(IdKind::SendmailOld), 1)],
    first_name: FirstName::Rdns,
    tls: TlsHabits {
        slots: Slots::NONE,
        version_of_suite: false,
        tls13_with_kx: false,
        verify_means_nothing: false,
    },
    silence: Silence::Mute,
    writes: super::Writes::UNKNOWN,
    known: Known::Samples,
    ids: &[],
    clock: None,
    edge: &[],
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(MOS v-GA …)` behind the by host.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    refine: nothing,
};
