//! nbSMTP (No-Brainer SMTP), a sending client, 0.9x to 1.00.
//!
//! ```text
//! by B (nbSMTP-v) for uid n
//!  [(using V with cipher C (n/n bits))]
//!  S; D
//! ```
//! - The client stamps its own way out: the TLS text is of the session to its smart host. `S` is the envelope sender.

use super::{About, Dialect, Known, Mark, Silence, VersionAt};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "nbsmtp",
    name: "nbSMTP",
    signature: &[(Mark::Product("nbSMTP"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::FOR),
    silence: Silence::Mute,
    known: Known::Few,
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(nbSMTP-v) for uid n`.",
        states_tls: "`(using V with cipher C (n/n bits))` behind the uid, of the session that follows.",
        silence: "A hand-in on the same host.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

/// `for uid n`, perhaps TLS text, and the envelope sender.
fn refine(reading: &mut Reading<'_>) {
    let range = reading.clauses.for_;
    reading.facts.process = true;
    reading.facts.for_ = None;
    for i in range.iter().skip(2) {
        let Some(token) = reading.token(i).filter(|t| !t.is_comment()) else { continue };
        if reading.text(token.span).contains(&b'@') {
            reading.facts.envelope_from = Some(token.span);
            reading.take(i);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::stamp::Stamp;

    #[test]
    fn the_address_is_the_sender() {
        let raw = b"by desk (nbSMTP-1.00) for uid 1000 (using TLSv1 with cipher RC4-MD5 (128/128 bits)) a@example.net";
        let stamp = Stamp::parse(raw);
        assert_eq!(stamp.envelope_from.map(|s| stamp.text(s)), Some(&b"a@example.net"[..]));
        assert_eq!(stamp.recipient, None);
        assert!(stamp.unread.is_empty());
    }
}
