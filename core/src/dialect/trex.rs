//! MailChannels, the proxy `trex` in front of its Postfix hosts, 5.x to 7.x.
//!
//! ```text
//! from H (R|UNAVAILABLE.|[UNAVAILABLE]. [IP]) [(using V with cipher C)] by IP[:port] (trex/v); D
//! ```
//! - The by clause holds an address; there is no `with` and no id.
//! - The Postfix stamp above it shows 127.0.0.x, which is no client's address.

use super::{About, Dialect, Known, Mark, Shape, Silence, VersionAt};
use crate::address;
use crate::clause::Token;
use crate::reading::{FirstName, Reading, Slots, TlsHabits};
use crate::span::Span;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "trex",
    name: "MailChannels trex",
    signature: &[(Mark::Product("trex"), 12), (Mark::Shape(Shape::NoWith), 1)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::FROM),
    silence: Silence::Plain,
    known: Known::Samples,
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(trex/v)` behind an address.",
        states_tls: "`(using V with cipher C)` before `by`.",
        silence: "A plain connection.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

/// `([UNAVAILABLE]. [IP])`: words in square brackets stand in the place of the looked-up name.
fn refine(reading: &mut Reading<'_>) {
    if reading.facts.ip.is_some() {
        return;
    }
    for i in reading.clauses.from.iter() {
        let Some(token) = reading.token(i).filter(Token::is_comment) else { continue };
        let mut words = reading.words(token.inner());
        if words.next().is_some_and(|w| reading.text(w).starts_with(b"[UNAVAILABLE]"))
            && let Some(word) = words.last()
            && let Some(literal) = address::literal(reading.text(word))
        {
            let start = (word.start + literal.span.start) as usize;
            reading.facts.ip = Some(literal.ip);
            reading.facts.ip_span = Some(Span::new(start, start + literal.span.len()));
            reading.facts.port = literal.port;
            reading.take(i);
        }
    }
}
