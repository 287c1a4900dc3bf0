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
    // `by authid <U> with cram`, where a site added it.
    if clauses
        .extra
        .iter()
        .next()
        .and_then(|i| reading.token(i))
        .is_some_and(|t| reading.text(t.span) == b"authid")
    {
        let user = clauses.extra.iter().nth(1).and_then(|i| reading.token(i)).map(|t| t.inner());
        reading.facts.user = user.filter(|u: &Span| !u.is_empty());
        reading.facts.auth = true;
        clauses.extra.iter().for_each(|i| reading.take(i));
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
