//! PHPMailer 1.x (`class.phpmailer.php`, function `Received`): the client writes a stamp of its own.
//!
//! ```text
//! from HOST ([IP]) by B
//!  with HTTP|HTTPS|local (PHPMailer);
//!  D
//! ```
//! - Written by the sending script: with `HTTP` the address is the browser's.

use super::{About, Dialect, Known, Mark, Silence, VersionAt, nothing};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "phpmailer",
    name: "PHPMailer",
    signature: &[(Mark::Product("PHPMailer"), 12)],
    first_name: FirstName::Other,
    tls: TlsHabits {
        slots: Slots::NONE,
        version_of_suite: false,
        tls13_with_kx: false,
        verify_means_nothing: false,
    },
    silence: Silence::Mute,
    writes: super::Writes::UNKNOWN,
    known: Known::Source,
    ids: &[],
    clock: None,
    edge: &[],
    version: VersionAt::Nowhere,
    about: About {
        recognised: "`(PHPMailer)` behind the protocol.",
        states_tls: "Never.",
        silence: "Says nothing: the script never states TLS.",
        source: "PHPMailer 1.x class.phpmailer.php",
    },
    refine: nothing,
};
