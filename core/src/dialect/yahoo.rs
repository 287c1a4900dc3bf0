//! Yahoo's own servers, web front ends included. (AOL's mail exchangers are Postfix; AOL's other hosts are `aol`.)
//!
//! ```text
//! MX, now      from IP (EHLO H) by 10.x with SMTPs (version=V cipher=C); D
//! MX, earlier  from 127.0.0.1 (EHLO H) (IP) by mtaNNNN.mail.xx.yahoo.com with SMTP | SMTPS; D
//! MX, oldest   from unknown (HELO H) (IP) by mtaN.mail.xx.yahoo.com with SMTP; D -0000
//! submission   [from IP (EHLO H) ([IP])] by X (VZM Hermes SMTP Server) with ESMTPA ID 32hex; D
//! old          [from unknown (HELO H)] ([U@]IP with plain|login|xymcookie) by smtp.mail.vip.xx.yahoo.com with SMTP; D -0000
//! internal     from [IP] by nN.bullet.mail.xx.yahoo.com with NNFMP; D -0000
//! web          from sonic.gate.mail.ne1.yahoo.com by sonicNNN.consmr.mail.xx.yahoo.com with HTTP; D
//!              from [IP] by webN.mail.xx.yahoo.com via HTTP; D PDT
//! store        from 10.x by atlasN.free.mail.ne1.yahoo.com pod-id NONE with HTTPS; D
//! ```
//! - Only the mail exchangers that print `EHLO` tell TLS: `SMTPS`, now `SMTPs` with version and suite.
//! - `ESMTPA` of the submission servers has no S, though they ask for TLS before a login.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::address;
use crate::clause::Range;
use crate::reading::{FirstName, Reading, Slots, TlsHabits};
use crate::span::Span;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "yahoo",
    name: "Yahoo Mail",
    signature: &[
        (Mark::Host("yahoo.com"), 12),
        (Mark::Host("yahoo.co.jp"), 12),
        (Mark::Host("yahoodns.net"), 12),
        (Mark::Product("Oath Hermes"), 12),
        (Mark::Product("VZM Hermes"), 12),
        (Mark::Product("Yahoo Inc."), 12),
        (Mark::Product("Hermes SMTP"), 12),
        (Mark::With("SMTPs"), 10),
        (Mark::With("NNFMP"), 10),
        (Mark::Shape(Shape::HeloComment), 1),
        (Mark::Shape(Shape::RoundAddress), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Plain,
    known: Known::Samples,
    about: About {
        recognised: "A by host of yahoo.com, `Hermes SMTP Server`, `with NNFMP`, `with SMTPs`.",
        states_tls: "`SMTPS` at the mail exchangers, now `SMTPs (version= cipher=)`.",
        silence: "Mail exchangers that print `EHLO`: a plain connection. All other places never tell.",
        source: "samples, 2001 to 2026",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    let by = reading.facts.by_host.map(|b| reading.text(b)).unwrap_or_default();
    let exchanger =
        by.get(..3).is_some_and(|h| h.eq_ignore_ascii_case(b"mta")) || reading.facts.by_ip.is_some();
    reading.facts.mute = !(exchanger && opens_with_ehlo(reading, clauses.from));
    reading.facts.not_smtp |=
        reading.facts.via.is_some_and(|v| reading.text(v).eq_ignore_ascii_case(b"HTTP"));
    if reading.nth(clauses.by, 1) == Some(b"pod-id") {
        reading.take_all(clauses.by);
    }
    login(reading, clauses.from);
    // Without a from clause too.
    login(reading, clauses.lead);
}

fn opens_with_ehlo(reading: &Reading<'_>, range: Range) -> bool {
    range.iter().filter_map(|i| reading.token(i)).any(|t| t.is_comment() && reading.text(t.word()) == b"EHLO")
}

/// `(U@IP with plain)`, `(IP with login)`: the user, the address, and how the login was made.
fn login(reading: &mut Reading<'_>, range: Range) {
    reading.each_comment(range, |reading, token| {
        let mut words = reading.words(token.inner());
        let (Some(who), Some(with)) = (words.next(), words.next()) else { return false };
        let found = address::behind_ident(reading.text(who)).filter(|_| reading.text(with) == b"with");
        let Some((start, ip)) = found else { return false };
        let place = Span::new(who.start as usize + start, who.end as usize);
        reading.facts.ip = Some(ip);
        reading.facts.ip_span = Some(place);
        // `(IP with )`: no login.
        reading.facts.auth |= words.next().is_some();
        reading.facts.user = (start > 1).then(|| Span::new(who.start as usize, place.start as usize - 1));
        true
    });
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;
    use crate::terms::{Basis, TlsState};

    #[test]
    fn ok_places() {
        use Basis as B;
        use TlsState as S;
        for (text, state, basis) in [
            (
                "from 192.0.2.1 (EHLO h.example) by 10.197.40.12 with SMTPs (version=TLS1_2 \
                 cipher=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)",
                S::Encrypted,
                B::Details,
            ),
            (
                "from 127.0.0.1 (EHLO h.example) (192.0.2.1) by mta1.mail.bf1.yahoo.com with SMTPS",
                S::Encrypted,
                B::Keyword,
            ),
            (
                "from 127.0.0.1 (EHLO h.example) (192.0.2.1) by mta1.mail.bf1.yahoo.com with SMTP",
                S::Plain,
                B::WriterWouldSay,
            ),
            (
                "from unknown (HELO h.example) (192.0.2.1) by mta1.mail.sc5.yahoo.com with SMTP",
                S::Unrecorded,
                B::WriterNeverSays,
            ),
            (
                "by smtp401.mail.gq1.yahoo.com (VZM Hermes SMTP Server) with ESMTPA ID 00112233445566778899aabbccddeeff",
                S::Unrecorded,
                B::WriterNeverSays,
            ),
            ("from [192.0.2.1] by n1.bullet.mail.ac4.yahoo.com with NNFMP", S::Unrecorded, B::PrivateKeyword),
            ("from [192.0.2.1] by web1.mail.mud.yahoo.com via HTTP", S::Unrecorded, B::NotSmtp),
            (
                "from 10.0.0.1 by atlas1.free.mail.ne1.yahoo.com pod-id NONE with HTTPS",
                S::Unrecorded,
                B::NotSmtp,
            ),
        ] {
            let text = format!("{text}; Sat, 25 Oct 2025 18:19:20 +0000");
            let stamp = Stamp::parse(text.as_bytes());
            assert_eq!(stamp.writer.software, Some("yahoo"), "{text}");
            assert_eq!((stamp.tls.state, stamp.tls.basis), (state, basis), "{text}");
            assert!(stamp.unread.is_empty(), "{text}");
        }
    }

    #[test]
    fn ok_login() {
        for (client, helo, user) in [
            (
                "from unknown (HELO h.example) (alice@192.0.2.1 with plain)",
                Some(&b"h.example"[..]),
                Some(&b"alice"[..]),
            ),
            ("from unknown (HELO h.example) (192.0.2.1 with login)", Some(b"h.example"), None),
            ("from unknown (HELO h.example) (192.0.2.1 with )", Some(b"h.example"), None),
            ("(alice@192.0.2.1 with xymcookie)", None, Some(b"alice")),
        ] {
            let text = format!("{client} by smtp1.mail.mud.yahoo.com with SMTP; 14 Sep 2006 08:00:00 -0000");
            let stamp = Stamp::parse(text.as_bytes());
            assert_eq!(stamp.from.ip.map(|i| i.to_string()).as_deref(), Some("192.0.2.1"), "{client}");
            assert_eq!(stamp.authenticated.stated, !client.contains("with )"), "{client}");
            assert_eq!(stamp.authenticated.user.map(|u| stamp.text(u)), user, "{client}");
            assert_eq!(stamp.from.helo.map(|u| stamp.text(u)), helo, "{client}");
            assert_eq!(stamp.tls.state, TlsState::Unrecorded, "{client}");
            assert!(stamp.unread.is_empty(), "{client}");
        }
    }
}
