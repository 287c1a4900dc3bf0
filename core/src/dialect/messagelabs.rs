//! MessageLabs, later Symantec Email Security.cloud (`messagelabs.com`, `symcld.net`). No source; samples 2002 to 2024.
//!
//! ```text
//! from R [(HELO H)] (IP) by server-N.tower-N.messagelabs.com with [C encrypted ]SMTP; DD Mon YYYY hh:mm:ss -0000
//! from [IP] [(using V with cipher C (N bits))] by server-N.bemta….messagelabs.com|symcld.net id XX/XX-NNNNN-XXXXXXXX; D
//! ```
//! - The first form is qmail's with a TLS patch: looked-up name first, `unknown` where there is none, no version.
//!   `(qmail n invoked from network)` stands beside it as a field of its own.
//! - The second is between the service's own hosts.
//! - The last part of an id with a slash, read backwards, is the time in seconds.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{Clock, FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "messagelabs",
    name: "MessageLabs (Symantec Email Security.cloud)",
    signature: &[
        // More than the signs of the qmail form together.
        (Mark::Host("messagelabs.com"), 30),
        (Mark::Host("symcld.net"), 30),
    ],
    first_name: FirstName::Rdns,
    tls: TlsHabits::of(Slots::WITH.and(Slots::FROM)),
    silence: Silence::Detail,
    known: Known::Samples,
    ids: &[IdKind::None, IdKind::Slash],
    clock: Some(Clock::BackwardHex),
    about: About {
        recognised: "A by host of messagelabs.com or symcld.net.",
        states_tls: "`with C encrypted SMTP`, without a version; between its own hosts `(using V with cipher C)`.",
        silence: "`with SMTP` alone is a plain connection. Where the from part was taken out, its TLS text went with it.",
        source: "samples of public mailing lists, 2002 to 2024",
    },
    refine: |reading| reading.facts.mute = !reading.clauses.has_from,
    ..Dialect::UNSAID
};
