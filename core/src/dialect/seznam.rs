//! Seznam (email.cz, seznam.cz): Seznam SMTPD 1.x, szn-email-smtpd 2.x, and the hand-in from its web mail.
//!
//! ```text
//! from H (R [IP]) by email-relay12.ng.seznam.cz (Seznam SMTPD 1.3.128) with ESMTP; D (CET)
//! from [IPV6:IP] (R [IP]) by smtpd-relay-0123456789-abcde (szn-email-smtpd/2.0.19) with ESMTPA id UUID; D
//! from email.seznam.cz by email-smtpc9a.ko.seznam.cz (R [IP]) id 7f3e…; D
//! ```

use super::{About, Dialect, Known, Mark, Silence, VersionAt};
use crate::address;
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "seznam",
    name: "Seznam",
    signature: &[
        (Mark::Product("Seznam SMTPD"), 12),
        (Mark::Product("szn-email-smtpd"), 12),
        (Mark::Host("seznam.cz"), 6),
        (Mark::First("email.seznam.cz"), 5),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(Seznam SMTPD v)`, `(szn-email-smtpd/v)`; a by host of seznam.cz.",
        states_tls: "Never seen.",
        silence: "Nothing can be said.",
        source: "samples, 2008 to 2026",
    },
    refine,
    ..Dialect::UNSAID
};

/// The comment behind the by host of the web form is the host's own name and address.
fn refine(reading: &mut Reading<'_>) {
    reading.each_comment(reading.clauses.by, |reading, token| {
        let last = reading.words(token.inner()).last();
        let literal = last.and_then(|w| address::read(reading.text(w)));
        reading.facts.by_ip = literal.map(|l| l.ip).or(reading.facts.by_ip);
        literal.is_some()
    });
}
