//! ZTE's Zmail: the store of its company mail.
//!
//! ```text
//! from njb2app05[null] by mapi (Zmail) with MAPI id mid3f8a…; D (CST)
//! ```
//! - The by word is a label. The step stays inside the store.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "zmail",
    name: "ZTE Zmail",
    signature: &[(Mark::Product("Zmail"), 12), (Mark::With("MAPI"), 3)],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Few,
    about: About {
        recognised: "`(Zmail) with MAPI`.",
        states_tls: "Never.",
        silence: "Not a transfer: a step of the store.",
        source: "samples, 2018 to 2026",
    },
    ..Dialect::UNSAID
};
