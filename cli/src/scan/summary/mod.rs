//! The counts of a scan as a report for people: what it holds. Not here: how it looks (`html`, `markdown`).

mod html;
mod markdown;

use super::tally::{Counter, PARTNER_RESULTS, STATES, Tally};
use crate::args::Format;
use tlstrail_core::report::Outcome;

/// What stands once behind all records.
pub(crate) fn foot(format: Format, tally: &Tally) -> Option<String> {
    match format {
        Format::Markdown => Some(markdown::markdown(tally)),
        Format::Html => Some(html::html(tally)),
        _ => None,
    }
}

/// The whole report.
struct Summary {
    title: String,
    /// What the counts are of.
    facts: Vec<String>,
    parts: Vec<Part>,
    /// What limits them.
    limits: [&'static str; 5],
}

/// One chart with its table.
struct Part {
    title: String,
    about: &'static str,
    chart: Chart,
}

enum Chart {
    /// A bar for each row, as long as its share.
    Bars { of: &'static str, rows: Vec<(String, u64)>, all: u64 },
    /// A bar for each row, divided by the columns.
    Stacks { of: &'static str, columns: [&'static str; 4], rows: Vec<(String, [u64; 4])> },
}

/// Rows of charts whose words senders choose.
const ROWS: usize = 30;

const LIMITS: [&str; 5] = [
    "The counts are of what the lines record. A line that does not tell is no sign of plain text.",
    "Only the lines of your own system are your own word. Hops before it are what others state, and could be invented.",
    "No line shows whether the sender checked the server's certificate.",
    "TLS protects one step at a time. Each server on the way can read the message.",
    "Strength is judged by today's rules. Older rules may have allowed what was used.",
];

fn summary(tally: &Tally) -> Summary {
    let messages = tally.messages();
    let outcomes: Vec<(String, u64)> = Outcome::ALL
        .iter()
        .map(|outcome| (outcome.as_str().to_owned(), tally.outcomes.count(outcome.as_str())))
        .filter(|(_, count)| *count > 0)
        .collect();
    let mut parts = vec![Part {
        title: "Messages by outcome".to_owned(),
        about: "The outcome is about the step into your system. `tlstrail explain` tells what each word means.",
        chart: Chart::Bars { of: "outcome", rows: outcomes, all: messages },
    }];
    if !tally.months.is_empty() {
        let rows = tally.months.iter().map(|(month, states)| (month.clone(), states.counts())).collect();
        parts.push(Part {
            title: "Deliveries to your system by month".to_owned(),
            about: "By the clock of the line that your system wrote. The share is of the steps over a network.",
            chart: Chart::Stacks { of: "month", columns: STATES, rows },
        });
    }
    parts.push(Part {
        title: "All recorded hops".to_owned(),
        about: "Hops before your system are what others state.",
        chart: Chart::Stacks {
            of: "hops",
            columns: STATES,
            rows: vec![("all".to_owned(), tally.hops.counts())],
        },
    });
    bars(
        &mut parts,
        "TLS versions",
        "Hops with TLS, by the version that their line names.",
        "version",
        &tally.versions,
    );
    bars(
        &mut parts,
        "Cipher suites",
        "Hops with TLS, by the suite that their line names.",
        "suite",
        &tally.suites,
    );
    bars(
        &mut parts,
        "Below today's minimum",
        "Hops whose version or suite is outdated or broken by RFC 9325.",
        "version and suite",
        &tally.weak,
    );
    bars(
        &mut parts,
        "Peers that deliver to your system without TLS",
        "Deliveries whose line would have told of TLS and does not, by organisation, name or address.",
        "peer",
        &tally.peers,
    );
    if !tally.partners.is_empty() {
        parts.push(Part {
            title: "Partners".to_owned(),
            about: "Messages by what the line of your own system shows of the agreement.",
            chart: Chart::Stacks {
                of: "partner",
                columns: PARTNER_RESULTS.map(tlstrail_core::report::PartnerResult::as_str),
                rows: tally.partners.iter().map(|(name, counts)| (name.clone(), *counts)).collect(),
            },
        });
    }
    Summary {
        title: format!("TLS in the trace of {} messages", grouped(messages)),
        facts: facts(tally),
        parts,
        limits: LIMITS,
    }
}

fn facts(tally: &Tally) -> Vec<String> {
    let mut facts = Vec::new();
    if let (Some((first, _)), Some((last, _))) =
        (tally.months.first_key_value(), tally.months.last_key_value())
    {
        facts.push(format!("Delivered from {first} to {last}."));
    }
    let states = tally.boundary;
    let crossed = states.encrypted + states.plain + states.unrecorded;
    if crossed > 0 {
        facts.push(format!(
            "Of {} deliveries to your system over a network, {} ({}) have TLS recorded, {} ({}) have none, and {} ({}) do not tell.",
            grouped(crossed),
            grouped(states.encrypted),
            percent(states.encrypted, crossed),
            grouped(states.plain),
            percent(states.plain, crossed),
            grouped(states.unrecorded),
            percent(states.unrecorded, crossed),
        ));
    }
    if tally.failed() > 0 {
        facts.push(format!("{} more could not be read and are not counted below.", grouped(tally.failed())));
    }
    facts
}

fn bars(parts: &mut Vec<Part>, title: &str, about: &'static str, of: &'static str, counter: &Counter) {
    let (top, others) = counter.top(ROWS);
    let mut rows: Vec<(String, u64)> =
        top.into_iter().map(|(word, count)| (word.to_owned(), count)).collect();
    if others > 0 {
        rows.push(("others".to_owned(), others));
    }
    let all = rows.iter().map(|(_, count)| count).sum();
    if all > 0 {
        parts.push(Part { title: title.to_owned(), about, chart: Chart::Bars { of, rows, all } });
    }
}

/// Hundredths of `all`, in tenths of a percent: `12.3 %`.
fn percent(count: u64, all: u64) -> String {
    let tenths = tenths(count, all);
    format!("{}.{} %", tenths / 10, tenths % 10)
}

/// Thousandths, rounded.
fn tenths(count: u64, all: u64) -> u64 {
    (count.saturating_mul(1000) + all / 2).checked_div(all).unwrap_or(0)
}

/// `1234567` as `1,234,567`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_people() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(
            [(1, 3), (2, 3), (0, 5), (5, 5), (0, 0)].map(|(a, b)| percent(a, b)),
            ["33.3 %", "66.7 %", "0.0 %", "100.0 %", "0.0 %"]
        );
    }
}
