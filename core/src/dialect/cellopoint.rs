//! Cellopoint Email UTM, also as `Generic MTA`. No source; about 25 samples, 2010 to 2024.
//!
//! ```text
//! from H [(IP)] by B (envelope-from <S>) (Cellopoint E-mail Firewall v4.1.10 Build 0809[ with TLS]) with ESMTP id n; D
//! from H [(IP)] by B (envelope-from <S>) (Generic MTA[ with V C N/N]) with ESMTP id n; D
//! ```
//! - The round brackets stand inside the square ones: the sign that stays where a site puts its own banner in place of
//!   the product, as in `(mx.example.net ESMTP with TLS)`.
//! - The keyword has no `S`.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};
use crate::span::Span;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "cellopoint",
    name: "Cellopoint",
    signature: &[
        (Mark::Product("Cellopoint"), 12),
        (Mark::Product("Generic MTA"), 12),
        (Mark::Shape(Shape::RoundInSquare), 5),
        (Mark::Shape(Shape::EnvelopeBy), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::BY),
    silence: Silence::Detail,
    known: Known::Few,
    ids: &[IdKind::Digits],
    about: About {
        recognised: "`(Cellopoint E-mail Firewall v)` or `(Generic MTA)` behind the by host; `[(address)]`.",
        states_tls: "`with TLS` or `with V C N/N` inside the product comment.",
        silence: "No such words in the product comment: a plain connection.",
        source: "about 25 samples, 2010 to 2024",
    },
    refine,
    ..Dialect::UNSAID
};

/// The words behind `with` in the product comment; the version of the product before them.
fn refine(reading: &mut Reading<'_>) {
    let Some((at, inside)) = reading.first_left(reading.clauses.by) else { return };
    reading.take(at);
    let words = reading.words(inside);
    for word in words {
        let text = reading.text(word);
        if text == b"with" {
            let rest = Span { start: word.end, end: inside.end };
            reading.tls_comment(rest);
            return;
        }
        if text.first() == Some(&b'v') && text.get(1).is_some_and(u8::is_ascii_digit) {
            reading.facts.version = Some(word);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Stamp;
    use crate::terms::{Basis, TlsState};

    #[test]
    fn ok_words_of_the_product_comment() {
        for (product, state, basis) in [
            ("Cellopoint E-mail Firewall v4.1.10 Build 0809 with TLS", TlsState::Encrypted, Basis::Phrase),
            ("Cellopoint E-mail Firewall v4.1.10 Build 0809", TlsState::Plain, Basis::WriterWouldSay),
            (
                "Generic MTA with TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256 128/128",
                TlsState::Encrypted,
                Basis::Details,
            ),
            ("Generic MTA", TlsState::Plain, Basis::WriterWouldSay),
            ("relay.example.net ESMTP with TLS", TlsState::Encrypted, Basis::Phrase),
            ("relay.example.net ESMTP", TlsState::Plain, Basis::WriterWouldSay),
        ] {
            let raw = format!(
                "from mx.example.com [(192.0.2.1)] by gw.example.net (envelope-from <a@example.com>) ({product}) with \
                 ESMTP id 385000192; Wed, 31 Aug 2022 07:05:27 -0400"
            );
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.writer.software, Some("cellopoint"), "{raw}");
            assert_eq!((stamp.tls.state, stamp.tls.basis), (state, basis), "{raw}");
            assert_eq!(stamp.from.ip.map(|i| i.to_string()).as_deref(), Some("192.0.2.1"), "{raw}");
            assert!(stamp.unread.is_empty(), "{raw}");
        }
    }
}
