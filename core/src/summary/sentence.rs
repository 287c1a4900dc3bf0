//! The sentences of the answer, W1 to W4 of the wording table and their kin. Each is the weakest that is true: it says
//! who recorded what, and where the evidence ends.
//!
//! Not here: what limits a sentence (`caveat`). Reading age is that of a twelve-year-old or so; a test measures it.

use super::{Count, Evidence, count, name};
use crate::chain::Hop;
use crate::check::Finding;
use crate::terms::{Basis, BoundaryRule, Effect, Outcome, TlsState};
use crate::vocab::version::TlsVersion;

/// The answer in words, the most important sentence first.
pub(super) fn sentences(evidence: &Evidence<'_, '_>, outcome: Outcome) -> Vec<String> {
    let mut said = Vec::new();
    match (outcome, evidence.border()) {
        (Outcome::NoTrace, _) => said.push(NOT_SHOWN.to_owned()),
        (Outcome::Internal, _) | (_, None) => {
            said.push("No line shows that the message came from outside.".to_owned());
            said.push("Every step lies inside one mail system.".to_owned());
        }
        (Outcome::Contradicted, Some(hop)) => {
            said.push(contradiction(evidence, hop));
            said.push(NOT_SHOWN.to_owned());
        }
        (outcome, Some(hop)) => {
            said.extend(assumed(evidence));
            taken_over(outcome, hop, &mut said);
            said.extend(behind(evidence.inside()));
            earlier(evidence, &mut said);
        }
    }
    said
}

/// W3.
const NOT_SHOWN: &str = "The headers do not show how the message reached your system.";

fn assumed(evidence: &Evidence<'_, '_>) -> Option<String> {
    let is_assumed = evidence.boundary.rule == BoundaryRule::Topmost;
    is_assumed.then(|| "The newest line is taken as your system's, since nothing else tells.".to_owned())
}

/// W1 and W2: what the boundary stamp says of the delivery.
fn taken_over(outcome: Outcome, hop: &Hop<'_>, said: &mut Vec<String>) {
    let basis = hop.stamp.tls.basis;
    let mut say = |text: &str| said.push(text.to_owned());
    match (outcome, basis) {
        (Outcome::Encrypted | Outcome::EncryptedOutdated, _) => {
            say("Your system recorded TLS for the delivery to it.");
            said.extend(named(hop));
            if outcome == Outcome::EncryptedOutdated {
                said.push(outdated(hop));
            }
        }
        (Outcome::Plain, Basis::Phrase) => {
            say("Your system recorded that no TLS was used for the delivery to it.");
        }
        (Outcome::Plain, Basis::Details) => {
            say("Your system recorded a TLS cipher that does not encrypt for the delivery to it.");
        }
        (Outcome::Plain, _) => {
            say(
                "Your system recorded no TLS for the delivery to it, although its line normally would. Treat the \
                 message as having crossed that step unprotected unless its log shows otherwise.",
            );
        }
        _ if hop.stamp.tls.state == TlsState::Local => {
            say(NOT_SHOWN);
            say("The oldest line of your system tells of a step inside one machine.");
        }
        _ => {
            say("The headers do not show whether TLS was used for the delivery to your system.");
            said.push(format!("The line of your system cannot tell: {}.", silence(basis)));
        }
    }
}

/// Why a stamp does not show whether TLS was used.
pub(crate) const fn silence(basis: Basis) -> &'static str {
    match basis {
        Basis::WriterNeverSays => "the software that wrote it never says",
        Basis::KeywordCannotSay => "its word for the protocol is the same with TLS and without",
        Basis::PrivateKeyword => "its keyword is the writer's own and not known here",
        Basis::NotSmtp => "the message was handed in by the web or an API, not by mail transport",
        Basis::Truncated => "it is cut off",
        _ => "what its writer's silence means is not known here",
    }
}

/// `The server B recorded TLS 1.2 for the connection from IP.`
fn named(hop: &Hop<'_>) -> Option<String> {
    let stamp = &hop.stamp;
    let host = name(hop.text(stamp.by.host?));
    let from = stamp.from.ip.map(|ip| format!(" for the connection from {ip}")).unwrap_or_default();
    Some(match stamp.tls.version {
        Some(version) => format!("The server {host} recorded {}{from}.", version.spoken()),
        None => format!("The server {host} named no TLS version{from}."),
    })
}

fn outdated(hop: &Hop<'_>) -> String {
    match hop.stamp.tls.version {
        Some(version @ (TlsVersion::Tls10 | TlsVersion::Tls11)) => {
            format!("{} was used. It has been deprecated since March 2021 (RFC 8996).", version.spoken())
        }
        Some(version @ TlsVersion::Ssl3) => {
            format!("{} was used. It has been prohibited since June 2015 (RFC 7568).", version.spoken())
        }
        Some(version @ TlsVersion::Ssl2) => {
            format!("{} was used. It has been prohibited since March 2011 (RFC 6176).", version.spoken())
        }
        _ => "The cipher is below today's minimum (RFC 9325).".to_owned(),
    }
}

/// Own network steps behind the handover. Steps inside one machine are not worth a sentence.
fn behind(inside: &[Hop<'_>]) -> Option<String> {
    let found = count(inside);
    let Count { encrypted, plain, unrecorded, .. } = found;
    (encrypted + plain + unrecorded > 0).then(|| {
        format!(
            "Behind that, your own lines show {encrypted} with TLS, {plain} without, and {unrecorded} that do not say."
        )
    })
}

/// What others state, down to a line that contradicts itself (W4).
fn earlier(evidence: &Evidence<'_, '_>, said: &mut Vec<String>) {
    let outside = evidence.outside();
    let odd = outside.iter().rev().find(|hop| evidence.is_contradicted(hop));
    if let Some(hop) = odd {
        said.push(contradiction(evidence, hop));
    }
    let used = outside.get(odd.map_or(0, |hop| hop.number as usize)..).unwrap_or_default();
    match (outside.is_empty(), used.is_empty()) {
        (true, _) => said.push("The headers hold no line about any earlier step.".to_owned()),
        (false, true) => said.push("No other line tells of an earlier step.".to_owned()),
        (false, false) => {
            let Count { encrypted, plain, unrecorded, local } = count(used);
            let near = if local > 0 { format!(", {local} inside one machine") } else { String::new() };
            said.push(format!(
                "For earlier steps there are only statements by others: {encrypted} with TLS, {plain} without{near}, \
                 and {unrecorded} that do not say."
            ));
        }
    }
}

/// W4, which names the reason: what contradicts itself, or the two things that speak against the line.
fn contradiction(evidence: &Evidence<'_, '_>, hop: &Hop<'_>) -> String {
    let number = hop.number;
    let of = |effect| {
        evidence.findings.iter().filter(move |f| f.hop == Some(number) && f.counts && f.effect == effect)
    };
    let title = |finding: &Finding| lower_first(finding.check.title);
    let said = if let Some(found) = of(Effect::Contradiction).next() {
        format!("One line contradicts itself (hop {number}: {}).", title(found))
    } else {
        let first = of(Effect::Caution).next();
        let family = first.map(|f| f.check.family);
        let second = of(Effect::Caution).find(|f| Some(f.check.family) != family);
        let reasons: Vec<String> = first.into_iter().chain(second).map(title).collect();
        format!("One line does not fit how such lines are written (hop {number}: {}).", reasons.join("; "))
    };
    let older = if number > 1 { "It and every older line are" } else { "It is" };
    format!("{said} {older} not used for this answer.")
}

/// Words in capitals, such as TLS, keep theirs.
fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second == ' ' => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;
    use std::fmt::Write as _;

    const DATE: &str = "Mon, 23 Nov 2026 17:19:20 +0000 (UTC)";

    /// The sentences on stamps, newest first.
    fn said(stamps: &[String]) -> String {
        let mut input = String::new();
        for stamp in stamps {
            write!(input, "Received: {stamp}\r\n").unwrap();
        }
        crate::analyze(input.as_bytes(), &Options::default()).summary.sentences.join("\n")
    }

    fn postfix(from: &str, by: &str, tls: &str, keyword: &str, date: &str) -> String {
        format!(
            "from {from} ({from} [203.0.113.9])\r\n\t{tls}by {by} (Postfix) with {keyword} id 4355A9A8AD6;\r\n\t{date}"
        )
    }

    #[test]
    fn each_outcome_has_its_sentences() {
        let using = |version, suite| format!("(using {version} with cipher {suite} (256/256 bits))\r\n\t");
        let one = |tls: &str, keyword| postfix("m.a.example", "mx.b.example", tls, keyword, DATE);
        let tls = |version| using(version, "ECDHE-RSA-AES256-SHA");
        let none = "The headers hold no line about any earlier step.";
        let recorded = "Your system recorded TLS for the delivery to it.\nThe server mx.b.example";
        let table = [
            (
                one(&using("TLSv1.3", "TLS_AES_256_GCM_SHA384"), "ESMTPS"),
                format!("{recorded} recorded TLS 1.3 for the connection from 203.0.113.9.\n{none}"),
            ),
            (
                one("", "ESMTPS"),
                format!("{recorded} named no TLS version for the connection from 203.0.113.9.\n{none}"),
            ),
            (
                one(&tls("TLSv1"), "ESMTPS"),
                format!(
                    "{recorded} recorded TLS 1.0 for the connection from 203.0.113.9.\nTLS 1.0 was used. It has been \
                     deprecated since March 2021 (RFC 8996).\n{none}"
                ),
            ),
            (
                one("", "ESMTP"),
                format!(
                    "Your system recorded no TLS for the delivery to it, although its line normally would. Treat the \
                     message as having crossed that step unprotected unless its log shows otherwise.\n{none}"
                ),
            ),
            (
                one("", "SMTP"),
                format!(
                    "The headers do not show whether TLS was used for the delivery to your system.\nThe line of your \
                     system cannot tell: its word for the protocol is the same with TLS and without.\n{none}"
                ),
            ),
        ];
        for (stamp, sentences) in table {
            assert_eq!(said(std::slice::from_ref(&stamp)), sentences, "{stamp}");
        }
        assert_eq!(said(&[]), "The headers do not show how the message reached your system.");
    }

    #[test]
    fn what_a_delivery_was_is_told_by_what_its_line_states() {
        let postfix = |version: &str, suite: &str| {
            format!(
                "from a.example (a.example [203.0.113.9])\r\n\t(using {version} with cipher {suite} (128/128 bits))\r\n\t\
                 by mx.b.example (Postfix) with ESMTPS id 4355A9A8AD6; {DATE}"
            )
        };
        for (stamp, sentence) in [
            (
                postfix("SSLv3", "AES128-SHA"),
                "SSLv3 was used. It has been prohibited since June 2015 (RFC 7568).",
            ),
            (
                postfix("SSLv2", "RC4-MD5"),
                "SSLv2 was used. It has been prohibited since March 2011 (RFC 6176).",
            ),
            (postfix("TLSv1.2", "DES-CBC3-SHA"), "The cipher is below today's minimum (RFC 9325)."),
            (
                postfix("TLSv1.2", "NULL-SHA256"),
                "Your system recorded a TLS cipher that does not encrypt for the delivery to it.",
            ),
            (
                format!(
                    "from a.example ([192.0.2.7])\r\n\tby mx.b.example (chasquid) with ESMTP\r\n\t(over SMTP, plain text!, \
                     envelope from \"alice@example.com\")\r\n\t; {DATE}"
                ),
                "Your system recorded that no TLS was used for the delivery to it.",
            ),
            (
                "from a.example (a.example [203.0.113.9]) by mx.b.example (Postfix) with ESMTP".to_owned(),
                "The line of your system cannot tell: it is cut off.",
            ),
        ] {
            let all = said(std::slice::from_ref(&stamp));
            assert!(all.lines().any(|line| line == sentence), "{stamp}\n{all}");
        }
    }

    #[test]
    fn a_boundary_that_nothing_places_is_told_first() {
        let newest = "by inner with SMTP id 1; Sun, 1 Nov 2026 10:00:00 +0000".to_owned();
        let older = "from a by b with SMTP id 2; Sun, 1 Nov 2026 10:00:00 +0000".to_owned();
        let assumed = "The newest line is taken as your system's, since nothing else tells.\n";
        assert!(said(&[newest, older]).starts_with(assumed));
        assert!(!said(&[postfix("m.a.example", "mx.b.example", "", "ESMTP", DATE)]).contains(assumed));
    }

    #[test]
    fn each_reason_of_silence_has_its_words() {
        let unknown = silence(Basis::WriterUnknown);
        let reasons = [
            Basis::WriterNeverSays,
            Basis::KeywordCannotSay,
            Basis::PrivateKeyword,
            Basis::NotSmtp,
            Basis::Truncated,
        ];
        for (at, reason) in reasons.iter().enumerate() {
            let words = silence(*reason);
            assert!(words != unknown && reasons.iter().skip(at + 1).all(|other| silence(*other) != words));
        }
    }

    #[test]
    fn a_step_inside_one_machine_above_lines_of_others_is_no_inside_message() {
        let pick_up = format!("by mx.b.example (Postfix, from userid 500) id 4355A9A8AD6; {DATE}");
        let below = postfix("m.a.example", "out.a.example", "", "ESMTPS", DATE);
        assert_eq!(
            said(&[pick_up.clone(), below]),
            "The headers do not show how the message reached your system.\nThe oldest line of your system tells of a \
             step inside one machine.\nFor earlier steps there are only statements by others: 1 with TLS, 0 without, \
             and 0 that do not say."
        );
        assert!(said(&[pick_up]).starts_with("No line shows that the message came from outside."));
    }

    #[test]
    fn a_step_inside_one_machine_that_the_reader_points_at_is_inside_where_nothing_is_older() {
        let pick_up =
            format!("Received: by mx.b.example (Postfix, from userid 500) id 4355A9A8AD6; {DATE}\r\n");
        let options = Options { boundary: Some(1), ..Options::default() };
        let report = crate::analyze(pick_up.as_bytes(), &options);
        assert_eq!((report.boundary.hop, report.summary.outcome), (Some(1), Outcome::Internal));
    }

    #[test]
    fn own_steps_behind_the_handover_are_counted() {
        let inner = |keyword: &str, by: &str| {
            format!(
                "from mx.b.example (mx.b.example [10.0.0.7])\r\n\tby {by} (Postfix) with {keyword} id 4355A9A8AD6;\r\n\t{DATE}"
            )
        };
        let edge = postfix("m.a.example", "mx.b.example", "", "ESMTPS", DATE);
        let told =
            said(&[inner("ESMTP", "store.b.example"), inner("ESMTPS", "relay.b.example"), edge.clone()]);
        let behind = "Behind that, your own lines show 1 with TLS, 1 without, and 0 that do not say.";
        assert!(told.contains(behind), "{told}");
        for (keyword, count) in [
            ("ESMTPS", "1 with TLS, 0 without, and 0 that do not say."),
            ("ESMTP", "0 with TLS, 1 without, and 0 that do not say."),
            ("SMTP", "0 with TLS, 0 without, and 1 that do not say."),
        ] {
            let told = said(&[inner(keyword, "store.b.example"), edge.clone()]);
            assert!(told.contains(&format!("Behind that, your own lines show {count}")), "{told}");
        }
        assert!(!said(&[edge]).contains("Behind that"));
    }

    #[test]
    fn a_contradicted_line_is_named_and_ends_what_is_used() {
        let odd = "(using TLSv1.3 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits))\r\n\t";
        let stamps = |middle: &str, top: &str| {
            [
                postfix("m.b.example", "mx.c.example", top, "ESMTPS", DATE),
                postfix("m.a.example", "mx.b.example", "", "ESMTPS", DATE),
                postfix("x.a.example", "mx.a.example", middle, "ESMTPS", DATE),
                postfix("y.a.example", "mx.x.example", "", "ESMTPS", DATE),
            ]
        };
        let below = said(&stamps(odd, ""));
        assert!(below.starts_with("Your system recorded TLS for the delivery to it.\n"), "{below}");
        assert!(
            below.contains(
                "One line contradicts itself (hop 2: TLS 1.3 stands beside a suite that TLS 1.3 does not have). It and every older line are \
                 not used for this answer.\nFor earlier steps there are only statements by others: 1 with TLS"
            ),
            "{below}"
        );
        let top = said(&stamps("", odd));
        assert!(top.starts_with("One line contradicts itself (hop 4: TLS 1.3 stands"), "{top}");
        assert!(top.ends_with("do not show how the message reached your system."), "{top}");
    }

    #[test]
    fn a_name_without_end_is_cut() {
        let long = format!("{}.example", "a".repeat(5000));
        let sentences = said(&[postfix("m.a.example", &long, "", "ESMTPS", DATE)]);
        assert!(sentences.len() < 1000, "{}", sentences.len());
    }

    #[test]
    fn titles_join_a_sentence() {
        for (title, joined) in [
            ("The weekday does not fit", "the weekday does not fit"),
            ("TLS 1.3 before its time", "TLS 1.3 before its time"),
            ("A line twice", "a line twice"),
            ("", ""),
        ] {
            assert_eq!(lower_first(title), joined);
        }
    }
}
