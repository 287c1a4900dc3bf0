//! InterMail (Software.com, Openwave), Kx, Mx 4 to 6; used by Plala, Biglobe and many access providers.
//!
//! ```text
//! from H ([IP]) by B
//!           (InterMail vM.x.x …) with ESMTP
//!           id <YYYYMMDDhhmmss.XXXX.B@H>
//!           for <RC>; D
//! ```
//! - The id begins with the time in UTC. Later and renamed hosts leave the product out.

use super::{About, Dialect, Known, Mark, Silence, VersionAt};
use crate::reading::{Clock, FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "intermail",
    name: "InterMail",
    signature: &[(Mark::Product("InterMail"), 12), (Mark::Id(IdKind::InterMail), 7)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    ids: &[IdKind::InterMail],
    clock: Some(Clock::CompactUtc),
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(InterMail v)`, or an id `<YYYYMMDDhhmmss.XXXX.B@H>`.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    if let Some(inside) = reading.take_comment(reading.clauses.by, b"InterMail") {
        reading.facts.version = reading.words(inside).nth(1);
    }
}
