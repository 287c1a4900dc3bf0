//! sSMTP (`ssmtp.c`), all releases.
//!
//! ```text
//! by H (sSMTP sendmail emulation); D
//! ```

use super::{About, Dialect, Known, Mark, Silence, VersionAt};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "ssmtp",
    name: "sSMTP",
    signature: &[(Mark::Product("sSMTP"), 12)],
    first_name: FirstName::Other,
    tls: TlsHabits {
        slots: Slots::NONE,
        version_of_suite: false,
        tls13_with_kx: false,
        verify_means_nothing: false,
    },
    silence: Silence::Mute,
    writes: super::Writes::UNKNOWN,
    known: Known::Source,
    ids: &[IdKind::None],
    clock: None,
    edge: &[],
    version: VersionAt::Nowhere,
    about: About {
        recognised: "`(sSMTP sendmail emulation)` behind the by host.",
        states_tls: "Never.",
        silence: "Nothing: a local hand-in crosses no network.",
        source: "ssmtp ssmtp.c",
    },
    refine,
};

fn refine(reading: &mut Reading<'_>) {
    reading.facts.process = true;
}
