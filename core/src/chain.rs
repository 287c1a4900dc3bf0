//! Stamps as a chain of hops: order, organisations, legs, and the seconds between.
//!
//! Order comes from position alone (RFC 5321 §4.4: each server puts its stamp on top). Clocks are told, not obeyed.
//! Not here: who is to be believed.

use crate::address::{self, AddressClass};
use crate::dialect::Writes;
use crate::organisation::{Organisation, organisation};
use crate::span::Span;
use crate::stamp::Stamp;
use crate::terms::{Basis, Confidence, Leg, TlsState};
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
        // The client of a stamp mostly is the host that wrote the older one.
        let mut written_by: Option<(&[u8], Option<Organisation<'a>>)> = None;
        for (i, stamp) in stamps.into_iter().rev().enumerate() {
            let time = stamp.instant().map(|t| t.timestamp());
            let seconds_after_previous = match (time, older) {
                (Some(now), Some(before)) if i > 0 => Some(now - before),
                _ => None,
            };
            older = time;
            let client = stamp.from.rdns.or(stamp.from.helo).map(|name| stamp.text(name));
            let from_organisation = match written_by {
                Some((host, known)) if Some(host) == client => known,
                _ => client.and_then(organisation),
            };
            let by = stamp.by.host.map(|host| stamp.text(host));
            let by_organisation = by.and_then(organisation);
            written_by = by.map(|host| (host, by_organisation));
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

    /// False where neither side of the handover could be read. Such a line stays in the list, and breaks no walk.
    pub(crate) fn is_readable(&self) -> bool {
        self.stamp.by.host.is_some() || !self.tells_no_client()
    }

    /// True where nothing is told of the connecting side.
    pub(crate) fn tells_no_client(&self) -> bool {
        let from = &self.stamp.from;
        from.ip.is_none() && from.helo.is_none() && from.rdns.is_none()
    }

    /// True where the message was handed in by the web or an API: its journey by mail begins here.
    pub(crate) fn starts_journey(&self) -> bool {
        self.stamp.tls.basis == Basis::NotSmtp
    }

    /// The looked-up name, where the writer wrote it only because it leads back to the address. Whoever owns an
    /// address may name it as he likes in the DNS; he cannot make another's name lead back to it.
    pub(crate) fn confirmed_name(&self) -> Option<&'a [u8]> {
        let name = self.stamp.from.rdns.filter(|_| self.stamp.dialect.writes.has(Writes::CONFIRMED_NAME))?;
        (!self.doubts_name()).then(|| self.text(name))
    }

    /// True where the writer remarked that the looked-up name does not lead back to the address.
    pub(crate) fn doubts_name(&self) -> bool {
        self.doubt().is_some()
    }

    /// Where that remark stands.
    pub(crate) fn doubt(&self) -> Option<Span> {
        let part = self.client_part();
        let text = self.text(part);
        let opens = memchr::memchr_iter(b'(', text).map(|at| at + 1);
        for at in opens {
            let inside = text.get(at..).unwrap_or_default();
            for remark in [&b"may be forged"[..], b"unverified"] {
                if inside.get(..remark.len()).is_some_and(|w| w.eq_ignore_ascii_case(remark)) {
                    let start = part.start as usize + at;
                    return Some(Span::new(start, start + remark.len()));
                }
            }
        }
        None
    }

    /// Where the word stands that some writers put in place of a name that they could not find, or not confirm.
    pub(crate) fn no_name(&self) -> Option<Span> {
        if self.stamp.from.rdns.is_some() {
            return None;
        }
        let ip = self.stamp.from.ip_span?;
        let part = self.client_part();
        let text = self.text(Span { start: part.start, end: ip.start.min(part.end) });
        let is_there = |at: usize| {
            text.get(at..at + NO_NAME.len()).is_some_and(|word| word.eq_ignore_ascii_case(NO_NAME))
        };
        let at = memchr::memchr2_iter(b'u', b'U', text).find(|&at| is_there(at))?;
        let before = at.checked_sub(1).and_then(|i| text.get(i));
        let behind = text.get(at + NO_NAME.len());
        let alone = |b: Option<&u8>| b.is_none_or(|b| b" \t\r\n([<>".contains(b));
        let start = part.start as usize + at;
        (alone(before) && alone(behind)).then(|| Span::new(start, start + NO_NAME.len()))
    }

    /// True where the writer looked the address up, and found no name, one that does not lead back, or one of another
    /// organisation than the client's greeting.
    pub(crate) fn has_foreign_name(&self) -> bool {
        let Some(name) = self.stamp.from.rdns else { return self.no_name().is_some() };
        let said = self.stamp.from.helo.and_then(|h| organisation(self.text(h)));
        let found = organisation(self.text(name));
        self.doubts_name() || found.is_some_and(|found| said.is_none_or(|said| said != found))
    }

    /// True where the client is a server as far as the line tells: it did not sign in, and speaks to no mailbox.
    pub(crate) fn is_from_server(&self) -> bool {
        !self.stamp.authenticated.stated && !matches!(self.leg, Leg::Submission | Leg::Retrieval)
    }

    /// What the stamp says of the client: up to the by host, or to the date where the by clause stands first.
    pub(crate) fn client_part(&self) -> Span {
        let end = match (self.stamp.by.host, self.stamp.from.ip_span.or(self.stamp.from.helo)) {
            (Some(by), None) => by.start,
            (Some(by), Some(from)) if from.start < by.start => by.start,
            _ => self.stamp.date.as_ref().map_or(u32::MAX, |d| d.span.start),
        };
        Span::new(0, (end as usize).min(self.stamp.raw.len()))
    }

    /// What this writer's stamps never lack, and this one does. Nothing for steps that crossed no network, for writers
    /// that were not recognised for certain, and for lines that end before their date.
    pub(crate) fn lacks(&self) -> Writes {
        let stamp = &self.stamp;
        let told = stamp.writer.confidence == Confidence::Certain
            && stamp.tls.state != TlsState::Local
            && !matches!(stamp.tls.basis, Basis::NotSmtp | Basis::Truncated)
            && stamp.date.is_some()
            && !self.tells_no_client();
        if !told {
            return Writes::UNKNOWN;
        }
        let mut has = Writes::CONFIRMED_NAME.and(Writes::PACIFIC_TIME);
        for (there, what) in [
            (stamp.from.ip.is_some() || self.hides_address(), Writes::ADDRESS),
            (stamp.id.is_some(), Writes::ID),
            (stamp.protocol.as_written.is_some(), Writes::WITH),
            (stamp.date.as_ref().is_none_or(|d| d.zone_comment.is_some()), Writes::ZONE_COMMENT),
        ] {
            if there {
                has = has.and(what);
            }
        }
        stamp.dialect.writes.without(has)
    }

    /// True where brackets or the beginning of an address show that one stood there: people and archives blot them out
    /// (`[x.x.x.x]`, `[]`, `(192.0.2.redacted)`).
    fn hides_address(&self) -> bool {
        let text = self.text(self.client_part());
        let opens = |w: &[u8]| matches!(w, [b'(', b'0'..=b'9' | b'x' | b'X' | b'*' | b')' | b':']);
        let joins = |w: &[u8]| matches!(w, [b'0'..=b'9', b'.', b'0'..=b'9']);
        text.contains(&b'[') || text.windows(2).any(opens) || text.windows(3).filter(|w| joins(w)).count() > 1
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

const NO_NAME: &[u8] = b"unknown";

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
