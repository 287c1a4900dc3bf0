//! Kerio Connect, earlier Kerio MailServer (GFI), 5 to 10.
//!
//! ```text
//! from H ([IP])
//!  [(authenticated user U)]
//!  by B (Kerio Connect v[ patch n]) with ESMTP[S][A]
//!  [(using V with cipher C (n bits))]; D
//! from H ([IP]) by B (Kerio MailServer 5.0.5|Kerio Connect 8.5.2); D
//! ```
//! - MailServer and Connect 7 and 8 do not tell TLS: they write no with clause.

use super::{About, Dialect, Known, Mark, Silence, VersionAt};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "kerio",
    name: "Kerio Connect",
    signature: &[(Mark::Product("Kerio Connect"), 12), (Mark::Product("Kerio MailServer"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Config,
    known: Known::Few,
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(Kerio Connect v)` or `(Kerio MailServer v)`.",
        states_tls: "The S of the keyword and `(using V with cipher C (n bits))` behind it.",
        silence: "Behind a keyword a plain connection. Kerio MailServer, and Kerio Connect without a with clause (7 and \
                  8), do not tell.",
        source: "samples",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    if let Some(inside) = reading.take_comment(reading.clauses.by, b"Kerio") {
        let connect = reading.words(inside).nth(1).is_some_and(|w| reading.text(w) == b"Connect");
        reading.facts.default_form = connect && reading.clauses.has_with;
        reading.facts.mute = !reading.facts.default_form;
    }
}
