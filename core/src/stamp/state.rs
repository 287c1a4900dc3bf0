//! What a stamp shows of TLS, and why we say so (contract §3): the decision from facts, dialect and keyword.
//!
//! The order is the contract's: what states TLS first, then what is local, then what silence means.

use crate::dialect::{Dialect, Silence};
use crate::reading::{Facts, Phrase};
use crate::terms::{Basis, Confidence, TlsState};
use crate::vocab::protocol::WordKind;
use std::net::{IpAddr, Ipv4Addr};

/// Decides state and basis.
pub(crate) fn decide(
    facts: &Facts,
    dialect: &Dialect,
    confidence: Confidence,
    truncated: bool,
) -> (TlsState, Basis) {
    stated(facts).or_else(|| local(facts)).unwrap_or_else(|| silent(facts, dialect, confidence, truncated))
}

/// What the stamp says outright.
fn stated(facts: &Facts) -> Option<(TlsState, Basis)> {
    let tls = &facts.tls;
    if tls.phrase == Some(Phrase::Plain) {
        return Some((TlsState::Plain, Basis::Phrase));
    }
    if tls.suite.is_some_and(crate::vocab::suite::Suite::is_null) {
        // A NULL suite encrypts nothing (RFC 4346 appendix A.5).
        return Some((TlsState::Plain, Basis::Details));
    }
    if tls.clause.is_some() && tls.version.is_none() {
        return Some((TlsState::Encrypted, Basis::Clause));
    }
    if tls.has_details() {
        return Some((TlsState::Encrypted, Basis::Details));
    }
    if tls.phrase == Some(Phrase::Tls) {
        return Some((TlsState::Encrypted, Basis::Phrase));
    }
    let keyword_says = facts.keyword.is_some_and(super::super::vocab::protocol::Keyword::tls)
        || facts.word.is_some_and(|w| w.tls);
    keyword_says.then_some((TlsState::Encrypted, Basis::Keyword))
}

/// No network between.
fn local(facts: &Facts) -> Option<(TlsState, Basis)> {
    if facts.store {
        return Some((TlsState::Local, Basis::Store));
    }
    match facts.word.map(|w| w.kind) {
        Some(WordKind::Store) => return Some((TlsState::Local, Basis::Store)),
        // A peer on the network had a session: the word is not that of a writer who is known for it.
        Some(WordKind::Local) if facts.ip.is_some_and(|ip| !ip.is_loopback()) => {
            return Some((TlsState::Unrecorded, Basis::PrivateKeyword));
        }
        Some(WordKind::Local) => return Some((TlsState::Local, Basis::Process)),
        Some(WordKind::Http) => return Some((TlsState::Unrecorded, Basis::NotSmtp)),
        _ => {}
    }
    if facts.not_smtp {
        return Some((TlsState::Unrecorded, Basis::NotSmtp));
    }
    if facts.process {
        return Some((TlsState::Local, Basis::Process));
    }
    match facts.ip? {
        PLACEHOLDER => Some((TlsState::Unrecorded, Basis::WriterUnknown)),
        ip => ip.is_loopback().then_some((TlsState::Local, Basis::Loopback)),
    }
}

/// What services write in place of a client's address that they keep to themselves (MailChannels, Zendesk).
const PLACEHOLDER: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 6));

/// What it means that nothing is said.
fn silent(facts: &Facts, dialect: &Dialect, confidence: Confidence, truncated: bool) -> (TlsState, Basis) {
    if truncated {
        return (TlsState::Unrecorded, Basis::Truncated);
    }
    if facts.doubtful {
        return (TlsState::Unrecorded, Basis::WriterUnknown);
    }
    if confidence == Confidence::Unknown {
        let private = facts.word.is_some_and(|w| w.kind == WordKind::Private);
        let basis = if private { Basis::PrivateKeyword } else { Basis::WriterUnknown };
        return (TlsState::Unrecorded, basis);
    }
    match facts.word.map(|w| w.kind) {
        Some(WordKind::Private | WordKind::Fetch) if facts.mute || dialect.silence != Silence::Plain => {
            return (TlsState::Unrecorded, Basis::PrivateKeyword);
        }
        _ => {}
    }
    if facts.mute {
        return (TlsState::Unrecorded, Basis::WriterNeverSays);
    }
    let plain = (TlsState::Plain, Basis::WriterWouldSay);
    match dialect.silence {
        Silence::Plain | Silence::Detail => plain,
        Silence::Keyword { helo_tells } => {
            let helo = facts.keyword.is_some_and(super::super::vocab::protocol::Keyword::is_helo)
                || facts.word.is_some_and(|w| w.helo);
            if helo && !helo_tells {
                (TlsState::Unrecorded, Basis::KeywordCannotSay)
            } else if facts.keyword.is_some() || facts.word.is_some_and(|w| w.kind != WordKind::Unknown) {
                plain
            } else {
                (TlsState::Unrecorded, Basis::WriterUnknown)
            }
        }
        Silence::Config if facts.default_form => plain,
        Silence::Config => (TlsState::Unrecorded, Basis::WriterUnknown),
        Silence::Mute => (TlsState::Unrecorded, Basis::WriterNeverSays),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::protocol::WithWord;

    /// State and basis of a stamp that says no more of TLS than its word after `with`.
    fn decided(word: &str, silence: Silence, confidence: Confidence, mute: bool) -> (TlsState, Basis) {
        let word = WithWord::classify(word.as_bytes());
        let keyword = match word.kind {
            WordKind::Registered(keyword) => Some(keyword),
            _ => None,
        };
        let facts = Facts { word: Some(word), keyword, mute, ..Facts::default() };
        decide(&facts, &Dialect { silence, ..Dialect::UNSAID }, confidence, false)
    }

    #[test]
    fn silence_means_what_the_writer_makes_of_it() {
        let plain = (TlsState::Plain, Basis::WriterWouldSay);
        let unrecorded = |basis| (TlsState::Unrecorded, basis);
        let by_keyword = |helo_tells| Silence::Keyword { helo_tells };
        for (word, silence, wanted) in [
            ("ESMTP", Silence::Plain, plain),
            ("SMTP", Silence::Plain, plain),
            ("ESMTP", Silence::Detail, plain),
            ("ESMTP", Silence::Mute, unrecorded(Basis::WriterNeverSays)),
            ("ESMTP", Silence::Config, unrecorded(Basis::WriterUnknown)),
            ("ESMTP", by_keyword(false), plain),
            ("SMTP", by_keyword(false), unrecorded(Basis::KeywordCannotSay)),
            ("SMTP", by_keyword(true), plain),
            ("UFO", by_keyword(false), unrecorded(Basis::WriterUnknown)),
            ("UFO", Silence::Plain, plain),
            // A word of one operator, and a fetch from a mailbox.
            ("ngmta", Silence::Plain, plain),
            ("ngmta", Silence::Detail, unrecorded(Basis::PrivateKeyword)),
            ("POP3", Silence::Plain, plain),
            ("POP3", by_keyword(true), unrecorded(Basis::PrivateKeyword)),
            ("POP3", Silence::Mute, unrecorded(Basis::PrivateKeyword)),
        ] {
            assert_eq!(decided(word, silence, Confidence::Certain, false), wanted, "{word} {silence:?}");
            assert_eq!(decided(word, silence, Confidence::Likely, false), wanted, "{word} {silence:?}");
        }
        assert_eq!(
            decided("ESMTP", Silence::Plain, Confidence::Certain, true),
            unrecorded(Basis::WriterNeverSays)
        );
        assert_eq!(
            decided("POP3", Silence::Plain, Confidence::Certain, true),
            unrecorded(Basis::PrivateKeyword)
        );
    }

    #[test]
    fn the_silence_of_an_unknown_writer_means_nothing() {
        for (word, basis) in [
            ("ESMTP", Basis::WriterUnknown),
            ("POP3", Basis::WriterUnknown),
            ("ngmta", Basis::PrivateKeyword),
            ("UFO", Basis::WriterUnknown),
        ] {
            let found = decided(word, Silence::Plain, Confidence::Unknown, false);
            assert_eq!(found, (TlsState::Unrecorded, basis), "{word}");
        }
        let cut = Facts::default();
        let postfix = Dialect { silence: Silence::Plain, ..Dialect::UNSAID };
        assert_eq!(
            decide(&cut, &postfix, Confidence::Certain, true),
            (TlsState::Unrecorded, Basis::Truncated)
        );
        let doubtful = Facts { doubtful: true, ..cut };
        assert_eq!(
            decide(&doubtful, &postfix, Confidence::Certain, false),
            (TlsState::Unrecorded, Basis::WriterUnknown)
        );
    }
}
