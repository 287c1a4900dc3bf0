//! PowerMTA (Port25, SparkPost, Bird), all versions. Used by Postmark, Mailchimp, Locaweb and many other senders.
//!
//! ```text
//! [from H (IP)] by B [(PowerMTA(TM) v)] id hXXXXXXXXXXX for <RC>; D (envelope-from <S>)
//! ```
//! - No `with` clause; the envelope sender stands behind the date.

use super::{About, Dialect, Known, Mark, Shape, Silence, VersionAt};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "powermta",
    name: "PowerMTA",
    signature: &[
        (Mark::Product("PowerMTA"), 12),
        (Mark::Id(IdKind::PowerMta), 5),
        (Mark::Shape(Shape::NoWith), 2),
        (Mark::Opens("envelope-from"), 3),
        (Mark::Host("mtasv.net"), 6),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    ids: &[IdKind::PowerMta],
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "No `with`, an id of `h` and 11 letters and digits, `(envelope-from <S>)` behind the \
                     date.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

/// The version stands behind the mark in brackets: `PowerMTA(TM) v4.5r1`.
fn refine(reading: &mut Reading<'_>) {
    if let Some(inside) = reading.take_comment(reading.clauses.by, b"PowerMTA") {
        reading.facts.version = reading.words(inside).nth(1);
    }
}
