//! s/qmail and the SPAMCONTROL patch, eQmail, aQmail (`received.c`).
//!
//! ```text
//! from R (HELO H) ([U@]IP) de/crypted with V: C [u/a] DN=x by B with P; D
//! older:  … (de-)crypted with TLSv1: RC4-SHA [128/128] DN=unknown by B with ESMTPSAM; D
//! ```
//! - Recognised by these words alone: without TLS the stamp is qmail's.
//! - `DN=none` and `DN=unknown`: the client sent no certificate. The `M` of old keywords marks a checked sender.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};
use crate::span::Span;
use crate::terms::ClientCertificate;
use crate::vocab::protocol::Keyword;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "s-qmail",
    name: "s/qmail",
    signature: &[
        (Mark::Opens("de/crypted"), 10),
        (Mark::Opens("de-"), 10),
        (Mark::Shape(Shape::HeloComment), 2),
        (Mark::Shape(Shape::RoundAddress), 2),
        (Mark::Shape(Shape::NoWeekday), 2),
        (Mark::Shape(Shape::ZoneUnknownRound), 3),
        (Mark::Shape(Shape::NoId), 1),
    ],
    first_name: FirstName::Rdns,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Source,
    ids: &[IdKind::None],
    about: About {
        recognised: "`de/crypted with V: C` behind the address.",
        states_tls: "`de/crypted with V: C [u/a] DN=x` before `by`, and the S of the keyword.",
        silence: "Cannot be met: without those words the stamp is told as qmail.",
        source: "aQmail obsolete/src/received.c (s/qmail); samples of SPAMCONTROL",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    // `ESMTPSAM`
    if let Some(word) = reading.facts.protocol
        && let Some(known) = reading.text(word).strip_suffix(b"M").and_then(Keyword::parse)
    {
        reading.facts.auth |= known.auth();
    }
    reading.family_peer();
    let from = reading.clauses.from;
    // Behind the address the words are the writer's.
    let info = from.iter().find(|&i| {
        reading.token(i).is_some_and(|t| reading.facts.ip_span.is_some_and(|ip| t.span.covers(ip)))
    });
    let Some(info) = info else { return };
    let opens =
        |i: usize| reading.token(i).is_some_and(|t| matches!(reading.text(t.span), b"de/crypted" | b"(de-)"));
    if !opens(info + 1) {
        return;
    }
    let mut words = (info + 2..from.end as usize)
        .filter(|&i| reading.token(i).is_some_and(|t| !matches!(reading.text(t.span), b"crypted" | b"with")));
    let spans: Vec<Span> = words.by_ref().filter_map(|i| reading.token(i)).map(|t| t.span).collect();
    let [version, cipher, rest @ ..] = spans.as_slice() else { return };
    if !reading.tls_comment(version.to(*cipher)) {
        return;
    }
    for &span in rest {
        let text = reading.text(span);
        if text.starts_with(b"[") && text.get(1).is_some_and(u8::is_ascii_digit) {
            reading.tls_comment(span.inner());
        } else if let Some(name) = text.strip_prefix(b"DN=") {
            let none = matches!(name, b"" | b"none" | b"unknown");
            reading.facts.tls.certificate =
                Some(if none { ClientCertificate::NotPresented } else { ClientCertificate::Unverified });
        }
    }
    (info + 1..from.end as usize).for_each(|i| reading.take(i));
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;
    use crate::terms::{Basis, TlsState};
    use crate::vocab::version::TlsVersion;

    #[test]
    fn ok_words_before_by() {
        for (words, keyword, version, bits) in [
            (
                "de/crypted with TLSv1.3: TLS_AES_256_GCM_SHA384 [256/256] DN=none",
                "ESMTPSA",
                "TLS1.3",
                Some(256),
            ),
            (
                "de/crypted with TLSv1.2: ECDHE-ECDSA-CHACHA20-POLY1305 [unknown/unknown] DN=none",
                "ESMTPSA",
                "TLS1.2",
                None,
            ),
            ("(de-)crypted with TLSv1: RC4-SHA [128/128] DN=unknown", "ESMTPSAM", "TLS1.0", Some(128)),
        ] {
            let raw = format!(
                "from r.example (HELO h.example) (u@example.com@192.0.2.1)\n  {words}\n  by b.example with {keyword}; 10 Apr 2020 01:02:03 -0000"
            );
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.writer.software, Some("s-qmail"), "{words}");
            assert_eq!((stamp.tls.state, stamp.tls.basis), (TlsState::Encrypted, Basis::Details), "{words}");
            assert_eq!(stamp.tls.version.map(TlsVersion::as_str), Some(version), "{words}");
            assert_eq!(stamp.tls.bits, bits, "{words}");
            assert!(stamp.tls.suite.is_some() && stamp.authenticated.stated, "{words}");
            assert_eq!(stamp.authenticated.user.map(|u| u.of(raw.as_bytes())), Some(&b"u@example.com"[..]));
            assert!(stamp.unread.is_empty(), "{words}: {:?}", stamp.unread);
        }
    }

    #[test]
    fn a_name_that_a_client_gave_tells_nothing() {
        for raw in [
            "from r.example (HELO de/crypted with TLSv1.3: TLS_AES_256_GCM_SHA384 [256/256]) (192.0.2.1)\n  by b.example with SMTP; 10 Apr 2020 01:02:03 -0000",
            "from de/crypted with TLSv1.3: TLS_AES_256_GCM_SHA384 (192.0.2.1)\n  by b.example with SMTP; 10 Apr 2020 01:02:03 -0000",
        ] {
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.tls.state, TlsState::Unrecorded, "{raw}");
            assert_eq!((stamp.tls.version, stamp.tls.suite), (None, None), "{raw}");
        }
    }
}
