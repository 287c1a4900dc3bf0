//! Symantec Messaging Gateway (Brightmail Gateway), often renamed; and Symantec `AntiVirus` for SMTP before it.
//! No source; samples 2003 to 2026.
//!
//! ```text
//! from H (R|Unknown_Domain| [IP]) [(using TLS with cipher C (N/N bits)) (Client did not present a certificate)]
//!  by B| (PRODUCT) with SMTP id XX.XX.nnnnn.8HEX; D
//! from H ([IP]) by B (SAVSMTP 3.1.0.29) with SMTP id M… for <RC>; D
//! ```
//! - Always `SMTP`. The last part of the id, read backwards, is the time in seconds.
//! - The by host may be empty, the product anything. `(using TLS …)` has no version.
//! - SAVSMTP is older and never tells.

use super::{About, Dialect, Known, Mark, Shape, Silence, VersionAt};
use crate::reading::{Clock, FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "symantec-gateway",
    name: "Symantec Messaging Gateway",
    signature: &[
        (Mark::Id(IdKind::HexQuad), 12),
        (Mark::Product("Symantec"), 12),
        (Mark::Product("SAVSMTP"), 12),
        (Mark::With("SMTP"), 1),
        (Mark::Shape(Shape::TcpInfo), 1),
        (Mark::Opens("using"), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::FROM),
    silence: Silence::Detail,
    known: Known::Samples,
    ids: &[IdKind::HexQuad],
    clock: Some(Clock::BackwardHex),
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(Symantec Messaging Gateway)`, or an id of two hex bytes, a number and eight hex digits joined by \
                     dots.",
        states_tls: "`(using TLS with cipher C)` before `by`, without a version. The keyword is always `SMTP`.",
        silence: "No comment: a plain connection. SAVSMTP cannot tell.",
        source: "about 700 samples of public mailing lists, 2003 to 2026",
    },
    refine,
    ..Dialect::UNSAID
};

/// The product comment stands behind the by host, also where that is missing.
fn refine(reading: &mut Reading<'_>) {
    if let Some((at, inside)) = reading.first_left(reading.clauses.by) {
        reading.take(at);
        reading.facts.mute = reading.text(inside).starts_with(b"SAVSMTP");
    }
}
