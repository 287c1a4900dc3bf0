//! HCL Domino, earlier IBM and Lotus Domino, 5 to 14, and the Lotus SMTP MTA before it.
//!
//! ```text
//! from H ([IP])
//!           by B (Lotus|IBM|HCL Domino Release v[ HFn])
//!           with ESMTP id YYYYMMDDhhmmss…-n ;
//!           D
//! ```
//! - The id begins with the local time.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{Clock, FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "domino",
    name: "HCL Domino",
    signature: &[
        (Mark::Product("HCL Domino"), 12),
        (Mark::Product("IBM Domino"), 12),
        (Mark::Product("Lotus Domino"), 12),
        (Mark::Product("Lotus SMTP"), 12),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    clock: Some(Clock::CompactLocal),
    about: About {
        recognised: "`(Lotus Domino Release v)`, `(IBM Domino …)` or `(HCL Domino …)`.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

/// The version stands behind `Release` or `MTA`.
fn refine(reading: &mut Reading<'_>) {
    reading.each_comment(reading.clauses.by, |reading, token| {
        let mut words = reading.words(token.inner()).skip(2);
        let named = words.next().is_some_and(|w| matches!(reading.text(w), b"Release" | b"MTA"));
        reading.facts.version = words.next().filter(|_| named);
        named
    });
}
