//! Stalwart (`crates/smtp/src/inbound/data.rs`), 0.3 to 0.13.
//!
//! ```text
//! from H (R|unknown [IP][ (ASn name[, CC])]) [(using V with cipher C)] by B (Stalwart SMTP) with P id HEX; D
//! from localhost (localhost [127.0.0.1]) by B (Stalwart SMTP|Stalwart JMAP) with LMTP id HEX; D      Sieve, JMAP
//! ```
//! - `C` is rustls's name: `TLS13_AES_256_GCM_SHA384`. IPv6 without `IPv6:`. Names of networks hold brackets and commas.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "stalwart",
    name: "Stalwart",
    signature: &[(Mark::Product("Stalwart"), 12), (Mark::Shape(Shape::TcpInfo), 1)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::FROM),
    silence: Silence::Plain,
    known: Known::Source,
    about: About {
        recognised: "`(Stalwart SMTP)` behind the by host.",
        states_tls: "The S of the keyword; `(using V with cipher C)` before `by`.",
        silence: "A plain connection.",
        source: "stalwart crates/smtp/src/inbound/data.rs",
    },
    ..Dialect::UNSAID
};
