//! Exclaimer Cloud, signature relay (`smtp.exclaimer.net`). No source; few samples, 2019 to 2025.
//!
//! ```text
//! from H (IP) by eu1.smtp.exclaimer.net (IP)
//!  with Exclaimer Signature Manager ESMTP Proxy eu1.smtp.exclaimer.net (tlsversion=TLS12, tlscipher=C); D
//! ```
//! - The cipher is spelt like an IANA name but is none: `TLS_ECDHE_WITH_AES256_SHA384`.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "exclaimer",
    name: "Exclaimer",
    signature: &[
        (Mark::With("Exclaimer Signature"), 12),
        (Mark::With("Exclaimer"), 6),
        (Mark::Host("smtp.exclaimer.net"), 12),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Plain,
    known: Known::Few,
    ids: &[IdKind::None],
    about: About {
        recognised: "`with Exclaimer Signature Manager ESMTP Proxy`, by a host of smtp.exclaimer.net.",
        states_tls: "`(tlsversion=, tlscipher=)` behind the protocol.",
        silence: "No comment: a plain connection.",
        source: "few samples, 2019 to 2025",
    },
    ..Dialect::UNSAID
};
