//! Who wrote a stamp, as far as that can be told offline: where the reader's own ADMD begins, and what class of trust
//! follows for each hop.
//!
//! A server puts its stamp on top; everything below was supplied by whoever spoke to it. So trust never grows going
//! down. Not here: contradictions inside a stamp.

mod corroborate;
mod place;
#[cfg(test)]
mod tests;

use crate::chain::{Chain, Hop};
use crate::terms::{BoundaryRule, TlsState, TrustClass};

pub(crate) use corroborate::corroborate;
pub(crate) use place::{boundary, home, names};

/// Where the reader's own ADMD took the message over, and by which rule that was placed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Boundary {
    /// Number of the hop; nothing where every hop lies inside the reader's own ADMD, or there is no hop.
    pub(crate) hop: Option<u32>,
    pub(crate) rule: BoundaryRule,
}

/// The boundary where the reader points at it; nothing where no hop has this number.
pub(crate) fn chosen(chain: &Chain<'_>, hop: u32) -> Option<Boundary> {
    let found = chain.hops.iter().find(|known| known.number == hop)?;
    Some(Boundary { hop: Some(found.number), rule: BoundaryRule::Configured })
}

/// The class of one hop, and why in words.
#[derive(Clone, Debug)]
pub(crate) struct Trust {
    pub(crate) class: TrustClass,
    pub(crate) why: Vec<String>,
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
    if hop.number == border && hop.stamp.tls.state == TlsState::Local {
        return said(
            TrustClass::Boundary,
            "Recorded by your own mail system. No line of it shows how the message came in.",
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
