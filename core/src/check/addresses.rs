//! Addresses and names of clients: what cannot be, and what only looks odd.
//!
//! The connecting address was seen by the writer; the greeting was said by the client. Only the first can contradict.

use super::{Check, Context, Family, Report};
use crate::address::{self, AddressClass, is_at_or_below};
use crate::chain::Hop;
use crate::dialect::{Mark, Shape};
use crate::organisation::organisation;
use crate::span::Span;
use crate::terms::{Effect, TlsState};
use std::net::IpAddr;

pub(super) static CHECKS: [Check; 12] = [
    Check {
        code: "address-cannot-connect",
        family: Family::Addresses,
        effect: Effect::Contradiction,
        title: "No machine can connect from the address in the line",
        looks_at: "The connecting address: multicast, 240/4, 0/8, unassigned space of IPv6, and four numbers of which one \
                   is above 255.",
        why: "Such an address is no source of a connection, so no server saw it.",
        example: "`from a.example ([224.0.0.7]) by b.example`",
        cannot_tell: "Whether an archive blotted the address out. 0.0.0.0 is a caution only: some programs write it for an \
                      address that they do not know. Addresses reserved for documentation are a note: examples and tests \
                      use them.",
        base_rate: "0 of 40,135 lines of 2022-26.",
        source: "RFC 1122 §3.2.1.3, RFC 1112 §4, RFC 5771, RFC 4291 §2.4",
        run: cannot_connect,
    },
    Check {
        code: "greeting-address-cannot-exist",
        family: Family::Addresses,
        effect: Effect::Caution,
        title: "The client greeted with an address that no machine can have",
        looks_at: "Address literals in the greeting: multicast, 240/4, 0/8, unassigned space of IPv6.",
        why: "The client did not tell its own address.",
        example: "`from [239.1.2.3] (client.example [192.0.2.1])`",
        cannot_tell: "Anything about the line: the greeting is what the client said.",
        base_rate: "2 of 40,135 lines of 2022-26, both of users who signed in.",
        source: "RFC 5321 §4.1.3",
        run: greeting_cannot_exist,
    },
    Check {
        code: "reserved-for-documentation",
        family: Family::Addresses,
        effect: Effect::Note,
        title: "Lines hold addresses that are reserved for documentation or tests",
        looks_at: "Connecting addresses of the networks that texts use: 192.0.2/24, 198.51.100/24, 203.0.113/24, \
                   2001:db8::/32, 3fff::/20, 198.18/15.",
        why: "No machine on the Internet has one. Examples and test networks do, and so may a line made up from a \
              manual.",
        example: "`from a.example ([192.0.2.1]) by b.example`",
        cannot_tell: "An example from a line that was made up. So it is a note, and not a contradiction as for other \
                      addresses that cannot be.",
        base_rate: "0 of 40,135 lines of 2022-26; every line of a test network.",
        source: "RFC 5737, RFC 3849, RFC 9637, RFC 2544",
        run: documentation,
    },
    Check {
        code: "private-address-outside",
        family: Family::Addresses,
        effect: Effect::Note,
        title: "The line tells an inside step of the sender's side",
        looks_at: "Private connecting addresses below a line with a public one.",
        why: "It is a step inside one network. The address means nothing elsewhere.",
        example: "`from pc ([10.0.0.7]) by mail.example`",
        cannot_tell: "Whose network it was.",
        base_rate: "Usual.",
        source: "RFC 1918, RFC 6598, RFC 4193",
        run: private_outside,
    },
    Check {
        code: "private-address-at-boundary",
        family: Family::Addresses,
        effect: Effect::Caution,
        title: "The message came to your system from a private address",
        looks_at: "A private connecting address in the boundary line, with more lines below.",
        why: "Private addresses lie inside one network. So the real boundary lies further down, or an inside system left \
              no line.",
        example: "A boundary line `from gateway ([10.0.0.7]) by store.example`",
        cannot_tell: "Which of the two. Name your own systems to place the boundary.",
        base_rate: "2 of 7,909 messages of 2022-26.",
        source: "RFC 1918",
        run: private_at_boundary,
    },
    Check {
        code: "receiver-named-by-address",
        family: Family::Addresses,
        effect: Effect::Note,
        title: "The receiving host goes by an address",
        looks_at: "An address where the name of the receiving host should stand, by software that usually writes a name.",
        why: "A server has a name. Inner hosts of large services have none, and programs that send unwanted mail write \
              their own address.",
        example: "`from a.example by 192.0.2.1 with SMTP`",
        cannot_tell: "Which of them wrote it.",
        base_rate: "45 of 24,262 honest lines of 2002, 27 of 8,323 unwanted ones; 40 of 40,135 of 2022-26.",
        source: "RFC 5321 §4.4",
        run: receiver_by_address,
    },
    Check {
        code: "receiver-address-is-next-client",
        family: Family::Addresses,
        effect: Effect::Caution,
        title: "The line goes by the address from which your system took the message over",
        looks_at: "A bare address as receiving host, right below the boundary, equal to the address that the boundary line \
                   saw.",
        why: "Programs that send unwanted mail put in a line in which their own address stands for the server.",
        example: "`by 192.0.2.1` right below `from x ([192.0.2.1]) by mx.example.org`",
        cannot_tell: "A server that nobody gave a name.",
        base_rate: "0 of 24,262 honest lines of 2002, 2 of 8,323 unwanted ones.",
        source: "measured on public collections",
        run: receiver_is_client,
    },
    Check {
        code: "greeting-address-differs",
        family: Family::Addresses,
        effect: Effect::Caution,
        title: "The client greeted with another public address than its own",
        looks_at: "Public address literals in the greeting against the connecting address, beyond the same /24 (IPv6: \
                   /64), of clients that did not sign in.",
        why: "A server knows its address. One that names a strange one is set up wrongly, or pretends.",
        example: "`from [198.51.100.7] (unknown [203.0.113.9])`",
        cannot_tell: "Address translation between two public networks.",
        base_rate: "3 of 24,262 honest lines of 2002, 70 of 8,323 unwanted ones; 14 of 40,135 of 2022-26.",
        source: "RFC 5321 §4.1.3",
        run: greeting_differs,
    },
    Check {
        code: "greeting-of-large-operator",
        family: Family::Addresses,
        effect: Effect::Caution,
        title: "The client greeted with a large operator's name, and the address is not named so",
        looks_at: "Greetings with a listed operator's domain where the looked-up name is another's, or there is none.",
        why: "Hosts of large operators have names that lead back to them.",
        example: "`from mail.google.com (unknown [192.0.2.1])`",
        cannot_tell: "A look-up that got no answer at that moment.",
        base_rate: "19 of 24,262 honest lines of 2002, look-ups without an answer; 178 of 8,323 unwanted ones.",
        source: "RFC 1912 §2.1; table of operators",
        run: greeting_of_operator,
    },
    Check {
        code: "name-does-not-lead-back",
        family: Family::Addresses,
        effect: Effect::Note,
        title: "The client's name does not lead back to its address",
        looks_at: "The words `may be forged`, `unverified` and `unknown` beside the client's address.",
        why: "They speak of the name alone: it does not lead back to the address, or there is none. They are not about \
              the message.",
        example: "`from a.example (b.example [192.0.2.1] (may be forged))`",
        cannot_tell: "Anything about forgery, whatever the words say.",
        base_rate: "139 of 24,262 lines of 2002, 2 of 40,135 of 2022-26, for the first two.",
        source: "the writers' source files",
        run: no_way_back,
    },
    Check {
        code: "name-left-from-template",
        family: Family::Addresses,
        effect: Effect::Caution,
        title: "A name in the line is a left-over of a template",
        looks_at: "Host names with `%%`, `{{`, `${` or alike, under `.invalid`, or that stand for any domain \
                   (`domain.com`).",
        why: "No host has such a name. Programs that fill in templates leave them when a value is missing.",
        example: "`from {{host}} (unknown [192.0.2.1])`",
        cannot_tell: "Whose program it was. Names under `.example` and `.test` are not among them: examples use them.",
        base_rate: "0 of 24,262 honest lines of 2002, 5 of 8,323 unwanted ones; 4 of 40,135 of 2022-26.",
        source: "RFC 6761 §6.4",
        run: template,
    },
    Check {
        code: "address-is-a-label",
        family: Family::Addresses,
        effect: Effect::Note,
        title: "An address of 2002::/16 is a label here",
        looks_at: "Addresses of the old 6to4 form as client or receiver.",
        why: "One large operator labels its inner hosts so. The address leads nowhere and says nothing of a place.",
        example: "`by 2002:a05:6402:1::1 with SMTP`",
        cannot_tell: "Which host it was.",
        base_rate: "Usual for that operator.",
        source: "RFC 3056 §2, RFC 7526",
        run: label,
    },
];

fn cannot_connect(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let from = &hop.stamp.from;
        match from.ip.map(|ip| (ip, address::class(ip))) {
            Some((ip, AddressClass::Multicast | AddressClass::Reserved)) => {
                report.hop(hop, from.ip_span, format!("{ip} is an address that no machine connects from."));
            }
            Some((ip, AddressClass::Unspecified)) => {
                let detail = format!("{ip} stands for an address that is not known.");
                report.graded(hop, from.ip_span, Effect::Caution, detail);
            }
            Some(_) => {}
            None => {
                if let Some(span) = impossible_quad(hop) {
                    report.hop(hop, Some(span), "A number of this address is above 255.");
                }
            }
        }
    }
}

/// `[300.1.2.3]` in a comment of the client's part, where no address was read.
fn impossible_quad(hop: &Hop<'_>) -> Option<Span> {
    let part = hop.client_part();
    let text = hop.text(part);
    let open = text.iter().position(|&b| b == b'(')?;
    let start = open + text.get(open..)?.iter().position(|&b| b == b'[')? + 1;
    let greeting = text.get(open..start)?.windows(4).any(|w| w.eq_ignore_ascii_case(b"helo"));
    let len = text.get(start..)?.iter().position(|&b| b == b']')?;
    let quad = text.get(start..start + len)?;
    let numbers: Vec<u32> = quad
        .split(|&b| b == b'.')
        .map(|n| std::str::from_utf8(n).ok().filter(|n| n.len() <= 3).and_then(|n| n.parse().ok()))
        .collect::<Option<_>>()?;
    let at = part.start as usize + start;
    (!greeting && numbers.len() == 4 && numbers.iter().any(|n| *n > 255)).then(|| Span::new(at, at + len))
}

/// The address that the client greeted with.
fn greeting(hop: &Hop<'_>) -> Option<(Span, IpAddr)> {
    let helo = hop.stamp.from.helo?;
    Some((helo, as_address(hop.text(helo))?))
}

/// A name that is an address. Names of hosts, which nearly all are, end the look at their fifth byte.
fn as_address(name: &[u8]) -> Option<IpAddr> {
    let starts_so = matches!(name.first(), Some(b'[' | b'0'..=b'9'));
    let may_be = starts_so || name.iter().take(5).any(|&b| b == b':');
    may_be.then(|| address::parse(name)).flatten()
}

fn greeting_cannot_exist(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let Some((span, ip)) = greeting(hop) else { continue };
        let class = address::class(ip);
        if matches!(class, AddressClass::Multicast | AddressClass::Reserved | AddressClass::Unspecified)
            && hop.stamp.from.ip != Some(ip)
        {
            report.hop(hop, Some(span), format!("The client greeted with {ip}."));
        }
    }
}

fn documentation(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let is_reserved = |hop: &&Hop<'_>| {
        let class = hop.stamp.from.ip.map(address::class);
        matches!(class, Some(AddressClass::Documentation | AddressClass::Benchmarking))
    };
    let count = context.chain.hops.iter().filter(is_reserved).count();
    let Some(first) = context.chain.hops.iter().find(is_reserved) else { return };
    let ip = first.stamp.from.ip.map(|ip| ip.to_string()).unwrap_or_default();
    report.message(match count {
        1 => format!("One connecting address, {ip}, is reserved for documentation or tests."),
        _ => {
            format!("{count} connecting addresses, the first {ip}, are reserved for documentation or tests.")
        }
    });
}

fn is_public(ip: IpAddr) -> bool {
    matches!(address::class(ip), AddressClass::Public | AddressClass::Documentation)
}

fn private_outside(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let mut public_above = false;
    for hop in context.chain.newest_first() {
        let Some(ip) = hop.stamp.from.ip else { continue };
        public_above |= is_public(ip);
        if public_above && context.is_outside(hop) && address::is_private(ip) {
            report.hop(hop, hop.stamp.from.ip_span, format!("{ip} is an address inside one network."));
        }
    }
}

fn private_at_boundary(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let Some(hop) = context.boundary_hop().filter(|hop| hop.number > 1) else { return };
    if let Some(ip) = hop.stamp.from.ip.filter(|ip| address::is_private(*ip)) {
        // About the place of the boundary, not about the line: it weighs on no line.
        report.message(format!("The boundary line of step {} names the private address {ip}.", hop.number));
    }
}

/// The receiving host, where it is an address and the writer is not known to write so.
fn receiver(hop: &Hop<'_>) -> Option<(Span, IpAddr)> {
    let house_style = hop
        .stamp
        .dialect
        .signature
        .iter()
        .any(|(mark, _)| matches!(mark, Mark::Shape(Shape::ByAddress | Shape::BySixToFour)));
    let host = hop.stamp.by.host.filter(|_| !house_style)?;
    Some((host, as_address(hop.text(host))?))
}

fn receiver_by_address(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        if let Some((span, ip)) = receiver(hop) {
            report.hop(hop, Some(span), format!("{ip} stands for the receiving host."));
        }
    }
}

fn receiver_is_client(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let Some(border) = context.boundary_hop() else { return };
    let below = context.chain.newest_first().find(|h| h.number < border.number && h.is_readable());
    if let Some((hop, (span, ip))) = below.and_then(|hop| Some((hop, receiver(hop)?)))
        && is_public(ip)
        && border.stamp.from.ip == Some(ip)
    {
        report.hop(hop, Some(span), format!("Your system took the message over from {ip}."));
    }
}

fn greeting_differs(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let (Some((span, said)), Some(seen)) = (greeting(hop), hop.stamp.from.ip) else { continue };
        let far = match (said, seen) {
            (IpAddr::V4(said), IpAddr::V4(seen)) => said.to_bits() >> 8 != seen.to_bits() >> 8,
            (IpAddr::V6(said), IpAddr::V6(seen)) => said.to_bits() >> 64 != seen.to_bits() >> 64,
            // A host with an address of each kind may name either.
            _ => false,
        };
        if far && is_public(said) && is_public(seen) && hop.is_from_server() {
            report.hop(hop, Some(span), format!("The client greeted with {said} and came from {seen}."));
        }
    }
}

fn greeting_of_operator(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let (Some(helo), Some(ip)) = (hop.stamp.from.helo, hop.stamp.from.ip) else { continue };
        // A name that was looked up, leads back and is the greeting is nobody else's.
        let is_its_name = hop.confirmed_name() == Some(hop.text(helo));
        if is_its_name || !is_public(ip) || !hop.is_from_server() {
            continue;
        }
        let Some(said) = organisation(hop.text(helo)).filter(|o| o.id().is_some()) else { continue };
        if hop.by_organisation.as_ref() != Some(&said) && hop.has_foreign_name() {
            let name = said.name().unwrap_or_default();
            report.hop(hop, Some(helo), format!("The name is of {name}; the address {ip} is not named so."));
        }
    }
}

fn no_way_back(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        if hop.stamp.tls.state == TlsState::Local {
            continue;
        }
        if let Some(span) = hop.doubt() {
            report.hop(hop, Some(span), "The looked-up name does not lead back to the address.");
        } else if let Some(span) = hop.no_name() {
            report.hop(hop, Some(span), "No name was found for the address, or none that leads back to it.");
        }
    }
}

fn template(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let from = &hop.stamp.from;
        // One look at the line saves one at each of its names.
        let is_marked = memchr::memchr3(b'%', b'{', b'}', hop.stamp.raw).is_some();
        for span in [from.helo, from.rdns, hop.stamp.by.host].into_iter().flatten() {
            if is_left_over(hop.text(span), is_marked) {
                report.hop(hop, Some(span), "This is no name of a host.");
                break;
            }
        }
    }
}

fn is_left_over(name: &[u8], may_hold_marks: bool) -> bool {
    const MARKS: [&[u8]; 6] = [b"%%", b"{{", b"}}", b"${", b"<%", b"[%"];
    const ANY: [&[u8]; 3] = [b"domain.com", b"yourdomain.com", b"mydomain.com"];
    match name.last() {
        Some(b'd' | b'D') if is_at_or_below(name, b"invalid") => name.contains(&b'.'),
        Some(b'm' | b'M') if ANY.iter().any(|any| is_at_or_below(name, any)) => true,
        _ => may_hold_marks && MARKS.iter().any(|mark| name.windows(mark.len()).any(|w| w == *mark)),
    }
}

fn label(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let is_label =
        |ip: IpAddr| matches!(address::class(ip), AddressClass::GoogleInternal | AddressClass::SixToFour);
    for hop in context.chain.newest_first() {
        let by = hop.stamp.by.host.and_then(|host| Some((host, as_address(hop.text(host))?)));
        let from = hop.stamp.from.ip_span.zip(hop.stamp.from.ip);
        if let Some((span, ip)) = by.into_iter().chain(from).find(|(_, ip)| is_label(*ip)) {
            // Once is enough: the lines of one operator come in rows.
            report.hop(hop, Some(span), format!("{ip} is a label, not the address of a host."));
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_support::{line, of};
    use super::*;

    #[test]
    fn addresses_that_no_machine_has_contradict_where_they_connect() {
        for (ip, expected) in [
            ("224.0.0.7", Some(Effect::Contradiction)),
            ("240.1.2.3", Some(Effect::Contradiction)),
            ("0.1.2.3", Some(Effect::Contradiction)),
            ("IPv6:ff02::1", Some(Effect::Contradiction)),
            ("300.1.2.3", Some(Effect::Contradiction)),
            ("0.0.0.0", Some(Effect::Caution)),
            ("192.0.2.1", None),
            ("8.8.8.8", None),
            ("10.0.0.1", None),
            ("127.0.0.1", None),
            ("IPv6:2001:db8::1", None),
            ("x.x.x.x", None),
            ("1.2.3", None),
        ] {
            let header = line("a.example", "a.example", ip, "mx.own.example");
            let found = of("address-cannot-connect", &header);
            assert_eq!(found, expected.map(|e| (e, Some(1))).into_iter().collect::<Vec<_>>(), "{ip}");
        }
        // In the greeting the same is what the client said.
        let said = line("[239.1.2.3]", "a.example", "203.0.113.9", "mx.own.example");
        assert!(of("address-cannot-connect", &said).is_empty());
        assert_eq!(of("greeting-address-cannot-exist", &said), [(Effect::Caution, Some(1))]);
        let said = line("[203.0.113.9]", "a.example", "203.0.113.9", "mx.own.example");
        assert!(of("greeting-address-cannot-exist", &said).is_empty());
    }

    #[test]
    fn documentation_addresses_are_one_note() {
        let code = "reserved-for-documentation";
        let doc = line("a.example", "a.example", "192.0.2.1", "mx.own.example");
        assert_eq!(of(code, &doc), [(Effect::Note, None)]);
        assert_eq!(of(code, &doc.repeat(3)), [(Effect::Note, None)]);
        assert!(of(code, &line("a.example", "a.example", "8.8.8.8", "mx.own.example")).is_empty());
    }

    #[test]
    fn private_addresses_are_inside_steps_or_misplace_the_boundary() {
        let inside = line("pc", "unknown", "10.0.0.7", "out.other.example");
        let public = line("out.other.example", "out.other.example", "203.0.113.9", "mx.own.example");
        let header = [&*public, &inside].concat();
        assert_eq!(of("private-address-outside", &header), [(Effect::Note, Some(1))]);
        assert!(of("private-address-at-boundary", &header).is_empty());
        let header = [line("gw", "unknown", "10.0.0.7", "mx.own.example"), inside].concat();
        assert_eq!(of("private-address-at-boundary", &header), [(Effect::Caution, None)]);
        assert!(of("private-address-outside", &header).is_empty());
    }

    #[test]
    fn an_address_for_the_receiver_weighs_where_the_boundary_saw_it() {
        let top = line("x.other.example", "unknown", "203.0.113.9", "mx.own.example");
        let below = |by: &str| line("bank.example", "bank.example", "203.0.113.77", by);
        for (by, note, caution) in [
            ("203.0.113.9", 1, 1),
            ("[203.0.113.9]", 1, 1),
            ("203.0.113.10", 1, 0),
            ("x.other.example", 0, 0),
        ] {
            let header = [&*top, &below(by)].concat();
            assert_eq!(of("receiver-named-by-address", &header).len(), note, "{by}");
            assert_eq!(of("receiver-address-is-next-client", &header).len(), caution, "{by}");
        }
        let house_style = "Received: by 10.223.117.66 with SMTP id c35so1111510edf; Mon, 23 Nov 2026 09:00:00 -0800 (PST)\r\n";
        assert!(of("receiver-named-by-address", house_style).is_empty());
    }

    #[test]
    fn greetings_with_another_address_are_told() {
        let code = "greeting-address-differs";
        for (helo, ip, fires) in [
            ("[198.51.100.7]", "203.0.113.9", true),
            ("198.51.100.7", "203.0.113.9", true),
            ("[IPv6:2001:db8:1::7]", "IPv6:2001:db8:2::7", true),
            ("[203.0.113.200]", "203.0.113.9", false),
            ("[192.168.1.7]", "203.0.113.9", false),
            ("[198.51.100.7]", "10.0.0.1", false),
            ("[IPv6:2001:db8::7]", "203.0.113.9", false),
            ("a.example", "203.0.113.9", false),
        ] {
            let header = line(helo, "unknown", ip, "mx.own.example");
            assert_eq!(!of(code, &header).is_empty(), fires, "{helo} {ip}");
        }
        let signed_in =
            line("[198.51.100.7]", "unknown", "203.0.113.9", "mx.own.example").replace("ESMTP", "ESMTPSA");
        assert!(of(code, &signed_in).is_empty());
    }

    #[test]
    fn a_large_operators_name_needs_a_name_that_leads_back() {
        let code = "greeting-of-large-operator";
        for (helo, rdns, ip, fires) in [
            ("mail.yahoo.com", "unknown", "203.0.113.9", true),
            ("mail.yahoo.com", "dial7.isp.example", "203.0.113.9", true),
            ("mail.yahoo.com", "sonic1.consmr.mail.bf2.yahoo.com", "203.0.113.9", false),
            ("mail.other.example", "dial7.isp.example", "203.0.113.9", false),
            ("mail.yahoo.com", "unknown", "10.0.0.9", false),
        ] {
            let header = line(helo, rdns, ip, "mx.own.example");
            assert_eq!(!of(code, &header).is_empty(), fires, "{helo} {rdns} {ip}");
        }
        // A writer that looks nothing up cannot miss a name.
        let header = "Received: from mail.yahoo.com (203.0.113.9) by C.mail.protection.outlook.com (10.0.0.1) with Microsoft \
                      SMTP Server id 15.20.6768.30; Mon, 23 Nov 2026 17:00:00 +0000\r\n";
        assert!(of(code, header).is_empty());
    }

    #[test]
    fn names_that_do_not_lead_back_are_notes() {
        let code = "name-does-not-lead-back";
        let sendmail = |info: &str| {
            format!(
                "Received: from a.example ({info}) by mx.own.example (8.18.1/8.18.1) with ESMTP id 4ANH00ab006024; \
                 Mon, 23 Nov 2026 17:00:00 +0000\r\n"
            )
        };
        assert_eq!(of(code, &sendmail("b.example [203.0.113.9] (may be forged)")), [(Effect::Note, Some(1))]);
        assert!(of(code, &sendmail("b.example [203.0.113.9]")).is_empty());
        assert_eq!(of(code, &line("a.example", "unknown", "203.0.113.9", "mx.own.example")).len(), 1);
        assert!(
            of(code, &line("unknown.example", "unknown.example", "203.0.113.9", "mx.own.example")).is_empty()
        );
    }

    #[test]
    fn left_overs_of_templates_are_no_names() {
        for (name, fires) in [
            ("{{host}}", true),
            ("%%RND%%", true),
            ("mail.${domain}", true),
            ("domain.com", true),
            ("server1.Domain.com", true),
            ("a.invalid", true),
            ("mydomain.com.other.example", false),
            ("notdomain.com", false),
            ("invalid", false),
            ("fe80::1%4", false),
            ("a.example", false),
            ("a.test", false),
        ] {
            let header = line(name, "unknown", "203.0.113.9", "mx.own.example");
            assert_eq!(!of("name-left-from-template", &header).is_empty(), fires, "{name}");
        }
    }

    #[test]
    fn addresses_that_are_labels_are_told_once() {
        let label = "Received: by 2002:a05:6402:1::1 with SMTP id c35so1111510edf; Mon, 23 Nov 2026 09:00:00 -0800 (PST)\r\n";
        assert_eq!(of("address-is-a-label", &label.repeat(2)), [(Effect::Note, Some(2))]);
        assert!(
            of("address-is-a-label", &line("a.example", "unknown", "IPv6:2001:db8::1", "mx.own.example"))
                .is_empty()
        );
    }
}
