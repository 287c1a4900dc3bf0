//! Google's mail: Gmail, Workspace, Google Groups. No source is public; the shapes are very regular.
//!
//! ```text
//! MX, groups    from H (R. [IP]) by mx.google.com with ESMTPS id Q [for <RC>] (version=V cipher=C bits=n/m); D (PST)
//! submission    from H (R. [IP]) by smtp.gmail.com with ESMTPSA id Q [for <RC>] (version=V cipher=C bits=n/m); D
//! inside Google from H (R. [IP]) by mx.google.com with SMTPS id Q for <RC> (Google Transport Security); D
//! internal      by 2002:… | 10.… | mail-xx1-f00.google.com with SMTP id Q; D
//! web, API      by 2002:… | 10.… with HTTP; D       from n named unknown by gmailapi.google.com with HTTPREST; D
//! ```
//! - The looked-up name ends in a dot, and is left out where there is none. `for` is left out for several recipients.
//! - A stamp of the outer hosts without brackets behind it is a plain connection, whatever the keyword: until about
//!   2009 the keyword was `ESMTP` for TLS too. A HELO client over TLS is `SMTPS`.
//! - Stamps without a from clause are steps inside Google, and never tell.
//! - Google Transport Security is Google's own protocol (ALTS): no version, no suite of TLS.
//! - Versions: `SSLv3`, `TLSv1/SSLv3` to 2011 (cipher may be `OTHER`), `TLSv1`, `TLSv1.2` to 2015, `TLS1_2` since.

use super::{About, Dialect, Known, Mark, Shape, Silence, Writes};
use crate::clause::Range;
use crate::reading::{Clock, FirstName, IdKind, Phrase, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "gmail",
    name: "Gmail",
    signature: &[
        (Mark::Host("google.com"), 10),
        (Mark::Host("gmail.com"), 10),
        (Mark::Host("googlemail.com"), 10),
        (Mark::Product("Google Transport"), 10),
        (Mark::Id(IdKind::Google), 6),
        (Mark::With("HTTPREST"), 4),
        (Mark::With("HTTP"), 1),
        (Mark::Shape(Shape::ByAddress), 2),
        (Mark::Shape(Shape::BySixToFour), 4),
        (Mark::Shape(Shape::NoId), 1),
        (Mark::Shape(Shape::ZoneComment), 2),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::ID.and(Slots::FOR)),
    silence: Silence::Plain,
    writes: Writes::ADDRESS
        .and(Writes::ID)
        .and(Writes::WITH)
        .and(Writes::ZONE_COMMENT)
        .and(Writes::PACIFIC_TIME),
    known: Known::Samples,
    ids: &[IdKind::Google, IdKind::None],
    clock: Some(Clock::DottedLocal),
    edge: &["mx.google.com"],
    about: About {
        recognised: "A by host of google.com or gmail.com, or an inner address such as 2002:a05:…; an id such as \
                     `c35so2222222edf.5`, often with local date and time at its end.",
        states_tls: "The S of the keyword and `(version= cipher= bits=)` behind the id or the recipient; or \
                     `(Google Transport Security)` between Google's own hosts.",
        silence: "Outer hosts: a plain connection. Stamps without a from clause are inside Google and never tell.",
        source: "samples, 2007 to 2026",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    reading.facts.mute = !clauses.has_from;
    transport_security(reading, clauses.id);
    transport_security(reading, clauses.for_);
    // `from 123456789 named unknown`: the number of the API's client.
    if reading.take_phrase(clauses.from, &[b"named", b"unknown"]).is_some() {
        reading.facts.helo = None;
        reading.facts.rdns = None;
    }
}

fn transport_security(reading: &mut Reading<'_>, range: Range) {
    reading.each_comment(range, |reading, token| {
        let mut words = reading.words(token.inner()).map(|w| reading.text(w));
        let all: [&[u8]; 3] = [b"Google", b"Transport", b"Security"];
        let known = all.iter().all(|w| words.next() == Some(w)) && words.next().is_none();
        if known {
            reading.facts.tls.phrase = Some(Phrase::Tls);
            reading.facts.tls.quote(token.inner());
        }
        known
    });
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;
    use crate::terms::{Basis, TlsState};

    #[test]
    fn ok_places() {
        let dated = |s: &str| format!("{s}; Mon, 3 Feb 2025 05:11:50 -0800 (PST)");
        for (text, state, basis) in [
            (
                "from a.example (a.example. [192.0.2.1]) by mx.google.com with SMTPS id \
                 h21-20020a17sor1234567ljg.3.2025.02.03.05.11.49 for <u@example.net> (Google Transport Security)",
                TlsState::Encrypted,
                Basis::Phrase,
            ),
            (
                "from a.example (a.example. [192.0.2.1]) by mx.google.com with ESMTP id \
                 d2e1a72faaaaa-72f12345678si7654321b3a.7.2025.02.03.05.11.49",
                TlsState::Plain,
                Basis::WriterWouldSay,
            ),
            (
                "by 2002:a05:6a20:1:b0:1:2:3 with SMTP id d7csp1236536pxv",
                TlsState::Unrecorded,
                Basis::WriterNeverSays,
            ),
            ("by 10.220.30.40 with HTTP", TlsState::Unrecorded, Basis::NotSmtp),
            (
                "from 123456789 named unknown by gmailapi.google.com with HTTPREST",
                TlsState::Unrecorded,
                Basis::NotSmtp,
            ),
        ] {
            let text = dated(text);
            let stamp = Stamp::parse(text.as_bytes());
            assert_eq!(stamp.writer.software, Some("gmail"), "{text}");
            assert_eq!((stamp.tls.state, stamp.tls.basis), (state, basis), "{text}");
            assert!(stamp.unread.is_empty(), "{text}");
        }
    }

    #[test]
    fn an_inner_address_alone_does_not_make_it_google() {
        let raw = b"by 192.168.90.16 [192.168.90.16] with ESMTP via ip-206.mailobj.net [192.0.2.91] \
                    Mon, 3 Feb 2025 05:11:50 +0100 (CET)";
        assert_eq!(Stamp::parse(raw).writer.software, None);
    }

    #[test]
    fn the_client_of_the_api_is_no_host() {
        let stamp = Stamp::parse(
            b"from 1234 named unknown by gmailapi.google.com with HTTPREST; 3 Feb 2025 05:11:50 -0800",
        );
        assert_eq!((stamp.from.helo, stamp.from.rdns), (None, None));
    }
}
