//! IIJ `SecureMX` (`securemx.jp`) and IIJ's mail service before it. Sendmail's engine; no source, about 60 samples,
//! 2005 to 2025.
//!
//! ```text
//! from H (R [IP]) by relay.securemx.jp (mx-mr1120) id Q [(version=V cipher=C bits=N verify=X)] [for <RC>]; D
//! by mo-csw.securemx.jp (mx-mo-csw1516) id Q [for <RC>]; D                      from its own queue
//! from H (R [IP]) by mbox.iij4u.or.jp (4U-MR/mbox01) id Q [(version=V cipher=C bits=N verify=X)] [for <RC>]; D
//! ```
//! - No with clause. The product is the role and the number of the host.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{Clock, FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "securemx",
    name: "IIJ SecureMX",
    signature: &[
        (Mark::Host("securemx.jp"), 14),
        (Mark::Host("iij4u.or.jp"), 14),
        (Mark::Id(IdKind::Sendmail), 2),
        (Mark::Product("version"), 1),
        (Mark::Shape(Shape::NoWith), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::ID),
    silence: Silence::Detail,
    known: Known::Few,
    ids: &[IdKind::Sendmail],
    clock: Some(Clock::Sendmail),
    about: About {
        recognised: "A by host of securemx.jp; no with clause, and a Sendmail id.",
        states_tls: "`(version= cipher= bits= verify=)` behind the id. There is no keyword.",
        silence: "No comment: a plain connection. Without a from clause nothing can be said.",
        source: "about 60 samples, 2005 to 2025",
    },
    refine,
    ..Dialect::UNSAID
};

/// The role of the host behind its name: `(mx-mr1120)`.
fn refine(reading: &mut Reading<'_>) {
    // A message that was queued again: the line names no client.
    reading.facts.mute = !reading.clauses.has_from;
    if let Some((at, _)) = reading.first_left(reading.clauses.by) {
        reading.take(at);
    }
}
