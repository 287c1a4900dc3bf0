//! The reading for a writer that is not recognised: every shared form, in every slot, and nothing concluded from
//! silence.
//!
//! A TLS claim found this way is a claim of an unknown writer: the report says so (`writer.confidence: unknown`).

use super::{About, Dialect, Known, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static GENERIC: Dialect = Dialect {
    id: "",
    name: "unknown",
    signature: &[],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::ALL),
    silence: Silence::Mute,
    known: Known::Few,
    about: About {
        recognised: "No known writer's signs are there.",
        states_tls: "Read in any of the known forms; the claim is an unknown writer's.",
        silence: "Nothing can be said.",
        source: "RFC 5321 §4.4",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    reading.text_at_end();
    reading.tls_behind_protocol();
}

#[cfg(test)]
mod tests {
    use crate::Stamp;
    use crate::terms::{Basis, TlsState};

    #[test]
    fn ok_words_about_tls_behind_the_protocol() {
        for (words, state) in [
            ("with ESMTP with TLS", TlsState::Encrypted),
            ("with ESMTP via SSL", TlsState::Encrypted),
            // The date is qmail's, the rest is not.
            ("([192.0.2.2]) with ESMTP via SSL; 12 Jun 2013 02:22:13 -0000", TlsState::Encrypted),
            ("via smtpd (for mx.example.org [192.0.2.4]) with SMTP", TlsState::Unrecorded),
        ] {
            let date = if words.contains(';') { "" } else { "; Wed, 28 Aug 2002 16:49:47 -0400" };
            let raw = format!("from a.example.net ([192.0.2.1]) by b.example.org {words}{date}");
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.writer.software, None, "{raw}");
            assert_eq!(stamp.tls.state, state, "{raw}");
            assert_eq!(stamp.tls.basis == Basis::Phrase, state == TlsState::Encrypted, "{raw}");
            assert!(stamp.unread.is_empty(), "{raw}");
        }
    }
}
