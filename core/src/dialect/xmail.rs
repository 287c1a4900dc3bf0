//! XMail (`SMTPSvr.cpp`), 1.0 to 1.27.
//!
//! ```text
//! from H ([IP]:port)|(IP:port) by B[ (IP:port)] with [XMail 1.20 ESMTP Server] id <X> for <RC> from <S>; D
//! ```
//! - The product stands in square brackets where the protocol should.

use super::{About, Dialect, Known, Mark, Silence};
use crate::address;
use crate::clause::Kind;
use crate::reading::{FirstName, Reading, Slots, TlsHabits};
use crate::span::Span;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "xmail",
    name: "XMail",
    signature: &[(Mark::With("XMail"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    about: About {
        recognised: "`with [XMail v ESMTP Server]`.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    if let Some(token) = reading.token(clauses.with.start as usize).filter(|t| t.kind == Kind::Literal) {
        reading.facts.protocol = Some(token.span);
        let version = |w: &Span| reading.text(*w).first().is_some_and(u8::is_ascii_digit);
        reading.facts.version = reading.words(token.inner()).nth(1).filter(version);
        reading.take(clauses.with.start as usize);
    }
    // The server's own address and port.
    reading.each_comment(clauses.by, |reading, token| {
        let own = address::read(reading.text(token.inner()));
        reading.facts.by_ip = reading.facts.by_ip.or(own.map(|l| l.ip));
        own.is_some()
    });
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;

    #[test]
    fn the_product_stands_in_square_brackets() {
        let raw =
            b"from h (192.0.2.25:23198) by b (198.51.100.1:25) with [XMail 1.20 ESMTP Server] id <S72E>";
        let stamp = Stamp::parse(raw);
        assert_eq!(stamp.writer.version.map(|v| stamp.text(v)), Some(&b"1.20"[..]));
        assert_eq!(stamp.by.ip.map(|ip| ip.to_string()).as_deref(), Some("198.51.100.1"));
        assert_eq!(stamp.from.port, Some(23198));
        assert!(stamp.unread.is_empty());
    }
}
