//! sSMTP (`ssmtp.c`), all releases.
//!
//! ```text
//! by H (sSMTP sendmail emulation); D
//! ```

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "ssmtp",
    name: "sSMTP",
    signature: &[(Mark::Product("sSMTP"), 12)],
    first_name: FirstName::Other,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Source,
    ids: &[IdKind::None],
    about: About {
        recognised: "`(sSMTP sendmail emulation)` behind the by host.",
        states_tls: "Never.",
        silence: "Nothing: a local hand-in crosses no network.",
        source: "ssmtp ssmtp.c",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    reading.facts.process = true;
}
