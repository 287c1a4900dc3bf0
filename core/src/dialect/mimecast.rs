//! Mimecast (`relay.mimecast.com`). No source; samples 2016 to 2026.
//!
//! ```text
//! from H (R [IP]) (Using TLS) by relay.mimecast.com with ESMTP id Q; D                                 to 2021-11
//! from H (R [IP]) by relay.mimecast.com with ESMTP with STARTTLS (version=V, cipher=C) id Q; D         from 2021-11
//! from H (R [IP]) by relay.mimecast.com with ESMTP with both STARTTLS and AUTH (version=V, cipher=C) id Q; D
//! ```
//! - `Q` is `<region>-mta-<n>-<22 characters>-<n>`. `C` is Java's name.
//! - The keyword has no `S`. Where there is no name, the address stands twice: `(IP [IP])`.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, IdKind, Phrase, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "mimecast",
    name: "Mimecast",
    signature: &[
        (Mark::Host("mimecast.com"), 12),
        (Mark::Host("mimecast.lan"), 12),
        (Mark::With("ESMTP with"), 4),
        (Mark::Opens("Using"), 2),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::FROM.and(Slots::WITH)),
    silence: Silence::Plain,
    known: Known::Samples,
    ids: &[IdKind::Other],
    about: About {
        recognised: "The by host `relay.mimecast.com`, and ids with `-mta-`.",
        states_tls: "To November 2021 `(Using TLS)` before `by`; since then `with STARTTLS (version=, cipher=)` behind \
                     the keyword.",
        silence: "Neither of the two: a plain connection, or one inside Mimecast.",
        source: "about 42,000 samples of public mailing lists, 2016 to 2026",
    },
    refine,
    ..Dialect::UNSAID
};

/// `with STARTTLS` and `with both STARTTLS and AUTH` behind the keyword.
fn refine(reading: &mut Reading<'_>) {
    let with = reading.clauses.with;
    if reading.take_phrase(with, &[b"with", b"both", b"STARTTLS", b"and", b"AUTH"]).is_some() {
        reading.facts.auth = true;
    } else if reading.take_phrase(with, &[b"with", b"AUTH"]).is_some() {
        reading.facts.auth = true;
        return;
    } else if reading.take_phrase(with, &[b"with", b"STARTTLS"]).is_none() {
        return;
    }
    if let Some(at) =
        with.iter().find(|&i| reading.token(i).is_some_and(|t| reading.text(t.span) == b"STARTTLS"))
        && let Some(token) = reading.token(at)
    {
        reading.facts.tls.phrase = Some(Phrase::Tls);
        reading.facts.tls.quote(token.span);
    }
}

#[cfg(test)]
mod tests {
    use crate::Stamp;
    use crate::terms::{Basis, TlsState};

    #[test]
    fn ok_words_behind_the_keyword() {
        for (words, state, basis, auth) in [
            (
                " with STARTTLS (version=TLSv1.3, cipher=TLS_AES_256_GCM_SHA384)",
                TlsState::Encrypted,
                Basis::Details,
                false,
            ),
            (
                " with both STARTTLS and AUTH (version=TLSv1.3, cipher=TLS_AES_256_GCM_SHA384)",
                TlsState::Encrypted,
                Basis::Details,
                true,
            ),
            (" with STARTTLS", TlsState::Encrypted, Basis::Phrase, false),
            ("", TlsState::Plain, Basis::WriterWouldSay, false),
        ] {
            let raw = format!(
                "from mx.example.com (mx.example.com [192.0.2.1]) by relay.mimecast.com with ESMTP{words} id \
                 us-mta-1-abcdefghijklmnopqrstuv-1; Wed, 31 Aug 2022 07:05:27 -0400"
            );
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!((stamp.tls.state, stamp.tls.basis), (state, basis), "{raw}");
            assert_eq!(stamp.authenticated.stated, auth, "{raw}");
            assert!(stamp.unread.is_empty(), "{raw}");
        }
    }
}
