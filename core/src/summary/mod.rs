//! The answer: one outcome about the boundary hop, counts, sentences for a lay reader, and the caveats that apply.
//!
//! Nothing below the boundary makes the outcome better: those stamps were supplied by whoever spoke to the reader's
//! system. Not here: layout, and words for single hops.

mod caveat;
mod limit;
mod sentence;
mod stronger;

pub(crate) use caveat::{Caveat, Place, Said};
pub(crate) use limit::ALL as CAVEATS;
pub(crate) use sentence::silence;

use crate::chain::{Chain, Hop};
use crate::check::Finding;
use crate::message::Message;
use crate::terms::{Outcome, TlsState, TrustClass};
use crate::trust::{Boundary, Trust};
use crate::vocab::strength::Strength;
use crate::vocab::version::TlsVersion;

/// Hops by TLS state.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Count {
    pub(crate) encrypted: u32,
    pub(crate) plain: u32,
    pub(crate) unrecorded: u32,
    pub(crate) local: u32,
}

/// The answer.
#[derive(Clone, Debug)]
pub(crate) struct Summary {
    pub(crate) outcome: Outcome,
    pub(crate) boundary_tls: Option<TlsState>,
    pub(crate) hops: Count,
    pub(crate) outside: Count,
    pub(crate) weakest_version: Option<TlsVersion>,
    pub(crate) sentences: Vec<String>,
    pub(crate) caveats: Vec<Said>,
}

/// What an answer is made from.
#[derive(Clone, Copy)]
pub(crate) struct Evidence<'e, 'a> {
    pub(crate) message: &'e Message,
    pub(crate) chain: &'e Chain<'a>,
    pub(crate) boundary: Boundary,
    /// One for each hop, oldest first.
    pub(crate) trust: &'e [Trust],
    pub(crate) findings: &'e [Finding],
}

impl<'e, 'a> Evidence<'e, 'a> {
    /// The boundary hop.
    fn border(&self) -> Option<&'e Hop<'a>> {
        let number = self.boundary.hop?;
        self.chain.hops.get(number.checked_sub(1)? as usize)
    }

    /// Hops below the boundary, oldest first.
    fn outside(&self) -> &'e [Hop<'a>] {
        let below = self.boundary.hop.map_or(0, |number| number.saturating_sub(1) as usize);
        self.chain.hops.get(..below).unwrap_or_default()
    }

    /// Own hops above the boundary, oldest first.
    fn inside(&self) -> &'e [Hop<'a>] {
        let from = self.boundary.hop.map_or(self.chain.hops.len(), |number| number as usize);
        self.chain.hops.get(from..).unwrap_or_default()
    }

    fn is_contradicted(&self, hop: &Hop<'_>) -> bool {
        let place = hop.number.saturating_sub(1) as usize;
        self.trust.get(place).is_some_and(|t| t.class == TrustClass::Contradicted)
    }
}

/// Sums up a chain whose boundary is placed.
pub(crate) fn summarise(evidence: &Evidence<'_, '_>) -> Summary {
    let hops = &evidence.chain.hops;
    let border = evidence.border();
    let outcome = outcome(evidence, border);
    let mut summary = Summary {
        outcome,
        boundary_tls: border.map(|h| h.stamp.tls.state),
        hops: count(hops),
        outside: count(evidence.outside()),
        weakest_version: hops
            .iter()
            .filter(|h| h.stamp.tls.state == TlsState::Encrypted)
            .filter_map(|h| h.stamp.tls.version)
            .min(),
        sentences: sentence::sentences(evidence, outcome),
        caveats: Vec::new(),
    };
    summary.caveats = limit::caveats(&summary, evidence);
    stronger::add(&mut summary.caveats, outcome, evidence);
    summary
}

fn outcome(evidence: &Evidence<'_, '_>, border: Option<&Hop<'_>>) -> Outcome {
    let Some(hop) = border else {
        return if evidence.chain.hops.is_empty() { Outcome::NoTrace } else { Outcome::Internal };
    };
    if evidence.is_contradicted(hop) {
        return Outcome::Contradicted;
    }
    match hop.stamp.tls.state {
        TlsState::Encrypted if is_outdated(hop) => Outcome::EncryptedOutdated,
        TlsState::Encrypted => Outcome::Encrypted,
        TlsState::Plain => Outcome::Plain,
        TlsState::Unrecorded => Outcome::Unrecorded,
        // Lines below tell of a way to this machine that no own line describes.
        TlsState::Local if hop.number > 1 => Outcome::Unrecorded,
        TlsState::Local => Outcome::Internal,
    }
}

fn is_outdated(hop: &Hop<'_>) -> bool {
    hop.stamp.tls.strength.is_some_and(Strength::is_below_minimum)
}

fn count(hops: &[Hop<'_>]) -> Count {
    let mut found = Count::default();
    for hop in hops {
        match hop.stamp.tls.state {
            TlsState::Encrypted => found.encrypted += 1,
            TlsState::Plain => found.plain += 1,
            TlsState::Unrecorded => found.unrecorded += 1,
            TlsState::Local => found.local += 1,
        }
    }
    found
}

/// A name or id from a stamp, for a sentence: what is longer than any of these has a right to be is cut.
fn name(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    if bytes.len() <= LONGEST_NAME {
        return text.into_owned();
    }
    match text.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.into_owned(),
    }
}

/// A host name has at most 253 characters (RFC 1035 §2.3.4); nobody reads a sentence that is longer.
const LONGEST_NAME: usize = 100;
