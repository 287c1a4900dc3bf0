//! CommuniGate Pro (Stalker, CommuniGate Systems), 2 to 6.
//!
//! ```text
//! from [IP] (HELO H)|(account U HELO H)|(account U [IP] verified)|([IP] verified)
//!   by B (CommuniGate Pro SMTP v[ _community_])
//!   with P id n[ for RC]; D
//! by B (CommuniGate Pro RULE|PIPE|LIST|… v) with RULE|PIPE|LIST|… id n; D
//! ```
//! - `P` is `SMTP` or `ESMTP` with `S` and `A`; `ESMTP-TLS` in releases to 4.
//! - Not by SMTP: `RULE`, `PIPE`, `GROUP`, `LIST`, `DSN` (inside the server), `HTTP`, `XIMSS`, `DAV` (web and client).

use super::{About, Dialect, Known, Mark, Silence};
use crate::address;
use crate::clause::Token;
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};
use crate::span::Span;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "communigate",
    name: "CommuniGate Pro",
    signature: &[(Mark::Product("CommuniGate Pro"), 12)],
    first_name: FirstName::Rdns,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Keyword { helo_tells: false },
    known: Known::Samples,
    ids: &[IdKind::Digits],
    about: About {
        recognised: "`(CommuniGate Pro SMTP v)`.",
        states_tls: "The S of the keyword, or `-TLS`.",
        silence: "`ESMTP` without S is a plain connection; `SMTP` cannot tell.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    reading.each_comment(clauses.by, |reading, token| {
        let mut words = reading.words(token.inner()).skip(2);
        let module = words.next().map(|w| reading.text(w)).unwrap_or_default();
        reading.facts.version = words.next();
        if matches!(module, b"RULE" | b"RULES" | b"PIPE" | b"GROUP" | b"LIST" | b"DSN" | b"REPORT") {
            reading.facts.process = true;
        }
        true
    });
    client(reading);
}

/// `(account U HELO H)`, `(account U [IP] verified)`, `([IP] verified)`: the address seen is the one before it.
fn client(reading: &mut Reading<'_>) {
    let from = reading.clauses.from;
    let Some(first) = reading.token(from.start as usize).filter(|t| !from.is_empty() && !t.is_comment())
    else {
        return;
    };
    let Some(info) = from.iter().nth(1).and_then(|i| reading.token(i)).filter(Token::is_comment) else {
        return;
    };
    let mut words = reading.words(info.inner());
    let mut helo = None;
    while let Some(word) = words.next() {
        match reading.text(word) {
            b"account" => {
                reading.facts.user = words.next();
                reading.facts.auth = true;
            }
            b"HELO" | b"EHLO" => helo = words.next(),
            _ => {}
        }
    }
    reading.facts.helo = reading.facts.helo.or(helo);
    if let Some(helo) = helo {
        reading.facts.helo = Some(helo);
        if let Some(seen) = address::literal(reading.text(first.span)) {
            let start = first.span.start + seen.span.start;
            reading.facts.ip = Some(seen.ip);
            reading.facts.ip_span = Some(Span { start, end: first.span.start + seen.span.end });
            reading.facts.port = seen.port;
        }
    }
    reading.take(from.start as usize + 1);
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;

    /// From clause; address, HELO, user.
    #[test]
    fn ok_clients() {
        for (from, ip, helo, user) in [
            ("[192.0.2.25] (account u@x HELO [10.0.0.7])", "192.0.2.25", "[10.0.0.7]", "u@x"),
            ("[192.0.2.25] (account u HELO desk)", "192.0.2.25", "desk", "u"),
            ("[192.0.2.25] (account u [192.0.2.25] verified)", "192.0.2.25", "", "u"),
            ("[192.0.2.25] (HELO desk)", "192.0.2.25", "desk", ""),
            ("mx.example ([192.0.2.25] verified)", "192.0.2.25", "mx.example", ""),
        ] {
            let raw = format!("from {from} by b.example (CommuniGate Pro SMTP 6.1.11) with ESMTP id 1");
            let stamp = Stamp::parse(raw.as_bytes());
            let shown =
                |span| String::from_utf8_lossy(Option::map_or(span, b"", |s| stamp.text(s))).into_owned();
            assert_eq!(stamp.from.ip.map(|ip| ip.to_string()).as_deref(), Some(ip), "{raw}");
            assert_eq!(shown(stamp.from.helo), helo, "{raw}");
            assert_eq!(shown(stamp.authenticated.user), user, "{raw}");
            assert_eq!(shown(stamp.writer.version), "6.1.11");
            assert!(stamp.unread.is_empty(), "{raw}");
        }
    }
}
