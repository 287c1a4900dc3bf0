//! `MagicMail` (`LinuxMagic`), a qmail with patches. No source; few samples, 2010 to 2024.
//!
//! ```text
//! from R (HELO H) (IP) by B with [(C encrypted) ]SMTP|ESMTPA (UUID); D
//! from R (HELO H) (IP) by B (magicmail) with SMTP; D
//! ```
//! - qmail's order; the id is a comment behind the keyword. No version.

use super::{About, Dialect, Known, Mark, Silence};
use crate::dialect::Shape;
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "magicmail",
    name: "MagicMail",
    signature: &[
        // More than the signs of the qmail form together.
        (Mark::Product("magicmail"), 24),
        (Mark::Shape(Shape::UuidComment), 24),
    ],
    first_name: FirstName::Rdns,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Detail,
    known: Known::Few,
    ids: &[IdKind::None],
    about: About {
        recognised: "`(magicmail)` behind the by host, or a UUID in brackets behind the keyword.",
        states_tls: "`(C encrypted)` before the keyword, without a version.",
        silence: "No comment: a plain connection.",
        source: "few samples, 2010 to 2024",
    },
    refine,
    ..Dialect::UNSAID
};

/// The id in brackets behind the keyword.
fn refine(reading: &mut Reading<'_>) {
    let Some((at, inside)) = reading.first_left(reading.clauses.with) else { return };
    if IdKind::of(reading.text(inside)) == IdKind::Uuid {
        reading.facts.id = reading.facts.id.or(Some(inside));
        reading.take(at);
    }
}
