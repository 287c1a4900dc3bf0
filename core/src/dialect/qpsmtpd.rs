//! qpsmtpd (`lib/Qpsmtpd/SMTP.pm`, `plugins/tls`), 0.2x to 1.0.
//!
//! ```text
//! from R (HELO H) (IP) [(smtp-auth username U, mechanism M)] by B (qpsmtpd/v) with [(C encrypted) ]P; D
//! ```
//! - `P` is `[E]SMTP[S][A]`. HELO over TLS is `(C encrypted) SMTP`: the comment always tells.
//! - `R` is `Unknown` where no name was found. The version of TLS is never told.

use super::{About, Dialect, Known, Mark, Shape, Silence, VersionAt, Writes};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "qpsmtpd",
    name: "qpsmtpd",
    signature: &[
        (Mark::Product("qpsmtpd"), 12),
        (Mark::Shape(Shape::HeloComment), 1),
        (Mark::Shape(Shape::RoundAddress), 1),
        (Mark::Shape(Shape::Encrypted), 2),
        (Mark::Shape(Shape::NoId), 1),
    ],
    first_name: FirstName::Rdns,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Plain,
    writes: Writes::ADDRESS.and(Writes::WITH),
    known: Known::Source,
    ids: &[IdKind::None],
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(qpsmtpd/v)` behind the by host, `(HELO H) (IP)` before it.",
        states_tls: "`(C encrypted)` before or behind the keyword, and its S.",
        silence: "A plain connection: the comment stands on every TLS session, HELO included.",
        source: "qpsmtpd lib/Qpsmtpd/SMTP.pm, plugins/tls",
    },
    ..Dialect::UNSAID
};
