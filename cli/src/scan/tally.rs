//! What a scan counts over all messages. Counts of parts add up to the counts of the whole.
//!
//! Memory is bounded: of values that a sender can choose, such as peers, so many are kept; beyond that, new ones count
//! as others. Not here: how the counts are shown.

use std::collections::BTreeMap;
use tlstrail_core::batch::SeenIds;
use tlstrail_core::report::{Counts, Hop, Outcome, PartnerResult, Report, Strength, TlsState};

/// The counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    messages: u64,
    failed: u64,
    class_met: bool,
    /// Messages by outcome.
    pub(crate) outcomes: Counter,
    /// Messages by the TLS state of their boundary hop.
    pub(crate) boundary: States,
    /// Hops by TLS state.
    pub(crate) hops: States,
    /// Hops with TLS by version, those that name none as `version not stated`.
    pub(crate) versions: Counter,
    /// Hops with TLS by suite.
    pub(crate) suites: Counter,
    /// Hops by suite, where the suite or the version is below today's minimum.
    pub(crate) weak: Counter,
    /// Boundary hops without TLS by the peer that delivered.
    pub(crate) peers: Counter,
    /// Boundary hops by the month of their stamp.
    pub(crate) months: BTreeMap<String, States>,
    /// Ids of lines below the boundary, which come again where a line was copied.
    pub(crate) seen_ids: SeenIds,
    /// Partners and how often each result was had, in the order of [`PARTNER_RESULTS`].
    pub(crate) partners: BTreeMap<String, [u64; 4]>,
}

/// The order in which results of partners are counted.
pub(crate) const PARTNER_RESULTS: [PartnerResult; 4] =
    [PartnerResult::Met, PartnerResult::NotMet, PartnerResult::NotShown, PartnerResult::NotApplicable];

/// What stands in the place of a version that is not named.
pub(crate) const NO_VERSION: &str = "not stated";
/// Of hops that name no suite.
pub(crate) const NO_SUITE: &str = "not stated";

/// The words for the states, in the order of [`States::counts`].
pub(crate) const STATES: [&str; 4] = [
    TlsState::Encrypted.as_str(),
    TlsState::Plain.as_str(),
    TlsState::Unrecorded.as_str(),
    TlsState::Local.as_str(),
];

/// Hops by TLS state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct States {
    pub(crate) encrypted: u64,
    pub(crate) plain: u64,
    pub(crate) unrecorded: u64,
    pub(crate) local: u64,
}

impl States {
    fn add(&mut self, state: TlsState) {
        let one = Counts::of([state]);
        self.encrypted += u64::from(one.encrypted);
        self.plain += u64::from(one.plain);
        self.unrecorded += u64::from(one.unrecorded);
        self.local += u64::from(one.local);
    }

    /// In the order of [`STATES`].
    pub(crate) const fn counts(self) -> [u64; 4] {
        [self.encrypted, self.plain, self.unrecorded, self.local]
    }

    fn merge(&mut self, other: Self) {
        self.encrypted += other.encrypted;
        self.plain += other.plain;
        self.unrecorded += other.unrecorded;
        self.local += other.local;
    }
}

/// Words and how often each came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counter {
    counts: BTreeMap<String, u64>,
    /// Words beyond those kept.
    pub(crate) others: u64,
}

/// Different words that are kept, and bytes of each.
const WORDS_KEPT: usize = 10_000;
const WORD_BYTES: usize = 120;

impl Counter {
    fn add(&mut self, word: &str, times: u64) {
        let word = word.get(..word.floor_char_boundary(WORD_BYTES)).unwrap_or_default();
        if let Some(count) = self.counts.get_mut(word) {
            *count += times;
        } else if self.counts.len() < WORDS_KEPT {
            self.counts.insert(word.to_owned(), times);
        } else {
            self.others += times;
        }
    }

    fn merge(&mut self, other: Self) {
        for (word, times) in other.counts {
            self.add(&word, times);
        }
        self.others += other.others;
    }

    pub(crate) fn count(&self, word: &str) -> u64 {
        self.counts.get(word).copied().unwrap_or_default()
    }

    /// The most frequent first, equal ones by name; no more than `most`, and how many hits stand behind the rest.
    pub(crate) fn top(&self, most: usize) -> (Vec<(&str, u64)>, u64) {
        let mut all: Vec<(&str, u64)> =
            self.counts.iter().map(|(word, count)| (word.as_str(), *count)).collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        let rest: u64 = all.iter().skip(most).map(|(_, count)| count).sum();
        all.truncate(most);
        (all, rest + self.others)
    }
}

impl Tally {
    pub(crate) const fn messages(&self) -> u64 {
        self.messages
    }

    pub(crate) const fn failed(&self) -> u64 {
        self.failed
    }

    pub(crate) const fn class_met(&self) -> bool {
        self.class_met
    }

    /// Counts a message that could not be read.
    pub(crate) fn fail(&mut self) {
        self.failed += 1;
    }

    /// A class of `--fail-on` was met.
    pub(crate) fn meet(&mut self) {
        self.class_met = true;
    }

    /// Counts a message.
    pub(crate) fn count(&mut self, report: &Report) {
        self.messages += 1;
        self.outcomes.add(report.summary.outcome.as_str(), 1);
        for hop in &report.hops {
            self.hop(hop);
        }
        if let Some(hop) = report.boundary_hop().filter(|_| report.summary.outcome != Outcome::Internal) {
            self.boundary.add(hop.tls.state);
            if let Some(month) = hop.time.as_deref().and_then(month) {
                months(&mut self.months, month).add(hop.tls.state);
            }
            if hop.tls.state == TlsState::Plain {
                self.peers.add(&peer(hop), 1);
            }
        }
        self.seen_ids.add(report);
        for partner in &report.partners {
            let place = PARTNER_RESULTS.iter().position(|result| *result == partner.result);
            let counts = match self.partners.get_mut(&partner.name) {
                Some(counts) => counts,
                None => self.partners.entry(partner.name.clone()).or_default(),
            };
            if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
                *count += 1;
            }
        }
    }

    fn hop(&mut self, hop: &Hop) {
        let tls = &hop.tls;
        self.hops.add(tls.state);
        if tls.state != TlsState::Encrypted {
            return;
        }
        self.versions.add(tls.version.as_deref().unwrap_or(NO_VERSION), 1);
        let suite =
            tls.cipher.as_ref().and_then(|cipher| cipher.iana.as_deref().or(cipher.as_written.as_deref()));
        self.suites.add(suite.unwrap_or(NO_SUITE), 1);
        if tls.strength.is_some_and(Strength::is_below_minimum) {
            let version = tls.version.as_deref().unwrap_or("version not stated");
            self.weak.add(&format!("{version} {}", suite.unwrap_or("suite not stated")), 1);
        }
    }

    /// Takes in the counts of another part.
    pub(crate) fn merge(&mut self, other: Self) {
        self.messages += other.messages;
        self.failed += other.failed;
        self.class_met |= other.class_met;
        self.outcomes.merge(other.outcomes);
        self.boundary.merge(other.boundary);
        self.hops.merge(other.hops);
        self.versions.merge(other.versions);
        self.suites.merge(other.suites);
        self.weak.merge(other.weak);
        self.peers.merge(other.peers);
        self.seen_ids.merge(other.seen_ids);
        for (month, states) in other.months {
            months(&mut self.months, &month).merge(states);
        }
        for (name, counts) in other.partners {
            let all = self.partners.entry(name).or_default();
            for (sum, count) in all.iter_mut().zip(counts) {
                *sum += count;
            }
        }
    }
}

/// `2026-11` of `2026-11-23T17:19:20Z`.
fn month(time: &str) -> Option<&str> {
    time.get(..7)
}

/// Months that are kept: a century. A clock that is far off counts as the last.
const MONTHS_KEPT: usize = 1200;

fn months<'m>(all: &'m mut BTreeMap<String, States>, month: &str) -> &'m mut States {
    let key = if all.contains_key(month) || all.len() < MONTHS_KEPT { month } else { "other" };
    all.entry(key.to_owned()).or_default()
}

/// Who delivered: the organisation where one is known, else the name that reverse DNS gave, else the address.
fn peer(hop: &Hop) -> String {
    let from = &hop.from;
    let named = from.organisation.as_ref().or(from.rdns.as_ref()).or(from.ip.as_ref());
    named.cloned().unwrap_or_else(|| "not named".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use tlstrail_core::options::{Options, Partner};

    fn tally(messages: &[&str]) -> Tally {
        let mut partner = Partner::new("Acme");
        partner.add_domain("a.example").unwrap();
        let options = Options::default().with_partners(vec![partner]);
        let mut tally = Tally::default();
        for message in messages {
            tally.count(&tlstrail_core::analyze(message.as_bytes(), &options));
        }
        tally
    }

    const PLAIN: &str = "Received: from a.example (a.example [203.0.113.1])\r\n\tby mx.b.example (Postfix) with ESMTP id \
        4355A9A8AD6\r\n\tfor <u@b.example>; Mon, 23 Nov 2026 17:19:20 +0000 (UTC)\r\nFrom: x@a.example\r\n\r\n";

    #[test]
    fn parts_add_up_to_the_whole() {
        let old = PLAIN
            .replace(
                "(Postfix)",
                "(using TLSv1 with cipher RC4-SHA (128/128 bits))\r\n\tby mx.b.example (Postfix)",
            )
            .replace("by mx.b.example (using", "(using")
            .replace("ESMTP", "ESMTPS");
        let both = tally(&[PLAIN, &old, PLAIN]);
        let mut merged = tally(&[PLAIN]);
        merged.merge(tally(&[&old, PLAIN]));
        assert_eq!(merged, both);
        assert_eq!((both.messages(), both.boundary.plain, both.boundary.encrypted), (3, 2, 1));
        assert_eq!(both.peers.top(5), (vec![("a.example", 2)], 0));
        assert_eq!(both.weak.top(5), (vec![("TLS1.0 TLS_RSA_WITH_RC4_128_SHA", 1)], 0));
        assert_eq!(both.months.get("2026-11").map(|states| states.plain), Some(2));
        assert_eq!(both.partners.get("Acme").map(|counts| counts.iter().sum::<u64>()), Some(3));
    }

    #[test]
    fn what_senders_choose_is_kept_within_bounds() {
        let mut counter = Counter::default();
        for number in 0..WORDS_KEPT + 5 {
            counter.add(&format!("{number} {}", "é".repeat(1000)), 1);
        }
        assert_eq!(counter.counts.len(), WORDS_KEPT);
        assert_eq!(counter.others, 5);
        assert!(counter.counts.keys().all(|word| word.len() <= WORD_BYTES));
        let mut all = BTreeMap::new();
        for month in 0..2000 {
            months(&mut all, &month.to_string()).plain += 1;
        }
        assert_eq!((all.len(), all.values().map(|states| states.plain).sum()), (MONTHS_KEPT + 1, 2000_u64));
    }
}
