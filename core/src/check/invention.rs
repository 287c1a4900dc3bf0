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

/// True where the writer's hosts have known names, and this is none.
fn is_elsewhere(dialect: &Dialect, host: &[u8]) -> bool {
    let mut known = false;
    for (mark, weight) in dialect.signature {
        let Mark::Host(name) = mark else { continue };
        if *weight < CERTAIN {
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
