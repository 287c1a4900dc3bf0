//! maddy (`internal/endpoint/smtp/session.go`, `framework/module/msgmetadata.go`), 0.1 to 0.8.
//!
//! ```text
//! [from H (R [IP]) ]by B (envelope-sender <S>) with P id 8hex; D
//! ```
//! - `P` is `ESMTP[S]`, `UTF8ESMTP[S]` (not the spelling of RFC 6531) or `LMTP`; never an `A`.
//! - No product. Submission can leave the from part out.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "maddy",
    name: "maddy",
    signature: &[
        (Mark::Shape(Shape::EnvelopeBy), 4),
        (Mark::Id(IdKind::Hex8), 3),
        (Mark::With("UTF8ESMTP"), 4),
        (Mark::With("UTF8ESMTPS"), 4),
        (Mark::With("ESMTPS"), 1),
        (Mark::Shape(Shape::TcpInfo), 1),
        (Mark::Shape(Shape::NoFrom), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Keyword { helo_tells: true },
    known: Known::Source,
    ids: &[IdKind::Hex8],
    about: About {
        recognised: "`(envelope-sender <S>)` behind the by host, an id of eight hex digits.",
        states_tls: "The S of the keyword alone.",
        silence: "A keyword without S is a plain connection.",
        source: "maddy internal/endpoint/smtp/session.go, framework/module/msgmetadata.go",
    },
    ..Dialect::UNSAID
};
