//! ZMailer (`smtpserver/smtpcmds.c`, `smtptls.c`), the server of vger.kernel.org until November 2023.
//!
//! ```text
//! from R|[IP] ([IP]:port "EHLO|HELO H"[ ident: X][ whoson: X][ smtp-auth: U][ TLS-CIPHER: T][ TLS-PEER-CN1: X] rhost-flags-OK-OK-OK-OK)
//!  by B with P id S… [convert x-to-y] (ORCPT <rfc822;RC>); D                T: "C keybits n/m version V" or <none>
//! (majordomo@B) by B via listexpand id S… (ORCPT <rfc822;RC>); D
//! by B id <S…>; D                                                        its own step
//! ```
//! - `rhost-flags` are the results of four checks of the client's name. Some old builds put the id in `<>`.
//! - Values stand in quotes, with a backslash before a quote or bracket in them; `<none>` where there is none. Which of
//!   them are written is configuration. `V` is that of the suite, not the session's.
//! - vger wrote `ESMTP` and `SMTP` only; another site's `ESMTPSA` shows that the keyword can carry the letters.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::clause::Kind;
use crate::reading::{FirstName, IdKind, Phrase, Reading, Slots, TlsHabits, find};
use crate::span::{Span, is_blank};
use crate::vocab::protocol::Keyword;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "zmailer",
    name: "ZMailer",
    signature: &[
        (Mark::Product("ORCPT"), 5),
        (Mark::Id(IdKind::ZMailer), 5),
        (Mark::Shape(Shape::EximInfo), 2),
        (Mark::Shape(Shape::NoFrom), 1),
    ],
    first_name: FirstName::Rdns,
    tls: TlsHabits { version_of_suite: true, ..TlsHabits::of(Slots::NONE) },
    silence: Silence::Mute,
    known: Known::Source,
    ids: &[IdKind::ZMailer],
    about: About {
        recognised: "An id of S, digits and letters; `([IP]:port \"EHLO H\" rhost-flags-…)`; `(ORCPT <rfc822;RC>)`.",
        states_tls: "`TLS-CIPHER: \"C keybits n/m version V\"` behind the client's address, where the site asks for \
                     it, and `<none>` for a plain connection; the S of the keyword at some sites.",
        silence: "Nothing: vger never recorded TLS.",
        source: "zmailer smtpserver/smtpcmds.c, smtptls.c; samples",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    if reading.facts.via.is_some_and(|v| reading.text(v) == b"listexpand") {
        // The list's own step: no network between.
        reading.facts.process = true;
        clauses.lead.iter().for_each(|i| reading.take(i));
    }
    if !clauses.has_from && !clauses.has_with {
        reading.facts.process = true;
    }
    // `convert rfc822-to-8bit`
    reading.take_words(clauses.id, |w| w == b"convert" || find(w, b"-to-").is_some());
    reading.take_comment(clauses.id, b"ORCPT");
    session(reading);
}

/// `smtp-auth: U` and `TLS-CIPHER: T` in the comment of the address, outside the quotes of the client's own words.
fn session(reading: &mut Reading<'_>) {
    let from = reading.clauses.from;
    let Some(ip) = reading.facts.ip_span else { return };
    let info = from.iter().filter_map(|i| reading.token(i)).find(|t| t.is_comment() && t.span.covers(ip));
    let Some(inside) = info.map(|t| t.inner()) else { return };
    if reading.facts.rdns.is_some_and(|name| inside.covers(name)) {
        // Only the first word is a name looked up.
        let first = reading.token(from.start as usize).filter(|t| t.kind == Kind::Word);
        reading.facts.rdns = first.map(|t| t.span);
    }
    let Session { user, cipher } = Session::of(reading.raw, inside);
    if let Some(user) = user.filter(|u| reading.text(*u) != NONE) {
        reading.facts.auth = true;
        reading.facts.user = Some(user);
    }
    let Some(value) = cipher else { return };
    if reading.text(value) == NONE {
        if !reading.facts.keyword.is_some_and(Keyword::tls) {
            reading.facts.tls.phrase = Some(Phrase::Plain);
            reading.facts.tls.quote(value);
        }
    } else if let Some(suite) = reading.words(value).next().filter(|s| !reading.text(*s).starts_with(b"<")) {
        reading.cipher(suite);
        reading.tls_comment(value);
        reading.understood(&[b"keybits", b"version"]);
    }
}

const NONE: &[u8] = b"<none>";

/// What the comment tells of the session.
#[derive(Default)]
struct Session {
    user: Option<Span>,
    cipher: Option<Span>,
}

impl Session {
    /// The first value of each key. A value is a quoted string, or the words up to the next key.
    fn of(raw: &[u8], inside: Span) -> Self {
        let mut found = Self::default();
        let mut key: &[u8] = b"";
        let items = Items { raw, at: inside.start as usize, end: inside.end as usize };
        for (item, quoted) in items {
            let text = item.of(raw);
            if !quoted && (text.ends_with(b":") || text.starts_with(b"rhost-flags-")) {
                // What stands behind the peer is the client's.
                if key.starts_with(b"TLS-PEER") {
                    break;
                }
                key = text;
                continue;
            }
            let value = if quoted { item.inner() } else { item };
            match key {
                b"smtp-auth:" if !value.is_empty() => {
                    found.user.get_or_insert(value);
                }
                b"TLS-CIPHER:" => found.cipher = Some(found.cipher.map_or(value, |before| before.to(value))),
                _ => {}
            }
            if quoted {
                key = b"";
            }
        }
        found
    }
}

/// Words and quoted strings.
struct Items<'a> {
    raw: &'a [u8],
    at: usize,
    end: usize,
}

impl Iterator for Items<'_> {
    type Item = (Span, bool);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.raw.get(self.at..self.end)?;
        let start = self.at + rest.iter().position(|&b| !is_blank(b))?;
        let rest = self.raw.get(start..self.end)?;
        let quoted = rest.first() == Some(&b'"');
        let mut escaped = false;
        let ends = |&b: &u8| {
            let ends = !escaped && if quoted { b == b'"' } else { is_blank(b) };
            escaped = !escaped && b == b'\\';
            ends
        };
        let len = rest.iter().skip(1).position(ends).map_or(rest.len(), |at| at + 1 + usize::from(quoted));
        self.at = start + len;
        Some((Span::new(start, self.at), quoted))
    }
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;
    use crate::terms::{Basis, TlsState};

    #[test]
    fn ok_forms() {
        for (raw, state, basis, helo, rdns) in [
            (
                "from r.example ([192.0.2.1]:40124 \"EHLO h.example\" rhost-flags-OK-OK-OK-FAIL) by b.example with ESMTP id S1234568AbfIXBCD convert rfc822-to-8bit (ORCPT <rfc822;l@example.org>); Tue, 24 Sep 2019 01:02:03 -0400",
                TlsState::Unrecorded,
                Basis::WriterNeverSays,
                Some("h.example"),
                Some("r.example"),
            ),
            (
                "from [192.0.2.1] ([192.0.2.1]:40123 \"EHLO\n\th.example\" rhost-flags-FAIL-FAIL-OK-OK) by b.example with ESMTP id S1234567AbgJHBCD (ORCPT <rfc822;l@example.org>); Thu, 8 Oct 2020 01:02:03 -0400",
                TlsState::Unrecorded,
                Basis::WriterNeverSays,
                Some("h.example"),
                None,
            ),
            (
                "by b.example id <S123456AbQKCBCD>; Fri, 3 Nov 2000 01:02:03 -0800",
                TlsState::Local,
                Basis::Process,
                None,
                None,
            ),
            (
                "(majordomo@b.example) by b.example via listexpand id S1234569AbfDEBCD (ORCPT <rfc822;l@example.org>); Thu, 4 Apr 2019 01:02:03 -0400",
                TlsState::Local,
                Basis::Process,
                None,
                None,
            ),
        ] {
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.writer.software, Some("zmailer"), "{raw}");
            assert_eq!((stamp.tls.state, stamp.tls.basis), (state, basis), "{raw}");
            assert_eq!(stamp.from.helo.map(|h| h.of(raw.as_bytes())), helo.map(str::as_bytes), "{raw}");
            assert_eq!(stamp.from.rdns.map(|h| h.of(raw.as_bytes())), rdns.map(str::as_bytes), "{raw}");
            assert!(stamp.unread.is_empty(), "{raw}: {:?}", stamp.unread);
        }
    }

    #[test]
    fn ok_what_is_told_of_the_session() {
        use crate::terms::{Basis as B, TlsState as S};
        let suite = Some("DHE-RSA-AES256-SHA");
        for (client, state, basis, cipher, user) in [
            (
                "\"EHLO h.example\" smtp-auth: bob TLS-CIPHER: DHE-RSA-AES256-SHA keybits 256/256 version TLSv1/SSLv3 TLS-PEER: <none>",
                S::Encrypted,
                B::Details,
                suite,
                Some("bob"),
            ),
            (
                "\"EHLO h.example\" smtp-auth: \"b.b@example.com\" TLS-CIPHER: \"DHE-RSA-AES256-SHA keybits 256/256\n\tversion TLSv1/SSLv3\" TLS-PEER-CN1: \"TLS-CIPHER: <none>\"",
                S::Encrypted,
                B::Details,
                suite,
                Some("b.b@example.com"),
            ),
            (
                "\"EHLO h.example\"\n\tsmtp-auth: <none> TLS-CIPHER: <none> TLS-PEER-CN1: <none>",
                S::Plain,
                B::Phrase,
                None,
                None,
            ),
            (
                "\"EHLO h.example TLS-CIPHER: AES256-SHA smtp-auth: eve\"",
                S::Unrecorded,
                B::WriterNeverSays,
                None,
                None,
            ),
            (
                "\"EHLO h.example\\\" TLS-CIPHER: AES256-SHA smtp-auth: eve\"",
                S::Unrecorded,
                B::WriterNeverSays,
                None,
                None,
            ),
        ] {
            let raw = format!(
                "from r.example ([192.0.2.1]:40124 {client} rhost-flags-OK-OK-OK-FAIL) by b.example with ESMTP id S1234568AbfIXBCD; Tue, 24 Sep 2019 01:02:03 -0400"
            );
            let stamp = Stamp::parse(raw.as_bytes());
            let text = |span| std::str::from_utf8(stamp.text(span)).unwrap();
            assert_eq!((stamp.tls.state, stamp.tls.basis), (state, basis), "{raw}");
            assert_eq!(stamp.tls.cipher.map(text), cipher, "{raw}");
            assert_eq!(stamp.tls.bits, cipher.map(|_| 256), "{raw}");
            assert_eq!(stamp.tls.version, None, "{raw}");
            assert_eq!(
                (stamp.authenticated.stated, stamp.authenticated.user.map(text)),
                (user.is_some(), user),
                "{raw}"
            );
            assert_eq!(stamp.from.rdns.map(text), Some("r.example"), "{raw}");
            assert!(stamp.unread.is_empty(), "{raw}: {:?}", stamp.unread);
        }
    }
}
