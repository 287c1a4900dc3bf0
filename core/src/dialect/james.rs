//! Apache James (`protocols/smtp/…/core/ReceivedHeaderGenerator.java`), 2.x to 3.9.
//!
//! ```text
//! from R (HELO|EHLO H) ([IP]) [(using V with cipher C)] by B (JAMES SMTP Server ) with P ID sess [for <RC>[ (PRIORITY n)]]; D (zone)
//! old:  from H ([IP]) by B (JAMES SMTP Server 2.3.1) with SMTP ID n for <RC>; D
//! ```
//! - `P` is `SMTP`, `ESMTP[S][A]`: HELO over TLS stays `SMTP`, but the comment stands. `C` is Java's name.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "james",
    name: "Apache James",
    signature: &[
        (Mark::Product("JAMES SMTP"), 12),
        (Mark::Shape(Shape::HeloComment), 1),
        (Mark::Shape(Shape::RoundAddress), 1),
        (Mark::Shape(Shape::ZoneComment), 1),
    ],
    first_name: FirstName::Rdns,
    tls: TlsHabits::of(Slots::FROM),
    silence: Silence::Plain,
    known: Known::Source,
    ids: &[IdKind::Other, IdKind::Digits],
    about: About {
        recognised: "`(JAMES SMTP Server )` behind the by host.",
        states_tls: "The S of the keyword; `(using V with cipher C)` before `by`.",
        silence: "A plain connection: the comment stands on every TLS session, HELO included.",
        source: "james-project protocols/smtp ReceivedHeaderGenerator.java",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    reading.take_comment(reading.clauses.for_, b"PRIORITY");
    // 2.x gives the name of HELO alone.
    if reading.facts.helo == reading.facts.rdns {
        reading.facts.rdns = None;
    }
}
