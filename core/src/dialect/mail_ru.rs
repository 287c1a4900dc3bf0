//! Mail.ru: Exim without its product comment and without TLS text.
//!
//! ```text
//! by smtp3.i.mail.ru with esmtpa (envelope-from <S>) id Q for RC; D
//! from [IP]:port (port=n helo=H) by mx12.mail.ru with esmtp (envelope-from <S>) id Q for RC; D
//! from [IP]:port (port=n helo=H) by fallback1.m.smailru.net with esmtp (envelope-from <S>) id Q for RC; D
//! by e.mail.ru with HTTP; D
//! by f123.i.mail.ru with local (envelope-from <S>) id Q for RC; D
//! ```
//! - The keyword has no s although ports 465 and 587 want TLS.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{Clock, FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "mail-ru",
    name: "Mail.ru",
    signature: &[
        (Mark::Host("mail.ru"), 14),
        (Mark::Host("smailru.net"), 14),
        (Mark::With("esmtpa"), 2),
        (Mark::With("esmtp"), 2),
        (Mark::Shape(Shape::EximInfo), 2),
    ],
    first_name: FirstName::Rdns,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    ids: &[IdKind::Exim],
    clock: Some(Clock::Exim),
    about: About {
        recognised: "A by host of mail.ru or smailru.net and Exim's shape without `(Exim v)`.",
        states_tls: "Never.",
        silence: "Nothing can be said.",
        source: "samples, 2010 to 2026",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    if reading.facts.protocol.is_some_and(|p| reading.text(p) == b"local") {
        // The first word is a user, not a host.
        reading.facts.rdns = None;
        reading.facts.helo = None;
    }
}
