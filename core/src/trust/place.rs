//! Where the boundary lies: the first rule that applies, from what the reader said to what the lines suggest.
//!
//! Every rule walks down from the top and stops at the first line that took the message over from outside. Nothing
//! that stands below such a line is asked, so nothing that an outside system wrote moves the boundary further down.
//! A message that was sent anew (lists, forwarding) has two journeys on top of each other; the walk ends in the upper.

use super::Boundary;
use crate::chain::{Chain, Hop};
use crate::message::Message;
use crate::options::Own;
use crate::organisation::{Organisation, networks, organisation};
use crate::terms::{BoundaryRule, Leg};
use crate::vocab::field_name::FieldName;
use std::net::IpAddr;

/// Places the boundary by the first rule that applies.
pub(crate) fn boundary(chain: &Chain<'_>, message: &Message, own: &Own) -> Boundary {
    if chain.hops.is_empty() {
        return Boundary { hop: None, rule: BoundaryRule::None };
    }
    configured(chain, own)
        .or_else(|| platform_marker(chain, message))
        .or_else(|| field_position(chain, message))
        .or_else(|| same_organisation(chain))
        .or_else(|| inferred(chain))
        .unwrap_or_else(|| topmost(chain))
}

/// The organisation of the topmost stamp that names one, below stamps that can only be inside steps (Gmail's topmost
/// stamp has an address for its own name).
pub(crate) fn home<'a>(chain: &Chain<'a>) -> Option<Organisation<'a>> {
    for hop in chain.newest_first() {
        if let Some(by) = &hop.by_organisation {
            return Some(*by);
        }
        if !hop.tells_no_client() && !hop.connects_from_inside() {
            return None;
        }
    }
    None
}

/// B1: the reader named own systems. Walk down while the connecting side is own: an own address, a looked-up name of
/// its own, an address of the same network, or an inside host of the mail system on top, which is the reader's too.
///
/// An own system that put no stamp on must not lend its place to the line below: that line has to be of a host that
/// the line above names, or of an own one.
fn configured(chain: &Chain<'_>, own: &Own) -> Option<Boundary> {
    if own.is_empty() {
        return None;
    }
    let home = home(chain);
    let is_home = |org: &Organisation<'_>| home.as_ref().is_some_and(|h| h == org);
    let inside = |hop: &Hop<'_>| {
        hop.connects_from_inside()
            || hop.tells_no_client()
            || hop.stamp.from.ip.is_some_and(|ip| own.covers_ip(ip))
            || hop.confirmed_name().is_some_and(|name| own.covers_host(name))
            || home.as_ref().is_some_and(|h| from_same(hop, h))
    };
    let is_own = |hop: &Hop<'_>| {
        let host = hop.stamp.by.host.map(|h| hop.text(h));
        hop.by_organisation.as_ref().is_none_or(is_home) || host.is_some_and(|h| own.covers_host(h))
    };
    Some(walk(chain, BoundaryRule::Configured, inside, |upper, lower| is_own(lower) || names(upper, lower)))
}

/// True where the connecting side of `upper` is called as `lower` calls itself.
pub(crate) fn names(upper: &Hop<'_>, lower: &Hop<'_>) -> bool {
    let from = &upper.stamp.from;
    let by = lower.stamp.by.host.map(|h| lower.text(h)).unwrap_or_default();
    let called = |name: Option<crate::span::Span>| {
        name.is_some_and(|n| {
            let name = upper.text(n);
            name.eq_ignore_ascii_case(by) || crate::organisation::same(name, by)
        })
    };
    called(from.rdns) || called(from.helo) || (from.ip.is_some() && from.ip == lower.stamp.by.ip)
}

/// B2: Exchange Online puts `X-IncomingTopHeaderMarker` just below its edge stamp. The field has no name in it: anyone
/// can write one further down. It counts where every line above it is an inside step.
fn platform_marker(chain: &Chain<'_>, message: &Message) -> Option<Boundary> {
    let top = home(chain).filter(|o| o.id() == Some(MICROSOFT))?;
    let mut received = 0u32;
    for trace in &message.trace {
        match trace.kind {
            FieldName::Received => received += 1,
            FieldName::XIncomingTopHeaderMarker => {
                let edge = chain.by_field(received.checked_sub(1)?)?;
                let fits = belongs(edge, &top) && unbroken(chain, edge, &top);
                return fits.then_some(at(edge, BoundaryRule::PlatformMarker));
            }
            _ => {}
        }
    }
    None
}

/// B3: `Authentication-Results` or `Received-SPF` of the topmost organisation stands beside its edge stamp: above it
/// (RFC 8601 §4), or right below it as Google writes. `Return-Path`, put on by final delivery, stands above the edge
/// stamp where inside steps stand above it.
fn field_position(chain: &Chain<'_>, message: &Message) -> Option<Boundary> {
    let top = home(chain)?;
    let is_edge = |hop: &&Hop<'_>| belongs(hop, &top) && !from_same(hop, &top) && unbroken(chain, hop, &top);
    let mut received = 0u32;
    let mut delivered = None;
    for trace in &message.trace {
        let below = || chain.by_field(received).filter(is_edge);
        match trace.kind {
            FieldName::Received => received += 1,
            FieldName::AuthenticationResults | FieldName::ReceivedSpf => {
                let name = trace.name.as_deref().unwrap_or_default();
                if organisation(name.as_bytes()).is_none_or(|o| o != top) {
                    continue;
                }
                let above = || chain.by_field(received.checked_sub(1)?).filter(is_edge);
                if let Some(edge) = below().or_else(above) {
                    return Some(at(edge, BoundaryRule::FieldPosition));
                }
            }
            FieldName::ReturnPath if received > 0 && delivered.is_none() => delivered = below(),
            _ => {}
        }
    }
    delivered.map(|edge| at(edge, BoundaryRule::FieldPosition))
}

/// B4: the stamps from the top that belong to one organisation, down to the one that took over from another.
fn same_organisation(chain: &Chain<'_>) -> Option<Boundary> {
    let mut home = home(chain)?;
    let mut last: Option<&Hop<'_>> = None;
    let mut fetched = false;
    for hop in chain.newest_first().filter(|h| h.is_readable()) {
        // A name that only one network knows belongs to whoever handed over to the line above, if that calls it so.
        let is_named = last.is_none_or(|upper| names(upper, hop));
        match &hop.by_organisation {
            Some(by) if *by != home && !fetched => break,
            // Fetched over an inside address: the mailbox lies there, and its stamps are the reader's.
            Some(by) => home = *by,
            None if !from_same(hop, &home) && !is_named => break,
            None => {}
        }
        last = Some(hop);
        if !from_same(hop, &home) {
            return Some(at(hop, BoundaryRule::Organisation));
        }
        if hop.starts_journey() {
            break;
        }
        fetched = hop.leg == Leg::Retrieval && hop.connects_from_inside();
    }
    last.map(|hop| ends(chain, hop, BoundaryRule::Organisation))
}

/// B5: nobody told anything. Go on while the connecting side is private or signed in.
fn inferred(chain: &Chain<'_>) -> Option<Boundary> {
    chain.newest_first().find(|h| h.is_readable())?.stamp.from.ip?;
    let inside = |hop: &Hop<'_>| hop.connects_from_inside() || hop.stamp.authenticated.stated;
    Some(walk(chain, BoundaryRule::Inferred, inside, |_, _| true))
}

/// Walks down while `inside` holds; the first hop that it does not hold for is the boundary. A hop that does not go on
/// from the one above it is outside, and the one above it the boundary. Lines that cannot be read break no walk.
fn walk(
    chain: &Chain<'_>,
    rule: BoundaryRule,
    inside: impl Fn(&Hop<'_>) -> bool,
    goes_on: impl Fn(&Hop<'_>, &Hop<'_>) -> bool,
) -> Boundary {
    let mut last: Option<&Hop<'_>> = None;
    for hop in chain.newest_first().filter(|h| h.is_readable()) {
        if last.is_some_and(|upper| !goes_on(upper, hop)) {
            break;
        }
        last = Some(hop);
        if !inside(hop) {
            return at(hop, rule);
        }
        if hop.starts_journey() {
            break;
        }
    }
    last.map_or(Boundary { hop: None, rule }, |hop| ends(chain, hop, rule))
}

fn topmost(chain: &Chain<'_>) -> Boundary {
    let hop = chain.newest_first().find(|h| h.is_readable()).or_else(|| chain.newest_first().next());
    Boundary { hop: hop.map(|h| h.number), rule: BoundaryRule::Topmost }
}

fn at(hop: &Hop<'_>, rule: BoundaryRule) -> Boundary {
    Boundary { hop: Some(hop.number), rule }
}

/// The walk came to its end inside, at `last`: with lines below it is the lowest own one, without any all is inside.
fn ends(chain: &Chain<'_>, last: &Hop<'_>, rule: BoundaryRule) -> Boundary {
    let oldest = chain.hops.iter().find(|h| h.is_readable()).map_or(last.number, |h| h.number);
    if oldest == last.number { Boundary { hop: None, rule } } else { at(last, rule) }
}

fn belongs(hop: &Hop<'_>, top: &Organisation<'_>) -> bool {
    hop.by_organisation.as_ref().is_some_and(|by| by == top)
}

/// True where no stamp above `edge` took the message over from another organisation.
fn unbroken(chain: &Chain<'_>, edge: &Hop<'_>, top: &Organisation<'_>) -> bool {
    chain.newest_first().take_while(|h| h.number > edge.number).all(|h| from_same(h, top))
}

/// True where the connecting side is the same organisation by a name that was looked up and leads back, or has an
/// address that only an inside system can have, or is not told at all.
fn from_same(hop: &Hop<'_>, top: &Organisation<'_>) -> bool {
    if hop.connects_from_inside() || hop.tells_no_client() {
        return true;
    }
    let from = &hop.stamp.from;
    // From these the operator sends to everyone: another customer's mail comes from there too.
    let sends = |ip| networks::sender(ip).is_some_and(|s| top.id() == Some(s.operator));
    if from.ip.is_some_and(sends) {
        return from.helo.is_some_and(|name| is_inside_name(top, hop.text(name)));
    }
    if hop.confirmed_name().is_some_and(|name| organisation(name).is_some_and(|o| o == *top)) {
        return true;
    }
    // A given name is a claim. It counts where the address is one that only this operator's inside hosts have:
    // Exchange writes no looked-up name.
    match (from.ip, from.helo) {
        (Some(ip), Some(name)) => {
            organisation(hop.text(name)).is_some_and(|o| o == *top) && is_own_inside_network(top, ip)
        }
        _ => false,
    }
}

/// Networks whose addresses only an operator's inside hosts use towards each other. Addresses from which the operator
/// sends to others are not among them.
const INSIDE_NETWORKS: [(&str, u16, u16); 1] =
    // 2603:1000::/24, ARIN NET6-2603-1000-1, Microsoft; read 2026-11.
    [(MICROSOFT, 0x2603, 0x1000)];

/// Names under which an operator's inside hosts greet from networks that its sending hosts use too. In a line that
/// names such an address, the greeting is the operator's own word.
const INSIDE_NAMES: [(&str, &[u8]); 3] = [
    (MICROSOFT, b".prod.protection.outlook.com"),
    (MICROSOFT, b".prod.outlook.com"),
    (MICROSOFT, b".prod.exchangelabs.com"),
];

fn is_inside_name(organisation: &Organisation<'_>, name: &[u8]) -> bool {
    INSIDE_NAMES.iter().any(|(id, end)| {
        organisation.id() == Some(*id)
            && name
                .len()
                .checked_sub(end.len())
                .and_then(|at| name.get(at..))
                .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
    })
}

/// Its id in the table of organisations.
const MICROSOFT: &str = "microsoft";

fn is_own_inside_network(organisation: &Organisation<'_>, ip: IpAddr) -> bool {
    let IpAddr::V6(v6) = ip else { return false };
    let [first, second, ..] = v6.segments();
    INSIDE_NETWORKS
        .iter()
        .any(|(id, a, b)| organisation.id() == Some(*id) && first == *a && second & 0xff00 == *b)
}
