//! SmarterMail (SmarterTools), a .NET server, 15 to now.
//!
//! ```text
//! from H (R|UnknownHost [IP]) by B with SMTP
//!     (version=Tls12|TLS\Tls12
//!     cipher=Aes256 bits=256);
//!    D
//! ```
//! - Always `SMTP`, no id. The cipher is .NET's name of the algorithm, not a suite.
//! - `TLS\Tls12`: the value printed with its type.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "smartermail",
    name: "SmarterMail",
    signature: &[
        (Mark::Opens("version=Tls11"), 5),
        (Mark::Opens("version=Tls12"), 5),
        (Mark::Opens("version=Tls13"), 5),
        (Mark::Opens("version=TLS\\Tls11"), 9),
        (Mark::Opens("version=TLS\\Tls12"), 9),
        (Mark::Opens("version=TLS\\Tls13"), 9),
        (Mark::Opens("UnknownHost"), 4),
        (Mark::With("SMTP"), 2),
        (Mark::Shape(Shape::NoId), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::WITH),
    silence: Silence::Detail,
    known: Known::Few,
    about: About {
        recognised: "`with SMTP (version=Tls12 cipher=Aes256 …)` without id; `UnknownHost` where there is \
                     no name.",
        states_tls: "`(version= cipher= bits=)` behind the keyword.",
        silence: "A plain connection, where the stamp is recognised at all.",
        source: "samples",
    },
    ..Dialect::UNSAID
};
