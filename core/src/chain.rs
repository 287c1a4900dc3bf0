//! Stamps as a chain of hops: order, organisations, legs, and the seconds between.
//!
//! Order comes from position alone (RFC 5321 §4.4: each server puts its stamp on top). Clocks are told, not obeyed.
//! Not here: who is to be believed.

use crate::address::{self, AddressClass};
use crate::organisation::{Organisation, organisation};
use crate::span::Span;
use crate::stamp::Stamp;
use crate::terms::{Basis, Leg, TlsState};
use crate::vocab::protocol::WordKind;
use std::net::IpAddr;

/// One hop: a stamp in its place.
#[derive(Clone, Debug)]
pub(crate) struct Hop<'a> {
    /// 1 = oldest.
    pub(crate) number: u32,
    /// 0 = topmost `Received` field.
    pub(crate) field_index: u32,
    pub(crate) stamp: Stamp<'a>,
    /// By the looked-up name; by the name given where none was looked up.
    pub(crate) from_organisation: Option<Organisation<'a>>,
    pub(crate) by_organisation: Option<Organisation<'a>>,
    pub(crate) leg: Leg,
    /// Against the next older hop; nothing where one of the two has no date.
    pub(crate) seconds_after_previous: Option<i64>,
}

/// The hops of a message, oldest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chain<'a> {
    pub(crate) hops: Vec<Hop<'a>>,
}

impl<'a> Chain<'a> {
    /// Builds the chain from stamps in field order, topmost first.
    pub(crate) fn new(stamps: Vec<Stamp<'a>>) -> Self {
        let count = stamps.len();
        let mut hops: Vec<Hop<'a>> = Vec::with_capacity(count);
        let mut older: Option<i64> = None;
        for (i, stamp) in stamps.into_iter().rev().enumerate() {
            let time = stamp.instant().map(|t| t.timestamp());
            let seconds_after_previous = match (time, older) {
                (Some(now), Some(before)) if i > 0 => Some(now - before),
                _ => None,
            };
            older = time;
            let from_organisation = from_organisation(&stamp);
            let by_organisation = stamp.by.host.and_then(|h| organisation(stamp.text(h)));
            let mut hop = Hop {
                number: index(i + 1),
                field_index: index(count - 1 - i),
                stamp,
                from_organisation,
                by_organisation,
                leg: Leg::Unknown,
                seconds_after_previous,
            };
            hop.leg = leg(&hop, i == 0);
            hops.push(hop);
        }
        Self { hops }
    }

    /// Hops from the newest to the oldest: the order in which trust is given.
    pub(crate) fn newest_first(&self) -> impl Iterator<Item = &Hop<'a>> {
        self.hops.iter().rev()
    }

    /// The hop whose stamp is the field with this index.
    pub(crate) fn by_field(&self, field_index: u32) -> Option<&Hop<'a>> {
        self.newest_first().nth(field_index as usize)
    }
}

impl<'a> Hop<'a> {
    /// The bytes of a place in the stamp.
    pub(crate) fn text(&self, span: Span) -> &'a [u8] {
        self.stamp.text(span)
    }

    /// True where the connecting address can only be one of the writer's own network, or there was no network.
    pub(crate) fn connects_from_inside(&self) -> bool {
        self.stamp.tls.state == TlsState::Local || self.stamp.from.ip.is_some_and(is_inside)
    }

    /// True where sender and receiver belong to one organisation by the names the receiver looked up.
    pub(crate) fn stays_inside(&self) -> bool {
        match (&self.from_organisation, &self.by_organisation) {
            (Some(from), Some(by)) => from == by,
            _ => false,
        }
    }
}

/// Addresses that only a system of the same network can have.
fn is_inside(ip: IpAddr) -> bool {
    matches!(
        address::class(ip),
        AddressClass::Loopback
            | AddressClass::Private
            | AddressClass::LinkLocal
            | AddressClass::GoogleInternal
    )
}

fn from_organisation<'a>(stamp: &Stamp<'a>) -> Option<Organisation<'a>> {
    let name = stamp.from.rdns.or(stamp.from.helo)?;
    organisation(stamp.text(name))
}

/// What part of the journey a hop is, as far as its own words tell.
fn leg(hop: &Hop<'_>, oldest: bool) -> Leg {
    let stamp = &hop.stamp;
    let word = stamp.word;
    if word == Some(WordKind::Fetch) {
        return Leg::Retrieval;
    }
    if stamp.tls.basis == Basis::NotSmtp || stamp.authenticated.stated {
        return Leg::Submission;
    }
    if stamp.tls.state == TlsState::Local {
        return if oldest && stamp.tls.basis != Basis::Loopback { Leg::Submission } else { Leg::Internal };
    }
    if stamp.protocol.registered.is_some_and(super::vocab::protocol::Keyword::is_lmtp) {
        return Leg::Delivery;
    }
    if hop.stays_inside() || hop.connects_from_inside() {
        return Leg::Internal;
    }
    if hop.from_organisation.is_some() && hop.by_organisation.is_some() {
        return Leg::Between;
    }
    Leg::Unknown
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
