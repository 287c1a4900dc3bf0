//! fetchmail (`transact.c`), 4.x to 6.5.
//!
//! ```text
//! from HOST [IP]
//!  by B with PROTOCOL (fetchmail-v[ polling X account Y[ folder Z]])
//!  for <U> (single-drop|multi-drop|by default); D
//! ```
//! - `PROTOCOL` is `POP3`, `IMAP`, `ETRN` and so on, with and without TLS.
//! - `HOST` is the mailbox server's name as DNS gave it: nobody's HELO.

use super::{About, Dialect, Known, Mark, Silence, VersionAt};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "fetchmail",
    name: "fetchmail",
    signature: &[(Mark::Product("fetchmail"), 12), (Mark::With("POP3"), 1), (Mark::With("IMAP"), 1)],
    first_name: FirstName::Other,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(fetchmail-v)` behind the protocol.",
        states_tls: "Never.",
        silence: "Says nothing: the line is the same with and without TLS.",
        source: "laboratory (6.4.37), samples",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    reading.each_comment(reading.clauses.for_, |reading, token| {
        let inside = token.inner();
        matches!(reading.text(inside), b"single-drop" | b"multi-drop")
            || reading.words(inside).begin_with(b"by default")
    });
}
