//! MDaemon and SecurityGateway (Alt-N, MDaemon Technologies), 2 to 24.
//!
//! ```text
//! from H [([IP])|[IP]] by B [(IP)|[IP]] [(Cipher V:C:n)] (MDaemon PRO v23.0.2d)
//!   with P id md50NNNNNNNNNNN.msg [for <RC>]; D
//! from H [IP] by B [IP] with SMTP (MDaemon.PRO.v5.0.6.R) for <RC>; D
//! ```
//! - `P` is `ESMTP` with `S` and `A` in later releases; about release 12 the cipher stands before the product and the
//!   keyword has no S.

use super::{About, Dialect, Known, Mark, Silence, VersionAt};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};
use crate::span::Span;

pub(crate) static DIALECT: Dialect = Dialect {
    id: "mdaemon",
    name: "MDaemon",
    signature: &[
        (Mark::Product("MDaemon"), 12),
        (Mark::Product("MDaemon.PRO"), 12),
        (Mark::Product("SecurityGateway"), 12),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::BY),
    silence: Silence::Keyword { helo_tells: false },
    known: Known::Samples,
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(MDaemon PRO v)` or `(SecurityGateway v)`.",
        states_tls: "The S of the keyword; `(Cipher V:C:n)` before the product in releases about 12.",
        silence: "`ESMTP` without S and without that comment is a plain connection; `SMTP` cannot tell.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

/// `MDaemon PRO v12.0.0`: the version behind the edition.
fn refine(reading: &mut Reading<'_>) {
    for range in [reading.clauses.by, reading.clauses.with] {
        if let Some(inside) = reading.take_comment(range, b"MDaemon") {
            let version = |w: &Span| matches!(reading.text(*w), [b'v', digit, ..] if digit.is_ascii_digit());
            reading.facts.version = reading.words(inside).find(version);
        }
    }
}
