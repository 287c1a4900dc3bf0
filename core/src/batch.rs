//! What only many messages together show: the same made-up line again and again.
//!
//! A queue id is given once. A line below the boundary that bears one id on different days was copied, and who copies a
//! line made it up. Memory is bounded. Counts of parts add up to the counts of the whole, in any order, so a scan may
//! be split among threads. Not here: single messages, whose class never depends on others.

use crate::limits::LIMITS;
use crate::report::{Hop, Report};
use chrono::{DateTime, FixedOffset};
use std::collections::BTreeMap;

/// The code under which `explain` tells of it.
pub const CODE: &str = "one-id-on-different-days";

/// The ids that lines of outside systems bore in the messages seen so far.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SeenIds {
    ids: BTreeMap<(String, String), Days>,
    left_out: u64,
}

/// An id that stood in lines of different days.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct RepeatedId {
    /// The host that the lines name as receiver, in lower case.
    pub host: String,
    /// The id.
    pub id: String,
    /// How many lines bear it.
    pub lines: u64,
    /// Date of the earliest of them.
    pub first: DateTime<FixedOffset>,
    /// Date of the latest.
    pub last: DateTime<FixedOffset>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Days {
    first: DateTime<FixedOffset>,
    last: DateTime<FixedOffset>,
    lines: u64,
}

impl SeenIds {
    /// Takes the lines below the boundary of one message.
    pub fn add(&mut self, report: &Report) {
        let border = report.boundary.hop.unwrap_or_default();
        for hop in report.hops.iter().filter(|hop| hop.number < border) {
            if let Some((key, time)) = key(hop) {
                self.count(key, Days { first: time, last: time, lines: 1 });
            }
        }
    }

    /// Takes what another part of the messages held.
    pub fn merge(&mut self, other: Self) {
        self.left_out += other.left_out;
        for (key, days) in other.ids {
            self.count(key, days);
        }
    }

    /// The ids that stood in lines more than a day apart, by host and id.
    pub fn repeated(&self) -> impl Iterator<Item = RepeatedId> + '_ {
        let apart = |days: &Days| (days.last - days.first).num_seconds() > A_DAY;
        self.ids.iter().filter(move |(_, days)| apart(days)).map(|((host, id), days)| RepeatedId {
            host: host.clone(),
            id: id.clone(),
            lines: days.lines,
            first: days.first,
            last: days.last,
        })
    }

    /// Lines whose id was not kept, because too many others were.
    pub fn left_out(&self) -> u64 {
        self.left_out
    }

    fn count(&mut self, key: (String, String), days: Days) {
        if let Some(known) = self.ids.get_mut(&key) {
            known.first = known.first.min(days.first);
            known.last = known.last.max(days.last);
            known.lines += days.lines;
        } else if self.ids.len() < LIMITS.ids {
            self.ids.insert(key, days);
        } else {
            self.left_out += days.lines;
        }
    }
}

/// Host and id of a line, with its date; nothing for ids that are no key to one message.
fn key(hop: &Hop) -> Option<((String, String), DateTime<FixedOffset>)> {
    let id = hop.id.as_deref().filter(|id| is_given_once(id))?;
    let host = hop.by.host.as_deref()?;
    let time = DateTime::parse_from_rfc3339(hop.time.as_deref()?).ok()?;
    (host.len() + id.len() <= LONGEST_KEY).then(|| ((host.to_ascii_lowercase(), id.to_owned()), time))
}

/// Short ids, and those made of a file's number and a fraction of a second, come again by chance. Some software writes
/// its version in the place of an id: numbers and dots.
fn is_given_once(id: &str) -> bool {
    let is_version = id.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let is_counter = id.bytes().all(|b| b.is_ascii_digit() || (b'A'..=b'F').contains(&b));
    id.len() >= SHORTEST_ID && !is_version && !(is_counter && id.len() <= LONGEST_COUNTER)
}

const A_DAY: i64 = 86_400;
const SHORTEST_ID: usize = 12;
const LONGEST_COUNTER: usize = 16;
/// A host name and a msg-id; longer ones are no ids of servers.
const LONGEST_KEY: usize = 400;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Options;

    /// A message whose older line bears an id on a day of November.
    fn report(by: &str, id: &str, day: u8) -> Report {
        let header = format!(
            "Received: from out.other.example (out.other.example [203.0.113.9])\r\n\tby mx.own.example (Postfix) with \
             ESMTP id 4355A9A8AD6;\r\n\tWed, {day} Nov 2026 17:00:01 +0000 (UTC)\r\nReceived: from bank.example \
             ([192.0.2.7])\r\n\tby {by} with ESMTP id {id};\r\n\tWed, {day} Nov 2026 17:00:00 +0000\r\n"
        );
        crate::analyze(header.as_bytes(), &Options::default())
    }

    fn seen(messages: &[(&str, &str, u8)]) -> SeenIds {
        let mut seen = SeenIds::default();
        for (by, id, day) in messages {
            seen.add(&report(by, id, *day));
        }
        seen
    }

    fn told(messages: &[(&str, &str, u8)]) -> Vec<(String, u64)> {
        seen(messages).repeated().map(|found| (found.id, found.lines)).collect()
    }

    const ID: &str = "025x0ft1b5r042h.25";

    #[test]
    fn an_id_on_different_days_is_told() {
        let at = "out.other.example";
        assert_eq!(told(&[(at, ID, 11), ("OUT.other.example", ID, 18), (at, ID, 12)]), [(ID.to_owned(), 3)]);
        for other in [
            [(at, ID, 11), (at, ID, 11)],
            [(at, ID, 11), ("x.other.example", ID, 18)],
            [(at, ID, 11), (at, "025x0ft1b5r042h.26", 18)],
            [(at, "4355A9A8AD6", 11), (at, "4355A9A8AD6", 18)],
            [(at, "short", 11), (at, "short", 18)],
        ] {
            assert_eq!(told(&other), [], "{other:?}");
        }
    }

    #[test]
    fn own_lines_and_versions_do_not_count() {
        let online = |day: u8| {
            format!(
                "Received: from a.other.example (203.0.113.9) by b.other.example (10.0.0.1) with Microsoft\r\n SMTP \
                 Server id 15.20.7677.15; Wed, {day} Nov 2026 17:00:00 +0000\r\n"
            )
        };
        let mut seen = SeenIds::default();
        for day in [11, 18] {
            let top = "Received: from out.other.example (out.other.example [203.0.113.9])\r\n\tby mx.own.example (Postfix) \
                       with ESMTP id 4fFZ7p6Wbtz2xN5; Mon, 23 Nov 2026 17:00:00 +0000 (UTC)\r\n";
            let header = [top.replace("23", &day.to_string()), online(day)].concat();
            seen.add(&crate::analyze(header.as_bytes(), &Options::default()));
        }
        assert_eq!(seen.repeated().count(), 0);
    }

    #[test]
    fn parts_add_up_to_the_whole_in_any_order() {
        let one = [("a.x.example", ID, 11), ("b.x.example", ID, 18)];
        let other = [("a.x.example", ID, 18), ("a.x.example", ID, 12)];
        let whole: Vec<_> = seen(&[one, other].concat()).repeated().collect();
        for (first, second) in [(one, other), (other, one)] {
            let mut parts = seen(&first);
            parts.merge(seen(&second));
            assert_eq!(parts.repeated().collect::<Vec<_>>(), whole);
        }
        assert_eq!((whole.len(), whole[0].lines), (1, 3));
    }

    #[test]
    fn memory_is_bounded_and_what_is_left_out_is_counted() {
        let mut seen = SeenIds::default();
        let time = DateTime::parse_from_rfc3339("2026-11-23T17:00:00Z").unwrap();
        for n in 0..LIMITS.ids + 3 {
            let days = Days { first: time, last: time, lines: 1 };
            seen.count(("h".to_owned(), n.to_string()), days);
        }
        assert_eq!((seen.ids.len(), seen.left_out()), (LIMITS.ids, 3));
    }
}
