//! Amazon Simple Email Service, the SMTP endpoints `email-smtp` (submission) and `inbound-smtp` (receiving).
//!
//! ```text
//! from H (R [IP]) by email-smtp.amazonaws.com with SMTP (SimpleEmailService-d-X) id Q for RC; D
//! from H (R [IP]) by inbound-smtp.REGION.amazonaws.com with SMTP id Q for RC; D
//! ```
//! - Always `SMTP`, although the submission endpoint takes no login without TLS.
//! - A message handed in by the API gets no stamp.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "amazon-ses",
    name: "Amazon SES",
    signature: &[
        (Mark::Host("amazonaws.com"), 4),
        (Mark::Host("email-smtp.amazonaws.com"), 6),
        (Mark::With("SMTP"), 2),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Few,
    about: About {
        recognised: "A by host `email-smtp…` or `inbound-smtp…` under `amazonaws.com`.",
        states_tls: "Never: always `SMTP`.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

/// `(SimpleEmailService-d-X)` names the pool.
fn refine(reading: &mut Reading<'_>) {
    reading.each_comment(reading.clauses.with, |reading, token| {
        reading.text(token.word()).starts_with(b"SimpleEmailService")
    });
}
