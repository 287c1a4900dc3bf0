//! Cloudflare Email Routing, 2021 to now.
//!
//! ```text
//! from H (IP) by cloudflare-email.net|.com (cloudflare|unknown) id Q for <RC>; D
//! ```
//! - No `with` clause.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "cloudflare",
    name: "Cloudflare Email Routing",
    signature: &[
        (Mark::Host("cloudflare-email.net"), 12),
        (Mark::Host("cloudflare-email.com"), 12),
        (Mark::Product("cloudflare"), 8),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Few,
    about: About {
        recognised: "The by host `cloudflare-email.net` or `.com`.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

/// Behind the by host stands a word for the data centre, `(unknown)` in older stamps.
fn refine(reading: &mut Reading<'_>) {
    reading.take_comment(reading.clauses.by, b"unknown");
}
