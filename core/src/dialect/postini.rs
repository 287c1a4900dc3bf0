//! Postini, later Google Message Security (`postini.com`, `obsmtp.com`). No source; few samples, 2003 to 2014.
//!
//! ```text
//! from source ([IP]) [(using V) ]by exprodNmxN.postini.com ([IP]) with SMTP[ ID Q@postini.com]; D UTC|PST
//! ```
//! - The first word is always `source`: no name at all.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "postini",
    name: "Postini",
    signature: &[
        (Mark::Host("postini.com"), 12),
        (Mark::Host("obsmtp.com"), 12),
        (Mark::Shape(Shape::BareTcpInfo), 1),
    ],
    first_name: FirstName::Other,
    tls: TlsHabits::of(Slots::FROM),
    silence: Silence::Detail,
    known: Known::Few,
    ids: &[IdKind::None, IdKind::MessageId],
    about: About {
        recognised: "A by host of postini.com or obsmtp.com.",
        states_tls: "`(using V)` before `by`, without a cipher.",
        silence: "No comment: a plain connection.",
        source: "few samples, 2003 to 2014",
    },
    ..Dialect::UNSAID
};
