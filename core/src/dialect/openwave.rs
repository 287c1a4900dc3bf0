//! Openwave Email Mx 8 and 9 (Telstra, Alice, Tin.it and others), the later InterMail with the bare version as product.
//!
//! ```text
//! from H (IP) by smtp.telstra.com (9.0.019.26-1)[ (authenticated as U)] id 6512A0F3001B2C4D for RC; D
//! ```
//! - No `with` clause.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "openwave",
    name: "Openwave Email Mx",
    signature: &[
        (Mark::Shape(Shape::NumberProduct), 5),
        (Mark::Shape(Shape::NoWith), 3),
        (Mark::Host("telstra.com"), 6),
        (Mark::Host("bigpond.com"), 6),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Few,
    about: About {
        recognised: "A version number alone as product, such as `(9.0.019.26-1)`, and no `with` clause.",
        states_tls: "Never.",
        silence: "Nothing can be said.",
        source: "samples, 2008 to 2024",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    reading.each_comment(reading.clauses.by, |reading, token| {
        let inside = token.inner();
        let known = reading.text(inside).iter().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'));
        if known {
            reading.facts.version = Some(inside);
        }
        known
    });
}
