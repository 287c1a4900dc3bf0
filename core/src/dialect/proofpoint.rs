//! Proofpoint Protection Server (PPS), appliance and hosted (`pphosted.com`). No source; samples 2016 to 2026.
//!
//! ```text
//! from H (R [IP]) by B (PPS) with ESMTPS id Q (version=V cipher=C bits=N verify=X) [for <RC>]; D      since 2021-11
//! from H (R [IP]) by B with ESMTP id Q [(version=V cipher=C bits=N verify=X)] [for <RC>]; D           before
//! from pps.filterd (B [127.0.0.1]) by B (8.x/8.y) with ESMTP id Q2; D                                 filter hop
//! ```
//! - `Q` is ten characters, a hyphen and a number. It holds no clock.
//! - Before 2021-11 `ESMTP` stands over TLS too: the comment alone tells.
//! - The filter hop is Sendmail's engine on loopback; its id keeps the time at which the connection opened.
//! - `version=` is the session's.

use super::{About, Dialect, Known, Mark, Shape, Silence, Writes};
use crate::reading::{Clock, FirstName, IdKind, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "proofpoint",
    name: "Proofpoint PPS",
    signature: &[
        (Mark::Product("PPS"), 12),
        (Mark::Id(IdKind::Proofpoint), 8),
        // Either name, or the by host, needs the signs of the Sendmail engine beside it. With them it weighs more than
        // that engine, without it less.
        (Mark::First("pps.filterd"), 4),
        (Mark::First("pps.reinject"), 4),
        (Mark::Shape(Shape::SendmailProduct), 7),
        (Mark::Id(IdKind::Sendmail), 4),
        (Mark::Shape(Shape::OneProduct), 1),
        (Mark::Product("version"), 3),
        (Mark::Host("pphosted.com"), 4),
        (Mark::Host("ppops.net"), 4),
        (Mark::Shape(Shape::TcpInfo), 1),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::ID),
    silence: Silence::Detail,
    writes: Writes::CONFIRMED_NAME,
    known: Known::Samples,
    ids: &[IdKind::Proofpoint, IdKind::Sendmail],
    clock: Some(Clock::Sendmail),
    about: About {
        recognised: "`(PPS)` behind the by host, an id of ten characters with a number behind a hyphen, or \
                     `pps.filterd` as the name of a loopback peer beside `(8.x/8.y)`.",
        states_tls: "`(version= cipher= bits= verify=)` behind the id. The S of the keyword since November 2021.",
        silence: "No comment: a plain connection. Before November 2021 `ESMTP` alone says nothing.",
        source: "about 20,000 samples of public mailing lists, 2016 to 2026",
    },
    ..Dialect::UNSAID
};
