//! Other fields that speak of the same session as the boundary stamp, and signatures that cover stamps.
//!
//! Only fields above the boundary stamp are the reader's own. Right below it a system may have put its own field, or
//! the sender one like it: there a field with the system's own name is worth a note, any other nothing. Further down a
//! field is no evidence. Not here: fields that speak of the message itself (`content`).

use super::tls::spoken;
use super::{Check, Context, Family, Report};
use crate::chain::Hop;
use crate::message::{Evidence, Says, Session};
use crate::organisation::organisation;
use crate::terms::{BoundaryRule, Effect, Leg, TlsState};
use std::cmp::Ordering;
use std::net::IpAddr;

pub(super) static CHECKS: [Check; 6] = [
    Check {
        code: "other-field-agrees-on-tls",
        family: Family::Fields,
        effect: Effect::Note,
        title: "Another field says the same of TLS as the boundary line",
        looks_at: "`Authentication-Results` with `x-tls`, and fields in which servers write version or suite, above the \
                   boundary line or beside it.",
        why: "Two records of one session that agree support each other.",
        example: "`x-tls=pass smtp.version=TLSv1.3` above a line that names TLS 1.3.",
        cannot_tell: "Whether both were copied. Often one program makes both.",
        base_rate: "Every message of the few services that write such fields.",
        source: "RFC 8601 §2.2, §5. The method `x-tls` is not registered.",
        run: agrees,
    },
    Check {
        code: "other-field-names-tls",
        family: Family::Fields,
        effect: Effect::Note,
        title: "Another field names TLS for the step on which the boundary line is silent or brief",
        looks_at: "The same fields, where the boundary line names no version, no suite, or nothing of TLS.",
        why: "Some servers keep the details in a field of their own.",
        example: "`X-Last-TLS-Session-Version: TLSv1.3` above a line that never tells.",
        cannot_tell: "Whether the field speaks of this very step. The state of the step does not change.",
        base_rate: "Most messages of the few services that write such fields.",
        source: "RFC 8601 §2.2; samples of each field.",
        run: adds,
    },
    Check {
        code: "other-field-disagrees-on-tls",
        family: Family::Fields,
        effect: Effect::Contradiction,
        title: "Another field of your system says otherwise of TLS than the boundary line",
        looks_at: "The same fields, against version, suite and state of the boundary line.",
        why: "Both speak of one session. One of the two is wrong, or speaks of another step.",
        example: "`x-tls=pass smtp.version=TLSv1.2` right above a line that names TLS 1.3.",
        cannot_tell: "Which of the two is right. It is a contradiction only for results that bear the name of the system \
                      that wrote the line, right above it; a caution for other fields there; else a note.",
        base_rate: "0 of 1,364 laboratory messages; public mail not measured.",
        source: "RFC 8601 §5: a border removes foreign fields that bear its own name.",
        run: disagrees,
    },
    Check {
        code: "connecting-address-differs",
        family: Family::Fields,
        effect: Effect::Caution,
        title: "Another field names another connecting address than the boundary line",
        looks_at: "`client-ip` of `Received-SPF`, `sender IP is` and `iprev` of `Authentication-Results`, against the \
                   address in the boundary line.",
        why: "SPF is checked for the address that connected. Where it differs, a relay of yours stands between, or the \
              boundary lies elsewhere.",
        example: "`Received-SPF: pass … client-ip=192.0.2.1` above a line `from … ([198.51.100.7])`.",
        cannot_tell: "Which reason it is. Some services skip known relays when they check SPF.",
        base_rate: "Not measured. Every message where a relay is skipped.",
        source: "RFC 7208 §9.1; RFC 8601 §2.7.3.",
        run: address_differs,
    },
    Check {
        code: "signature-covers-lines",
        family: Family::Fields,
        effect: Effect::Note,
        title: "A signature covers some of the oldest lines",
        looks_at: "`h=` of DKIM and ARC signatures.",
        why: "Lines are usually left out of signatures. Where they are covered and the signature holds, they are the \
              signer's word.",
        example: "`DKIM-Signature: … h=from:received:subject`.",
        cannot_tell: "Whether the signature holds. That needs the body and the signer's key.",
        base_rate: "Not measured.",
        source: "RFC 6376 §5.4.2: one instance for each time that h= names a field, from the bottom up.",
        run: covers,
    },
    Check {
        code: "signed-after-a-later-line",
        family: Family::Fields,
        effect: Effect::Caution,
        title: "A signature is younger than a line above it",
        looks_at: "`t=` of DKIM and ARC signatures, and the date of the nearest line above in which another system took \
                   the message over.",
        why: "What was there before the message was handed over cannot be made after it.",
        example: "A signature of 12:30 below a line of 12:05.",
        cannot_tell: "Whose clock is wrong. Up to five minutes are left out.",
        base_rate: "Not measured; the collections at hand hold few signatures with a time.",
        source: "RFC 6376 §3.5 (`t=`), RFC 8617 §4.1.",
        run: signed_later,
    },
];

/// Where a field stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    /// Above an own stamp that lies above the boundary stamp.
    FurtherUp,
    /// Right above the boundary stamp.
    Above,
    /// Between the boundary stamp and the next older one. The sender's fields stand there too.
    Beside,
}

/// Where a field stands to the boundary stamp; nothing where it is no evidence.
fn place(border: &Hop<'_>, evidence: &Evidence) -> Option<Place> {
    match evidence.stamps_above.cmp(&border.field_index) {
        Ordering::Less => Some(Place::FurtherUp),
        Ordering::Equal => Some(Place::Above),
        Ordering::Greater => {
            let beside = evidence.stamps_above == border.field_index.saturating_add(1);
            (beside && bears_name_of(evidence, border) == Some(true)).then_some(Place::Beside)
        }
    }
}

/// Whether a field bears the name of the system that wrote the stamp; nothing where it bears no name.
fn bears_name_of(evidence: &Evidence, hop: &Hop<'_>) -> Option<bool> {
    let writer = evidence.writer.as_ref()?.as_bytes();
    let by = hop.stamp.by.host.map(|host| hop.text(host)).unwrap_or_default();
    let same_organisation = || organisation(writer).is_some_and(|one| hop.by_organisation == Some(one));
    Some(writer.eq_ignore_ascii_case(by) || same_organisation())
}

/// What a field says of TLS against what a stamp says.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Fit {
    Agrees,
    /// The field tells more.
    Adds,
    Differs,
    /// Nothing to compare.
    Apart,
}

fn fit(session: Session, hop: &Hop<'_>) -> Fit {
    let tls = &hop.stamp.tls;
    match (tls.state, session.used) {
        (TlsState::Encrypted, false) | (TlsState::Plain, true) => Fit::Differs,
        (TlsState::Plain, false) => Fit::Agrees,
        (TlsState::Unrecorded, _) => Fit::Adds,
        (TlsState::Local, _) => Fit::Apart,
        (TlsState::Encrypted, true) => {
            let differ = |one: Option<bool>| one == Some(false);
            let version = session.version.zip(tls.version).map(|(one, other)| one == other);
            let suite = session.suite.zip(tls.suite).map(|(one, other)| one == other);
            if differ(version) || differ(suite) {
                Fit::Differs
            } else if (session.version.is_some() && tls.version.is_none())
                || (session.suite.is_some() && tls.cipher.is_none())
            {
                Fit::Adds
            } else {
                Fit::Agrees
            }
        }
    }
}

/// `TLS 1.3 with the suite X`.
fn said(session: Session) -> String {
    let version = session.version.map_or_else(|| "TLS".to_owned(), spoken);
    match (session.used, session.suite) {
        (false, _) => "no TLS".to_owned(),
        (true, Some(suite)) => format!("{version} with the suite {suite}"),
        (true, None) => version,
    }
}

/// The fields that speak of a session and count, with their place.
fn sessions<'c>(context: &'c Context<'_, '_>) -> impl Iterator<Item = (&'c Evidence, Session, Place)> {
    let border = context.boundary_hop();
    context.message.evidence.iter().filter_map(move |evidence| match evidence.says {
        Says::Tls(session) => Some((evidence, session, place(border?, evidence)?)),
        Says::Client(_) => None,
    })
}

fn agrees(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let Some(border) = context.boundary_hop() else { return };
    for (evidence, session, _) in
        sessions(context).filter(|(_, session, _)| fit(*session, border) == Fit::Agrees)
    {
        let quote = border.stamp.tls.quotes.first().copied().flatten();
        report.hop(
            border,
            quote,
            format!("The field {} says {}, as this line does.", evidence.field, said(session)),
        );
    }
}

fn adds(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let Some(border) = context.boundary_hop() else { return };
    for (evidence, session, _) in
        sessions(context).filter(|(_, session, _)| fit(*session, border) == Fit::Adds)
    {
        let (field, said) = (&evidence.field, said(session));
        report.hop(border, None, format!("The field {field} says {said}. This line tells less."));
    }
}

fn disagrees(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let Some(border) = context.boundary_hop() else { return };
    for (evidence, session, place) in sessions(context) {
        if fit(session, border) != Fit::Differs {
            continue;
        }
        // A field further up may speak of an inside step.
        let inside = || own_below(context, evidence, border).any(|hop| fit(session, hop) == Fit::Agrees);
        if place == Place::FurtherUp && inside() {
            continue;
        }
        let effect = match (place, bears_name_of(evidence, border)) {
            _ if evidence.passed_on => Effect::Note,
            (Place::Above, Some(true)) => Effect::Contradiction,
            (Place::Above, None) => Effect::Caution,
            _ => Effect::Note,
        };
        let quote = border.stamp.tls.quotes.first().copied().flatten();
        let detail =
            format!("The field {} says {}. This line says otherwise.", evidence.field, said(session));
        report.graded(border, quote, effect, detail);
    }
}

/// The own stamps below a field, from the newest down to the one above the boundary stamp.
fn own_below<'c, 'a>(
    context: &'c Context<'_, 'a>,
    evidence: &Evidence,
    border: &Hop<'_>,
) -> impl Iterator<Item = &'c Hop<'a>> {
    let from = evidence.stamps_above as usize;
    let count = (border.field_index as usize).saturating_sub(from);
    context.chain.newest_first().skip(from).take(count)
}

fn address_differs(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let Some(border) = context.boundary_hop() else { return };
    let Some(connecting) = border.stamp.from.ip else { return };
    let mut told: Vec<IpAddr> = Vec::new();
    for evidence in &context.message.evidence {
        let Says::Client(ip) = evidence.says else { continue };
        let Some(place) = place(border, evidence) else { continue };
        let ip = ip.to_canonical();
        // An ARC field repeats what another field says.
        if evidence.passed_on || ip == connecting || told.contains(&ip) {
            continue;
        }
        let of_hop = |hop: &Hop<'_>| hop.stamp.from.ip == Some(ip);
        if place == Place::FurtherUp && own_below(context, evidence, border).any(of_hop) {
            continue;
        }
        told.push(ip);
        let assumed = context.boundary.rule == BoundaryRule::Topmost;
        let named_otherwise = bears_name_of(evidence, border) == Some(false);
        let effect =
            if assumed || named_otherwise || place == Place::Beside { Effect::Note } else { Effect::Caution };
        let older = context.chain.hops.iter().find(|hop| hop.number < border.number && of_hop(hop));
        let known = older.map(|hop| format!(" Line {} names that address.", hop.number)).unwrap_or_default();
        let detail = format!(
            "The field {} names {ip} as the connecting address. This line names {connecting}.{known}",
            evidence.field
        );
        report.graded(border, border.stamp.from.ip_span, effect, detail);
    }
}

fn covers(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let all = u32::try_from(context.chain.hops.len()).unwrap_or(u32::MAX);
    for signature in &context.message.signatures {
        let lines = signature.covers.min(all.saturating_sub(signature.stamps_above));
        if lines > 0 {
            let signer = signature.domain.as_deref().unwrap_or("an unnamed signer");
            let which = if lines == 1 { "line 1".to_owned() } else { format!("lines 1 to {lines}") };
            let (field, word) = (&signature.field, "If it holds, they are the word of the signer.");
            report.message(format!("The {field} of {signer} covers {which}. {word}"));
        }
    }
}

fn signed_later(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let mut newer = context.chain.newest_first().peekable();
    let mut above: Option<(&Hop<'_>, i64)> = None;
    // Both run from the top: signatures stand in the order of the fields.
    for signature in &context.message.signatures {
        while let Some(hop) = newer.next_if(|hop| hop.field_index < signature.stamps_above) {
            if hop.leg == Leg::Between
                && let Some(time) = hop.stamp.instant()
            {
                above = Some((hop, time.timestamp()));
            }
        }
        let (Some((hop, time)), Some(signed)) = (above, signature.time) else { continue };
        let late = signed.saturating_sub(time);
        if late <= CLOCKS_MAY_DIFFER {
            continue;
        }
        let detail = format!(
            "The {} says a time {late} seconds after line {}, which stands above it.",
            signature.field, hop.number
        );
        // An own line is not to blame for what stands below it.
        if context.boundary.hop.is_some_and(|border| hop.number < border) {
            report.hop(hop, hop.stamp.date.map(|date| date.span), detail);
        } else {
            report.message(detail);
        }
    }
}

/// Seconds by which honest clocks may differ.
const CLOCKS_MAY_DIFFER: i64 = 300;

#[cfg(test)]
mod tests {
    use crate::check::test_support::found;

    /// An inside step, the boundary stamp, and one of the sender's side.
    fn header(top: &str, above: &str, beside: &str, below: &str) -> String {
        format!(
            "{top}Received: from mx.own.example (mx.own.example [10.0.0.1])\r\n\tby store.own.example (Postfix) with \
             ESMTP id 4355A9A8AD6;\r\n\tMon, 23 Nov 2026 17:00:02 +0000 (UTC)\r\n\
             {above}Received: from out.other.example (out.other.example [203.0.113.9])\r\n\t(using TLSv1.3 with cipher \
             TLS_AES_256_GCM_SHA384 (256/256 bits))\r\n\tby mx.own.example (Postfix) with ESMTPS id \
             4355A9A8AD7;\r\n\tMon, 23 Nov 2026 17:00:01 +0000 (UTC)\r\n\
             {beside}Received: from pc.other.example (pc.other.example [203.0.113.77])\r\n\tby out.other.example (Postfix) \
             with ESMTPSA id 4355A9A8AD8;\r\n\tMon, 23 Nov 2026 17:00:00 +0000 (UTC)\r\n\
             {below}From: a@other.example\r\n\r\n"
        )
    }

    fn codes(header: &str) -> Vec<(&'static str, &'static str, Option<u32>)> {
        let family = super::CHECKS.iter().map(|check| check.code).collect::<Vec<_>>();
        found(header)
            .into_iter()
            .filter(|finding| family.contains(&finding.check.code))
            .map(|finding| (finding.check.code, finding.effect.as_str(), finding.hop))
            .collect()
    }

    const SAME: &str = "x-tls=pass smtp.version=TLSv1.3 smtp.cipher=TLS_AES_256_GCM_SHA384 smtp.bits=256/256";
    const OTHER: &str = "x-tls=pass smtp.version=TLSv1.2 smtp.cipher=ECDHE-RSA-AES256-GCM-SHA384";

    fn results(name: &str, id: &str, result: &str) -> String {
        format!("{name}: {id};\r\n\t{result}\r\n")
    }

    #[test]
    fn the_place_of_a_field_decides() {
        let field = |id: &str, result: &str| results("Authentication-Results", id, result);
        let (agrees, disagrees) = ("other-field-agrees-on-tls", "other-field-disagrees-on-tls");
        let own = "mx.own.example";
        for (place, text, want) in [
            (1, field(own, SAME), Some((agrees, "note"))),
            (1, field("own.example", SAME), Some((agrees, "note"))),
            (1, field(own, OTHER), Some((disagrees, "contradiction"))),
            (1, field("filter.example", OTHER), Some((disagrees, "note"))),
            (
                1,
                results("ARC-Authentication-Results", "i=1; mx.own.example", OTHER),
                Some((disagrees, "note")),
            ),
            (1, "X-Last-TLS-Session-Version: None\r\n".to_owned(), Some((disagrees, "caution"))),
            (1, "X-Last-TLS-Session-Version: TLSv1.3\r\n".to_owned(), Some((agrees, "note"))),
            (0, field(own, OTHER), Some((disagrees, "note"))),
            // The inside step was plain: the field may speak of that one.
            (0, "X-Last-TLS-Session-Version: None\r\n".to_owned(), None),
            // Beside the boundary stamp the sender's fields stand too.
            (2, field(own, SAME), Some((agrees, "note"))),
            (2, field(own, OTHER), Some((disagrees, "note"))),
            (2, field("other.example", OTHER), None),
            (2, "X-Last-TLS-Session-Version: None\r\n".to_owned(), None),
            (3, field(own, OTHER), None),
            (3, field(own, SAME), None),
        ] {
            let mut at = [""; 4];
            at[place] = &text;
            let want: Vec<_> = want.map(|(code, effect)| (code, effect, Some(2))).into_iter().collect();
            assert_eq!(codes(&header(at[0], at[1], at[2], at[3])), want, "{place} {text}");
        }
    }

    #[test]
    fn a_field_may_tell_more_than_the_line() {
        let line = |keyword: &str| {
            format!(
                "X-Pm-Transfer-Encryption: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)\r\n\
                 Received: from out.other.example (out.other.example [203.0.113.9])\r\n\tby mx.own.example (Postfix) with \
                 {keyword} id 4355A9A8AD7;\r\n\tMon, 23 Nov 2026 17:00:01 +0000 (UTC)\r\nFrom: a\r\n"
            )
        };
        assert_eq!(codes(&line("ESMTPS")), [("other-field-names-tls", "note", Some(1))]);
        assert_eq!(codes(&line("SMTP")), [("other-field-names-tls", "note", Some(1))]);
        assert_eq!(codes(&line("ESMTP")), [("other-field-disagrees-on-tls", "caution", Some(1))]);
    }

    #[test]
    fn addresses_of_other_fields_are_held_against_the_boundary() {
        let code = "connecting-address-differs";
        let spf = |ip: &str| format!("Received-SPF: pass (x) receiver=mx.own.example; client-ip={ip};\r\n");
        let sender =
            |ip: &str| format!("Authentication-Results: spf=pass (sender IP is {ip}) smtp.mailfrom=x\r\n");
        let iprev =
            |ip: &str| format!("Authentication-Results: mx.own.example; iprev=pass policy.iprev={ip}\r\n");
        for (place, text, want) in [
            (1, spf("203.0.113.9"), None),
            (1, spf("::ffff:203.0.113.9"), None),
            (1, spf("198.51.100.7"), Some("caution")),
            (1, sender("198.51.100.7"), Some("caution")),
            (1, iprev("198.51.100.7"), Some("caution")),
            (1, spf("203.0.113.77"), Some("caution")),
            // The inside step connects from there.
            (0, spf("10.0.0.1"), None),
            (2, spf("198.51.100.7"), Some("note")),
            (2, sender("198.51.100.7"), None),
            (3, spf("198.51.100.7"), None),
        ] {
            let mut at = [""; 4];
            at[place] = &text;
            let want: Vec<_> = want.map(|effect| (code, effect, Some(2))).into_iter().collect();
            assert_eq!(codes(&header(at[0], at[1], at[2], at[3])), want, "{place} {text}");
        }
        let both = [spf("198.51.100.7"), iprev("198.51.100.7")].concat();
        assert_eq!(codes(&header("", &both, "", "")).len(), 1, "one address is told once");
    }

    #[test]
    fn signatures_that_cover_lines_are_told() {
        let covers = |names: &str| {
            let text = header("", "", &format!("DKIM-Signature: d=other.example; h={names}\r\n"), "");
            let all = found(&text).into_iter();
            all.filter(|f| f.check.code == "signature-covers-lines").map(|f| f.detail).collect::<Vec<_>>()
        };
        assert_eq!(covers("from:subject:x-received").len(), 0);
        assert!(covers("from:received")[0].contains("covers line 1."));
        assert!(covers("received:received:from:received")[0].contains("covers line 1."), "one line is below");
    }

    #[test]
    fn signatures_are_older_than_the_lines_above() {
        let code = "signed-after-a-later-line";
        // The boundary stamp is of 17:00:01, which is 1795453201.
        let signed = |time: i64| format!("DKIM-Signature: d=other.example; t={time}; h=from\r\n");
        for (time, want) in [(1_795_453_190, None), (1_795_453_500, None), (1_795_453_502, Some(None))] {
            let want: Vec<_> = want.map(|hop| (code, "caution", hop)).into_iter().collect();
            assert_eq!(codes(&header("", "", &signed(time), "")), want, "{time}");
        }
        // Put on above the boundary stamp, after the message was taken over.
        assert_eq!(codes(&header("", &signed(1_795_459_999), "", "")), []);
        // Another system's line below the boundary took it over from the signer.
        let below = "Received: from list.third.example (list.third.example [203.0.113.99])\r\n\tby pc.other.example \
                     (Postfix) with ESMTP id 4355A9A8AD9;\r\n\tMon, 23 Nov 2026 16:59:00 +0000 (UTC)\r\n";
        let late = format!("{below}{}", signed(1_795_459_999));
        assert_eq!(codes(&header("", "", "", &late)), [(code, "caution", Some(1))]);
    }
}
