//! simscan, a filter between qmail-smtpd and qmail-queue (`simscan.c`; samples of 1.1 to 1.4).
//!
//! ```text
//! by simscan v ppid: n, pid: n, t: n.ns scanners:…         no date
//! (simscan v ppid n pid n t n.ns) (scanners: …); D
//! ```
//! - A step inside one host. `by` names no host.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "simscan",
    name: "simscan",
    signature: &[
        (Mark::Host("simscan"), 12),
        (Mark::Leads("simscan"), 6),
        (Mark::Shape(Shape::NoClauses), 4),
    ],
    first_name: FirstName::Other,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Source,
    ids: &[IdKind::None],
    about: About {
        recognised: "`by simscan v`, or `(simscan v …)` alone.",
        states_tls: "Never.",
        silence: "Nothing: no network was crossed.",
        source: "simscan simscan.c; samples",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    reading.facts.process = true;
    reading.facts.by_host = None;
    let clauses = reading.clauses;
    let inside = reading.take_comment(clauses.lead, b"simscan").or_else(|| reading.place(clauses.by));
    reading.facts.version = inside.and_then(|place| reading.words(place).nth(1));
    for range in [clauses.lead, clauses.by] {
        range.iter().for_each(|i| reading.take(i));
    }
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;
    use crate::terms::{Basis, TlsState};

    #[test]
    fn ok_forms() {
        for raw in [
            "by simscan 1.4.0 ppid: 4711, pid: 4712, t: 0.1234s\n         scanners:none",
            "by simscan 1.4.0 ppid: 1, pid: 2, t: 0.0770s\n         scanners: regex: 1.2.0 clamav: 0.88/m:1/d:2",
            "(simscan 1.4.0 ppid 1 pid 2 t 0.0770s)\n (scanners: none); 29 Jun 2020 01:02:03 -0000",
        ] {
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.writer.software, Some("simscan"), "{raw}");
            assert_eq!(stamp.writer.version.map(|v| v.of(raw.as_bytes())), Some(&b"1.4.0"[..]), "{raw}");
            assert_eq!(
                (stamp.tls.state, stamp.tls.basis, stamp.by.host),
                (TlsState::Local, Basis::Process, None),
                "{raw}"
            );
            assert!(stamp.unread.is_empty(), "{raw}: {:?}", stamp.unread);
        }
    }
}
