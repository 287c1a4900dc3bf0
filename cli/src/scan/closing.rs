//! The table of counts that a scan ends with, for a person at a terminal or in a log.

use super::tally::{Counter, PARTNER_RESULTS, STATES, Tally};
use std::cmp::Reverse;
use std::fmt::Write as _;
use tlstrail_core::batch::{self, RepeatedId, SeenIds};
use tlstrail_core::report::{Outcome, escape};

/// Rows of each part that names what senders choose.
const ROWS: usize = 10;

/// The table; nothing was read where it is empty.
pub(crate) fn table(tally: &Tally) -> String {
    let mut out = String::new();
    let not_read = match tally.failed() {
        0 => String::new(),
        unread => format!(", {unread} not read"),
    };
    let _ = writeln!(out, "{} messages{not_read}", tally.messages());
    if tally.messages() == 0 {
        return out;
    }
    let outcomes =
        Outcome::ALL.iter().map(|outcome| (outcome.as_str(), tally.outcomes.count(outcome.as_str())));
    part(&mut out, "Messages by outcome", outcomes);
    part(&mut out, "Hops by TLS state", STATES.into_iter().zip(tally.hops.counts()));
    counter(&mut out, "Hops with TLS by version", &tally.versions);
    counter(&mut out, "Hops below today's minimum", &tally.weak);
    counter(&mut out, "Deliveries to your border without TLS, by peer", &tally.peers);
    repeated_ids(&mut out, &tally.seen_ids);
    for (name, counts) in &tally.partners {
        let results = PARTNER_RESULTS.iter().map(|result| result.as_str()).zip(*counts);
        part(&mut out, &format!("Messages by result, partner {}", escape(name.as_bytes())), results);
    }
    out
}

/// The ids that stand in most lines first, equal ones by host and id.
fn repeated_ids(out: &mut String, seen: &SeenIds) {
    let mut all: Vec<RepeatedId> = seen.repeated().collect();
    all.sort_by_key(|found| Reverse(found.lines));
    let rest = all.iter().skip(ROWS).map(|found| found.lines).sum();
    let rows: Vec<(String, u64)> = all.iter().take(ROWS).map(|found| (days(found), found.lines)).collect();
    let rows = rows.iter().map(|(words, lines)| (words.as_str(), *lines));
    let title = format!("Lines of different days with one id ({})", batch::CODE);
    part(
        out,
        &title,
        rows.chain([("others", rest), ("not compared, as too many ids were seen", seen.left_out())]),
    );
}

fn days(found: &RepeatedId) -> String {
    let (first, last) = (found.first.date_naive(), found.last.date_naive());
    format!("{} by {}, from {first} to {last}", found.id, found.host)
}

fn counter(out: &mut String, title: &str, counter: &Counter) {
    let (top, others) = counter.top(ROWS);
    part(out, title, top.into_iter().chain([("others", others)]));
}

fn part<'a>(out: &mut String, title: &str, rows: impl IntoIterator<Item = (&'a str, u64)>) {
    let rows: Vec<(&str, u64)> = rows.into_iter().filter(|(_, count)| *count > 0).collect();
    if !rows.is_empty() {
        let _ = writeln!(out, "{title}");
    }
    for (word, count) in rows {
        let _ = writeln!(out, "  {count:>12}  {}", escape(word.as_bytes()));
    }
}
