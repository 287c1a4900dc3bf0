//! nullmailer (`src/inject.cc`, `src/sendmail.cc`), all releases.
//!
//! ```text
//! (nullmailer pid n invoked by uid n); D -0000
//! ```

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "nullmailer",
    name: "nullmailer",
    signature: &[
        (Mark::Leads("nullmailer"), 5),
        (Mark::Shape(Shape::NoClauses), 3),
        (Mark::Shape(Shape::ZoneUnknown), 2),
    ],
    first_name: FirstName::Other,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Source,
    ids: &[IdKind::None],
    about: About {
        recognised: "`(nullmailer pid n invoked by uid n)`.",
        states_tls: "Never.",
        silence: "Nothing: a local hand-in crosses no network.",
        source: "nullmailer src/inject.cc",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    reading.queue_line(b"nullmailer");
}
