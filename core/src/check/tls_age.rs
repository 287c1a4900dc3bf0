//! TLS facts of one stamp against its date: what did not exist yet, and what was retired already.
//!
//! Not here: what fits by kind (`tls`).

use super::tls::spoken;
use super::{Check, Context, Family, Report};
use crate::span::Span;
use crate::stamp::Stamp;
use crate::terms::Effect;
use crate::vocab::protocol::Keyword;
use crate::vocab::version::TlsVersion;
use chrono::{Datelike as _, NaiveDate};

pub(super) static CHECKS: [Check; 2] = [
    Check {
        code: "tls-before-its-time",
        family: Family::Tls,
        effect: Effect::Contradiction,
        title: "The line names something of TLS that did not exist on its date",
        looks_at: "Version, suite, key exchange, keyword and clause of a stamp, and the date of the stamp.",
        why: "A server cannot use, or name, what had not been made yet.",
        example: "TLS 1.3 in a line of 2015.",
        cannot_tell: "Whether the date or the TLS words are wrong: a server's clock may stand years off. In the years \
                      of drafts it is a caution; TLS 1.2 before 2012 is a note.",
        base_rate: "None seen in the public stamps of 2002-05 and 2022-26.",
        source: "RFC 8446 (2018-08), RFC 5246 and RFC 5288 (2008-08), RFC 7905 (2016-06), RFC 8314 (2018-01), RFC 3848 \
                 (2004-07), FIPS 203 (2024-08).",
        run: before_its_time,
    },
    Check {
        code: "tls-outdated",
        family: Family::Tls,
        effect: Effect::Note,
        title: "The version of TLS was retired before the date of the line",
        looks_at: "The version that a stamp names, and the date of the stamp.",
        why: "Retired versions have known weaknesses, and standards say that they must not be used.",
        example: "TLS 1.0 in a line of 2024.",
        cannot_tell: "Whether anyone made use of the weakness. It is no sign against the line. A line from before the \
                      retirement does not fire.",
        base_rate: "4 of 203 TLS stamps drawn from public mail of 1991-2026.",
        source: "RFC 6176 (2011-03), RFC 7568 (2015-06), RFC 8996 (2021-03).",
        run: outdated,
    },
];

fn before_its_time(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let Some(date) = hop.stamp.date.map(|date| date.local.date()) else { continue };
        if date.year() >= ALL_EXISTED {
            continue;
        }
        if let Some(early) = first_early(&hop.stamp, date) {
            let detail = format!("The line is of {date}. {}", early.since);
            report.graded(hop, early.place, early.effect, detail);
        }
    }
}

/// From this year on nothing is before its time.
const ALL_EXISTED: i32 = 2024;

/// Something that a line names before it existed.
struct Early {
    place: Option<Span>,
    effect: Effect,
    since: &'static str,
}

/// The gravest: the order is by weight.
fn first_early(stamp: &Stamp<'_>, date: NaiveDate) -> Option<Early> {
    let tls = &stamp.tls;
    let quote = tls.quotes.first().copied().flatten();
    let before =
        |year, month, day| NaiveDate::from_ymd_opt(year, month, day).is_some_and(|start| date < start);
    let suite_has = |part: &str| tls.suite.is_some_and(|suite| suite.iana().contains(part));
    let early = |place, effect, since| Some(Early { place, effect, since });
    if tls.version == Some(TlsVersion::Tls13) && before(2017, 1, 1) {
        return early(quote, Effect::Contradiction, "No server used TLS 1.3, or a draft of it, before 2017.");
    }
    if tls.version == Some(TlsVersion::Tls12) && before(2008, 8, 1) {
        return early(quote, Effect::Contradiction, "TLS 1.2 is of August 2008 (RFC 5246).");
    }
    if suite_has("_GCM_") && before(2008, 8, 1) {
        return early(tls.cipher, Effect::Contradiction, "Suites with GCM are of August 2008 (RFC 5288).");
    }
    if tls.version == Some(TlsVersion::Tls13) && before(2018, 8, 10) {
        return early(
            quote,
            Effect::Caution,
            "TLS 1.3 is of August 2018 (RFC 8446). Before, there were drafts.",
        );
    }
    if suite_has("_CHACHA20_") && before(2016, 6, 1) {
        return early(tls.cipher, Effect::Caution, "Suites with ChaCha20 are of June 2016 (RFC 7905).");
    }
    if stamp.tls_clause.is_some() && before(2018, 1, 1) {
        return early(stamp.tls_clause, Effect::Caution, "The tls clause is of January 2018 (RFC 8314).");
    }
    let keyword = stamp.protocol.registered.map(Keyword::as_str);
    if matches!(keyword, Some("ESMTPS" | "ESMTPSA")) && before(2004, 7, 1) {
        let since = "The keyword with S is of July 2004 (RFC 3848).";
        return early(stamp.protocol.as_written, Effect::Caution, since);
    }
    let ml_kem = |group: Span| stamp.text(group).windows(5).any(|part| part.eq_ignore_ascii_case(b"MLKEM"));
    if tls.group.is_some_and(ml_kem) && before(2024, 1, 1) {
        return early(tls.group, Effect::Caution, "Key exchange with ML-KEM is of 2024 (FIPS 203).");
    }
    if tls.version == Some(TlsVersion::Tls12) && before(2012, 1, 1) {
        return early(quote, Effect::Note, "Few servers had TLS 1.2 before 2012.");
    }
    None
}

fn outdated(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let stamp = &hop.stamp;
        let (Some(version), Some(date)) = (stamp.tls.version, stamp.date) else { continue };
        let (year, month, said) = match version {
            TlsVersion::Ssl2 => (2011, 3, "must not be used since March 2011 (RFC 6176)"),
            TlsVersion::Ssl3 => (2015, 6, "must not be used since June 2015 (RFC 7568)"),
            TlsVersion::Tls10 | TlsVersion::Tls11 => {
                (2021, 3, "has been deprecated since March 2021 (RFC 8996)")
            }
            TlsVersion::Tls12 | TlsVersion::Tls13 => continue,
        };
        // The first day of the month behind: the day of publication is not what counts.
        let end = NaiveDate::from_ymd_opt(year, month + 1, 1);
        if end.is_some_and(|end| date.local.date() >= end) {
            let place = stamp.tls.quotes.first().copied().flatten();
            report.hop(hop, place, format!("{} was used. It {said}.", spoken(version)));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::test_support::found;

    fn effect(code: &str, version: &str, cipher: &str, keyword: &str, date: &str) -> Option<&'static str> {
        let header = format!(
            "Received: from a.other.example (a.other.example [203.0.113.9])\r\n\t(using {version} with cipher {cipher} \
             (256/256 bits))\r\n\tby mx.own.example (Postfix) with {keyword} id 4355A9A8AD6; {date}\r\n"
        );
        found(&header)
            .into_iter()
            .find(|finding| finding.check.code == code)
            .map(|finding| finding.effect.as_str())
    }

    #[test]
    fn nothing_is_older_than_itself() {
        let at = |version: &str, cipher: &str, keyword: &str, date: &str| {
            effect("tls-before-its-time", version, cipher, keyword, date)
        };
        let (t13, gcm, sha) = ("TLS_AES_256_GCM_SHA384", "ECDHE-RSA-AES256-GCM-SHA384", "DHE-RSA-AES256-SHA");
        for (version, cipher, keyword, date, want) in [
            ("TLSv1.3", t13, "ESMTPS", "Fri, 30 Dec 2016 01:00:00 +0000", Some("contradiction")),
            ("TLSv1.3", t13, "ESMTPS", "Thu, 9 Aug 2018 01:00:00 +0000", Some("caution")),
            ("TLSv1.3", t13, "ESMTPS", "Fri, 10 Aug 2018 01:00:00 +0000", None),
            ("TLSv1.2", gcm, "ESMTPS", "Mon, 5 May 2008 01:00:00 +0000", Some("contradiction")),
            ("TLSv1.2", gcm, "ESMTPS", "Thu, 5 May 2011 01:00:00 +0000", Some("note")),
            ("TLSv1.2", gcm, "ESMTPS", "Mon, 5 May 2014 01:00:00 +0000", None),
            (
                "TLSv1.2",
                "ECDHE-RSA-CHACHA20-POLY1305",
                "ESMTPS",
                "Tue, 5 May 2015 01:00:00 +0000",
                Some("caution"),
            ),
            ("TLSv1", sha, "ESMTPS", "Mon, 5 May 2003 01:00:00 +0000", Some("caution")),
            ("TLSv1", sha, "ESMTP", "Mon, 5 May 2003 01:00:00 +0000", None),
        ] {
            assert_eq!(at(version, cipher, keyword, date), want, "{version} {cipher} {date}");
        }
        let group = |date: &str| {
            let cipher =
                "TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519MLKEM768 server-signature X";
            at("TLSv1.3", cipher, "ESMTPS", date) == Some("caution")
        };
        assert!(group("Mon, 6 Mar 2023 01:00:00 +0000"));
        assert!(!group("Thu, 6 Mar 2025 01:00:00 +0000"));
    }

    #[test]
    fn versions_are_judged_by_the_day_of_the_line() {
        for (version, year, fires) in [
            ("TLSv1", 2020, false),
            ("TLSv1", 2021, true),
            ("TLSv1.1", 2024, true),
            ("SSLv3", 2014, false),
            ("SSLv3", 2015, true),
            ("TLSv1.2", 2026, false),
        ] {
            let date = format!("1 Dec {year} 17:00:00 +0000");
            let fired =
                effect("tls-outdated", version, "ECDHE-RSA-AES256-SHA", "ESMTPS", &date) == Some("note");
            assert_eq!(fired, fires, "{version} {year}");
        }
    }
}
