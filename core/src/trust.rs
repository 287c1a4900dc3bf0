//! Who wrote a stamp, as far as that can be told offline: where the reader's own ADMD begins, and what class of trust
//! follows for each hop.
//!
//! A server puts its stamp on top; everything below was supplied by whoever spoke to it. So trust never grows going
//! down. Not here: contradictions inside a stamp.

use crate::chain::{Chain, Hop};
use crate::message::{Message, TraceKind};
use crate::options::Own;
use crate::organisation::{Organisation, organisation};
use crate::terms::{BoundaryRule, TlsState, TrustClass};
use std::net::IpAddr;

/// Where the reader's own ADMD took the message over, and by which rule that was placed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Boundary {
    /// Number of the hop; nothing where every hop is inside, or there is none.
    pub(crate) hop: Option<u32>,
    pub(crate) rule: BoundaryRule,
    /// Every hop lies inside the reader's own ADMD.
    pub(crate) all_inside: bool,
}

/// The class of one hop, and why in words.
#[derive(Clone, Debug)]
pub(crate) struct Trust {
    pub(crate) class: TrustClass,
    pub(crate) why: Vec<String>,
}

/// Places the boundary by the first rule that applies.
pub(crate) fn boundary(chain: &Chain<'_>, message: &Message, own: &Own) -> Boundary {
    if chain.hops.is_empty() {
        return Boundary { hop: None, rule: BoundaryRule::None, all_inside: false };
    }
    configured(chain, own)
        .or_else(|| platform_marker(chain, message))
        .or_else(|| field_position(chain, message))
        .or_else(|| same_organisation(chain))
        .or_else(|| inferred(chain))
        .unwrap_or_else(|| topmost(chain))
}

/// The class that follows from the boundary for each hop, oldest first.
pub(crate) fn classes(chain: &Chain<'_>, boundary: Boundary) -> Vec<Trust> {
    chain.hops.iter().map(|hop| class(hop, boundary)).collect()
}

fn class(hop: &Hop<'_>, boundary: Boundary) -> Trust {
    let said = |class, why: &str| Trust { class, why: vec![why.to_owned()] };
    let Some(border) = boundary.hop else {
        return said(TrustClass::Own, "Every step lies inside one mail system.");
    };
    if hop.number < border {
        return said(
            TrustClass::Asserted,
            "Stated by a system outside your control. A later server, or the sender, could have written it.",
        );
    }
    if boundary.rule == BoundaryRule::Topmost {
        return said(
            TrustClass::Own,
            "Assumed: the topmost line is taken as yours. Nothing else places the boundary.",
        );
    }
    if hop.number == border {
        return said(
            TrustClass::Boundary,
            "Recorded by your own mail system when it took the message over from outside.",
        );
    }
    said(TrustClass::Own, "Recorded by your own mail system.")
}

/// B1: the reader named own systems. Walk down while the connecting side is own.
fn configured(chain: &Chain<'_>, own: &Own) -> Option<Boundary> {
    if own.is_empty() {
        return None;
    }
    Some(walk(chain, BoundaryRule::Configured, |hop| {
        hop.stamp.tls.state == TlsState::Local
            || hop.stamp.from.ip.is_some_and(|ip| own.covers_ip(ip))
            || hop.stamp.from.rdns.is_some_and(|name| own.covers_host(hop.text(name)))
            || (hop.stamp.from.ip.is_none() && hop.stamp.from.helo.is_none())
    }))
}

/// B2: Exchange Online puts `X-IncomingTopHeaderMarker` just below its edge stamp.
fn platform_marker(chain: &Chain<'_>, message: &Message) -> Option<Boundary> {
    let top = chain.newest_first().next()?;
    let is_microsoft = top.stamp.writer.software.is_some_and(|s| s == "microsoft-365")
        || top.by_organisation.as_ref().is_some_and(|o| o.id() == Some(MICROSOFT));
    if !is_microsoft {
        return None;
    }
    let mut edge = None;
    let mut received = 0;
    for trace in &message.trace {
        match trace.kind {
            TraceKind::Received => {
                edge = Some(received);
                received += 1;
            }
            TraceKind::IncomingTopHeaderMarker => {
                let hop = chain.by_field(edge?)?;
                return Some(Boundary {
                    hop: Some(hop.number),
                    rule: BoundaryRule::PlatformMarker,
                    all_inside: false,
                });
            }
            _ => {}
        }
    }
    None
}

/// B3: `Authentication-Results` or `Received-SPF` of the topmost organisation stands beside its edge stamp: above it
/// (RFC 8601 §4), or right below it as Google writes.
fn field_position(chain: &Chain<'_>, message: &Message) -> Option<Boundary> {
    let top = home(chain)?;
    let mut received = 0u32;
    for trace in &message.trace {
        match trace.kind {
            TraceKind::Received => received += 1,
            TraceKind::AuthenticationResults | TraceKind::ReceivedSpf => {
                let name = trace.name.as_deref().unwrap_or_default();
                if organisation(name.as_bytes()).is_none_or(|o| o != top) {
                    continue;
                }
                let below =
                    chain.by_field(received).filter(|h| belongs(h, &top) && comes_from_outside(h, &top));
                let above = || {
                    let hop = chain.by_field(received.checked_sub(1)?)?;
                    (belongs(hop, &top) && comes_from_outside(hop, &top)).then_some(hop)
                };
                if let Some(edge) = below.or_else(above)
                    && unbroken(chain, edge, &top)
                {
                    return Some(Boundary {
                        hop: Some(edge.number),
                        rule: BoundaryRule::FieldPosition,
                        all_inside: false,
                    });
                }
            }
            _ => {}
        }
    }
    None
}

/// The organisation of the topmost stamp that names one, below stamps that can only be inside steps (Gmail's topmost
/// stamp has an address for its own name).
fn home<'a>(chain: &Chain<'a>) -> Option<Organisation<'a>> {
    for hop in chain.newest_first() {
        if let Some(by) = &hop.by_organisation {
            return Some(*by);
        }
        let told_nothing = hop.stamp.from.ip.is_none() && hop.stamp.from.helo.is_none();
        if !told_nothing && !hop.connects_from_inside() {
            return None;
        }
    }
    None
}

fn belongs(hop: &Hop<'_>, top: &Organisation<'_>) -> bool {
    hop.by_organisation.as_ref().is_some_and(|by| by == top)
}

fn comes_from_outside(hop: &Hop<'_>, top: &Organisation<'_>) -> bool {
    !from_same(hop, top)
}

/// True where no stamp above `edge` took the message over from another organisation.
fn unbroken(chain: &Chain<'_>, edge: &Hop<'_>, top: &Organisation<'_>) -> bool {
    chain.newest_first().take_while(|h| h.number > edge.number).all(|h| from_same(h, top))
}

/// B4: the stamps from the top that belong to one organisation, down to the one that took over from another.
fn same_organisation(chain: &Chain<'_>) -> Option<Boundary> {
    let top = home(chain)?;
    let mut inside: Option<&Hop<'_>> = None;
    for hop in chain.newest_first() {
        if !belongs(hop, &top) && (hop.by_organisation.is_some() || !from_same(hop, &top)) {
            break;
        }
        inside = Some(hop);
        if !from_same(hop, &top) {
            return Some(Boundary {
                hop: Some(hop.number),
                rule: BoundaryRule::Organisation,
                all_inside: false,
            });
        }
    }
    let last = inside?;
    let all_inside = last.number == 1;
    let hop = (!all_inside).then_some(last.number);
    Some(Boundary { hop, rule: BoundaryRule::Organisation, all_inside })
}

/// True where the connecting side is the same organisation by a name that was looked up, or has an address that only
/// an inside system can have, or is not told at all.
fn from_same(hop: &Hop<'_>, top: &Organisation<'_>) -> bool {
    let from = &hop.stamp.from;
    if hop.connects_from_inside() {
        return true;
    }
    if let Some(name) = from.rdns {
        return organisation(hop.text(name)).is_some_and(|o| o == *top);
    }
    // A given name is a claim. It counts where the address is one that only this operator's inside hosts have:
    // Exchange writes no looked-up name.
    if let (Some(ip), Some(name)) = (from.ip, from.helo) {
        return organisation(hop.text(name)).is_some_and(|o| o == *top) && is_own_inside_network(top, ip);
    }
    from.ip.is_none() && from.helo.is_none()
}

/// Networks whose addresses only an operator's inside hosts use towards each other. Addresses from which the operator
/// sends to others are not among them: another customer's mail comes from there too.
const INSIDE_NETWORKS: [(&str, u16, u16); 1] =
    // 2603:1000::/24, ARIN NET6-2603-1000-1, Microsoft; read 2026-11.
    [(MICROSOFT, 0x2603, 0x1000)];

/// Its id in the table of organisations.
const MICROSOFT: &str = "microsoft";

fn is_own_inside_network(organisation: &Organisation<'_>, ip: IpAddr) -> bool {
    let IpAddr::V6(v6) = ip else { return false };
    let [first, second, ..] = v6.segments();
    INSIDE_NETWORKS
        .iter()
        .any(|(id, a, b)| organisation.id() == Some(*id) && first == *a && second & 0xff00 == *b)
}

/// B5: nobody told anything. Go on while the connecting side is private or signed in.
fn inferred(chain: &Chain<'_>) -> Option<Boundary> {
    chain.newest_first().next()?.stamp.from.ip?;
    Some(walk(chain, BoundaryRule::Inferred, |hop| {
        hop.connects_from_inside() || hop.stamp.authenticated.stated
    }))
}

/// Walks down while `inside` holds; the first hop that it does not hold for is the boundary.
fn walk(chain: &Chain<'_>, rule: BoundaryRule, inside: impl Fn(&Hop<'_>) -> bool) -> Boundary {
    match chain.newest_first().find(|hop| !inside(hop)) {
        Some(hop) => Boundary { hop: Some(hop.number), rule, all_inside: false },
        None => Boundary { hop: None, rule, all_inside: true },
    }
}

fn topmost(chain: &Chain<'_>) -> Boundary {
    let hop = chain.newest_first().next().map(|h| h.number);
    Boundary { hop, rule: BoundaryRule::Topmost, all_inside: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use crate::options::Own;
    use crate::stamp::Stamp;

    fn placed(header: &str, own: &[&str]) -> (Option<u32>, BoundaryRule, bool) {
        let input = crate::input::read(header.as_bytes(), &Limits::default());
        let message = crate::message::read(&input);
        let chain = Chain::new(input.received().map(Stamp::parse).collect());
        let own: Own = own.iter().map(|o| Own::parse(o).unwrap()).collect();
        let found = boundary(&chain, &message, &own);
        (found.hop, found.rule, found.all_inside)
    }

    const D: &str = "Mon, 23 Nov 2026 17:00:00 +0000";

    fn postfix(helo: &str, rdns: &str, ip: &str, by: &str) -> String {
        format!(
            "Received: from {helo} ({rdns} [{ip}])\r\n\tby {by} (Postfix) with ESMTP id 4355A9A8AD6; {D}\r\n"
        )
    }

    #[test]
    fn organisation_goes_on_through_inside_hops_and_stops_at_the_first_outside_peer() {
        let header = [
            postfix("localhost", "localhost", "127.0.0.1", "store.own.example"),
            postfix("mx", "mx.own.example", "192.0.2.7", "store.own.example"),
            postfix("client.other.example", "client.other.example", "203.0.113.9", "mx.own.example"),
            postfix("inner.other.example", "inner.other.example", "203.0.113.8", "client.other.example"),
        ]
        .concat();
        assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Organisation, false));
    }

    #[test]
    fn a_stamp_of_ones_own_name_below_an_outside_peer_is_not_own() {
        let header = [
            postfix("client.other.example", "client.other.example", "203.0.113.9", "mx.own.example"),
            postfix("bank.example", "bank.example", "192.0.2.77", "mx.own.example"),
        ]
        .concat();
        assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Organisation, false));
        // A peer that only calls itself by our name is outside too.
        let header = [
            postfix("mx2.own.example", "unknown", "203.0.113.9", "mx.own.example"),
            postfix("bank.example", "bank.example", "192.0.2.77", "mx2.own.example"),
        ]
        .concat();
        assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Organisation, false));
    }

    #[test]
    fn configured_systems_come_first() {
        let header = [
            postfix("gw.filter.example", "gw.filter.example", "198.51.100.4", "mx.own.example"),
            postfix("client.other.example", "client.other.example", "203.0.113.9", "gw.filter.example"),
        ]
        .concat();
        assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Organisation, false));
        assert_eq!(placed(&header, &["198.51.100.0/24"]), (Some(1), BoundaryRule::Configured, false));
        assert_eq!(placed(&header, &["filter.example"]), (Some(1), BoundaryRule::Configured, false));
    }

    #[test]
    fn gmail_is_placed_by_its_fields_though_its_topmost_stamp_has_no_name() {
        let header = format!(
            "Delivered-To: bob@example.com\r\n\
             Received: by 2002:a05:6a10:1234:b0:4f:1:2 with SMTP id x1csp1; {D}\r\n\
             Return-Path: <a@other.example>\r\n\
             Received: from out.other.example (out.other.example. [203.0.113.9])\r\n\
             \tby mx.google.com with ESMTPS id k1si2.3.2026.11.23.09.00.00; {D}\r\n\
             Authentication-Results: mx.google.com; spf=pass\r\n{}",
            postfix("inner.other.example", "inner.other.example", "203.0.113.8", "out.other.example")
        );
        assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::FieldPosition, false));
    }

    #[test]
    fn exchange_online_goes_on_through_its_inside_network_only() {
        let hop = |from: &str, ip: &str, by: &str| {
            format!(
                "Received: from {from} ({ip})\r\n by {by} (2603:10a6:20b:1::2) with Microsoft SMTP Server\r\n \
                 (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id\r\n 15.20.7677.15; {D}\r\n"
            )
        };
        let header = [
            hop("A.eurprd05.prod.outlook.com", "2603:10a6:10::4", "B.eurprd05.prod.outlook.com"),
            hop("out.other.example", "203.0.113.9", "C.mail.protection.outlook.com"),
            hop("x.other.example", "203.0.113.8", "out.other.example"),
        ]
        .concat();
        assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Organisation, false));
        // Another customer's mail comes over the sending network; a stranger may use any name.
        for ip in ["40.107.22.1", "2a01:111:f403::1", "203.0.113.9"] {
            let header = [
                hop("A.outbound.protection.outlook.com", ip, "C.mail.protection.outlook.com"),
                hop("x.other.example", "203.0.113.8", "A.outbound.protection.outlook.com"),
            ]
            .concat();
            assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Organisation, false), "{ip}");
        }
    }

    #[test]
    fn without_names_private_addresses_and_sessions_are_followed() {
        let header = [
            postfix("a", "unknown", "10.0.0.3", "inner"),
            postfix("b.other.example", "unknown", "203.0.113.9", "edge"),
            postfix("c", "unknown", "10.0.0.9", "b"),
        ]
        .concat();
        assert_eq!(placed(&header, &[]), (Some(2), BoundaryRule::Inferred, false));
        let header = format!("Received: by inner with SMTP id 1; {D}\r\n");
        assert_eq!(placed(&header, &[]), (Some(1), BoundaryRule::Topmost, false));
        assert_eq!(placed("Subject: x\r\n\r\n", &[]), (None, BoundaryRule::None, false));
    }
}
