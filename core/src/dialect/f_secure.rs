//! F-Secure Anti-Virus for Internet Mail, Messaging Security Gateway. No source; few samples, 2001 to 2010.
//!
//! ```text
//! from H (R [IP]) by B ([IP]:25) (F-Secure Anti-Virus for Internet Mail 6.50.60 Release) with SMTP; D (envelope-from <S>)
//! from H ([IP]) by B (F-Secure/virusgw_smtp/210/h) with SMTP; D
//! ```
//! - Never anything about TLS.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "f-secure",
    name: "F-Secure",
    signature: &[(Mark::Product("F-Secure"), 14)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    ids: &[IdKind::None],
    about: About {
        recognised: "`(F-Secure …)` behind the by host.",
        states_tls: "Never.",
        silence: "Nothing can be said: the format has no place for TLS.",
        source: "samples, 2001 to 2010; SpamAssassin Received.pm",
    },
    refine,
    ..Dialect::UNSAID
};

/// The version is the first word of the product that begins with a digit.
fn refine(reading: &mut Reading<'_>) {
    for i in reading.clauses.by.iter() {
        let Some(token) = reading.token(i).filter(crate::clause::Token::is_comment) else { continue };
        if reading.text(token.word()).starts_with(b"F-Secure") {
            let mut words = reading.words(token.inner());
            reading.facts.version = words.find(|w| reading.text(*w).first().is_some_and(u8::is_ascii_digit));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Stamp;

    #[test]
    fn ok_version_and_own_address() {
        let raw = b"from a.example.com (a.example.com [192.0.2.1]) by gw ([198.51.100.2]:25) (F-Secure Anti-Virus for \
                    Internet Mail 6.50.60 Release) with SMTP; Sat, 12 Aug 2006 00:06:44 -0000";
        let stamp = Stamp::parse(raw);
        assert_eq!(stamp.writer.software, Some("f-secure"));
        assert_eq!(stamp.writer.version.map(|s| stamp.text(s)), Some(&b"6.50.60"[..]));
        assert_eq!(stamp.by.ip.map(|i| i.to_string()).as_deref(), Some("198.51.100.2"));
        assert!(stamp.unread.is_empty());
    }
}
