//! indimail-mta, of the qmail family (`README.md`).
//!
//! ```text
//! indimail-mta smtpd|qmtpd|… PID [from R] (HELO H) (U@IP) by B with P [(V C bits=N)]; D
//! indimail-mta queue PID by host B (invoked from network IP, by uid n|by uid n|by alias|for bounce); D
//! indimail-virtual PID by host B (invoked by uid n); D
//! ```

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::clause::Kind;
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};
use crate::span::Span;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "indimail",
    name: "indimail-mta",
    signature: &[
        (Mark::Leads("indimail-mta"), 12),
        (Mark::Leads("indimail-virtual"), 12),
        (Mark::Shape(Shape::NoId), 1),
    ],
    first_name: FirstName::Rdns,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Keyword { helo_tells: false },
    known: Known::Few,
    ids: &[IdKind::None],
    about: About {
        recognised: "The words `indimail-mta` before all clauses.",
        states_tls: "The S of the keyword, and `(V C bits=N)` behind it.",
        silence: "A keyword without S seems to be a plain connection; known from its documentation alone.",
        source: "indimail-mta README.md",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    reading.take_words(clauses.lead, |_| true);
    if reading.take_comment(clauses.by, b"invoked").is_some() {
        reading.facts.process = true;
        // `by host B`
        let start = clauses.by.start as usize;
        if reading.facts.by_host.is_some_and(|h| reading.text(h) == b"host") {
            reading.facts.by_host = reading.token(start + 1).filter(|t| t.kind == Kind::Word).map(|t| t.span);
            reading.take(start + 1);
        }
        return;
    }
    if !clauses.has_from
        && let Some(at) =
            clauses.lead.iter().rev().find(|&i| reading.token(i).is_some_and(|t| t.is_comment()))
    {
        reading.peer(at);
        let login = reading.token(at).map(|t| t.inner()).zip(reading.facts.ip_span);
        if let Some((inside, ip)) = login.filter(|(inside, ip)| ip.start > inside.start + 1) {
            let user = Span { start: inside.start, end: ip.start - 1 };
            reading.facts.user = Some(user);
        }
        if let Some(helo) = reading.take_comment(clauses.lead, b"HELO") {
            reading.facts.helo = reading.words(helo).nth(1);
        }
    }
    reading.family_peer();
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;
    use crate::terms::{Basis, TlsState};

    #[test]
    fn ok_forms() {
        for (raw, state, basis, ip, user) in [
            (
                "indimail-mta smtpd 4711 (HELO h.example) (u@example.com@2001:db8::1) by b.example with ESMTPSA (TLSv1.3 TLS_AES_256_GCM_SHA384 bits=256); Fri, 21 Oct 2022 01:02:03 +0530",
                TlsState::Encrypted,
                Basis::Details,
                Some("2001:db8::1"),
                Some("u@example.com"),
            ),
            (
                "indimail-mta smtpd 4711 from r.example (HELO h.example) (192.0.2.1) by b.example with ESMTP; Fri, 21 Oct 2022 01:02:03 +0530",
                TlsState::Plain,
                Basis::WriterWouldSay,
                Some("192.0.2.1"),
                None,
            ),
            (
                "indimail-mta queue 4711 by host b.example (invoked from network 192.0.2.1, by uid 1024); Fri, 21 Oct 2022 01:02:03 +0530",
                TlsState::Local,
                Basis::Process,
                None,
                None,
            ),
            (
                "indimail-virtual 4711 by host b.example (invoked by uid 555); Fri, 21 Oct 2022 01:02:03 +0530",
                TlsState::Local,
                Basis::Process,
                None,
                None,
            ),
        ] {
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.writer.software, Some("indimail"), "{raw}");
            assert_eq!((stamp.tls.state, stamp.tls.basis), (state, basis), "{raw}");
            assert_eq!(stamp.from.ip, ip.map(|i| i.parse().unwrap()), "{raw}");
            assert_eq!(stamp.by.host.map(|h| h.of(raw.as_bytes())), Some(&b"b.example"[..]), "{raw}");
            assert_eq!(
                stamp.authenticated.user.map(|u| u.of(raw.as_bytes())),
                user.map(str::as_bytes),
                "{raw}"
            );
            assert!(stamp.unread.is_empty(), "{raw}: {:?}", stamp.unread);
        }
    }
}
