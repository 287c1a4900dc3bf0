//! Mailchimp and its transactional service Mandrill (Intuit).
//!
//! ```text
//! from localhost (localhost [127.0.0.1]) by mailN.rsgsv.net (Mailchimp) with ESMTP id Q for <RC>; D
//! from [IP] by mandrillapp.com id 32HEX; D
//! ```
//! - Mailchimp hosts that run PowerMTA stamp as that program does.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "mailchimp",
    name: "Mailchimp",
    signature: &[
        (Mark::Product("Mailchimp"), 12),
        (Mark::Host("mandrillapp.com"), 12),
        (Mark::Host("rsgsv.net"), 8),
        (Mark::Id(IdKind::Hex32), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Few,
    about: About {
        recognised: "`(Mailchimp)`, or a by host under `rsgsv.net` or `mandrillapp.com`.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    ..Dialect::UNSAID
};
