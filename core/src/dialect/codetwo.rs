//! `CodeTwo` Email Signatures 365, signature relay. No source; few samples, 2020 to 2026.
//!
//! ```text
//! from H (IP) by B with CodeTwo SMTP Server (TLS12) via SMTP; D
//! ```

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "codetwo",
    name: "CodeTwo",
    signature: &[(Mark::With("CodeTwo SMTP"), 14)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Plain,
    known: Known::Few,
    ids: &[IdKind::None],
    about: About {
        recognised: "`with CodeTwo SMTP Server`.",
        states_tls: "The version in a comment behind the protocol: `(TLS12)`. Never a cipher.",
        silence: "No comment: a plain connection.",
        source: "few samples, 2020 to 2026",
    },
    ..Dialect::UNSAID
};
