//! DragonFly Mail Agent (`mail.c`, `dma.c`), 0.1 to 0.13.
//!
//! ```text
//! from U (uid n) (envelope-from S) id Q by B (DragonFly Mail Agent v); D
//! from MAILER-DAEMON id Q by B (DragonFly Mail Agent v); D            bounce
//! ```
//! - The id stands before `by`.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "dma",
    name: "DragonFly Mail Agent",
    signature: &[(Mark::Product("DragonFly Mail"), 12)],
    first_name: FirstName::Other,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Source,
    about: About {
        recognised: "`(DragonFly Mail Agent v)` behind the by host.",
        states_tls: "Never.",
        silence: "Nothing: a local hand-in crosses no network.",
        source: "dma mail.c, dma.c; laboratory",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    let clauses = reading.clauses;
    reading.facts.process = true;
    reading.take_comment(clauses.from, b"uid");
    let inside = reading.take_comment(clauses.by, b"DragonFly");
    reading.facts.version = inside.and_then(|place| reading.words(place).nth(3));
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;
    use crate::terms::{Basis, TlsState};

    #[test]
    fn ok_forms() {
        for raw in [
            "from alice (uid 1000)\n\t(envelope-from alice@example.com)\n\tid 9c81a4\n\tby b.example (DragonFly Mail Agent v0.13);\n\tMon, 23 Nov 2026 17:47:06 +0000",
            "from MAILER-DAEMON\n\tid 9c81a4\n\tby b.example (DragonFly Mail Agent v0.13);\n\tMon, 23 Nov 2026 17:47:06 +0000",
        ] {
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.writer.software, Some("dma"), "{raw}");
            assert_eq!(stamp.writer.version.map(|v| v.of(raw.as_bytes())), Some(&b"v0.13"[..]), "{raw}");
            assert_eq!((stamp.tls.state, stamp.tls.basis), (TlsState::Local, Basis::Process), "{raw}");
            assert_eq!(stamp.id.map(|i| i.of(raw.as_bytes())), Some(&b"9c81a4"[..]), "{raw}");
            assert!(stamp.from.helo.is_none() && stamp.unread.is_empty(), "{raw}: {:?}", stamp.unread);
        }
    }
}
