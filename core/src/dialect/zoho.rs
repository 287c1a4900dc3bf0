//! Zoho Mail, hosts `mx.zohomail.com`, `mx.zoho.eu`, `mx.zoho.in`; 2016 to now.
//!
//! ```text
//! [from H (IP [IP])] by mx.zohomail.com with SMTPS id n.n; D (PST)
//! from mail.zoho.com by mx.zohomail.com with SMTP id n.n; D (PST)
//! ```
//! - The address stands where a name could. Since the end of 2023 the from clause is often missing.
//! - The id begins with the time in seconds.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{Clock, FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "zoho",
    name: "Zoho Mail",
    signature: &[
        (Mark::Host("zohomail.com"), 9),
        (Mark::Host("zoho.com"), 9),
        (Mark::Host("zoho.com.cn"), 9),
        (Mark::Host("zoho.com.au"), 9),
        (Mark::Host("zoho.jp"), 9),
        // Its service for newsletters.
        (Mark::Host("zcsend.net"), 9),
        (Mark::Host("zohomail.eu"), 9),
        (Mark::Host("zoho.eu"), 9),
        (Mark::Host("zohomail.in"), 9),
        (Mark::Host("zoho.in"), 9),
        (Mark::Id(IdKind::DigitsDot), 3),
        (Mark::With("SMTPS"), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Keyword { helo_tells: true },
    known: Known::Samples,
    ids: &[IdKind::DigitsDot],
    clock: Some(Clock::Decimal),
    about: About {
        recognised: "A by host under `zohomail.com`, `zoho.eu` or `zoho.in`, and an id of two numbers.",
        states_tls: "The word `SMTPS`.",
        silence: "`SMTP` is a plain connection; mail written in the web stands so on its inner hop.",
        source: "samples",
    },
    ..Dialect::UNSAID
};
