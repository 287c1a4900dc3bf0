//! qmail, netqmail, notqmail (`received.c`, `qmail-queue.c`, `date822fmt.c`), and their TLS and AUTH patches
//! (netqmail-tls, sagredo-dev/qmail, acceptutils). s/qmail, qmail-ldap, indimail and WP-SMTPD have files of their own.
//!
//! ```text
//! (qmail PID invoked from network|by alias|for bounce|by uid n); D                  the queue's own line
//! (cpmta PID invoked from network); D                                               a site's own queue
//! (ofmipd [I@]IP); D                                                                mess822, for clients that submit
//! from R|unknown [(HELO H)] ([U@]IP) by B with SMTP|QMQP|QMTP; D
//! patched:  … with C encrypted SMTP; … with (C encrypted) SMTP; … with ESMTPS (C encrypted) [(cert u@x)];
//!           … with ESMTPSA (C encrypted, authenticated)
//! relay:    [from R] [(HELO H)] (U) by B with ESMTPSA (…); D        clients that may relay: address left out
//! (ucspitls acceptutils fixsmtpio|authup [U] V C); D                acceptutils
//! ```
//! - HELO stands only where it differs from the looked-up name; unsafe characters become `?`.
//! - The date has no weekday and zone `-0000`; patches print the local zone.
//! - Plain qmail writes `SMTP` for EHLO, AUTH and TLS alike, and TLS may end in stunnel or sslserver before it.
//!   A patched one writes `SMTP` for plain EHLO. From a stamp without TLS words nobody can tell the two apart.
//! - `by 0`: the server's own name could not be looked up.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::address;
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};
use crate::span::Span;
use crate::vocab::version::TlsVersion;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "qmail",
    name: "qmail",
    signature: &[
        (Mark::Leads("qmail"), 5),
        (Mark::Leads("ucspitls"), 5),
        (Mark::Leads("ofmipd"), 5),
        (Mark::Product("qp"), 4),
        (Mark::Product("qmail"), 6),
        (Mark::Shape(Shape::NoClauses), 3),
        (Mark::Shape(Shape::HeloComment), 3),
        (Mark::Shape(Shape::RoundAddress), 3),
        (Mark::Shape(Shape::NoWeekday), 2),
        (Mark::Shape(Shape::ZoneUnknownRound), 3),
        (Mark::Shape(Shape::NoId), 1),
        (Mark::Shape(Shape::Encrypted), 4),
    ],
    first_name: FirstName::Rdns,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Mute,
    known: Known::Source,
    ids: &[IdKind::None],
    about: About {
        recognised: "`(qmail n invoked …)`, `(ofmipd IP)`; `(HELO H) (IP)`, a date without weekday and with zone -0000.",
        states_tls: "Never by qmail itself. Patches name the cipher: `C encrypted SMTP`, `ESMTPS (C encrypted)`.",
        silence: "Nothing: whether the host has a TLS patch, or TLS before it, cannot be seen.",
        source: "notqmail received.c, qmail-queue.c; sagredo-dev/qmail received.c; mess822 ofmipd.c; samples of \
                 other patches",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    reading.text_at_end();
    let clauses = reading.clauses;
    if reading.queue_line(b"qmail") || acceptutils(reading) || line_alone(reading) {
        return;
    }
    reading.family_peer();
    // TLS ended before it, and the patch says so: `with ESMTP via SSL`.
    reading.tls_behind_protocol();
    // A patch that tells its queue's process: `(qp 4711)`.
    reading.take_comment(clauses.by, b"qp");
}

/// `(cpmta PID invoked from network)`, a queue by another name; `(ofmipd IP)`.
fn line_alone(reading: &mut Reading<'_>) -> bool {
    let clauses = reading.clauses;
    let Some((at, inside)) =
        reading.first_left(clauses.lead).filter(|_| !clauses.has_by && !clauses.has_from)
    else {
        return false;
    };
    let mut words = reading.words(inside);
    let (Some(program), Some(second)) = (words.next(), words.next()) else { return false };
    let text = reading.text(second);
    if text.iter().all(u8::is_ascii_digit) && words.clone().begin_with(b"invoked") {
        reading.facts.process = true;
    } else if reading.text(program) == b"ofmipd" && words.next().is_none() {
        let found = address::behind_ident(text);
        reading.facts.ip = found.map(|(_, ip)| ip);
        reading.facts.ip_span =
            found.map(|(start, _)| Span::new(second.start as usize + start, second.end as usize));
    } else {
        return false;
    }
    reading.take(at);
    true
}

/// `(ucspitls acceptutils authup U V C)`: the two last words are about TLS.
fn acceptutils(reading: &mut Reading<'_>) -> bool {
    let Some(inside) =
        reading.take_comment(reading.clauses.lead, b"ucspitls").filter(|_| !reading.clauses.has_by)
    else {
        return false;
    };
    let words: Vec<Span> = reading.words(inside).collect();
    if let [_, _, program, user @ .., version, cipher] = words.as_slice()
        && TlsVersion::parse(reading.text(*version)).is_some()
    {
        reading.tls_comment(version.to(*cipher));
        if reading.text(*program) == b"authup"
            && let Some(user) = user.first()
        {
            reading.facts.auth = true;
            reading.facts.user = Some(*user);
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;
    use crate::terms::{Basis, ClientCertificate, TlsState};
    use crate::vocab::protocol::Keyword;

    #[test]
    fn ok_forms_of_patches() {
        for (raw, keyword, suite, auth, user) in [
            (
                "from r.example (HELO h.example) (192.0.2.1)\n  by b.example with AES256-SHA encrypted SMTP; 6 Sep 2012 01:02:03 -0000",
                Some("SMTP"),
                "AES256-SHA",
                false,
                None,
            ),
            (
                "from r.example (HELO h.example) (192.0.2.1)\n  by b.example with (AES256-SHA encrypted) SMTP; 6 Sep 2012 01:02:03 -0000",
                Some("SMTP"),
                "AES256-SHA",
                false,
                None,
            ),
            (
                "from r.example (192.0.2.1)\n  by b.example with ESMTPS (AES256-SHA encrypted); 6 Sep 2012 01:02:03 +0200",
                Some("ESMTPS"),
                "AES256-SHA",
                false,
                None,
            ),
            (
                "from unknown (HELO h) (u@example.com@[192.0.2.1])\n  by 0 with ESMTPSA (AES256-SHA encrypted, authenticated); 6 Sep 2012 01:02:03 -0000",
                Some("ESMTPSA"),
                "AES256-SHA",
                true,
                Some("u@example.com"),
            ),
            (
                "(HELO ?192.0.2.5?) (alice)\n  by b.example with ESMTPSA (AES256-SHA encrypted, authenticated); 6 Sep 2012 01:02:03 +0000",
                Some("ESMTPSA"),
                "AES256-SHA",
                true,
                Some("alice"),
            ),
            (
                "from r.example (HELO h) (alice)\n  by b.example with ESMTPSA (AES256-SHA encrypted, authenticated); 6 Sep 2012 01:02:03 -0000",
                Some("ESMTPSA"),
                "AES256-SHA",
                true,
                Some("alice"),
            ),
            (
                "by b.example with UTF8SMTPSA (AES256-SHA encrypted, authenticated); 6 Sep 2012 01:02:03 +0100",
                Some("UTF8SMTPSA"),
                "AES256-SHA",
                true,
                None,
            ),
            (
                "from localhost (HELO h.example) () by b.example with ESMTPS (AES256-SHA encrypted); 6 Sep 2012 01:02:03 -0000",
                Some("ESMTPS"),
                "AES256-SHA",
                false,
                None,
            ),
            (
                "(ucspitls acceptutils authup u@example.com TLSv1.2 AES256-SHA); 6 Sep 2012 01:02:03 -0000",
                None,
                "AES256-SHA",
                true,
                Some("u@example.com"),
            ),
        ] {
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.writer.software, Some("qmail"), "{raw}");
            assert_eq!((stamp.tls.state, stamp.tls.basis), (TlsState::Encrypted, Basis::Details), "{raw}");
            assert_eq!(stamp.tls.cipher.map(|c| c.of(raw.as_bytes())), Some(suite.as_bytes()), "{raw}");
            assert_eq!(stamp.protocol.registered.map(Keyword::as_str), keyword, "{raw}");
            assert_eq!(stamp.authenticated.stated, auth, "{raw}");
            assert_eq!(
                stamp.authenticated.user.map(|u| u.of(raw.as_bytes())),
                user.map(str::as_bytes),
                "{raw}"
            );
            assert!(stamp.unread.is_empty(), "{raw}: {:?}", stamp.unread);
        }
        let raw = b"from r.example (192.0.2.1)\n  by b.example with ESMTPS (AES256-SHA encrypted)\n  (cert u@example.com); 6 Sep 2012 01:02:03 +0200";
        assert_eq!(Stamp::parse(raw).tls.client_certificate, Some(ClientCertificate::Verified));
    }

    #[test]
    fn silence_says_nothing_and_the_login_counts_only_with_auth() {
        for (raw, state, basis) in [
            (
                "from r.example (HELO h.example) (ident@192.0.2.1)\n  by b.example with SMTP; 6 Sep 2012 01:02:03 -0000",
                TlsState::Unrecorded,
                Basis::WriterNeverSays,
            ),
            (
                "from r.example (HELO h.example) (user=boss@192.0.2.1)\n  by b.example with SMTP; 6 Sep 2012 01:02:03 -0000",
                TlsState::Unrecorded,
                Basis::WriterNeverSays,
            ),
            (
                "from r.example (HELO h.example) (TLSv1.3:x:256@192.0.2.1)\n  by b.example with SMTP; 6 Sep 2012 01:02:03 -0000",
                TlsState::Unrecorded,
                Basis::WriterNeverSays,
            ),
            (
                "from r.example (192.0.2.1)\n  by b.example (qp 4711) with SMTP; 6 Sep 2012 01:02:03 -0000",
                TlsState::Unrecorded,
                Basis::WriterNeverSays,
            ),
            (
                "(ofmipd bob@192.0.2.1); 6 Sep 2012 01:02:03 -0000",
                TlsState::Unrecorded,
                Basis::WriterNeverSays,
            ),
            ("(cpmta 1 invoked from network); 6 Sep 2012 01:02:03 -0000", TlsState::Local, Basis::Process),
            (
                "(qmail+freegate 1 invoked by alias); 6 Sep 2012 01:02:03 -0000",
                TlsState::Local,
                Basis::Process,
            ),
            // qmail-ldap under a plain name.
            (
                "from unknown (HELO h.example) ([192.0.2.1])\n  (envelope-sender <s@example.com>)\n  by b.example (qmail-1.03) with SMTP\n  for <r@example.org>; 6 Sep 2012 01:02:03 -0000",
                TlsState::Unrecorded,
                Basis::WriterNeverSays,
            ),
            ("(qmail 1 invoked from network); 6 Sep 2012 01:02:03 -0000", TlsState::Local, Basis::Process),
            ("(qmail 1 invoked by uid 0); 6 Sep 2012 01:02:03 +0200", TlsState::Local, Basis::Process),
        ] {
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.writer.software, Some("qmail"), "{raw}");
            assert_eq!((stamp.tls.state, stamp.tls.basis), (state, basis), "{raw}");
            assert!(!stamp.authenticated.stated && stamp.authenticated.user.is_none(), "{raw}");
            assert_eq!(
                stamp.from.ip,
                raw.contains("192.0.2.1").then(|| "192.0.2.1".parse().unwrap()),
                "{raw}"
            );
            assert!(stamp.unread.is_empty(), "{raw}: {:?}", stamp.unread);
        }
    }
}
