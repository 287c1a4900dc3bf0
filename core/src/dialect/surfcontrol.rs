//! `SurfControl` E-mail Filter (later Websense). No source; few samples, 2003 to 2009.
//!
//! ```text
//! from H [IP] by B - SurfControl E-mail Filter (v); D
//! ```
//! - Never anything about TLS.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "surfcontrol",
    name: "SurfControl E-mail Filter",
    signature: &[(Mark::Opens("SurfControl"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Few,
    ids: &[IdKind::None],
    about: About {
        recognised: "`- SurfControl E-mail Filter` behind the by host.",
        states_tls: "Never.",
        silence: "Nothing can be said: the format has no place for TLS.",
        source: "few samples, 2003 to 2009",
    },
    refine,
    ..Dialect::UNSAID
};

/// The words behind the by host, and the version behind them.
fn refine(reading: &mut Reading<'_>) {
    let by = reading.clauses.by;
    if reading.take_phrase(by, &[b"-", b"SurfControl", b"E-mail", b"Filter"]).is_some()
        && let Some((at, inside)) = reading.first_left(by)
    {
        reading.take(at);
        reading.facts.version = Some(inside);
    }
}
