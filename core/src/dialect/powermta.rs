//! PowerMTA (Port25, SparkPost, Bird), all versions. Used by Postmark, Mailchimp, Locaweb and many other senders.
//!
//! ```text
//! [from H (IP)] [by B [(PowerMTA(TM) v)]] id hXXXXXXXXXXX for <RC>; D (envelope-from <S>)
//! ```
//! - No `with` clause; the envelope sender stands behind the date.

use super::{About, Dialect, Known, Mark, Shape, Silence, VersionAt};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "powermta",
    name: "PowerMTA",
    signature: &[
        (Mark::Product("PowerMTA"), 12),
        (Mark::Id(IdKind::PowerMta), 5),
        (Mark::Shape(Shape::NoWith), 2),
        (Mark::Opens("envelope-from"), 3),
        (Mark::Host("mtasv.net"), 6),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    ids: &[IdKind::PowerMta],
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "No `with`, an id of `h` and 11 letters and digits, `(envelope-from <S>)` behind the \
                     date.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    version(reading);
    // Without `by` the recipient is part of the id clause.
    let recipient = reading.take_behind_id(b"for");
    reading.facts.for_ = reading.facts.for_.or(recipient);
}

/// The version stands behind the mark in brackets: `PowerMTA(TM) v4.5r1`.
fn version(reading: &mut Reading<'_>) {
    if let Some(inside) = reading.take_comment(reading.clauses.by, b"PowerMTA") {
        reading.facts.version = reading.words(inside).nth(1);
    }
}

#[cfg(test)]
mod tests {
    use crate::Stamp;

    #[test]
    fn ok_recipient_without_by() {
        let raw = b"from relay.example.net (192.0.2.44) id hve3to0171st for <l@lists.example.com>; \
                    Wed, 31 Aug 2022 07:05:27 +0000 (envelope-from <b@example.net>)";
        let stamp = Stamp::parse(raw);
        assert_eq!(stamp.writer.software, Some("powermta"));
        assert_eq!(stamp.recipient.map(|r| stamp.text(r)), Some(&b"l@lists.example.com"[..]));
        assert_eq!(stamp.id.map(|r| stamp.text(r)), Some(&b"hve3to0171st"[..]));
        assert!(stamp.unread.is_empty());
    }
}
