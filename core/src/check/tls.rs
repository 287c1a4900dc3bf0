//! TLS facts of one stamp against each other, and against what its writer usually says.
//!
//! Not here: the date (`tls_age`), how good a suite is (`tls_worth`), and other fields (`fields`). A suite is judged
//! only where its name is one of the registered ones; what is unknown contradicts nothing.

use super::{Check, Context, Family, Report};
use crate::chain::Hop;
use crate::organisation::networks;
use crate::span::Span;
use crate::stamp::Stamp;
use crate::terms::{Basis, Confidence, Effect, TlsState};
use crate::vocab::suite::Suite;
use crate::vocab::version::{TlsVersion, VersionLabel};
use chrono::Datelike;

pub(super) static CHECKS: [Check; 9] = [
    Check {
        code: "newest-tls-with-older-suite",
        family: Family::Tls,
        effect: Effect::Contradiction,
        title: "TLS 1.3 stands beside a suite that TLS 1.3 does not have",
        looks_at: "The version and the cipher suite that a stamp names.",
        why: "TLS 1.3 has its own few suites. A session has one version and one suite, and both must fit.",
        example: "`(using TLSv1.3 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits))`.",
        cannot_tell: "Which of the two is wrong. Writers known to spell TLS 1.3 suites with a key exchange are left out; \
                      where the writer is unknown, the finding is a caution only.",
        base_rate: "0 of 6,695 stamps of 2022-26 that name TLS 1.3.",
        source: "RFC 8446 §4.1.2 and B.4: these suites work with TLS 1.3 only, and no others do.",
        run: newest_with_older,
    },
    Check {
        code: "older-tls-with-newest-suite",
        family: Family::Tls,
        effect: Effect::Contradiction,
        title: "A suite of TLS 1.3 stands beside an older version",
        looks_at: "The version and the cipher suite that a stamp names.",
        why: "The suites of TLS 1.3 cannot be agreed on in an older version.",
        example: "`(version=TLSv1.2 cipher=TLS_AES_256_GCM_SHA384 bits=256/256)`.",
        cannot_tell: "Which of the two is wrong. Where the writer is unknown, the finding is a caution only.",
        base_rate: "0 of 16,690 stamps of 2022-26 that name TLS 1.2 or older.",
        source: "RFC 8446 B.4.",
        run: older_with_newest,
    },
    Check {
        code: "suite-too-new-for-version",
        family: Family::Tls,
        effect: Effect::Contradiction,
        title: "The cipher suite needs a newer version than the one named",
        looks_at: "The version and the cipher suite that a stamp names.",
        why: "Suites with GCM, CCM, ChaCha20, SHA-256 or SHA-384 came with TLS 1.2. Older versions cannot use them.",
        example: "`(version=TLSv1 cipher=ECDHE-RSA-AES128-GCM-SHA256 bits=128)`.",
        cannot_tell: "Which of the two is wrong. `TLSv1/SSLv3` is no version and does not fire. Some unknown writers \
                      print the version that brought the suite's kind: for unknown writers it is a caution only.",
        base_rate: "0 of 16,690 stamps of 2022-26, apart from the label `TLSv1/SSLv3` (5 of 5).",
        source: "RFC 5246, RFC 5288 §4, RFC 6655, RFC 7905.",
        run: suite_too_new,
    },
    Check {
        code: "tls-version-not-stated",
        family: Family::Tls,
        effect: Effect::Note,
        title: "The version of TLS is not stated",
        looks_at: "What stands in the place of the version: a label such as `TLSv1/SSLv3`, or a version that belongs to \
                   the suite.",
        why: "`TLSv1/SSLv3` is the name of a family of suites. Older servers print it for any version.",
        example: "`(version=TLSv1/SSLv3 cipher=DHE-RSA-AES256-SHA bits=256 verify=NO)`.",
        cannot_tell: "Which version was used. Only where the suite allows one version, that one is known.",
        base_rate: "2,648 of 598,946 stamps.",
        source: "OpenSSL `SSL_CIPHER_get_version`; sendmail `tls.c` before 8.15.1.",
        run: version_not_stated,
    },
    Check {
        code: "key-bits-do-not-fit-cipher",
        family: Family::Tls,
        effect: Effect::Caution,
        title: "The number of key bits does not fit the cipher",
        looks_at: "The bits and the cipher suite that a stamp names.",
        why: "A cipher has a fixed key length. Both numbers come from one library.",
        example: "`cipher=ECDHE-RSA-AES128-GCM-SHA256 bits=256`.",
        cannot_tell: "Which of the two is wrong. Libraries count CCM-8, 3DES and export ciphers in more than one way; \
                      all of these are accepted.",
        base_rate: "0 of 876 stamps of known sessions that name a suite, and 0 of 172 of public mail.",
        source: "IANA TLS Cipher Suites; OpenSSL `SSL_CIPHER_get_bits`; RFC 6655.",
        run: bits,
    },
    Check {
        code: "keyword-and-words-disagree",
        family: Family::Tls,
        effect: Effect::Caution,
        title: "The keyword says TLS, other words of the line say there was none",
        looks_at: "The keyword behind `with`, and words such as `(NOT encrypted)`.",
        why: "Both speak of one connection.",
        example: "`with ESMTPS (NOT encrypted)`.",
        cannot_tell: "Which of the two is right. The step counts as one without TLS.",
        base_rate: "0 of 1,908 labelled stamps.",
        source: "RFC 3848: the S of the keyword stands for STARTTLS.",
        run: denied,
    },
    Check {
        code: "keyword-without-its-s",
        family: Family::Tls,
        effect: Effect::Note,
        title: "The line names TLS details, and its keyword has no S",
        looks_at: "The keyword behind `with`, and the TLS details of the line.",
        why: "The registered keyword for SMTP over TLS ends in S. Older servers never wrote it, and some write it only \
              after EHLO.",
        example: "`with ESMTP id g7T9x1 (version=TLSv1.2 cipher=… bits=256 verify=NO)`.",
        cannot_tell: "Anything about honesty. This is usual.",
        base_rate: "25 of about 17,000 TLS stamps of 2022-26; 396 of 2002-05.",
        source: "RFC 3848; sendmail 8.15.1 release notes.",
        run: keyword_without_s,
    },
    Check {
        code: "edge-names-no-tls",
        family: Family::Tls,
        effect: Effect::Caution,
        title: "The receiving service names TLS whenever it is used, and here it does not",
        looks_at: "The boundary stamp, where it comes from a service whose outer hosts are known to name TLS, and the \
                   address that connected.",
        why: "The message crossed this step in plain text, or the service did not write the line. It is a caution \
              where the address is one from which a large operator sends: those offer TLS for all their mail. For \
              any other address it is a note.",
        example: "`by mx.google.com with ESMTP id …` without `(version=… cipher=… bits=…)`.",
        cannot_tell: "Why there was no TLS. The sender may not offer it, or somebody on the path took it away.",
        base_rate: "As a caution 0 of 40,135 lines of 2022-26. As a note 3,179 of them, hostile mail: 48 % of 6,879 \
                    messages at one service, 4 % of 182 at another.",
        source: "samples of 2022-26; the sending service's guidelines ask senders for TLS.",
        run: edge_silent,
    },
    Check {
        code: "tls-clause-disagrees",
        family: Family::Tls,
        effect: Effect::Contradiction,
        title: "The tls clause and the other words of the line name different suites",
        looks_at: "The suite in the registered `tls` clause, and the suite in the TLS comment of the same line.",
        why: "Both speak of one connection. It has one suite.",
        example: "`with esmtps (TLS1.2:ECDHE-RSA-AES256-GCM-SHA384:256) tls TLS_RSA_WITH_AES_128_CBC_SHA`.",
        cannot_tell: "Which of the two is right. Names outside the registry are not compared.",
        base_rate: "0 of 74 stamps with the clause.",
        source: "RFC 8314 §7.4.",
        run: clause_disagrees,
    },
];

/// A contradiction rests on knowing how the writer spells. Of an unknown writer it is a caution.
fn weight(stamp: &Stamp<'_>) -> Effect {
    if stamp.writer.confidence == Confidence::Unknown { Effect::Caution } else { Effect::Contradiction }
}

/// The hops that name a version and a registered suite.
fn sessions<'c, 'a>(
    context: &'c Context<'_, 'a>,
) -> impl Iterator<Item = (&'c Hop<'a>, TlsVersion, Suite, Span)> {
    context.chain.hops.iter().filter_map(|hop| {
        let tls = &hop.stamp.tls;
        Some((hop, tls.version?, tls.suite?, tls.cipher?))
    })
}

fn newest_with_older(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for (hop, version, suite, place) in sessions(context) {
        let (_, newest) = suite.versions();
        if version == TlsVersion::Tls13 && newest < version {
            let detail =
                format!("The line names TLS 1.3 and the suite {suite}, which TLS 1.3 does not have.");
            report.graded(hop, Some(place), weight(&hop.stamp), detail);
        }
    }
}

fn older_with_newest(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for (hop, version, suite, place) in sessions(context) {
        let (oldest, _) = suite.versions();
        if oldest == TlsVersion::Tls13 && version < oldest {
            let named = spoken(version);
            let detail = format!("The line names {named} and the suite {suite}, which only TLS 1.3 has.");
            report.graded(hop, Some(place), weight(&hop.stamp), detail);
        }
    }
}

fn suite_too_new(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for (hop, version, suite, place) in sessions(context) {
        let (oldest, _) = suite.versions();
        if oldest == TlsVersion::Tls12 && version < oldest {
            let named = spoken(version);
            let detail = format!("The line names {named}. The suite {suite} needs TLS 1.2.");
            report.graded(hop, Some(place), weight(&hop.stamp), detail);
        }
    }
}

fn version_not_stated(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let tls = &hop.stamp.tls;
        let Some(label) = tls.label else { continue };
        let mut detail = match VersionLabel::parse(hop.text(label)) {
            Some(VersionLabel::FamilyLabel) => {
                "The label in the place of the version is printed for any version. The version is not stated."
            }
            Some(VersionLabel::Unknown) => {
                "The server had no name for the version. The version is not stated."
            }
            _ => {
                "This writer prints the version that brought the suite. The session's version is not stated."
            }
        }
        .to_owned();
        detail.push_str(match tls.suite.map(Suite::versions) {
            Some((TlsVersion::Tls12, _)) => " The cipher requires TLS 1.2 or later.",
            Some((TlsVersion::Tls13, _)) => " The cipher requires TLS 1.3.",
            _ => "",
        });
        report.hop(hop, Some(label), detail);
    }
}

fn bits(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let tls = &hop.stamp.tls;
        let (Some(suite), Some(bits), Some(place)) = (tls.suite, tls.bits, tls.cipher) else { continue };
        if !fits(suite, bits) {
            report.hop(
                hop,
                Some(place),
                format!("The line names {bits} bits. The suite {suite} has {}.", suite.bits()),
            );
        }
    }
}

/// True where a library can count the suite's bits so. 0 is what writers print that know no number, and large numbers
/// are of the key exchange.
fn fits(suite: Suite, bits: u16) -> bool {
    let name = suite.iana();
    let others: &[u16] = match name {
        _ if name.contains("_3DES_") => &[112, 192],
        // Security bits or key bits, by version of the library.
        _ if name.ends_with("_CCM_8") => &[64, 128, 256],
        _ if name.contains("_EXPORT") => &[56, 64, 128],
        _ if name.contains("_DES_") => &[64],
        _ => &[],
    };
    bits == 0 || bits > 512 || bits == suite.bits() || others.contains(&bits)
}

fn denied(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let stamp = &hop.stamp;
        let denied = (stamp.tls.state, stamp.tls.basis) == (TlsState::Plain, Basis::Phrase);
        if let Some(keyword) = stamp.protocol.registered.filter(|keyword| denied && keyword.tls()) {
            let place = stamp.tls.quotes.first().copied().flatten();
            let detail = format!(
                "The keyword is {}. Other words of the line say that TLS was not used.",
                keyword.as_str()
            );
            report.hop(hop, place, detail);
        }
    }
}

fn keyword_without_s(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let stamp = &hop.stamp;
        let detailed = stamp.tls.state == TlsState::Encrypted
            && matches!(stamp.tls.basis, Basis::Details | Basis::Clause);
        if let Some(keyword) = stamp.protocol.registered.filter(|keyword| detailed && !keyword.tls()) {
            let detail =
                format!("The keyword is {}. The details of the line count. This is usual.", keyword.as_str());
            report.hop(hop, stamp.protocol.as_written, detail);
        }
    }
}

fn edge_silent(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let Some(hop) = context.boundary_hop() else { return };
    let stamp = &hop.stamp;
    let (Some(host), TlsState::Plain) = (stamp.by.host, stamp.tls.state) else { return };
    if stamp.date.is_some_and(|date| date.local.year() < TLS_IS_USUAL) {
        return;
    }
    if stamp.dialect.is_edge(hop.text(host)) {
        let sender = stamp.from.ip.and_then(networks::sender);
        let (effect, who) = match (sender, stamp.from.ip) {
            (Some(_), Some(ip)) => {
                (Effect::Caution, format!(" {ip} is of a large operator, which offers TLS."))
            }
            _ => (Effect::Note, String::new()),
        };
        let detail = format!("Lines of this host name TLS whenever it was used. This line names none.{who}");
        report.graded(hop, stamp.protocol.as_written.or(Some(host)), effect, detail);
    }
}

fn clause_disagrees(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let stamp = &hop.stamp;
        let (Some(clause), Some(cipher), Some(suite)) = (stamp.tls_clause, stamp.tls.cipher, stamp.tls.suite)
        else {
            continue;
        };
        if clause == cipher {
            continue;
        }
        let version = stamp.tls.version;
        let Some(parsed) = Suite::parse(hop.text(clause), version) else { continue };
        let with_exchange = stamp.dialect.tls.tls13_with_kx && version == Some(TlsVersion::Tls13);
        let named = if with_exchange { parsed.suite.at_version(TlsVersion::Tls13) } else { parsed.suite };
        if named != suite {
            let detail = format!("The tls clause names {named}. The comment of the line names {suite}.");
            report.hop(hop, Some(clause), detail);
        }
    }
}

/// The first year from which on mail between large services came with TLS as a rule.
const TLS_IS_USUAL: i32 = 2016;

/// `TLS 1.2`, for sentences.
pub(super) fn spoken(version: TlsVersion) -> String {
    version.as_str().replacen("TLS", "TLS ", 1)
}

#[cfg(test)]
mod tests {
    use crate::check::test_support::found;

    const D: &str = "Mon, 23 Nov 2026 17:00:00 +0000";

    fn postfix(version: &str, cipher: &str, bits: &str, keyword: &str, date: &str) -> String {
        format!(
            "Received: from a.other.example (a.other.example [203.0.113.9])\r\n\t(using {version} with cipher {cipher} \
             ({bits} bits))\r\n\tby mx.own.example (Postfix) with {keyword} id 4355A9A8AD6; {date}\r\n"
        )
    }

    fn codes(header: &str) -> Vec<(&'static str, &'static str)> {
        let family = super::CHECKS.iter().map(|check| check.code).collect::<Vec<_>>();
        found(header)
            .into_iter()
            .filter(|finding| family.contains(&finding.check.code))
            .map(|finding| (finding.check.code, finding.effect.as_str()))
            .collect()
    }

    #[test]
    fn version_and_suite_must_fit() {
        for (version, cipher, bits, want) in [
            ("TLSv1.3", "TLS_AES_256_GCM_SHA384", "256/256", None),
            ("TLSv1.2", "ECDHE-RSA-AES256-GCM-SHA384", "256/256", None),
            ("TLSv1", "ECDHE-RSA-AES256-SHA", "256/256", None),
            ("TLSv1.3", "ECDHE-RSA-AES256-GCM-SHA384", "256/256", Some("newest-tls-with-older-suite")),
            ("TLSv1.2", "TLS_AES_128_GCM_SHA256", "128/128", Some("older-tls-with-newest-suite")),
            ("TLSv1.1", "ECDHE-RSA-AES128-GCM-SHA256", "128/128", Some("suite-too-new-for-version")),
            ("SSLv3", "AES128-SHA256", "128/128", Some("suite-too-new-for-version")),
            ("TLSv1.2", "SOME-NEW-SUITE", "128/128", None),
        ] {
            let want: Vec<_> = want.map(|code| (code, "contradiction")).into_iter().collect();
            assert_eq!(codes(&postfix(version, cipher, bits, "ESMTPS", D)), want, "{version} {cipher}");
        }
    }

    #[test]
    fn writers_with_their_own_spelling_are_left_out() {
        let exim = |tls: &str| {
            format!(
                "Received: from a.other.example ([203.0.113.9])\r\n\tby mx.own.example with esmtps {tls}\r\n\t(Exim \
                 4.96)\r\n\t(envelope-from <a@other.example>)\r\n\tid 1oAbCd-0001ab-2B\r\n\tfor b@own.example;\r\n\t{D}\r\n"
            )
        };
        assert_eq!(codes(&exim(" (TLS1.3) tls TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384")), []);
        assert_eq!(codes(&exim("(TLS1.3:ECDHE_X25519__RSA_PSS_RSAE_SHA256__AES_256_GCM:256)")), []);
        // A cipher that TLS 1.3 has in no spelling.
        let wrong = codes(&exim(" (TLS1.3) tls TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384"));
        assert_eq!(wrong, [("newest-tls-with-older-suite", "contradiction")]);
        // A writer of whom nothing is known may spell likewise.
        let unknown = format!(
            "Received: from a.other.example by mx.own.example with ESMTPS tls TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 \
             (TLS1.3); {D}\r\n"
        );
        assert_eq!(codes(&unknown), [("newest-tls-with-older-suite", "caution")]);
    }

    #[test]
    fn a_label_is_no_version() {
        let sendmail = |label: &str, cipher: &str, bits: &str| {
            let header = format!(
                "Received: from a.other.example (a.other.example [203.0.113.9])\r\n\tby mx.own.example \
                 (8.14.4/8.14.4) with ESMTP id 27VB5RGa006024\r\n\t(version={label} cipher={cipher} bits={bits} \
                 verify=NO);\r\n\t{D}\r\n"
            );
            found(&header)
                .into_iter()
                .filter(|f| f.check.code != "keyword-without-its-s" && f.check.family == super::Family::Tls)
                .map(|f| (f.check.code, f.detail))
                .collect::<Vec<_>>()
        };
        let old = sendmail("TLSv1/SSLv3", "DHE-RSA-AES256-SHA", "256");
        let new = sendmail("TLSv1/SSLv3", "ECDHE-RSA-AES256-GCM-SHA384", "256");
        let not_stated = |list: &[(&str, String)], later: bool| {
            list.iter().any(|(code, detail)| {
                *code == "tls-version-not-stated" && detail.contains("TLS 1.2 or later") == later
            })
        };
        assert!(not_stated(&old, false), "{old:?}");
        assert!(not_stated(&new, true), "{new:?}");
        assert!(new.iter().all(|(code, _)| *code != "suite-too-new-for-version"));
        assert!(!not_stated(&sendmail("TLSv1", "DHE-RSA-AES256-SHA", "256"), false));
    }

    #[test]
    fn bits_are_counted_in_several_ways() {
        for (version, cipher, bits, fires) in [
            ("TLSv1.2", "ECDHE-RSA-AES128-GCM-SHA256", "128/128", false),
            ("TLSv1.2", "ECDHE-RSA-AES128-GCM-SHA256", "256/256", true),
            ("TLSv1.2", "ECDHE-RSA-AES256-GCM-SHA384", "128/256", true),
            ("TLSv1.2", "ECDHE-ECDSA-CHACHA20-POLY1305", "128/128", true),
            ("TLSv1.2", "DES-CBC3-SHA", "112/168", false),
            ("TLSv1.2", "DES-CBC3-SHA", "168/168", false),
            ("TLSv1.2", "ECDHE-ECDSA-AES256-CCM8", "64/256", false),
            ("TLSv1.2", "ECDHE-ECDSA-AES128-CCM8", "128/128", false),
            ("TLSv1", "EXP-RC4-MD5", "40/128", false),
            ("TLSv1.2", "NULL-SHA256", "0/0", false),
        ] {
            let fired = codes(&postfix(version, cipher, bits, "ESMTPS", D));
            assert_eq!(fired.contains(&("key-bits-do-not-fit-cipher", "caution")), fires, "{cipher} {bits}");
        }
    }

    #[test]
    fn keyword_and_words_speak_of_one_connection() {
        let opensmtpd = |keyword: &str, words: &str| {
            format!(
                "Received: from a.other.example (a.other.example [203.0.113.9])\r\n\tby mx.own.example (OpenSMTPD) with \
                 {keyword} id 3f5a1b2c {words}\r\n\tfor <b@own.example>;\r\n\t{D} (UTC)\r\n"
            )
        };
        let without = "keyword-without-its-s";
        let detail = "(TLSv1.3:TLS_AES_256_GCM_SHA384:256:NO)";
        assert!(codes(&opensmtpd("ESMTP", detail)).contains(&(without, "note")));
        assert!(!codes(&opensmtpd("ESMTPS", detail)).contains(&(without, "note")));
        let groupwise = |words: &str| {
            format!(
                "Received: from a.other.example ([203.0.113.9])\r\n\tby mx.own.example with {words}; {D}\r\n"
            )
        };
        let disagree = ("keyword-and-words-disagree", "caution");
        assert!(codes(&groupwise("ESMTPS (NOT encrypted)")).contains(&disagree));
        assert!(!codes(&groupwise("ESMTP (NOT encrypted)")).contains(&disagree));
        assert!(!codes(&groupwise("ESMTPS (TLS encrypted)")).contains(&disagree));
    }

    #[test]
    fn an_edge_that_always_tells_stands_out_when_it_does_not() {
        let from = |ip: &str, keyword: &str, tls: &str| {
            format!(
                "Received: from a.other.example (a.other.example. [{ip}])\r\n        by mx.google.com with \
                 {keyword} id d2e1a72fcca58-72fe631be3csi8377629b3a.7.2026.11.23.09.00.00{tls};\r\n        Mon, 23 Nov \
                 2026 09:00:00 -0800 (PST)\r\n"
            )
        };
        let google = |keyword: &str, tls: &str| from("203.0.113.9", keyword, tls);
        assert!(codes(&google("ESMTP", "")).contains(&("edge-names-no-tls", "note")));
        // An operator that offers TLS for all its mail.
        assert!(codes(&from("40.107.22.1", "ESMTP", "")).contains(&("edge-names-no-tls", "caution")));
        let named = " (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256)";
        assert_eq!(codes(&google("ESMTPS", named)), []);
        // When most mail came without, silence did not stand out.
        let old = google("ESMTP", "").replace("2026 09:00:00", "2007 09:00:00");
        assert!(!codes(&old).iter().any(|(code, _)| *code == "edge-names-no-tls"));
        // Below the boundary it is only a statement.
        let top = postfix("TLSv1.3", "TLS_AES_256_GCM_SHA384", "256/256", "ESMTPS", D);
        assert_eq!(codes(&format!("{top}{}", google("ESMTP", ""))), []);
    }

    #[test]
    fn clause_and_comment_name_one_suite() {
        let exim = |comment: &str, clause: &str| {
            format!(
                "Received: from a.other.example ([203.0.113.9])\r\n\tby mx.own.example with esmtps  ({comment}) tls \
                 {clause}\r\n\t(Exim 4.96)\r\n\tid 1oAbCd-0001ab-2B; {D}\r\n"
            )
        };
        let same = exim("TLS1.2:ECDHE-RSA-AES256-GCM-SHA384:256", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
        assert_eq!(codes(&same), []);
        let differ = exim("TLS1.2:ECDHE-RSA-AES256-GCM-SHA384:256", "TLS_RSA_WITH_AES_128_CBC_SHA");
        assert_eq!(codes(&differ), [("tls-clause-disagrees", "contradiction")]);
        assert_eq!(codes(&exim("TLS1.3", "TLS_AES_256_GCM_SHA384")), []);
    }
}
