//! The networks of `provider-networks.tsv`: from which addresses an operator sends to others.
//!
//! An address that a trusted writer saw is a fact, unlike a name. Not here: what follows from it for trust.

use super::lines;
use std::net::IpAddr;

/// An operator that sends from an address, as the table tells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sender {
    /// Its id in `organisations.tsv`.
    pub(crate) operator: &'static str,
    /// Ids of the dialects that its outer hosts write, with blanks between; `-` where the line below an address of its
    /// may be anyone's.
    writers: &'static str,
    /// The network as the table writes it.
    pub(crate) network: &'static str,
}

impl Sender {
    /// True where this operator's hosts write this dialect.
    pub(crate) fn writes(&self, dialect: &str) -> bool {
        self.writers.split(' ').any(|id| id == dialect)
    }
}

/// Date of the table.
pub(crate) const DATE: &str = "2026-11-24";

/// The operator that sends from this address.
pub(crate) fn sender(ip: IpAddr) -> Option<Sender> {
    let bits = wide(ip);
    let found = NETWORKS.iter().find(|network| bits & network.mask == network.bits)?;
    Some(found.sender)
}

#[derive(Clone, Copy)]
struct Network {
    bits: u128,
    mask: u128,
    sender: Sender,
}

/// IPv4 addresses take their IPv4-mapped place (RFC 4291 §2.5.5.2).
fn wide(ip: IpAddr) -> u128 {
    match ip {
        IpAddr::V4(v4) => v4.to_ipv6_mapped().to_bits(),
        IpAddr::V6(v6) => v6.to_bits(),
    }
}

const NOBODY: Sender = Sender { operator: "", writers: "", network: "" };

const fn count_networks() -> usize {
    let mut count = 0;
    let mut at = 0;
    while let Some((start, end)) = lines::next(TEXT, at) {
        count += lines::words(TEXT, columns(start, end).1, end);
        at = end + 1;
    }
    count
}

const fn networks() -> [Network; count_networks()] {
    let mut all = [Network { bits: 0, mask: 0, sender: NOBODY }; count_networks()];
    let mut used = 0;
    let mut at = 0;
    while let Some((start, end)) = lines::next(TEXT, at) {
        let (writers, first) = columns(start, end);
        let mut word = first;
        while word < end {
            let stop = lines::find(TEXT, word, end, b' ');
            let sender = Sender {
                operator: lines::part(TEXT, start, writers - 1),
                writers: lines::part(TEXT, writers, first - 1),
                network: lines::part(TEXT, word, stop),
            };
            let (bits, prefix) = network(word, stop);
            let mask = u128::MAX << (128 - prefix);
            assert!(bits & !mask == 0, "a network has no host bits");
            all[used] = Network { bits, mask, sender };
            used += 1;
            word = stop + 1;
        }
        at = end + 1;
    }
    all
}

/// Starts of the second and third column.
const fn columns(start: usize, end: usize) -> (usize, usize) {
    let writers = lines::find(TEXT, start, end, b'\t') + 1;
    (writers, lines::find(TEXT, writers, end, b'\t') + 1)
}

/// `192.0.2.0/24`, `2001:db8::/32`: the only forms of the table.
const fn network(start: usize, end: usize) -> (u128, u32) {
    let slash = lines::find(TEXT, start, end, b'/');
    let prefix = number(slash + 1, end, 10);
    if lines::find(TEXT, start, slash, b':') == slash {
        let mut bits = 0xffff;
        let mut at = start;
        let mut octets = 0;
        while octets < 4 {
            let stop = lines::find(TEXT, at, slash, b'.');
            bits = bits << 8 | number(at, stop, 10) as u128;
            at = stop + 1;
            octets += 1;
        }
        (bits, prefix + 96)
    } else {
        let mut bits = 0;
        let mut at = start;
        let mut groups = 0;
        while TEXT.as_bytes()[at] != b':' {
            let stop = lines::find(TEXT, at, slash, b':');
            bits = bits << 16 | number(at, stop, 16) as u128;
            at = stop + 1;
            groups += 1;
        }
        (bits << (16 * (8 - groups)), prefix)
    }
}

const fn number(start: usize, end: usize, base: u32) -> u32 {
    let mut value = 0;
    let mut at = start;
    while at < end {
        let digit = match (TEXT.as_bytes()[at] as char).to_digit(base) {
            Some(digit) => digit,
            None => base,
        };
        assert!(digit < base, "a network is made of numbers");
        value = value * base + digit;
        at += 1;
    }
    value
}

pub(super) const TEXT: &str = include_str!("../../data/provider-networks.tsv");

static NETWORKS: [Network; count_networks()] = networks();

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::ALL;
    use crate::options::{Own, OwnEntry};

    fn operator(ip: &str) -> Option<&'static str> {
        sender(ip.parse().unwrap()).map(|s| s.operator)
    }

    #[test]
    fn addresses_are_found_at_the_edges_of_their_network() {
        for (ip, expected) in [
            ("209.85.128.0", Some("google")),
            ("209.85.255.255", Some("google")),
            ("::ffff:209.85.220.41", Some("google")),
            ("209.85.127.255", None),
            ("209.86.0.0", None),
            ("2607:f8b0:4864:20::c2d", Some("google")),
            ("2607:f8b0:5000::1", None),
            ("40.93.255.255", Some("microsoft")),
            ("40.94.0.0", None),
            ("2a01:111:f403::1", Some("microsoft")),
            ("2a01:111:f403:7fff::1", Some("microsoft")),
            ("2a01:111:f403:a000::1", None),
            ("207.211.30.64", Some("mimecast")),
            ("207.211.30.63", None),
            ("192.0.2.1", None),
            ("::1", None),
        ] {
            assert_eq!(operator(ip), expected, "{ip}");
        }
    }

    /// The reader of the user's networks is the reference.
    #[test]
    fn the_table_reads_as_its_text() {
        let mut count = 0;
        for line in TEXT.lines().filter(|line| !line.starts_with('#')) {
            let [operator, writers, networks] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("{line}")
            };
            for text in networks.split(' ') {
                let OwnEntry::Network(network) = Own::parse(text).unwrap() else { panic!("{text}") };
                assert_eq!(network.to_string(), text);
                let row = &NETWORKS[count];
                assert_eq!(
                    (row.sender.operator, row.sender.writers, row.sender.network),
                    (operator, writers, text)
                );
                let address = text.split('/').next().unwrap().parse().unwrap();
                assert!(network.holds(address));
                assert_eq!(sender(address).map(|s| s.network), Some(text), "no network lies in another");
                count += 1;
            }
        }
        assert_eq!(count, NETWORKS.len());
    }

    #[test]
    fn operators_and_writers_are_known() {
        for row in &NETWORKS {
            let sender = row.sender;
            assert!(super::super::is_listed(sender.operator), "{}", sender.operator);
            for writer in sender.writers.split(' ').filter(|w| *w != "-") {
                assert!(ALL.iter().any(|d| d.id == writer), "{writer}");
                assert!(sender.writes(writer));
            }
        }
        assert!(!NETWORKS[0].sender.writes("postfix"));
    }

    #[test]
    fn the_date_is_the_tables() {
        assert_eq!(TEXT.lines().find_map(|line| line.strip_prefix("# Date: ")), Some(DATE));
    }
}
