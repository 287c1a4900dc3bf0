//! Mailgun, hosts `smtp-out-nN.prod.REGION.postgun.com` or a container's name of 12 hex digits; 2015 to now.
//!
//! ```text
//! from H (R|<unknown> [IP]) by B with SMTP id 24HEX [(version=TLS1.3, cipher=IANA)]; D GMT
//! from <unknown> (<unknown> []) by B with HTTP id 24HEX; D GMT
//! by mxa.mailgun.org with ESMTP id Q-smtp-out-nN; D -0000 (UTC)
//! ```
//! - The id begins with the time in seconds, in hex.
//! - Stamps of `mxa.mailgun.org` (routes for inbound mail) do not tell TLS.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{Clock, FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "mailgun",
    name: "Mailgun",
    signature: &[
        (Mark::Host("postgun.com"), 10),
        (Mark::Host("mailgun.org"), 10),
        (Mark::Host("mailgun.net"), 10),
        (Mark::Id(IdKind::Hex24), 6),
        (Mark::With("HTTP"), 1),
        (Mark::With("SMTP"), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::ID),
    silence: Silence::Config,
    known: Known::Samples,
    ids: &[IdKind::Hex24],
    clock: Some(Clock::Hex24),
    about: About {
        recognised: "A by host under `postgun.com`, `mailgun.org` or `mailgun.net`; an id of 24 hex digits.",
        states_tls: "`(version=, cipher=)` behind the id.",
        silence: "With `SMTP` and an id of 24 hex digits: a plain connection. Other stamps do not tell.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

/// Only the submission hosts, whose ids are 24 hex digits, write the TLS text.
fn refine(reading: &mut Reading<'_>) {
    let id = reading.facts.id.map(|id| reading.text(id)).unwrap_or_default();
    reading.facts.default_form = IdKind::of(id) == IdKind::Hex24;
}
