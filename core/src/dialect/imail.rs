//! IMail Server (Ipswitch), releases 4 to 8 (`SMTPD32`).
//!
//! ```text
//! from H [IP] by B with ESMTP|SMTP
//!   (SMTPD32-7.07) id AXXXXXXXXXXX; D
//! from H [IP] by B (SMTPD32-7.07) id AXXXXXXXXXXX; D
//! ```

use super::{About, Dialect, Known, Mark, Silence, VersionAt};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "imail",
    name: "IMail",
    signature: &[(Mark::Product("SMTPD32"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Samples,
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(SMTPD32-v)`.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    ..Dialect::UNSAID
};
