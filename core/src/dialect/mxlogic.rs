//! MX Logic, later `McAfee` SaaS Email Protection (`mxl_mta`). No source; few samples, 2005 to 2016.
//!
//! ```text
//! from R|unknown [IP] (EHLO H) by B(mxl_mta-6.5.0-4) with ESMTP id Q (envelope-from <S>); D
//! ```
//! - No blank before the product. A form with `over TLS secured channel` is reported second-hand.

use super::{About, Dialect, Known, Mark, Silence, VersionAt};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "mxlogic",
    name: "MX Logic",
    signature: &[(Mark::Product("mxl_mta"), 12), (Mark::Host("mxlogic.net"), 8)],
    first_name: FirstName::Rdns,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Few,
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(mxl_mta-v)` behind the by host.",
        states_tls: "Not in the samples that are known.",
        silence: "Nothing can be said.",
        source: "few samples, 2005 to 2016",
    },
    ..Dialect::UNSAID
};
