//! Fortinet FortiMail. Sendmail's engine; no source, about 30 samples 2017 to 2026.
//!
//! ```text
//! from H (R [IP]) [(user=U mech=M bits=n)] by B with P id Q-Q [(version=V cipher=C bits=N verify=X)] [for <RC>]; D
//! ```
//! - The id is two Sendmail ids joined by a hyphen: the session's and the message's. The clock is in both.
//! - Older releases write `ESMTP` over TLS too. `verify=CAFAIL` is Fortinet's own word.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{Clock, FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "fortimail",
    name: "FortiMail",
    signature: &[
        (Mark::Id(IdKind::SendmailTwice), 12),
        (Mark::Product("version"), 1),
        (Mark::Shape(Shape::TcpInfo), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::ID),
    silence: Silence::Detail,
    known: Known::Few,
    ids: &[IdKind::SendmailTwice],
    clock: Some(Clock::Sendmail),
    about: About {
        recognised: "An id of two Sendmail ids joined by a hyphen.",
        states_tls: "`(version= cipher= bits= verify=)` behind the id; the S of the keyword in newer releases.",
        silence: "No comment: a plain connection.",
        source: "about 30 samples, 2017 to 2026",
    },
    ..Dialect::UNSAID
};
