//! PHPMailer 1.x (`class.phpmailer.php`, function `Received`): the client writes a stamp of its own.
//!
//! ```text
//! from HOST ([IP]) by B
//!  with HTTP|HTTPS|local (PHPMailer);
//!  D
//! ```
//! - Written by the sending script: with `HTTP` the address is the browser's.

use super::{About, Dialect, Known, Mark, Silence};
use crate::reading::{FirstName, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "phpmailer",
    name: "PHPMailer",
    signature: &[(Mark::Product("PHPMailer"), 12)],
    first_name: FirstName::Other,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Source,
    about: About {
        recognised: "`(PHPMailer)` behind the protocol.",
        states_tls: "Never.",
        silence: "Says nothing: the script never states TLS.",
        source: "PHPMailer 1.x class.phpmailer.php",
    },
    ..Dialect::UNSAID
};
