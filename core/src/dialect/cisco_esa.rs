//! Cisco Secure Email (IronPort ESA, CES), `AsyncOS`. No source; samples 2004 to 2026.
//!
//! ```text
//! from R [(HELO H)] ([IP]) by B with P[/TLS/C]; DD Mon YYYY hh:mm:ss +zzzz
//! ```
//! - The looked-up name first, or `unknown`; `(HELO H)` is left out where it is the same.
//! - No id, no recipient, no weekday; no zone `-0000`, which is the qmail family's.
//! - `C` is the OpenSSL name; there is no version.
//! - Some sites blank the address: `()`.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "cisco-esa",
    name: "Cisco Secure Email (IronPort)",
    signature: &[
        (Mark::With("ESMTP/TLS"), 12),
        (Mark::With("SMTP/TLS"), 12),
        // All of these together, or it is another's.
        (Mark::Shape(Shape::BareTcpInfo), 2),
        (Mark::Shape(Shape::NoWeekdayOffset), 2),
        (Mark::Shape(Shape::NoId), 1),
        (Mark::Shape(Shape::NoVia), 1),
        (Mark::Shape(Shape::HeloComment), 1),
    ],
    first_name: FirstName::Rdns,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Plain,
    known: Known::Samples,
    ids: &[IdKind::None],
    about: About {
        recognised: "`ESMTP/TLS/C`; without TLS the order `name (HELO h) ([address])`, no id, and a date without \
                     weekday.",
        states_tls: "`/TLS/` and the cipher glued to the keyword. Never a version.",
        silence: "A keyword without `/TLS/` is a plain connection.",
        source: "about 7,000 samples of public mailing lists, 2004 to 2026",
    },
    // Its form without TLS is that of others too, who name TLS in words.
    refine: |reading| reading.tls_behind_protocol(),
    ..Dialect::UNSAID
};
