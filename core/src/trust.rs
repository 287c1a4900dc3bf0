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
            "Stated by a system outside your control. Every server that handled the message later could have changed it.",
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
    let top = chain.from_the_top().next()?;
    let is_microsoft = top.stamp.writer.software.is_some_and(|s| s == "microsoft-365")
        || top.by_organisation.as_ref().is_some_and(|o| o.display() == "outlook.com");
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
    let top = chain.from_the_top().next()?.by_organisation.clone()?;
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

fn belongs(hop: &Hop<'_>, top: &Organisation<'_>) -> bool {
    hop.by_organisation.as_ref().is_some_and(|by| by == top)
}

fn comes_from_outside(hop: &Hop<'_>, top: &Organisation<'_>) -> bool {
    !from_same(hop, top)
}

/// True where no stamp above `edge` took the message over from another organisation.
fn unbroken(chain: &Chain<'_>, edge: &Hop<'_>, top: &Organisation<'_>) -> bool {
    chain.from_the_top().take_while(|h| h.number > edge.number).all(|h| from_same(h, top))
}

/// B4: the stamps from the top that belong to one organisation, down to the one that took over from another.
fn same_organisation(chain: &Chain<'_>) -> Option<Boundary> {
    let top = chain.from_the_top().next()?.by_organisation.clone()?;
    let mut inside: Option<&Hop<'_>> = None;
    for hop in chain.from_the_top() {
        if !belongs(hop, &top) && !hop.connects_from_inside() {
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
    // A given name is a claim; it counts only where the writer never looks names up and the stamp is one of its own
    // inside steps.
    from.ip.is_none() && from.helo.is_none()
}

/// B5: nobody told anything. Go on while the connecting side is private or signed in.
fn inferred(chain: &Chain<'_>) -> Option<Boundary> {
    chain.from_the_top().next()?.stamp.from.ip?;
    Some(walk(chain, BoundaryRule::Inferred, |hop| {
        hop.connects_from_inside() || hop.stamp.authenticated.stated
    }))
}

/// Walks down while `inside` holds; the first hop that it does not hold for is the boundary.
fn walk(chain: &Chain<'_>, rule: BoundaryRule, inside: impl Fn(&Hop<'_>) -> bool) -> Boundary {
    match chain.from_the_top().find(|hop| !inside(hop)) {
        Some(hop) => Boundary { hop: Some(hop.number), rule, all_inside: false },
        None => Boundary { hop: None, rule, all_inside: true },
    }
}

fn topmost(chain: &Chain<'_>) -> Boundary {
    let hop = chain.from_the_top().next().map(|h| h.number);
    Boundary { hop, rule: BoundaryRule::Topmost, all_inside: false }
}
