//! Patterns of lines that were made up.
//!
//! Each is a caution: two of different families, or a contradiction beside it, are needed to say more. Not here: the
//! same made-up line in many messages, which only a scan of many can see.

use super::structure::lacking;
use super::{Check, Context, Family, Report};
use crate::address::{self, AddressClass};
use crate::chain::Hop;
use crate::dialect::{CERTAIN, Dialect, Mark, Writes};
use crate::terms::{Effect, Leg};
use crate::trust;
use crate::vocab::protocol::WordKind;

pub(super) static CHECKS: [Check; 5] = [
    Check {
        code: "house-keyword-elsewhere",
        family: Family::Invention,
        effect: Effect::Caution,
        title: "A word that one operator alone writes stands in another's line",
        looks_at: "Words behind `with` that only one operator uses, in lines by hosts of others.",
        why: "Such words come from that operator's own software, which runs nowhere else.",
        example: "`by mail.example.org with NNFMP`",
        cannot_tell: "A customer's name for a host of that operator.",
        base_rate: "0 of 24,262 honest lines of 2002, 77 of 8,323 unwanted ones; 27 of 40,135 of 2022-26, made up.",
        source: "signs of the dialects",
        run: house_keyword,
    },
    Check {
        code: "date-equals-message-date",
        family: Family::Invention,
        effect: Effect::Note,
        title: "The line has the very second of the message's own date",
        looks_at: "A single line below the boundary, between two organisations, whose time is that of `Date`.",
        why: "Made-up lines take their time from there. Programs that write and hand in a message within one second do too.",
        example: "`Date: Mon, 23 Nov 2026 17:00:00 +0000`, and the same in the line.",
        cannot_tell: "The one from the other. So it is a note.",
        base_rate: "7 of 40,135 lines of 2022-26, 1 of 24,262 of 2002; 8 of 1,573 of a test network.",
        source: "measured on public collections",
        run: same_second,
    },
    Check {
        code: "receiver-cannot-be-named-so",
        family: Family::Invention,
        effect: Effect::Caution,
        title: "No server is named as the line names its receiver",
        looks_at: "An address of mail in angle brackets, or `localhost` for a client from a public address, as receiving host.",
        why: "A server that takes mail from others has a name of its own.",
        example: "`from a.example ([192.0.2.1]) by localhost with ESMTP`",
        cannot_tell: "A server that is set up wrongly.",
        base_rate: "0 of 24,262 honest lines of 2002, 4 of 8,323 unwanted ones.",
        source: "RFC 5321 §4.4",
        run: receiver_name,
    },
    Check {
        code: "provider-form-not-kept",
        family: Family::Invention,
        effect: Effect::Caution,
        title: "A line in the name of your own provider does not fit how it writes its lines",
        looks_at: "Lines below the boundary by a host of the organisation on top, against what its software always writes.",
        why: "Somebody who makes up an earlier step likes to use the name that the reader trusts.",
        example: "A line by `mx.google.com` without an id, in a message to a reader there.",
        cannot_tell: "A form of that provider's that is not known yet.",
        base_rate: "0 of 40,135 lines of 2022-26.",
        source: "forms of the dialects",
        run: provider_form,
    },
    Check {
        code: "address-missing",
        family: Family::Invention,
        effect: Effect::Caution,
        title: "The line lacks the address that its software always writes",
        looks_at: "Lines of software that writes the client's address in every line, without any.",
        why: "The address is what the server sees first. A line without it was not written from the software's template.",
        example: "`from a.example (a.example. ) by mx.google.com with ESMTP`",
        cannot_tell: "An archive that takes addresses out and leaves no brackets.",
        base_rate: "2 of 40,135 lines of 2022-26, both made up.",
        source: "forms of the dialects",
        run: address_missing,
    },
];

fn house_keyword(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let (Some(word), Some(by)) = (hop.stamp.protocol.as_written, hop.stamp.by.host) else { continue };
        let dialect = hop.stamp.dialect;
        if hop.by_organisation.is_some()
            && is_house_word(dialect, hop.text(word))
            && is_elsewhere(dialect, hop.text(by))
        {
            let detail = format!("{} alone writes this word, and the host is not of it.", dialect.name);
            report.hop(hop, Some(word), detail);
        }
    }
}

/// True where the word alone makes the writer certain.
fn is_house_word(dialect: &Dialect, word: &[u8]) -> bool {
    dialect
        .signature
        .iter()
        .any(|(mark, weight)| *weight >= CERTAIN && matches!(mark, Mark::With(w) if w.as_bytes() == word))
}

/// True where the writer's hosts have known names, and this is none. A label of one word, which some software writes
/// for its host, is nobody's name: software that many run has no hosts.
fn is_elsewhere(dialect: &Dialect, host: &[u8]) -> bool {
    let mut known = false;
    for (mark, weight) in dialect.signature {
        let Mark::Host(name) = mark else { continue };
        if *weight < CERTAIN || !name.contains('.') {
            continue;
        }
        known = true;
        let tail = host.len().checked_sub(name.len()).and_then(|at| host.get(at..));
        if tail.is_some_and(|tail| tail.eq_ignore_ascii_case(name.as_bytes())) {
            return false;
        }
    }
    known
}

fn same_second(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let (Some(border), Some(date)) = (context.boundary_hop(), context.message.date) else { return };
    let mut below = context.chain.hops.iter().filter(|h| h.number < border.number);
    let (Some(hop), None) = (below.next(), below.next()) else { return };
    if hop.leg == Leg::Between && hop.stamp.instant() == Some(date) {
        report.hop(hop, hop.stamp.date.as_ref().map(|d| d.span), "`Date` has this very second.");
    }
}

fn receiver_name(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let Some(by) = hop.stamp.by.host else { continue };
        let name = hop.text(by);
        if name.starts_with(b"<") && name.contains(&b'@') {
            report.hop(hop, Some(by), "The receiving host is given as an address of mail.");
        } else if is_localhost(name) && comes_from_far(hop) {
            report.hop(hop, Some(by), "A client from a public address came to `localhost`.");
        }
    }
}

fn is_localhost(name: &[u8]) -> bool {
    [&b"localhost"[..], b"localhost.localdomain"].iter().any(|n| name.eq_ignore_ascii_case(n))
}

/// True where a client connected from a public address. Programs that fetch mail write `localhost` for themselves.
fn comes_from_far(hop: &Hop<'_>) -> bool {
    let class = hop.stamp.from.ip.map(address::class);
    matches!(class, Some(AddressClass::Public | AddressClass::Documentation))
        && hop.stamp.word != Some(WordKind::Fetch)
        && !hop.stamp.authenticated.stated
}

fn provider_form(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let Some(home) = trust::home(context.chain) else { return };
    for hop in context.chain.hops.iter().filter(|h| context.is_outside(h)) {
        let missing = hop.lacks().without(Writes::ADDRESS);
        if missing != Writes::UNKNOWN && hop.by_organisation.as_ref() == Some(&home) {
            report.hop(hop, hop.stamp.by.host, lacking(hop, missing));
        }
    }
}

fn address_missing(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        if hop.lacks().has(Writes::ADDRESS) {
            let name = hop.stamp.from.rdns.or(hop.stamp.from.helo);
            report.hop(
                hop,
                name,
                format!(
                    "Lines of {} always have the client's address. This one has not.",
                    hop.stamp.dialect.name
                ),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_support::of;
    use super::*;

    const D: &str = "Mon, 23 Nov 2026 17:00:00 +0000";

    #[test]
    fn a_house_word_belongs_to_the_house() {
        for (by, word, fires) in [
            ("mail.doneohx.example", "NNFMP", true),
            ("n9.bullet.mail.yahoo.com.evil.example", "NNFMP", true),
            ("n9.bullet.mail.ac4.yahoo.com", "NNFMP", false),
            ("10.197.33.205", "SMTPs", false),
            ("mail.doneohx.example", "SMTP", false),
            // Software that several operators run.
            ("relay.cable.example", "bizsmtp", false),
            ("relay.cable.example", "ME", false),
        ] {
            let header = format!("Received: from [192.0.2.1] by {by} with {word}; {D}\r\n");
            let expected = if fires { vec![(Effect::Caution, Some(1))] } else { Vec::new() };
            assert_eq!(of("house-keyword-elsewhere", &header), expected, "{by} {word}");
        }
    }

    #[test]
    fn the_second_of_the_messages_date_is_a_note_at_a_single_line_between() {
        let top = format!(
            "Received: from out.other.example (out.other.example [203.0.113.9]) by mx.own.example (Postfix) with ESMTP id \
             4355A9A8AD6; {D} (UTC)\r\n"
        );
        let below = |date: &str| {
            format!(
                "Received: from bank.example ([203.0.113.7]) by out.other.example with ESMTP id 7; {date}\r\n"
            )
        };
        let header = |date: &str, more: &str| format!("{top}{}{more}Date: {D}\r\n", below(date));
        let code = "date-equals-message-date";
        assert_eq!(of(code, &header(D, "")), [(Effect::Note, Some(1))]);
        assert_eq!(of(code, &header("Mon, 23 Nov 2026 18:00:00 +0100", "")).len(), 1);
        assert!(of(code, &header("Mon, 23 Nov 2026 17:00:01 +0000", "")).is_empty());
        assert!(of(code, &header(D, &below(D))).is_empty());
    }

    #[test]
    fn a_server_for_strangers_has_a_name() {
        let header = |ip: &str, by: &str, with: &str| {
            format!("Received: from a.example ([{ip}]) by {by} with {with} id 7; {D}\r\n")
        };
        for (ip, by, with, fires) in [
            ("203.0.113.9", "localhost", "ESMTP", true),
            ("203.0.113.9", "localhost.localdomain", "ESMTP", true),
            ("203.0.113.9", "<bob@mx.example>", "ESMTP", true),
            ("127.0.0.1", "localhost", "ESMTP", false),
            ("203.0.113.9", "localhost", "IMAP", false),
            ("203.0.113.9", "localhost", "ESMTPSA", false),
            ("203.0.113.9", "mx.example", "ESMTP", false),
        ] {
            let found = of("receiver-cannot-be-named-so", &header(ip, by, with));
            assert_eq!(!found.is_empty(), fires, "{ip} {by} {with}");
        }
    }

    #[test]
    fn a_line_in_the_providers_name_has_the_providers_form() {
        let top = "Received: from out.other.example (out.other.example. [203.0.113.9]) by mx.google.com with ESMTPS id \
                   k1si2.3.2026.11.23.09.00.00; Mon, 23 Nov 2026 09:00:00 -0800 (PST)\r\n";
        let code = "provider-form-not-kept";
        assert!(of(code, &top.repeat(2)).is_empty());
        let made_up = top.replace(" (PST)", "");
        assert_eq!(of(code, &[top, &made_up].concat()), [(Effect::Caution, Some(1))]);
        assert!(of("form-not-of-writer", &[top, &made_up].concat()).is_empty(), "one fact is one caution");
        // Above the boundary, and for readers elsewhere, it is a matter of form alone.
        assert!(of(code, &[&made_up, top].concat()).is_empty());
        assert_eq!(of("form-not-of-writer", &made_up), [(Effect::Caution, Some(1))]);
    }

    #[test]
    fn an_address_is_missed_where_the_software_always_writes_one() {
        let header = |info: &str| {
            format!(
                "Received: from smtp.a.example ({info}) by mx.google.com with ESMTP id \
                 025x0ft1b5r042h.25.2019.02.12.06.38.06; {D} (EST)\r\n"
            )
        };
        for (info, fires) in [
            ("relay-01.a.example. ", true),
            ("relay-01.a.example. [203.0.113.9]", false),
            // Blotted out.
            ("relay-01.a.example. [x.x.x.x]", false),
            ("relay-01.a.example. []", false),
            ("203.0.113.redacted", false),
            ("redacted.0.113.9", false),
        ] {
            let expected = if fires { vec![(Effect::Caution, Some(1))] } else { Vec::new() };
            assert_eq!(of("address-missing", &header(info)), expected, "{info}");
        }
        let other = format!("Received: from a.example by b.example with ESMTP id 7; {D}\r\n");
        assert!(of("address-missing", &other).is_empty());
    }
}
