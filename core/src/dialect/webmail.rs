//! Web mail programs that write a stamp for what a browser handed in: Horde, IMP, SquirrelMail, Roundcube.
//!
//! ```text
//! from IP ([IP]) by B (Horde Framework|Horde MIME library|IMP) with HTTP[ for <U>]; D
//! from IP[ (proxying for IP)] (SquirrelMail authenticated user U) by B with HTTP; D
//! from IP|R [IP] by B with HTTP (HTTP/1.1 POST); D          Roundcube
//! ```
//! - The hop is the browser's: no mail transport, whatever the web server used.

use super::{About, Dialect, Known, Mark, Silence, VersionAt};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "webmail",
    name: "Webmail (Horde, IMP, SquirrelMail, Roundcube)",
    signature: &[
        (Mark::Product("Horde"), 10),
        (Mark::Product("IMP"), 10),
        (Mark::Product("Roundcube"), 10),
        (Mark::Product("HTTP"), 6),
        (Mark::Opens("SquirrelMail"), 10),
        (Mark::With("HTTP"), 2),
        (Mark::With("HTTPS"), 2),
    ],
    first_name: FirstName::Other,
    tls: TlsHabits {
        slots: Slots::NONE,
        version_of_suite: false,
        tls13_with_kx: false,
        verify_means_nothing: false,
    },
    silence: Silence::Mute,
    known: Known::Few,
    ids: &[],
    version: VersionAt::Nowhere,
    about: About {
        recognised: "`(Horde Framework)`, `(IMP)`, `(SquirrelMail authenticated user U)` or `(HTTP/1.1 \
                     POST)` beside `with HTTP`.",
        states_tls: "Never: the hop is not mail transport.",
        silence: "Says nothing of mail transport.",
        source: "samples",
    },
    refine: refine,
};

fn refine(reading: &mut Reading<'_>) {
    reading.take_comment(reading.clauses.from, b"SquirrelMail");
    reading.take_comment(reading.clauses.from, b"proxying");
}
