//! Sendmail (`cf/m4/cfhead.m4`: `HReceived`; `sendmail/srvrsmtp.c`, `tls.c`, `queue.c`), 8.6 to 8.18, and products built
//! on it: Switch, Sentrion, Sun's and SGI's own.
//!
//! ```text
//! from H (R [IP][ (may be forged)])
//!  [(authenticated bits=n) | (user=U author=A mech=M bits=n)]
//!  by B (v/cfv) with P id Q[ (version=V cipher=C bits=N verify=X)]
//!  [for <RC>]; D [(envelope-from S)]
//! (from U@localhost) by B (v/cfv/Submit) id Q[ for RC]; D
//! ```
//! - 8.11 wrote `(using V with cipher C (N bits) verified X)` in the place of the comment; Sentrion still does.
//! - The `S` and `A` of the keyword came with 8.15.1 (2014-12). Before, `ESMTP` stands over TLS too, and `version=` is
//!   `TLSv1/SSLv3` whatever was used. A HELO client over TLS is `SMTP` with the comment, in every release.
//! - `verify=` is about the client's certificate, and sound.
//! - Before 8.11 there was no TLS. Releases before 8.6 write `AA` and a process number as id, and no `(R [IP])`.
//!   SGI's 8.6 and 8.8 write `via ESMTP`, and `mail_from (S)` behind the date.
//! - `HReceived` is configuration: the product text is anything, and sites leave it out. Where it is there, and
//!   `(R [IP])` too, the rest is taken to be the default form.

use super::{About, Dialect, Known, Mark, Shape, Silence, Writes};
use crate::clause::first_word;
use crate::reading::{Clock, FirstName, IdKind, Reading, Slots, TlsHabits};
use crate::span::Span;
use crate::vocab::protocol::Keyword;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "sendmail",
    name: "Sendmail",
    signature: &[
        (Mark::Shape(Shape::SendmailProduct), 8),
        (Mark::Product("sendmail"), 10),
        (Mark::Product("Sentrion-MTA"), 10),
        (Mark::Product("V8"), 4),
        (Mark::Id(IdKind::Sendmail), 6),
        (Mark::Id(IdKind::SendmailOld), 5),
        (Mark::Product("version"), 3),
        (Mark::Product("using"), 2),
        (Mark::Leads("from"), 4),
        (Mark::Opens("mail_from"), 4),
        (Mark::Shape(Shape::TcpInfo), 1),
        (Mark::Shape(Shape::OneProduct), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::ID),
    silence: Silence::Config,
    writes: Writes::CONFIRMED_NAME,
    known: Known::Source,
    ids: &[IdKind::Sendmail, IdKind::SendmailOld],
    clock: Some(Clock::Sendmail),
    about: About {
        recognised: "`(8.x/8.y)` behind the by host; where the product was renamed, an id that holds a date in base \
                     60, and the form of the comment behind it.",
        states_tls: "`(version= cipher= bits= verify=)` behind the id, from 8.12 on; `(using … verified X)` in 8.11. \
                     The S of the keyword from 8.15.1 (2014). `version=` means nothing before 8.15.1.",
        silence: "The comment is part of the default text: without it the connection was plain, `SMTP` after HELO \
                  included. Where the product comment or the client's address was taken out, the text is the site's \
                  own and cannot tell.",
        source: "sendmail cf/m4/cfhead.m4, sendmail/srvrsmtp.c, tls.c, queue.c, RELEASE_NOTES",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    if !clauses.has_from && !clauses.has_with && !host_at_end(reading) {
        // `$s` is empty where no host sent the message.
        reading.facts.process = true;
    }
    product(reading);
    auth(reading);
    via(reading);
    user(reading);
    mail_from(reading);
}

/// `by B via ESMTP for RC from H id Q`: a site's own order. True where the last of these is a host; it came over the
/// network.
fn host_at_end(reading: &mut Reading<'_>) -> bool {
    let keyword =
        (reading.clauses.envelope_from.start as usize).checked_sub(1).and_then(|at| reading.token(at));
    let is_from = keyword.is_some_and(|t| reading.text(t.span).eq_ignore_ascii_case(b"from"));
    let host = reading.facts.envelope_from.filter(|h| is_from && !reading.text(*h).contains(&b'@'));
    if host.is_some() {
        reading.facts.envelope_from = None;
        reading.facts.helo = host;
    }
    host.is_some()
}

/// The comment behind the by host, or behind `via ESMTP`, is the product, whatever it says.
fn product(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    for range in [clauses.by, clauses.via] {
        let Some((at, inside)) = reading.first_left(range) else { continue };
        reading.take(at);
        reading.facts.default_form =
            !clauses.id.is_empty() && (has_tcp_info(reading) || is_before_tls(reading, inside));
        reading.facts.version = version(reading, inside);
        return;
    }
}

/// `(R [IP])`: a line of the default form does not lack it since 8.6.
fn has_tcp_info(reading: &Reading<'_>) -> bool {
    let info = |i: usize| reading.token(i).is_some_and(|t| t.is_comment() && t.bracket().is_some());
    reading.facts.ip.is_some() && reading.clauses.from.iter().any(info)
}

/// `4.1/SMI-4.1`, `5.65/5.65`: releases that named no address, and long before TLS.
fn is_before_tls(reading: &Reading<'_>, inside: Span) -> bool {
    let word = reading.text(first_word(reading.raw, inside));
    matches!(word, [b'4'..=b'7', b'.', ..]) && word.contains(&b'/')
}

/// `8.17.1.9` of `8.17.1.9/8.17.1.9/Debian-2`, `4.5.9` of `Sentrion-MTA-4.5.9/Sentrion-MTA-4.5.9`.
fn version(reading: &Reading<'_>, inside: Span) -> Option<Span> {
    let word = first_word(reading.raw, inside);
    let text = reading.text(word);
    let end = text.iter().position(|&b| b == b'/').unwrap_or(text.len());
    let head = text.get(..end).unwrap_or_default();
    let start = if head.first().is_some_and(u8::is_ascii_digit) {
        0
    } else {
        head.windows(2).position(|w| matches!(w, [b'-', b'0'..=b'9']))? + 1
    };
    Some(Span::new(word.start as usize + start, word.start as usize + end))
}

/// `with ESMTP AUTH`, a text of some sites' own.
fn auth(reading: &mut Reading<'_>) {
    let with = reading.clauses.with;
    if reading.nth(with, 1) == Some(b"AUTH") {
        reading.facts.auth = true;
        reading.facts.default_form = false;
        reading.take(with.start as usize + 1);
    }
}

/// `via ESMTP`: the protocol macro in another place.
fn via(reading: &mut Reading<'_>) {
    if let Some(via) = reading.facts.via.filter(|_| !reading.clauses.has_with)
        && let Some(keyword) = Keyword::parse(reading.text(via))
    {
        reading.facts.keyword = Some(keyword);
        reading.facts.protocol = Some(via);
    }
}

/// `from localhost (alice@localhost)`: SMTP on standard input; `from localhost (localhost)`: its own report on the
/// delivery. A network peer has an address.
fn user(reading: &mut Reading<'_>) {
    let Some((at, inside)) = reading.first_left(reading.clauses.from) else { return };
    let text = reading.text(inside);
    if reading.facts.ip.is_none() && (text == b"localhost" || text.ends_with(b"@localhost")) {
        reading.facts.process = true;
        reading.take(at);
    }
}

/// `mail_from (S)` behind the date.
fn mail_from(reading: &mut Reading<'_>) {
    let tail = reading.clauses.tail;
    for i in tail.iter() {
        let sender = reading.token(i + 1).filter(|t| t.is_comment() && i + 1 < tail.end as usize);
        if let Some(sender) = sender
            && reading.token(i).is_some_and(|t| reading.text(t.span) == b"mail_from")
        {
            reading.facts.envelope_from.get_or_insert(sender.inner());
            reading.take(i);
            reading.take(i + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Stamp;
    use crate::terms::{Basis, ClientCertificate, TlsState};

    const D: &str = "Wed, 31 Aug 2022 07:05:27 -0400";

    #[test]
    fn ok_products_and_their_versions() {
        for (product, version) in [
            ("8.17.1.9/8.17.1.9/Debian-2+deb12u2", Some("8.17.1.9")),
            ("8.9.3+3.2W/3.7W", Some("8.9.3+3.2W")),
            ("8.8.8+Sun/SMI-SVR4", Some("8.8.8+Sun")),
            ("8.14.9/8.14.9/NCO v10.0", Some("8.14.9")),
            ("Sentrion-MTA-4.5.9/Sentrion-MTA-4.5.9", Some("4.5.9")),
            ("Switch-2.2.0/Switch-2.2.0", Some("2.2.0")),
            ("9.0.0", Some("9.0.0")),
            ("MTA", None),
            ("V8/cf", None),
            ("TrinityOS hardened/8.15.2", None),
        ] {
            let raw = format!(
                "from a.example.com (b.example.com [192.0.2.1]) by mx.example.net ({product}) with ESMTP id \
                 27VB5RGa006024; {D}"
            );
            let stamp = Stamp::parse(raw.as_bytes());
            let text = |s| std::str::from_utf8(stamp.text(s)).unwrap();
            assert_eq!(stamp.writer.software, Some("sendmail"), "{raw}");
            assert_eq!(stamp.writer.version.map(text), version, "{raw}");
            assert_eq!((stamp.tls.state, stamp.tls.basis), (TlsState::Plain, Basis::WriterWouldSay), "{raw}");
            assert!(stamp.unread.is_empty(), "{raw}");
        }
    }

    #[test]
    fn without_its_product_the_text_is_the_sites_own() {
        let raw = format!(
            "from a.example.com (b.example.com [192.0.2.1]) by mx.example.net with ESMTP id 27VB5RGa006024; {D}"
        );
        let stamp = Stamp::parse(raw.as_bytes());
        assert_eq!(stamp.writer.software, Some("sendmail"));
        assert_eq!(stamp.tls.state, TlsState::Unrecorded);
    }

    #[test]
    fn without_the_clients_address_the_text_is_the_sites_own() {
        for (line, helo, sender) in [
            (
                "from host5.example.co.jp by gw.example.com (unknown) with ESMTP id 02BAqm0x017644",
                "host5.example.co.jp",
                "",
            ),
            ("from [192.0.2.1] by gw.example.com (unknown) with ESMTP id 02BAqm0x017644", "", ""),
            (
                "by mx.example.com (Sendmail 8.9.2) via ESMTP for <a@example.org> from gw.example.net id BAA14187",
                "gw.example.net",
                "",
            ),
        ] {
            let raw = format!("{line}; {D}");
            let stamp = Stamp::parse(raw.as_bytes());
            let text = |s| std::str::from_utf8(stamp.text(s)).unwrap();
            assert_eq!(stamp.writer.software, Some("sendmail"), "{raw}");
            assert_eq!(
                (stamp.tls.state, stamp.tls.basis),
                (TlsState::Unrecorded, Basis::WriterUnknown),
                "{raw}"
            );
            assert_eq!(stamp.from.helo.map_or("", text), helo, "{raw}");
            assert_eq!(stamp.envelope_from.map_or("", text), sender, "{raw}");
            assert!(stamp.unread.is_empty(), "{raw}");
        }
    }

    #[test]
    fn ok_auth_behind_the_keyword() {
        let raw = format!(
            "from a.example.com (b.example.com [192.0.2.1]) by mx.example.net (3.11v) with ESMTP AUTH id \
             27VB5RGa006024; {D}"
        );
        let stamp = Stamp::parse(raw.as_bytes());
        assert_eq!(stamp.writer.software, Some("sendmail"));
        assert!(stamp.authenticated.stated && stamp.unread.is_empty());
        // The text is not the default one.
        assert_eq!((stamp.tls.state, stamp.tls.basis), (TlsState::Unrecorded, Basis::WriterUnknown));
    }

    #[test]
    fn ok_comments_of_both_generations() {
        for comment in [
            "(version=TLSv1.2 cipher=ECDHE-RSA-AES128-GCM-SHA256 bits=128 verify=FAIL)",
            "(using TLSv1.2 with cipher ECDHE-RSA-AES128-GCM-SHA256 (128 bits) verified FAIL)",
        ] {
            for keyword in ["SMTP", "ESMTP", "ESMTPS"] {
                let raw = format!(
                    "from a.example.com ([192.0.2.1]) by mx.example.net (unknown) with {keyword} id \
                     27VB5RGa006024 {comment} for <b@example.net>; {D}"
                );
                let stamp = Stamp::parse(raw.as_bytes());
                assert_eq!(
                    (stamp.tls.state, stamp.tls.basis),
                    (TlsState::Encrypted, Basis::Details),
                    "{raw}"
                );
                assert_eq!(stamp.tls.client_certificate, Some(ClientCertificate::Unverified), "{raw}");
                assert_eq!(stamp.tls.bits, Some(128), "{raw}");
                assert!(stamp.unread.is_empty(), "{raw}");
            }
        }
    }

    #[test]
    fn ok_handed_in_without_a_network() {
        for from in [
            "(from alice@localhost)",
            "from localhost (alice@localhost)",
            "from localhost (localhost)",
            "from x (localhost [[UNIX: localhost]])",
        ] {
            let raw =
                format!("{from} by mx.example.net (8.14.4/8.14.4/Submit) with ESMTP id 27VB5RGa006024; {D}");
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!((stamp.tls.state, stamp.tls.basis), (TlsState::Local, Basis::Process), "{raw}");
            assert!(stamp.unread.is_empty(), "{raw}");
        }
        let raw = format!(
            "from localhost (alice@localhost) (b.example.com [192.0.2.1]) by mx.example.net (8.14.4/8.14.4) with \
             ESMTP id 27VB5RGa006024; {D}"
        );
        assert_eq!(Stamp::parse(raw.as_bytes()).tls.state, TlsState::Plain);
    }

    #[test]
    fn ok_via_and_mail_from() {
        let raw = format!(
            "from a.example.com (a.example.com [192.0.2.1]) by mx.example.net (980427.SGI.8.8.8/970903.SGI.AUTOCF) \
             via ESMTP id DAA14963 for <l@example.net>; {D} mail_from (a@example.com)"
        );
        let stamp = Stamp::parse(raw.as_bytes());
        assert_eq!(stamp.writer.software, Some("sendmail"));
        assert_eq!(stamp.protocol.registered.map(crate::vocab::protocol::Keyword::as_str), Some("ESMTP"));
        assert_eq!(stamp.envelope_from.map(|s| stamp.text(s)), Some(&b"a@example.com"[..]));
        assert!(stamp.unread.is_empty());
    }
}
