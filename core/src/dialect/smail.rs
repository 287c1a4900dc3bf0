//! Smail 3 (`src/…/header.c`), 3.1 and 3.2.
//!
//! ```text
//! by B (/\==/\ Smail3.1.28.1 #28.1) id <X@B>; D
//! by B (/\==/\ Smail3.1.28.1 #28.1) from H with smtp id <X@B>; D
//! from H by B with smtp (Smail3.1.29.1 #5) id X; D
//! ```
//! - Dates often have two-digit years and zone names. Without a from clause the message came from this host or by UUCP.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsHabits, find};
use crate::span::Span;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "smail",
    name: "Smail",
    signature: &[(Mark::Product("/\\"), 12), (Mark::Product("Smail"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    about: About {
        recognised: "`(/\\==/\\ Smail3.…)` or `(Smail3.…)`.",
        states_tls: "Never.",
        silence: "Says nothing: the program never states TLS.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    reading.facts.process |= !clauses.has_from && !clauses.has_with;
    for range in [clauses.by, clauses.with] {
        let product = |r: &Reading<'_>, w: &Span| find(r.text(*w), b"Smail").is_some();
        reading.each_comment(range, |reading, token| {
            let word = reading.words(token.inner()).find(|w| product(reading, w));
            if let Some(word) = word {
                let start = word.start as usize + find(reading.text(word), b"Smail").unwrap_or(0) + 5;
                let skip = usize::from(reading.raw.get(start) == Some(&b'-'));
                reading.facts.version = Some(Span::new(start + skip, word.end as usize));
            }
            word.is_some()
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;

    #[test]
    fn ok_versions() {
        for (product, want) in [
            ("/\\==/\\ Smail3.1.28.1 #28.1", "3.1.28.1"),
            ("Smail3.1.29.1 #5", "3.1.29.1"),
            ("Smail-3.2.0.101 1997-Dec-17 #2", "3.2.0.101"),
        ] {
            let raw = format!("by mail.example ({product}) id <m0qkL2U-0002GEa@mail.example>");
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.writer.software, Some("smail"), "{raw}");
            assert_eq!(stamp.writer.version.map(|v| stamp.text(v)), Some(want.as_bytes()), "{raw}");
        }
    }
}
