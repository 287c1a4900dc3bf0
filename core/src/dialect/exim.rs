//! Exim (`globals.c`: `received_header_text`; `smtp_in.c`, `host.c`, `tls-openssl.c`, `tls-gnu.c`), 3.x to 4.99.
//!
//! ```text
//! to 4.92:    from … by B with P (V:C:N) (Exim v) (envelope-from <S>) id Q for RC; D
//! from 4.93:  from … by B with P  (V) tls IANA (Exim v) (envelope-from <S>) id Q for RC; D
//! ```
//! - The from part is the looked-up name first: `R ([IP][:port][ helo=H][ ident=I])`, or `[IP] (port=n helo=H)`.
//!   `helo=` is left out where it equals the looked-up name or the address literal.
//! - Lower-case keywords. `smtps` is HELO over TLS; `asmtp` (to 4.42) is AUTH and says nothing of TLS.
//! - Builds on GnuTLS to 4.77 print the key size in bytes, and name TLS 1.3 suites with a key exchange.
//! - `received_header_text` is free text; well-known sites leave the TLS text out and keep the keyword.

use super::{About, Dialect, Known, Mark, Shape, Silence, VersionAt, Writes};
use crate::clause::Kind;
use crate::reading::{Clock, FirstName, IdKind, Reading, Slots, TlsHabits};
use crate::span::Span;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "exim",
    name: "Exim",
    signature: &[
        (Mark::Product("Exim"), 12),
        (Mark::Id(IdKind::Exim), 8),
        (Mark::With("esmtp"), 2),
        (Mark::With("esmtps"), 3),
        (Mark::With("esmtpa"), 3),
        (Mark::With("esmtpsa"), 3),
        (Mark::With("smtp"), 1),
        (Mark::With("smtps"), 3),
        (Mark::With("asmtp"), 3),
        (Mark::With("utf8esmtp"), 3),
        (Mark::With("utf8esmtps"), 3),
        (Mark::With("utf8esmtpsa"), 3),
        (Mark::With("local"), 2),
        (Mark::With("local-esmtp"), 4),
        (Mark::With("local-smtp"), 4),
        (Mark::With("local-bsmtp"), 4),
        (Mark::Shape(Shape::EximInfo), 4),
    ],
    first_name: FirstName::Rdns,
    tls: TlsHabits { tls13_with_kx: true, ..TlsHabits::of(Slots::WITH.and(Slots::TLS)) },
    silence: Silence::Keyword { helo_tells: true },
    writes: Writes::ID.and(Writes::CONFIRMED_NAME),
    known: Known::Source,
    ids: &[IdKind::Exim],
    clock: Some(Clock::Exim),
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(Exim v)`, a lower-case keyword, an id of three base-62 groups, `helo=` in the TCP-info.",
        states_tls: "The s of the keyword; `(V:C:N)` to 4.92, `(V) tls SUITE` from 4.93, both open to customisation.",
        silence: "From 4.43 (2004) a keyword without s is a plain connection, HELO included (`smtps`). Before, the \
                  comment alone tells.",
        source: "exim src/src/globals.c, smtp_in.c, host.c, tls-openssl.c, tls-gnu.c, ChangeLog",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    let local = reading.facts.protocol.is_some_and(|p| reading.text(p).starts_with(b"local"));
    if local {
        // The first word is a user, not a host.
        reading.facts.process = true;
        reading.facts.rdns = None;
        reading.facts.helo = None;
    }
    address_behind_name(reading);
    address_behind_name(reading);
    // Some sites put square brackets around the TLS text.
    for i in clauses.with.iter() {
        if let Some(token) = reading.token(i).filter(|t| t.kind == Kind::Literal)
            && reading.tls_comment(token.inner())
        {
            reading.take(i);
        }
    }
    for range in [clauses.by, clauses.with, clauses.tls, clauses.id, clauses.for_] {
        reading.each_comment(range, |reading, token| {
            reading.text(token.inner()).get(..4).is_some_and(|w| w.eq_ignore_ascii_case(b"exim"))
        });
    }
    // MailCleaner names its step behind the host: `stage1`.
    reading.take_words(clauses.by, |w| w.strip_prefix(b"stage").is_some_and(|n| matches!(n, [b'0'..=b'9'])));
    login(reading);
    // `id Q from S`, which some sites write.
    let sender = reading.take_behind_id(b"from");
    reading.facts.envelope_from = reading.facts.envelope_from.or(sender);
    recipient(reading);
}

/// `by authid <U> with cram`, where a site added it; its own `by B with P` can be missing.
fn login(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    let range = if reading.nth(clauses.extra, 0) == Some(b"authid") {
        clauses.extra
    } else if reading.nth(clauses.by, 0) == Some(b"authid") {
        reading.facts.by_host = None;
        // How the login was made is no protocol.
        reading.facts.protocol = None;
        reading.facts.keyword = None;
        reading.facts.word = None;
        clauses.by
    } else {
        return;
    };
    let user = range.iter().nth(1).and_then(|i| reading.token(i)).map(|t| t.inner());
    reading.facts.user = user.filter(|u: &Span| !u.is_empty());
    reading.facts.auth = true;
    reading.take_all(range);
}

/// `$received_for` is one address: words of the site's own can stand behind it (`using interface H`).
fn recipient(reading: &mut Reading<'_>) {
    let mut words =
        reading.clauses.for_.iter().filter_map(|i| reading.token(i)).take_while(|t| !t.is_comment());
    let Some(first) = words.next() else { return };
    let (mut address, mut behind) = (first.span, false);
    for token in words {
        if !behind && token.span.start == address.end {
            // `"a b"@example.com`
            address = address.to(token.span);
        } else if reading.text(token.span).contains(&b'@') {
            return;
        } else {
            behind = true;
        }
    }
    if behind {
        let angle = first.kind == Kind::Angle && address == first.span;
        reading.facts.for_ = Some(if angle { address.inner() } else { address });
    }
}

/// `from R (H) [IP][ (ident)]`, as some sites had it in release 3; `R` is left out where nothing was looked up.
fn address_behind_name(reading: &mut Reading<'_>) {
    let from = reading.clauses.from;
    let token = |at: usize| reading.token(at).filter(|_| at < from.end as usize);
    let is_name = |at: &usize| token(*at).is_some_and(|t| t.is_comment() && t.word() == t.inner());
    let Some(at) = from.iter().take(2).find(is_name) else { return };
    if token(at + 1).is_none_or(|t| t.kind != Kind::Literal) {
        return;
    }
    let looked_up = from.iter().next().filter(|&first| first < at).and_then(token);
    let helo = token(at).map(|t| t.inner());
    reading.peer(at + 1);
    if reading.facts.ip.is_some() {
        reading.facts.rdns = looked_up.map(|t| t.span);
        reading.facts.helo = helo;
        reading.take_all(from);
    }
}

#[cfg(test)]
mod tests {
    use crate::Stamp;

    #[test]
    fn ok_words_of_sites() {
        let client = "from r.example ([192.0.2.6])";
        let by = "by b.example.com";
        let id = "id 1iIDbJ-0002Gl-DE";
        for (raw, host, recipient, sender, user) in [
            (
                format!(
                    "{client} {by} with esmtp (Exim 4.96) {id} for l@example.com using interface b.example.net"
                ),
                Some("b.example.com"),
                Some("l@example.com"),
                None,
                None,
            ),
            (
                format!("{client} {by} with esmtp (Exim 4.96) {id} for \"a b\"@example.com"),
                Some("b.example.com"),
                Some("\"a b\"@example.com"),
                None,
                None,
            ),
            (
                format!("{client} {by} with esmtp (Exim 4.96) {id} for a@example.com, b@example.com"),
                Some("b.example.com"),
                Some("a@example.com, b@example.com"),
                None,
                None,
            ),
            (
                format!("{client} {by} with esmtp (Exim 4.96) {id} from g@example.com "),
                Some("b.example.com"),
                None,
                Some("g@example.com"),
                None,
            ),
            (
                format!("{client} {by} stage1 with esmtp {id} from <g@example.com> for l@example.com"),
                Some("b.example.com"),
                Some("l@example.com"),
                Some("g@example.com"),
                None,
            ),
            (
                format!("{client} {id} by authid <d@example.com> with cram for l@example.com"),
                None,
                Some("l@example.com"),
                None,
                Some("d@example.com"),
            ),
            (
                format!("{client} {by} with esmtpsa {id} by authid <d@example.com> with cram"),
                Some("b.example.com"),
                None,
                None,
                Some("d@example.com"),
            ),
        ] {
            let raw = raw + "; Wed, 31 Aug 2022 07:05:27 +0000";
            let stamp = Stamp::parse(raw.as_bytes());
            let text = |span| std::str::from_utf8(stamp.text(span)).unwrap();
            assert_eq!(stamp.writer.software, Some("exim"), "{raw}");
            assert_eq!(stamp.by.host.map(text), host, "{raw}");
            assert_eq!(stamp.recipient.map(text), recipient, "{raw}");
            assert_eq!(stamp.envelope_from.map(text), sender, "{raw}");
            assert_eq!(
                (stamp.authenticated.stated, stamp.authenticated.user.map(text)),
                (user.is_some(), user),
                "{raw}"
            );
            assert!(stamp.unread.is_empty(), "{raw}: {:?}", stamp.unread);
        }
    }
}
