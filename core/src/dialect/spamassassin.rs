//! SpamAssassin (`Mail/SpamAssassin/PerMsgStatus.pm`): the stamp on the report into which it wraps a message.
//!
//! ```text
//! from localhost by B
//!  with SpamAssassin (version v);
//!  D
//! ```
//! - No transfer: a filter gave the message back.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "spamassassin",
    name: "SpamAssassin",
    signature: &[(Mark::With("SpamAssassin"), 12)],
    first_name: FirstName::Other,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Source,
    about: About {
        recognised: "`with SpamAssassin`.",
        states_tls: "Never.",
        silence: "A step on the same host.",
        source: "SpamAssassin lib/Mail/SpamAssassin/PerMsgStatus.pm",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    reading.facts.process = true;
    reading.each_comment(reading.clauses.with, |reading, token| {
        // `version 3.4.0`; in 2.x `2.63 2004-01-11`.
        let at = usize::from(reading.text(token.word()).eq_ignore_ascii_case(b"version"));
        reading.facts.version = reading.words(token.inner()).nth(at);
        true
    });
}
