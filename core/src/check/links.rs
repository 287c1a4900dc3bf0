//! How one line's names join those of the next.
//!
//! The line above names who handed over; the line below names itself. Honest chains have gaps, so a gap is a note and
//! never more. What weighs is held against own lines only: those below can be written to fit each other.

use super::{Check, Compare, Context, Family, Report, Seen};
use crate::address::{self, AddressClass};
use crate::chain::Hop;
use crate::terms::{Effect, Leg, TlsState};
use crate::trust;

pub(super) static CHECKS: [Check; 5] = [
    Check {
        code: "names-do-not-join",
        family: Family::Links,
        effect: Effect::Note,
        title: "The names of two neighbours do not join up",
        looks_at: "Whether the line below was written by a host, an address or an organisation that the line above names \
                   as the one that handed over.",
        why: "In an unbroken trace they join. A gap shows where a system kept its line to itself, or goes by another name.",
        example: "A line by `mx.example.org` from `a.example.com`, and below it a line by `b.example.net`.",
        cannot_tell: "Why. Internal names, address translation, container names, pools of large services, lists and \
                      fetched mail all leave gaps.",
        base_rate: "14.5 % of messages of 2022-26 and 89 % of list mail of 2002 have a gap of some kind. Without inside \
                    steps, 345 of 40,135 and 284 of 24,262 lines. Too many for more than a note.",
        source: "RFC 5321 §4.4; measured on public collections",
        run: gap,
    },
    Check {
        code: "own-name-below-boundary",
        family: Family::Links,
        effect: Effect::Caution,
        title: "A line from outside bears the name of your own system",
        looks_at: "Lines below the boundary whose receiving host is of the organisation on top.",
        why: "Either the message left your system and came back, or somebody wrote a line in your system's name.",
        example: "A line by `mx.example.org` below the one by which `mx.example.org` took the message from a stranger.",
        cannot_tell: "Which of the two: lists and forwarding bring mail back. It is a note only where the boundary's own \
                      line names your organisation. It is not looked for where your system is a large operator's that \
                      others use too.",
        base_rate: "0 of 40,135 lines of 2022-26, 53 of 24,262 honest lines of 2002, mail of lists.",
        source: "RFC 5321 §7.6",
        run: own_name,
    },
    Check {
        code: "host-seen-twice",
        family: Family::Links,
        effect: Effect::Note,
        title: "The message passed the same host twice",
        looks_at: "The same receiving host in two lines, with another organisation between.",
        why: "Lists and forwarders do this; a loop does too.",
        example: "Lines by `mx.example.org`, `lists.example.net`, `mx.example.org`.",
        cannot_tell: "Which of them it was.",
        base_rate: "Usual for list mail.",
        source: "RFC 5321 §6.3",
        run: twice,
    },
    Check {
        code: "client-claims-own-name",
        family: Family::Links,
        effect: Effect::Caution,
        title: "The client gave the server's own name as its own",
        looks_at: "Greetings that equal the receiving host, from a public address whose looked-up name is another.",
        why: "No stranger has that name. Programs that send unwanted mail like to give it.",
        example: "`from mx.example.org (unknown [192.0.2.1]) by mx.example.org`",
        cannot_tell: "Whether a host of one's own, seen from outside, came back to itself.",
        base_rate: "0 of 24,262 honest lines of 2002, 12 of 8,323 unwanted ones.",
        source: "RFC 5321 §4.1.1.1",
        run: claims_own_name,
    },
    Check {
        code: "named-gateway-missing",
        family: Family::Links,
        effect: Effect::Caution,
        title: "No line of your system shows the gateway that you named",
        looks_at: "The gateways of `[own]` in the configuration, against the lines down to the boundary: who wrote \
                   them, and who handed over to their writers.",
        why: "Mail from outside is to pass the gateway. Without a trace of it the message may have come in past it, and \
              past what it checks.",
        example: "`gateways = [\"gw.example.com\"]`, and a line by `mx.example.com` from a stranger.",
        cannot_tell: "Whether the gateway leaves no line, or goes by a name or an address that was not named. Lines below \
                      the boundary do not count: a sender can write the gateway's name there.",
        base_rate: "Not measured; it depends on the site. In a study, 80 % of the organisations with a filter in front \
                    could be reached past it.",
        source: "RFC 5321 §3.7.2: a gateway adds its line and keeps the older ones. The study is of The Web Conference \
                 2024.",
        run: gateway_missing,
    },
];

fn gap(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let mut upper: Option<&Hop<'_>> = None;
    for lower in context.chain.newest_first().filter(|h| h.is_readable()) {
        if let Some(upper) = upper.filter(|upper| compares(upper, lower) && !joins(upper, lower)) {
            let name = upper.stamp.from.rdns.or(upper.stamp.from.helo);
            report.hop(
                upper,
                name,
                format!(
                    "The older line, of step {}, is by a host that this line does not name as its client.",
                    lower.number
                ),
            );
        }
        upper = Some(lower);
    }
}

/// True where both lines have names that could join.
fn compares(upper: &Hop<'_>, lower: &Hop<'_>) -> bool {
    let from = &upper.stamp.from;
    let crossed = upper.stamp.tls.state != TlsState::Local && upper.leg != Leg::Retrieval;
    crossed
        && !upper.starts_journey()
        && !upper.connects_from_inside()
        && (from.rdns.is_some() || from.helo.is_some())
        && lower.stamp.by.host.is_some()
}

fn joins(upper: &Hop<'_>, lower: &Hop<'_>) -> bool {
    let same_organisation = match (&upper.from_organisation, &lower.by_organisation) {
        (Some(from), Some(by)) => from == by,
        // An inside name below a public one, as clouds and containers have them.
        (_, None) => true,
        (None, _) => false,
    };
    same_organisation || trust::names(upper, lower)
}

fn own_name(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let home = trust::home(context.chain).filter(|home| home.id().is_none());
    let (Some(home), Some(border)) = (home, context.boundary_hop()) else { return };
    // Fields of lists and forwarders say nothing here: whoever writes a line can write them too.
    let from_stranger = border.from_organisation.as_ref().is_some_and(|from| *from != home);
    let effect = if from_stranger { Effect::Caution } else { Effect::Note };
    for hop in context.chain.hops.iter().filter(|h| context.is_outside(h)) {
        if hop.by_organisation.as_ref() == Some(&home) {
            report.graded(
                hop,
                hop.stamp.by.host,
                effect,
                format!(
                    "The line names {home}, and stands below the line by which {home} took the message over."
                ),
            );
        }
    }
}

fn twice(context: &Context<'_, '_>, report: &mut Report<'_>) {
    // Lines of one organisation in a row make a run; a host met again in a later run passed through others between.
    let named = || context.chain.hops.iter().filter_map(|hop| hop.by_organisation.as_ref());
    if named().zip(named().skip(1)).filter(|(one, next)| one != next).count() < 2 {
        return;
    }
    // Where the run of lines by one organisation began.
    let mut run = 0;
    let mut organisation = None;
    let mut seen = Seen::new(Compare::Folded);
    for (place, hop) in context.chain.hops.iter().enumerate() {
        let Some(by) = &hop.by_organisation else { continue };
        if organisation != Some(by) {
            run = place;
            organisation = Some(by);
        }
        let Some(host) = hop.stamp.by.host else { continue };
        let before = seen.put(hop.text(host), place).filter(|&before| before < run);
        if let Some(Hop { number, .. }) = before.and_then(|before| context.chain.hops.get(before)) {
            report.hop(hop, Some(host), format!("Step {number} was taken over by this host too."));
        }
    }
}

fn claims_own_name(context: &Context<'_, '_>, report: &mut Report<'_>) {
    for hop in &context.chain.hops {
        let from = &hop.stamp.from;
        let (Some(helo), Some(by), Some(ip)) = (from.helo, hop.stamp.by.host, from.ip) else { continue };
        let public = matches!(address::class(ip), AddressClass::Public | AddressClass::Documentation);
        if public
            && hop.text(helo).eq_ignore_ascii_case(hop.text(by))
            && hop.text(by).contains(&b'.')
            && hop.stamp.by.ip != Some(ip)
            && !hop.stamp.authenticated.stated
            && hop.has_foreign_name()
        {
            report.hop(hop, Some(helo), format!("{ip} greeted with the name of the server itself."));
        }
    }
}

fn gateway_missing(context: &Context<'_, '_>, report: &mut Report<'_>) {
    let gateways = context.own.gateways();
    let Some(border) = context.boundary.hop.filter(|_| !gateways.is_empty()) else { return };
    let is_gateway = |hop: &Hop<'_>| {
        let (from, by) = (&hop.stamp.from, &hop.stamp.by);
        gateways.iter().any(|gateway| {
            [from.ip, by.ip].into_iter().flatten().any(|ip| gateway.covers_ip(ip))
                || by.host.is_some_and(|host| gateway.covers_host(hop.text(host)))
                || hop.confirmed_name().is_some_and(|name| gateway.covers_host(name))
        })
    };
    if context.chain.newest_first().take_while(|hop| hop.number >= border).any(is_gateway) {
        return;
    }
    let names = gateways.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    report.message(format!("No line down to step {border}, the boundary, is by or from {names}."));
}

#[cfg(test)]
mod tests {
    use super::super::test_support::{line, of, of_own};
    use super::*;
    use crate::options::Own;

    #[test]
    fn neighbours_join_by_name_address_or_organisation() {
        let code = "names-do-not-join";
        let top = line("out.other.example", "out.other.example", "203.0.113.9", "mx.own.example");
        for (by, fires) in [
            ("out.other.example", false),
            ("OUT7.other.example", false),
            ("3f2a9c1b7d60", false),
            ("relay.third.example", true),
        ] {
            let header = [top.clone(), line("x.y.example", "x.y.example", "203.0.113.8", by)].concat();
            let expected = if fires { vec![(Effect::Note, Some(2))] } else { Vec::new() };
            assert_eq!(of(code, &header), expected, "{by}");
        }
        // Inside addresses have inside names.
        let top = line("gw", "unknown", "10.0.0.3", "mx.own.example");
        let below = line("x.y.example", "x.y.example", "203.0.113.8", "relay.third.example");
        assert!(of(code, &[top, below].concat()).is_empty());
    }

    #[test]
    fn ones_own_name_below_a_stranger_is_told() {
        let code = "own-name-below-boundary";
        let top = line("out.other.example", "out.other.example", "203.0.113.9", "mx.own.example");
        let below = line("bank.example", "bank.example", "203.0.113.77", "mx.own.example");
        let outside = line("bank.example", "bank.example", "203.0.113.77", "out.other.example");
        assert_eq!(of(code, &[&*top, &below].concat()), [(Effect::Caution, Some(1))]);
        let claimed = line("mx2.own.example", "unknown", "203.0.113.9", "mx.own.example");
        assert_eq!(of(code, &[claimed, below].concat()), [(Effect::Note, Some(1))]);
        assert!(of(code, &[&*top, &outside].concat()).is_empty());
        // A large operator's other customers write its name too.
        let google = "Received: from x.other.example (x.other.example. [203.0.113.9])\r\n by mx.google.com with ESMTPS id \
                      k1si2.3.2026.11.23.09.00.00; Mon, 23 Nov 2026 09:00:00 -0800 (PST)\r\n";
        assert!(of(code, &google.repeat(2)).is_empty());
    }

    #[test]
    fn a_host_met_again_behind_another_organisation_is_told() {
        let code = "host-seen-twice";
        let hop = |by: &str| line("a.z.example", "a.z.example", "203.0.113.9", by);
        let header = |hosts: &[&str]| hosts.iter().map(|h| hop(h)).collect::<String>();
        assert_eq!(
            of(code, &header(&["mx.a.example", "l.b.example", "MX.a.example"])),
            [(Effect::Note, Some(3))]
        );
        assert!(of(code, &header(&["mx.a.example", "mx.a.example", "l.b.example"])).is_empty());
        assert!(of(code, &header(&["mx.a.example", "mx2.a.example", "mx.a.example"])).is_empty());
    }

    #[test]
    fn a_gateway_that_was_named_and_left_no_line_is_told() {
        let code = "named-gateway-missing";
        let own = |domain: &str, gateway: &str| {
            let mut own: Own = [Own::parse(domain).unwrap()].into_iter().collect();
            own.push_gateway(Own::parse(gateway).unwrap());
            own
        };
        let past = line("x.other.example", "x.other.example", "203.0.113.9", "mx.own.example");
        let handed = line("gw.filter.example", "gw.filter.example", "198.51.100.4", "mx.own.example");
        let taken = line("x.other.example", "x.other.example", "203.0.113.9", "gw.filter.example");
        let caution = vec![(Effect::Caution, None)];
        for (header, gateway, want) in [
            (past.clone(), "gw.filter.example", &caution),
            (past.clone(), "198.51.100.0/24", &caution),
            ([&*handed, &taken].concat(), "gw.filter.example", &vec![]),
            // The gateway wrote no line; the one above names it, or saw its address.
            (handed.clone(), "filter.example", &vec![]),
            (handed.clone(), "198.51.100.4", &vec![]),
            // The sender wrote the gateway's line.
            ([&*past, &taken].concat(), "gw.filter.example", &caution),
            (String::new(), "gw.filter.example", &vec![]),
        ] {
            assert_eq!(&of_own(code, &header, &own("own.example", gateway)), want, "{gateway}\n{header}");
        }
        assert!(of(code, &past).is_empty(), "none was named");
    }

    #[test]
    fn a_stranger_that_greets_with_the_servers_name_is_told() {
        for (helo, rdns, ip, fires) in [
            ("mx.own.example", "unknown", "203.0.113.9", true),
            ("MX.own.example", "dial7.isp.example", "203.0.113.9", true),
            ("mx.own.example", "mx.own.example", "203.0.113.9", false),
            ("mx.own.example", "mx2.own.example", "203.0.113.9", false),
            ("mx.own.example", "unknown", "10.0.0.9", false),
            ("mx.other.example", "unknown", "203.0.113.9", false),
        ] {
            let header = line(helo, rdns, ip, "mx.own.example");
            assert_eq!(!of("client-claims-own-name", &header).is_empty(), fires, "{helo} {rdns} {ip}");
        }
    }
}
