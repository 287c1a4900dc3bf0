//! Trustwave Secure Email Gateway, before that `MailMarshal`. No source; samples 2002 to 2024.
//!
//! ```text
//! from H (Not Verified[IP]) by B with MailMarshal (v6,7,2,8378) id <Q>; D
//! from H (R[IP]) by B with Trustwave SEG (v8,2,6,11305) id <Q>; D
//! from H (Not Verified[IP]) by B (using TLS: V, C) id <Q>; D
//! from MailMarshal.Sender ([127.0.0.1]) by B id <Q>; D
//! ```
//! - With TLS text the product text is gone. Both are configuration.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "mailmarshal",
    name: "MailMarshal (Trustwave SEG)",
    signature: &[
        (Mark::With("MailMarshal"), 12),
        (Mark::With("Trustwave SEG"), 12),
        (Mark::First("MailMarshal.Sender"), 12),
        (Mark::Opens("Not"), 8),
        (Mark::Product("using"), 3),
        (Mark::Shape(Shape::NoWith), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::BY),
    silence: Silence::Config,
    known: Known::Samples,
    ids: &[IdKind::Other],
    about: About {
        recognised: "`with MailMarshal (v…)`, `with Trustwave SEG (v…)`, `(Not Verified[…])`.",
        states_tls: "`(using TLS: V, C)` behind the by host, where the site has it in its text.",
        silence: "Nothing can be said: the text is configuration.",
        source: "samples of public mailing lists, 2002 to 2024",
    },
    refine,
    ..Dialect::UNSAID
};

/// `(v6,7,2,8378)` behind the product.
fn refine(reading: &mut Reading<'_>) {
    if let Some((at, inside)) = reading.first_left(reading.clauses.with)
        && reading.text(inside).starts_with(b"v")
    {
        reading.take(at);
        reading.facts.version = Some(inside);
    }
}

#[cfg(test)]
mod tests {
    use crate::Stamp;

    #[test]
    fn ok_version() {
        for product in ["MailMarshal (v6,7,2,8378)", "Trustwave SEG (v8, 2, 6, 11305)"] {
            let raw = format!(
                "from mx.example.com (Not Verified[192.0.2.1]) by gw.example.net with {product} id <B4c9bd0000000>; \
                 Wed, 31 Aug 2022 07:05:27 -0400"
            );
            let stamp = Stamp::parse(raw.as_bytes());
            assert_eq!(stamp.writer.software, Some("mailmarshal"));
            let version = stamp.writer.version.map(|s| stamp.text(s)).unwrap();
            assert!(raw.contains(&format!("({})", std::str::from_utf8(version).unwrap())));
            assert!(stamp.from.rdns.is_none());
            assert!(stamp.unread.is_empty(), "{raw}");
        }
    }
}
