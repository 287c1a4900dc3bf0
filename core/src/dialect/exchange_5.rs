//! Exchange 4.0 and 5.x: the Internet Mail Connector and the Internet Mail Service.
//!
//! ```text
//! by B with Internet Mail Service (5.5.2653.19) id <X@B>; D
//! from H ([IP]) by B with SMTP (Microsoft Exchange Internet Mail Service Version 5.5.2653.13) id X; D
//! by B with Microsoft Exchange (IMC 4.0.837.3) id <X@B>; D
//! ```
//! - Without a from clause the store handed the message to the connector.
//! - TLS is never told.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};
use crate::span::Span;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "exchange-5",
    name: "Exchange 5.5 Internet Mail Service",
    signature: &[
        (Mark::With("Internet Mail"), 12),
        (Mark::Product("Microsoft Exchange"), 12),
        (Mark::With("Microsoft Exchange"), 4),
        (Mark::Product("IMC"), 8),
        (Mark::Id(IdKind::MessageId), 1),
        (Mark::Shape(Shape::NoFrom), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    about: About {
        recognised: "`with Internet Mail Service (v)`, `(Microsoft Exchange Internet Mail Service Version v)`, \
                     `(IMC v)`.",
        states_tls: "Never.",
        silence: "Nothing can be said.",
        source: "samples, 1997 to 2005; SpamAssassin Received.pm",
    },
    refine,
    ..Dialect::UNSAID
};

/// The version is the last word of the comment.
fn refine(reading: &mut Reading<'_>) {
    reading.each_comment(reading.clauses.with, |reading, token| {
        let last = reading.words(token.inner()).last();
        let is_version = |s: &Span| reading.text(*s).first().is_some_and(u8::is_ascii_digit);
        let version = last.filter(is_version);
        reading.facts.version = version.or(reading.facts.version);
        version.is_some()
    });
}
