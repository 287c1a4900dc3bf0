//! Feishu (Lark) mail.
//!
//! ```text
//! from [H] ([IP]) by smtp.feishu.cn with ESMTPS; D
//! ```

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "feishu",
    name: "Feishu Mail",
    signature: &[
        (Mark::Host("feishu.cn"), 12),
        (Mark::Host("larksuite.com"), 12),
        (Mark::Shape(Shape::NoId), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Keyword { helo_tells: false },
    known: Known::Few,
    about: About {
        recognised: "A by host of feishu.cn.",
        states_tls: "The S of the keyword.",
        silence: "A keyword without S is a plain connection, as far as the few samples tell.",
        source: "samples, 2023 to 2026",
    },
    ..Dialect::UNSAID
};
