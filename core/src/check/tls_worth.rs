//! How good the cipher of a stamp is, by dated tables, and what is said of the client's certificate.
//!
//! Notes only: a weak session is a fact about the hop and no sign against the line. What stands in no table is called
//! unknown, never weak. Not here: whether the facts fit each other (`tls`), and the version's age (`tls_age`).

use super::{Check, Context, Family, Report};
use crate::chain::Hop;
use crate::span::Span;
use crate::terms::{ClientCertificate, Effect, TlsState};
use crate::vocab::rules::RULES_DATE;
use crate::vocab::strength::Strength;
use crate::vocab::suite::Suite;

pub(super) static CHECKS: [Check; 7] = [
    Check {
        code: "cipher-encrypts-nothing",
        family: Family::Tls,
        effect: Effect::Note,
        title: "The cipher suite encrypts nothing",
        looks_at: "The cipher suite that a stamp names.",
        why: "A NULL suite checks that nothing was changed, and leaves the message readable. The step counts as one \
              without TLS.",
        example: "`with ESMTPS … (using TLSv1.2 with cipher NULL-SHA256 (0/0 bits))`.",
        cannot_tell: "Why it was chosen. Servers offer such suites only when told to.",
        base_rate: "0 of 1,908 labelled stamps.",
        source: "RFC 5246 A.5; RFC 9325 §4.1: must not be used.",
        run: null,
    },
    Check {
        code: "cipher-without-certificate",
        family: Family::Tls,
        effect: Effect::Note,
        title: "The cipher suite uses no certificate at all",
        looks_at: "The cipher suite that a stamp names.",
        why: "With an anonymous suite neither side shows who it is. Somebody on the path could stand between them.",
        example: "`cipher ADH-AES256-GCM-SHA384`.",
        cannot_tell: "Whether anyone did. With other suites the line does not show whether a certificate was checked \
                      either.",
        base_rate: "3 of 203 TLS stamps drawn from public mail. Some servers offer these suites to each other by default.",
        source: "RFC 5246 A.5; RFC 9325 §4.1; Postfix TLS_README.",
        run: anonymous,
    },
    Check {
        code: "cipher-below-minimum",
        family: Family::Tls,
        effect: Effect::Note,
        title: "The cipher suite is below today's minimum",
        looks_at: "The cipher suite that a stamp names, in a dated table made from RFC 9325.",
        why: "Such suites can be broken with practical effort, or will be soon.",
        example: "`cipher=RC4-SHA`.",
        cannot_tell: "What was the best choice on the day of the line: the table is of today.",
        base_rate: "19 of 203 TLS stamps drawn from public mail of 1991-2026, mostly old ones.",
        source: "RFC 9325 §4.1, RFC 7465; NIST SP 800-52r2 and BSI TR-02102-2 (2025-01) list none of these.",
        run: below_minimum,
    },
    Check {
        code: "no-forward-secrecy",
        family: Family::Tls,
        effect: Effect::Note,
        title: "A later loss of the server's key would open the recorded session",
        looks_at: "The key exchange of the cipher suite that a stamp names.",
        why: "With static RSA the server's key alone opens every session that somebody recorded.",
        example: "`cipher=AES256-SHA`.",
        cannot_tell: "Whether anyone recorded the session, or holds the key.",
        base_rate: "33 of 203 TLS stamps drawn from public mail of 1991-2026, mostly old ones.",
        source: "RFC 9325 §4.1: should not be used. BSI TR-02102-2 (2025-01) §3.3 does not recommend it.",
        run: no_forward_secrecy,
    },
    Check {
        code: "cipher-not-on-every-list",
        family: Family::Tls,
        effect: Effect::Note,
        title: "Some policies do not list this cipher",
        looks_at: "The cipher of the suite that a stamp names.",
        why: "RFC 9325 allows it. Lists for public bodies name AES only.",
        example: "`cipher=ECDHE-ECDSA-CHACHA20-POLY1305`.",
        cannot_tell: "Which policy holds for you. It is no sign of weakness.",
        base_rate: "3 of 203 TLS stamps drawn from public mail.",
        source: "NIST SP 800-52r2 (2019-08) §3.3.1; BSI TR-02102-2 (2025-01) §3.3.",
        run: not_on_every_list,
    },
    Check {
        code: "cipher-not-in-our-table",
        family: Family::Tls,
        effect: Effect::Note,
        title: "The cipher is not in our table",
        looks_at: "The words in the place of the cipher suite.",
        why: "Only suites of the public registry are judged.",
        example: "`cipher=OTHER`.",
        cannot_tell: "How good it is. Unknown does not mean weak.",
        base_rate: "5 of 203 TLS stamps drawn from public mail, the rare forms among them on purpose.",
        source: "IANA TLS Cipher Suites.",
        run: unknown_cipher,
    },
    Check {
        code: "client-certificate-remark",
        family: Family::Tls,
        effect: Effect::Note,
        title: "The remark about a certificate speaks of the sending side",
        looks_at: "Words such as `No client certificate requested` or `verify=NO`.",
        why: "They are about the client's own certificate. Mail servers rarely ask for one.",
        example: "`(version=TLSv1.3 cipher=… bits=256 verify=NO)`.",
        cannot_tell: "Whether the sender checked the server's certificate. No line can show that.",
        base_rate: "74 of 203 TLS stamps drawn from public mail.",
        source: "Postfix TLS_README (`smtpd_tls_received_header`); sendmail cf/README (`${verify}`).",
        run: client_certificate,
    },
];

/// The hops with a session that encrypts, and their registered suite.
fn suites<'c, 'a>(context: &'c Context<'_, 'a>) -> impl Iterator<Item = (&'c Hop<'a>, Suite, Span)> {
    context
        .chain
        .hops
        .iter()
        .filter(|hop| hop.stamp.tls.state == TlsState::Encrypted)
        .filter_map(|hop| Some((hop, hop.stamp.tls.suite?, hop.stamp.tls.cipher?)))
}

fn null(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let tls = &hop.stamp.tls;
        if let Some(suite) = tls.suite.filter(|suite| suite.is_null()) {
            let detail = format!("The suite {suite} leaves the message readable on this step.");
            report.hop(hop, tls.cipher, detail);
        }
    }
}

fn anonymous(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for (hop, suite, place) in suites(context) {
        if suite.is_anonymous() {
            report.hop(hop, Some(place), format!("With the suite {suite} no side shows a certificate."));
        }
    }
}

fn below_minimum(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for (hop, suite, place) in suites(context) {
        // Anonymous suites have their own finding; only what else is wrong with one counts here.
        let below = suite.strength() == Strength::Broken
            || (suite.strength() == Strength::Outdated && !suite.is_anonymous());
        if below {
            let detail =
                format!("The suite {suite} is below the minimum of RFC 9325, by our table of {RULES_DATE}.");
            report.hop(hop, Some(place), detail);
        }
    }
}

fn no_forward_secrecy(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for (hop, suite, place) in suites(context) {
        if !suite.forward_secrecy() {
            let detail = format!("The suite {suite} has no forward secrecy. RFC 9325 asks for it.");
            report.hop(hop, Some(place), detail);
        }
    }
}

fn not_on_every_list(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for (hop, suite, place) in suites(context) {
        let name = suite.iana();
        let named = || ["CHACHA20", "CAMELLIA", "ARIA"].iter().any(|cipher| name.contains(cipher));
        if !name.contains("AES_") && suite.strength() >= Strength::Sufficient && named() {
            let detail = format!(
                "RFC 9325 allows the suite {suite}. NIST SP 800-52r2 and BSI TR-02102-2 (2025-01) do not list it."
            );
            report.hop(hop, Some(place), detail);
        }
    }
}

fn unknown_cipher(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let tls = &hop.stamp.tls;
        if tls.state == TlsState::Encrypted
            && tls.suite.is_none()
            && let Some(place) = tls.cipher.filter(|place| !place.is_empty())
        {
            report.hop(hop, Some(place), "The cipher is not in our table. Unknown does not mean weak.");
        }
    }
}

fn client_certificate(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let tls = &hop.stamp.tls;
        let detail = match tls.client_certificate {
            Some(ClientCertificate::NoneRequested) => "The server asked the sending side for no certificate.",
            Some(ClientCertificate::NotPresented) => "The sending side showed no certificate of its own.",
            Some(ClientCertificate::Unverified) => {
                "The sending side showed a certificate, and the server does not trust its issuer."
            }
            Some(ClientCertificate::Verified) | None => continue,
        };
        // The remark itself, where it stands apart from version and suite.
        let place = tls.quotes.iter().flatten().find(|quote| about_certificate(hop.text(**quote)));
        let whole = tls.quotes.first().and_then(Option::as_ref);
        let detail = format!("{detail} This is usual, and says nothing against TLS on this step.");
        report.hop(hop, place.or(whole).copied(), detail);
    }
}

fn about_certificate(quote: &[u8]) -> bool {
    let words: [&[u8]; 2] = [b"ertificate", b"verif"];
    words.iter().any(|word| quote.windows(word.len()).any(|part| part == *word))
}

#[cfg(test)]
mod tests {
    use crate::check::test_support::found;

    fn codes(version: &str, cipher: &str, rest: &str, year: u16) -> Vec<&'static str> {
        let header = format!(
            "Received: from a.other.example (a.other.example [203.0.113.9])\r\n\t(using {version} with cipher {cipher} \
             (256/256 bits)){rest}\r\n\tby mx.own.example (Postfix) with ESMTPS id 4355A9A8AD6; 1 Dec {year} 17:00:00 \
             +0000\r\n"
        );
        let family = super::CHECKS.iter().map(|check| check.code).collect::<Vec<_>>();
        let found = found(&header).into_iter().filter(|finding| family.contains(&finding.check.code));
        let found: Vec<_> = found.map(|finding| (finding.check.code, finding.effect.as_str())).collect();
        assert!(found.iter().all(|(_, effect)| *effect == "note"), "{found:?}");
        found.into_iter().map(|(code, _)| code).collect()
    }

    #[test]
    fn suites_are_judged_by_our_table() {
        for (version, cipher, want) in [
            ("TLSv1.3", "TLS_AES_256_GCM_SHA384", &[][..]),
            ("TLSv1.2", "ECDHE-RSA-AES256-GCM-SHA384", &[]),
            ("TLSv1.2", "NULL-SHA256", &["cipher-encrypts-nothing"]),
            ("TLSv1.2", "ADH-AES256-GCM-SHA384", &["cipher-without-certificate"]),
            ("TLSv1.2", "ADH-RC4-MD5", &["cipher-without-certificate", "cipher-below-minimum"]),
            ("TLSv1.2", "ECDHE-RSA-RC4-SHA", &["cipher-below-minimum"]),
            ("TLSv1.2", "AES256-SHA", &["no-forward-secrecy"]),
            ("TLSv1.3", "TLS_CHACHA20_POLY1305_SHA256", &["cipher-not-on-every-list"]),
            ("TLSv1.3", "TLS_SOME_NEW_SUITE", &["cipher-not-in-our-table"]),
        ] {
            assert_eq!(codes(version, cipher, "", 2026), want, "{cipher}");
        }
    }

    #[test]
    fn remarks_about_the_client_are_explained() {
        let remark = "client-certificate-remark";
        let said = |rest: &str| codes("TLSv1.3", "TLS_AES_256_GCM_SHA384", rest, 2026);
        assert_eq!(said("\r\n\t(No client certificate requested)"), [remark]);
        assert_eq!(said("\r\n\t(Client did not present a certificate)"), [remark]);
        assert_eq!(said(""), [""; 0]);
        let verified = "\r\n\t(Client CN \"a.other.example\", Issuer \"CA\" (verified OK))";
        assert_eq!(said(verified), [""; 0]);
    }
}
