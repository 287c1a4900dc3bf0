//! Dovecot LMTP and submission (`src/lib-smtp/smtp-server-transaction.c`, `smtp-server-connection.c`), 2.0 to 2.4.
//!
//! ```text
//! from H|unknown [([IP])] [(using V with cipher C (u/a bits)[ compression])] by B with P id X (envelope-from <S>) [for <RC>]; D
//! old:  from H ([IP]) by B (Dovecot) with LMTP id X for <RC>; D
//! ```
//! - `P` is `SMTP`, `ESMTP` or `LMTP` with `S` and `A`; the id has 22 characters of base 64.
//! - The `S` comes from "the connection is secured", which a trusted proxy can say for another connection: then no
//!   comment stands.
//! - A proxied submission names the proxy behind `from`, not the client.

use super::{About, Dialect, Known, Mark, Shape, Silence, VersionAt, nothing};
use crate::reading::{FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "dovecot",
    name: "Dovecot",
    signature: &[
        (Mark::Product("Dovecot"), 12),
        (Mark::Id(IdKind::Base22), 4),
        (Mark::Shape(Shape::BareTcpInfo), 1),
        (Mark::Shape(Shape::EnvelopeId), 3),
        (Mark::With("LMTP"), 2),
        (Mark::With("LMTPS"), 3),
        (Mark::With("LMTPA"), 1),
        (Mark::With("LMTPSA"), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits {
        slots: Slots::FROM,
        version_of_suite: false,
        tls13_with_kx: false,
        verify_means_nothing: false,
    },
    silence: Silence::Keyword { helo_tells: true },
    known: Known::Source,
    ids: &[IdKind::Base22],
    version: VersionAt::Nowhere,
    about: About {
        recognised: "An id of 22 characters, `(envelope-from <S>)` behind it, `([IP])` without a looked-up name.",
        states_tls: "The S of the keyword; `(using V with cipher C …)` where the session itself had TLS.",
        silence: "A keyword without S is a plain connection, or one that a proxy did not call secured.",
        source: "dovecot src/lib-smtp/smtp-server-transaction.c, smtp-server-connection.c",
    },
    refine: nothing,
};
