//! MailEnable, 1 to 10.
//!
//! ```text
//! from H ([IP]) by B with MailEnable ESMTP[A]; D
//! ```
//! - No id.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "mailenable",
    name: "MailEnable",
    signature: &[
        (Mark::With("MailEnable ESMTP"), 12),
        (Mark::With("MailEnable ESMTPA"), 12),
        (Mark::With("MailEnable SMTP"), 12),
        (Mark::Host("MailEnable"), 10),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    about: About {
        recognised: "`with MailEnable ESMTP`.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    reading.take_words_behind_host(b"MailEnable", &[b"Inbound", b"Mail", b"Agent"]);
    reading.facts.auth |= reading.facts.protocol.is_some_and(|p| reading.text(p).ends_with(b"ESMTPA"));
}
