//! hMailServer (`Server/SMTP/SMTPMessageHeaderCreator.cpp`), 5.x.
//!
//! ```text
//! from H (R|Unknown [IP]) by B with ESMTP[S][A] [(version=V cipher=C bits=N)] ; D
//! ```
//! - No product and no id. A fold stands before the semicolon. `ESMTP` for HELO too.
//! - TLS text came with 5.5 (2014). `AuthUserReplacementIP` prints another address for authenticated clients.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "hmailserver",
    name: "hMailServer",
    signature: &[
        (Mark::Shape(Shape::BlankSemicolon), 3),
        (Mark::Shape(Shape::NoId), 1),
        (Mark::Shape(Shape::TcpInfo), 1),
        (Mark::With("ESMTP"), 2),
        (Mark::With("ESMTPS"), 2),
        (Mark::With("ESMTPA"), 2),
        (Mark::With("ESMTPSA"), 2),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Plain,
    known: Known::Source,
    ids: &[IdKind::None],
    about: About {
        recognised: "No product, no id, and a lone semicolon before the date.",
        states_tls: "The S of the keyword, and `(version= cipher= bits=)` behind it.",
        silence: "From 5.5 (2014) a plain connection, HELO included.",
        source: "hmailserver Server/SMTP/SMTPMessageHeaderCreator.cpp",
    },
    ..Dialect::UNSAID
};
