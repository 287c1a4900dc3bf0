//! Cloudmark Gateway (before 2010 Bizanga IMP) at Comcast, Cox, Orange, GoDaddy, Telenet, Tiscali, Echo Labs and others.
//!
//! ```text
//! from H ([IP]) by resomta-a2p-100001.sys.comcast.net with ESMTPA id R9pPoQkAbCdEfR9pQoAbCd; D
//! from H ([IP]) (using V with cipher C n/m bits) (Client did not present a certificate) by B with ESMTPSA id Q; D
//! from H ([IP]) by :SMTPAUTH: with ESMTPA id Q; D        from H ([IP]) by : HOSTING RELAY : with ESMTP id Q; D
//! from H ([IP]) by B with comcast | bizsmtp | ME | cmgate id Q; D
//! ```
//! - The id's 22 characters hold the session's time and the message's.
//! - Until about 2023 the keyword has no S whatever the session was; some nodes print the TLS comment beside `ESMTPA`.
//! - The by clause is a label at some sites. The private words name the operator's own relays.

use super::{About, Dialect, Known, Mark, Shape, Silence};
use crate::clause::Kind;
use crate::reading::{Clock, FirstName, IdKind, Reading, Slots, TlsHabits};

pub(crate) static DIALECT: Dialect = Dialect {
    id: "cloudmark",
    name: "Cloudmark Gateway",
    signature: &[
        (Mark::Id(IdKind::Cloudmark), 8),
        (Mark::With("comcast"), 10),
        (Mark::With("bizsmtp"), 10),
        (Mark::With("ME"), 10),
        (Mark::With("cmgate"), 10),
        (Mark::Host(":smtpauth:"), 10),
        (Mark::Host(":"), 6),
        (Mark::Host("comcast.net"), 2),
        (Mark::Host("orange.fr"), 2),
        (Mark::Host("wanadoo.fr"), 2),
        (Mark::Host("secureserver.net"), 2),
        (Mark::Shape(Shape::BareTcpInfo), 2),
    ],
    first_name: FirstName::Helo,
    tls: TlsHabits::of(Slots::FROM),
    silence: Silence::Mute,
    known: Known::Samples,
    clock: Some(Clock::Cloudmark),
    about: About {
        recognised: "An id of 22 characters that hold two times; `with comcast`, `bizsmtp`, `ME` or `cmgate`; `by :SMTPAUTH:`.",
        states_tls: "On some nodes since about 2023, in a comment before `by`, and by the S of the keyword.",
        silence: "Nothing can be said: most nodes write a keyword without S for TLS too.",
        source: "samples, 2006 to 2026",
    },
    refine,
    ..Dialect::UNSAID
};

/// Where the by clause is a label of several words, it names no host.
fn refine(reading: &mut Reading<'_>) {
    let by = reading.clauses.by;
    let words = by.iter().filter_map(|i| reading.token(i)).filter(|t| t.kind == Kind::Word).count();
    if words > 1 {
        reading.facts.by_host = None;
        reading.take_all(by);
    }
}
