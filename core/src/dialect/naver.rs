//! Naver (naver.com).
//!
//! ```text
//! from H ([IP]) by cvnsmtp013.nm.naver.com with ESMTP id X for <multiple recipients>[ (version=V cipher=C)]; D -0000
//! ```
//! - The keyword has no S beside the TLS comment. The comment is seen since 2025; stamps before have none, TLS or not.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "naver",
    name: "Naver",
    signature: &[(Mark::Host("naver.com"), 10), (Mark::Shape(Shape::ZoneUnknown), 1)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::FOR.and(Slots::ID)),
    silence: Silence::Config,
    known: Known::Few,
    about: About {
        recognised: "A by host of naver.com.",
        states_tls: "`(version= cipher=)` behind the recipient, since about 2025.",
        silence: "Nothing can be said: older stamps never tell.",
        source: "samples, 2015 to 2025",
    },
    ..Dialect::UNSAID
};
