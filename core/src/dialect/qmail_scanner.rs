//! Qmail-Scanner, a filter between qmail-smtpd and qmail-queue (its own stamp; samples of 1.15 to 2.11).
//!
//! ```text
//! from IP|R (U@R) by B (envelope-from <S>, uid n) with qmail-scanner-v (engines …); D
//! old:  from S by B by uid n with qmail-scanner-v (engines …); D
//! ```
//! - A step inside one host: the stamp below it is qmail's, of the session.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};
use crate::span::Span;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "qmail-scanner",
    name: "Qmail-Scanner",
    signature: &[(Mark::With("qmail-scanner"), 12), (Mark::Shape(Shape::NoId), 1)],
    first_name: FirstName::Other,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    ids: &[IdKind::None],
    about: About {
        recognised: "`with qmail-scanner-v`.",
        states_tls: "Never.",
        silence: "Nothing: no network was crossed.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    reading.facts.process = true;
    if let Some(word) = reading.facts.protocol {
        let skip = b"qmail-scanner-".len();
        let end = reading.words(word).next().map_or(word.end, |w| w.end);
        let version = Span::new(word.start as usize + skip, end as usize);
        reading.facts.version = Some(version).filter(|v| !v.is_empty());
    }
    // `(envelope-from <S>, uid n)`: the sender is the second word.
    if let Some(inside) = reading.take_comment(clauses.by, b"envelope-from")
        && let Some(sender) = reading.words(inside).nth(1)
    {
        let end = sender.end - u32::from(reading.text(sender).ends_with(b","));
        reading.facts.envelope_from =
            Some(Span { start: sender.start, end }.inner()).filter(|s| !s.is_empty());
    }
    // `by uid n`, engines, and the login that the host's name came with.
    // Old releases write day, month and year with slashes, and no zone: that is no instant.
    for range in [clauses.from, clauses.with, clauses.extra, clauses.before_date] {
        range.iter().for_each(|i| reading.take(i));
    }
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;
    use crate::terms::{Basis, TlsState};

    #[test]
    fn ok_forms() {
        for (raw, version, sender) in [
            (
                "from 192.0.2.7 by b.example (envelope-from <s@example.com>, uid 201) with qmail-scanner-2.11 \n (clamdscan: 0.100. Clear:RC:1(192.0.2.7):. \n Processed in 0.03 secs); 14 May 2007 01:02:03 -0000",
                "2.11",
                Some("s@example.com"),
            ),
            (
                "from s@example.com by b.example by uid 82 with qmail-scanner-1.20rc3 \n (uvscan: v4.3.20. Clear:. \n Processed in 0.26 secs); 04 Feb 2008 01:02:03 -0000",
                "1.20rc3",
                None,
            ),
        ] {
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.writer.software, Some("qmail-scanner"), "{raw}");
            assert_eq!(stamp.writer.version.map(|v| v.of(raw.as_bytes())), Some(version.as_bytes()), "{raw}");
            assert_eq!((stamp.tls.state, stamp.tls.basis), (TlsState::Local, Basis::Process), "{raw}");
            assert_eq!(stamp.envelope_from.map(|s| s.of(raw.as_bytes())), sender.map(str::as_bytes), "{raw}");
            assert!(stamp.unread.is_empty(), "{raw}: {:?}", stamp.unread);
        }
    }
}
