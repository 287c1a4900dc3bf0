//! Hotmail's web and DAV front ends, until about 2013. Its mail transport was the Microsoft SMTP Service
//! (`iis-smtpsvc`), later Exchange Online (`microsoft-365`).
//!
//! ```text
//! from IP by lw10fd.law10.hotmail.msn.com with HTTP; D
//! from IP by BLU0-SMTP1.phx.gbl with DAV; D
//! ```

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::reading::{FirstName, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "hotmail",
    name: "Hotmail web front end",
    signature: &[
        (Mark::Host("phx.gbl"), 7),
        (Mark::Host("hotmail.com"), 5),
        (Mark::Host("hotmail.msn.com"), 8),
        (Mark::With("HTTP"), 2),
        (Mark::With("DAV"), 3),
        (Mark::Shape(Shape::NoId), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::NONE),
    silence: Silence::Mute,
    known: Known::Few,
    about: About {
        recognised: "A by host of hotmail.com, hotmail.msn.com or phx.gbl, with `HTTP` or `DAV`.",
        states_tls: "Never.",
        silence: "The message was handed in by web or DAV, not by mail transport.",
        source: "samples, 2001 to 2012",
    },
    refine,
    ..Dialect::UNSAID
};

fn refine(reading: &mut Reading<'_>) {
    // `via HTTP` of some hosts.
    reading.facts.not_smtp |= reading.facts.via.is_some_and(|v| reading.text(v) == b"HTTP");
}
