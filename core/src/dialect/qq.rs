//! Tencent's QQ Mail and Exmail.
//!
//! ```text
//! from H (R [IP]) by smtp.qq.com (ESMTP) with SMTP id ; D (CST)
//! from H (R [IP]) by esmtp6.qq.com (ESMTP) with id ; D (CST)
//! by newxmesmtplogicsvrszc5-0.qq.com (NewEsmtp) with SMTP id 5C1B2A3D; D
//! ```
//! - The id, and at times the keyword, is missing behind its word.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "qq",
    name: "QQ Mail",
    signature: &[
        (Mark::Product("ESMTP"), 5),
        (Mark::Product("NewEsmtp"), 12),
        (Mark::Host("qq.com"), 10),
        (Mark::Shape(Shape::ZoneComment), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    about: About {
        recognised: "A by host of qq.com; `(ESMTP)` or `(NewEsmtp)` behind it.",
        states_tls: "Never.",
        silence: "Nothing can be said.",
        source: "samples, 2012 to 2026",
    },
    ..Dialect::UNSAID
};
