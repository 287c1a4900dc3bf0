//! LBBS, the Lightweight Bulletin Board System (`nets/net_smtp.c`, `nets/net_smtp/`).
//!
//! ```text
//! from [HIDDEN] (Authenticated sender: U) by B with P for RC; D          submission
//! ```
//! - Recognised by the submission form alone: that of incoming mail has no sign. Postfix sites that hide the client the
//!   same way keep their product and id.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "lbbs",
    name: "LBBS",
    signature: &[
        (Mark::First("[HIDDEN]"), 5),
        (Mark::Opens("Authenticated sender:"), 1),
        (Mark::Shape(Shape::NoId), 2),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Keyword { helo_tells: false },
    known: Known::Few,
    ids: &[IdKind::None],
    about: About {
        recognised: "`from [HIDDEN] (Authenticated sender: U)` without product and id.",
        states_tls: "The S of the keyword alone.",
        silence: "A keyword without S is a plain connection.",
        source: "LBBS nets/net_smtp.c",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    if reading.facts.helo.is_some_and(|h| reading.text(h) == b"[HIDDEN]") {
        reading.facts.helo = None;
    }
}
