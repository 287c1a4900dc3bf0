//! The SMTPRS family: what came of EMWAC's mail server for Windows NT, Content Technologies (later Clearswift)
//! `MIMEsweeper` and Vircom. No source; samples of 1997 to 2012.
//!
//! ```text
//! from H (unverified [IP]) by B (Clearswift SMTPRS 5.2.9) with ESMTP|SMTP id <Q@B>; D
//! ```
//! - Never anything about TLS.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};
use crate::span::Span;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "clearswift",
    name: "Clearswift SMTPRS",
    signature: &[
        (Mark::Product("Clearswift"), 12),
        (Mark::Product("Content Technologies"), 12),
        (Mark::Product("Vircom"), 12),
        (Mark::Opens("unverified"), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    ids: &[IdKind::MessageId],
    about: About {
        recognised: "`(… SMTPRS v)` behind the by host.",
        states_tls: "Never.",
        silence: "Nothing can be said: the format has no place for TLS.",
        source: "samples, 1997 to 2012; SpamAssassin Received.pm",
    },
    refine,
    ..Dialect::UNSAID
};

/// The version behind `SMTPRS`. `(unverified)` says that no name was looked up.
fn refine(reading: &mut Reading<'_>) {
    for i in reading.clauses.by.iter() {
        let Some(token) = reading.token(i).filter(crate::clause::Token::is_comment) else { continue };
        let mut words = reading.words(token.inner());
        let found: Option<Span> = words.find(|w| reading.text(*w) == b"SMTPRS").and_then(|_| words.next());
        if found.is_some() {
            reading.facts.version = found;
            reading.take(i);
        }
    }
    reading.take_comments(reading.clauses.from, &[b"unverified"]);
    // `from H (R)`: no address.
    if let Some((at, name)) = reading.first_left(reading.clauses.from)
        && reading.facts.ip.is_none()
        && reading.words(name).count() == 1
    {
        reading.facts.rdns = Some(name);
        reading.take(at);
    }
}

#[cfg(test)]
mod tests {
    use crate::Stamp;

    #[test]
    fn ok_version_of_each_house() {
        for house in ["Clearswift", "Content Technologies", "Vircom"] {
            let raw = format!(
                "from mx.example.com (unverified) by gw.example.net ({house} SMTPRS 4.3.12) with SMTP id \
                 <T5f@gw.example.net>; Wed, 31 Aug 2022 07:05:27 -0400"
            );
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.writer.software, Some("clearswift"), "{raw}");
            assert_eq!(stamp.writer.version.map(|s| stamp.text(s)), Some(&b"4.3.12"[..]), "{raw}");
            assert!(stamp.unread.is_empty(), "{raw}");
        }
    }
}
