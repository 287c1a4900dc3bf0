//! IceWarp, earlier Merak, 4 to 14.
//!
//! ```text
//! from H| ([IP]) by B (IceWarp v BUILD|Merak v|PRODUCT) with ESMTP|ASMTP[ (SSL)] id XXX00000|YYYYMMDDhhmmssnnnn [for <RC>]; D
//! ```
//! - `(SSL)` is the only mark of TLS, whatever the version. `ASMTP` is authenticated.
//! - `PRODUCT` is freely renamed, in brackets of its own: `((D))`.

use super::{About, Dialect, Known, Mark, Silence, VersionAt};
use crate::reading::{FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "icewarp",
    name: "IceWarp",
    signature: &[
        (Mark::Product("IceWarp"), 12),
        (Mark::Product("Merak"), 12),
        (Mark::With("ASMTP"), 5),
        (Mark::Opens("SSL"), 5),
        (Mark::Id(IdKind::SendmailOld), 1),
        (Mark::Id(IdKind::Digits), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Detail,
    known: Known::Samples,
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(IceWarp v)`, `(Merak v)`; or, renamed, `with ASMTP (SSL)`.",
        states_tls: "`(SSL)` behind the keyword.",
        silence: "`ESMTP` without `(SSL)` is a plain connection.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

/// Behind the by host stands the product, whatever its name.
fn refine(reading: &mut Reading<'_>) {
    reading.each_comment(reading.clauses.by, |_, _| true);
}
