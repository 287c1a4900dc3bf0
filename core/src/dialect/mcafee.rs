//! `McAfee` Email Gateway (`IronMail`, later Skyhigh). No source; few samples, 2008 to 2022.
//!
//! ```text
//! from H (R [IP]) by B with smtp [(TLS: V,Nbits,C)] id 4921_17ec_5d3e…; D
//! ```
//! - Always `smtp`. `V` is the family label `TLSv1/SSLv3`, whatever was used.
//! - The id is lower-case hex groups joined by `_`.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "mcafee",
    name: "McAfee Email Gateway",
    signature: &[
        (Mark::Id(IdKind::HexUnderscores), 8),
        (Mark::Product("TLS:"), 4),
        (Mark::With("smtp"), 1),
        (Mark::Shape(Shape::TcpInfo), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Detail,
    known: Known::Few,
    ids: &[IdKind::HexUnderscores],
    about: About {
        recognised: "An id of hex groups joined by `_`, and `with smtp`.",
        states_tls: "`(TLS: TLSv1/SSLv3,Nbits,C)` behind the keyword. The label says nothing of the version.",
        silence: "No comment: a plain connection. The keyword is always `smtp`.",
        source: "about 10 samples, 2008 to 2022",
    },
    ..Dialect::UNSAID
};
