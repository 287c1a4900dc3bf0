//! Momentum, earlier Ecelerity (Message Systems, SparkPost, Bird), 2.x to 4.x. Used by SparkPost, Salesforce, PayPal and
//! others.
//!
//! ```text
//! from [IP] ([IP[:port]][ helo=H]) by B (envelope-from <S>)
//!  (ecelerity v r(BRANCH)) with P [(cipher=C[ subject="/C=…/CN=…"])] id XX/XX-n-n; D
//! ```
//! - No version; 4.8 names TLS 1.3 ciphers by the algorithm alone (`AES-256-GCM`).
//! - `subject=` is that of the certificate the client showed.
//! - `P` is `ESMTP` with `S` and `A`, `SMTP`, `REST` (the API), `ECSTREAM` (between nodes) or `UNKNOWN`.

use super::{About, Dialect, Known, Mark, Shape, Silence, VersionAt};
use crate::reading::{Clock, FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "momentum",
    name: "Momentum",
    signature: &[
        (Mark::Product("ecelerity"), 12),
        (Mark::Id(IdKind::Slash), 5),
        (Mark::Shape(Shape::EnvelopeBy), 3),
        (Mark::With("ECSTREAM"), 6),
        (Mark::With("REST"), 2),
    ],
    first_name: FirstName::Rdns,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Keyword { helo_tells: false },
    known: Known::Samples,
    ids: &[IdKind::Slash],
    clock: Some(Clock::BackwardHex),
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(ecelerity v r(BRANCH))`, or an id such as `AB/CD-00123-E7F3EB00` and the envelope \
                     sender behind the by host.",
        states_tls: "The S of the keyword; the cipher behind it.",
        silence: "`ESMTP` without S is a plain connection; `SMTP`, `ECSTREAM` and `UNKNOWN` cannot tell.",
        source: "samples",
    },
    ..Dialect::UNSAID
};
