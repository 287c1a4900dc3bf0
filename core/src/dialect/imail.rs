//! IMail Server (Ipswitch), releases 4 to 8 (`SMTPD32`).
//!
//! ```text
//! from H [IP] by B with ESMTP|SMTP
//!   (SMTPD32-7.07) id AXXXXXXXXXXX; D
//! from H [IP] by B (SMTPD32-7.07) id AXXXXXXXXXXX; D
//! ```

use super::{About, Dialect, Known, Mark, Silence, VersionAt, nothing};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "imail",
    name: "IMail",
    signature: &[(Mark::Product("SMTPD32"), 12)],
    first_name: FirstName::Helo,
    tls: TlsHabits {
        slots: Slots::NONE,
        version_of_suite: false,
        tls13_with_kx: false,
        verify_means_nothing: false,
    },
    silence: Silence::Mute,
    writes: super::Writes::UNKNOWN,
    known: Known::Samples,
    ids: &[],
    clock: None,
    edge: &[],
    version: VersionAt::BehindProduct,
    about: About {
        recognised: "`(SMTPD32-v)`.",
        states_tls: "Never.",
        silence: "Says nothing: the format never states TLS.",
        source: "samples",
    },
    refine: nothing,
};
