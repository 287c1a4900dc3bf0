//! A mail server on .NET whose name is not known (seen at one research institute, 2024): it prints the properties of
//! `SslStream` as the framework names them.
//!
//! ```text
//! from IP by B (Tls12, Aes256, Sha384, DiffieHellmanEllipticKey384); D GMT
//! ```
//! - Protocol, cipher algorithm, hash, key exchange: they do not name one suite.
//! - No with clause and no id.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::clause::Class;
use crate::reading::{FirstName, Reading, Slots, TlsHabits};
use crate::span::Span;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "dotnet-stream",
    name: "a .NET mail server",
    signature: &[
        (Mark::Opens("Tls11"), 4),
        (Mark::Opens("Tls12"), 4),
        (Mark::Opens("Tls13"), 4),
        (Mark::Shape(Shape::NoWith), 3),
        (Mark::Shape(Shape::NoId), 1),
    ],
    first_name: FirstName::Other,
    tls: TlsHabits::of(Slots::BY),
    silence: Silence::Detail,
    known: Known::Few,
    about: About {
        recognised: "`(Tls12, Aes256, Sha384, …)` behind the by host, and no with clause.",
        states_tls: "Version and algorithms in that comment.",
        silence: "A plain connection, where the stamp is recognised at all.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

/// Behind the version: cipher algorithm, hash, key exchange.
fn refine(reading: &mut Reading<'_>) {
    for i in reading.clauses.by.iter() {
        let Some(token) = reading.token(i).filter(|t| t.class == Class::Tls) else { continue };
        let inside = token.inner();
        // A comment that states no version has nothing behind it.
        let stated = reading.facts.tls.quotes.iter().flatten().any(|quote| quote.covers(inside));
        let open = stated && reading.facts.tls.cipher.is_none();
        if let Some(word) = reading.words(inside).nth(1).filter(|_| open) {
            let comma = u32::from(reading.text(word).ends_with(b","));
            reading.cipher(Span { start: word.start, end: word.end - comma });
        }
        for left in &mut reading.facts.unread {
            if left.is_some_and(|l| inside.covers(l)) {
                *left = None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;

    #[test]
    fn algorithms_are_no_suite() {
        let raw = b"from 192.0.2.25 by b.example (Tls12, Aes256, Sha384, DiffieHellmanEllipticKey384)";
        let stamp = Stamp::parse(raw);
        assert_eq!(stamp.tls.cipher.map(|c| stamp.text(c)), Some(&b"Aes256"[..]));
        assert_eq!(stamp.tls.suite, None);
        assert!(stamp.unread.is_empty());
        // Exchange and CodeTwo write such words too.
        let other = b"from a (192.0.2.25) by b.example (192.0.2.1) with Some SMTP Server (TLS12) id 1";
        assert_ne!(Stamp::parse(other).writer.software, Some("dotnet-stream"));
    }
}
