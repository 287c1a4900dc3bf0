//! mox (`smtpserver/server.go`, `mox-/tlsrecv.go`), 2022 to 2025.
//!
//! ```text
//! from H ([R ]literal) by B (literal) via tcp with P[ (requiretls)] id X (V C) [for <RC>;] D
//! from B by B (literal) via tcp with P id X (V C) for <RC>; D        submission: the client is hidden
//! ```
//! - Several recipients: no `for`, and no semicolon before the date. Builds of 2022 lack `via` and the id, and in the
//!   date the seconds. The date has no weekday.
//! - `P` is `[UTF8]SMTP` or `ESMTP` with S and A. `C` is Go's name, which is the registered one.
//! - A message of the web interface or the API has neither `via` nor `with`.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "mox",
    name: "mox",
    signature: &[
        (Mark::Shape(Shape::ViaTcp), 5),
        // Another link than tcp is not its own.
        (Mark::Shape(Shape::NoVia), 1),
        (Mark::Shape(Shape::OwnLiteral), 2),
        (Mark::Shape(Shape::NoWeekdayOffset), 2),
        (Mark::Id(IdKind::Base22), 2),
        (Mark::With("ESMTP"), 1),
        (Mark::With("ESMTPS"), 1),
        (Mark::With("ESMTPSA"), 1),
        (Mark::With("UTF8SMTPS"), 1),
        (Mark::With("UTF8SMTPSA"), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::WITH.and(Slots::ID)),
    silence: Silence::Plain,
    known: Known::Source,
    ids: &[IdKind::Base22, IdKind::None],
    about: About {
        recognised: "`via tcp` in lower case, the own address literal behind the by host, a date without weekday.",
        states_tls: "The S of the keyword, and `(V C)` behind the id.",
        silence: "A plain connection.",
        source: "mox smtpserver/server.go, mox-/tlsrecv.go",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    reading.take_comment(clauses.with, b"requiretls");
    if !clauses.has_with && clauses.via.is_empty() {
        reading.facts.not_smtp = true;
    }
}
